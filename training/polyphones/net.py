"""The network in torch: what `tts/reading/zh/network.py` computes, with gradients."""

from __future__ import annotations

import torch
from torch.nn import functional as fn

from training.polyphones.batches import Batch
from training.polyphones.g2pm import UNKNOWN, G2pM
from training.polyphones.sentences import CANDIDATES, Readings
from tts.reading.zh.network import N_GRAMS, PAIRS

WIDTH = 96
WORD_SCALE = 3.0
"""What the dictionary says starts with this much weight a unit, so that it is learned as fast as the rest."""
_DROPPED = 0.1
_NO_OPINION = -12.0
"""How far below its best g2pM's score of a reading counts at most."""


class Net(torch.nn.Module):
    """Scores of the readings of every polyphone of a batch, and of the ends of words."""

    def __init__(self, readings: Readings, g2pm: G2pM) -> None:
        super().__init__()
        self.g2pm = g2pm
        self.embedding = torch.nn.Embedding(len(readings.rows), 64)
        self.pairs = torch.nn.Embedding(PAIRS, 32)
        with torch.no_grad():
            theirs = g2pm.embedding.weight
            self.embedding.weight[: len(theirs)] = theirs
            self.embedding.weight[len(theirs) :] = theirs[g2pm.rows[UNKNOWN]]
            torch.nn.init.normal_(self.pairs.weight, 0, 0.05)
        self.near = torch.nn.Conv1d(64 + 32, WIDTH, 3, padding=1)
        self.far = torch.nn.Conv1d(WIDTH, WIDTH, 3, padding=2, dilation=2)
        self.both = torch.nn.Conv1d(WIDTH + 64, WIDTH, 1)
        self.slot = torch.nn.Embedding(readings.size, WIDTH + 1)
        torch.nn.init.normal_(self.slot.weight[:, :-1], 0, 0.02)
        self.slot.weight.data[:, -1] = 0
        self.belief = torch.nn.Embedding(readings.size, 1)
        torch.nn.init.ones_(self.belief.weight)
        classes = torch.full((readings.size,), -1, dtype=torch.long)
        for character, first in readings.slots.items():
            for number, reading in enumerate(readings.candidates[character]):
                if reading in g2pm.readings.get(character, ()) and reading in g2pm.classes:
                    classes[first + number] = g2pm.classes[reading]
                elif character in g2pm.readings:
                    self.slot.weight.data[first + number, -1] = -6.0
        self.register_buffer("classes", classes)
        self.grams = torch.nn.Embedding(N_GRAMS, CANDIDATES)
        torch.nn.init.zeros_(self.grams.weight)
        self.word = torch.nn.Parameter(torch.tensor([0.0, 1.0, 1.5, 2.0]))
        self.word_slot = torch.nn.Embedding(readings.size, 1)
        torch.nn.init.zeros_(self.word_slot.weight)
        self.ends = torch.nn.Conv1d(WIDTH, 1, 2)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores (polyphones, candidates), -1e9 where there is no candidate; scores of the ends of words."""
        with torch.no_grad():
            context = self.g2pm.context(batch.rows, batch.lengths)
            theirs = self._opinion(context[batch.sentence, batch.place], batch.slots)
        there = torch.arange(batch.rows.shape[1])[None, :] < batch.lengths[:, None]
        hidden = self._convolved(batch, context, there[:, None, :].float())
        found = self._dropped(hidden.transpose(1, 2)[batch.sentence, batch.place], _DROPPED)
        slot = self.slot(batch.slots)
        scores = (slot[..., :-1] * found[:, None, :]).sum(-1) + slot[..., -1]
        grams = self.grams(batch.grams)
        if self.training:
            grams = grams * (torch.rand(grams.shape[:2]) > 0.2)[..., None] * 1.25
            theirs = theirs * (torch.rand(len(theirs), 1) > 0.1)
        scores = scores + grams.sum(1) + self.belief(batch.slots).squeeze(-1) * theirs
        said = (batch.said[:, :1] == torch.arange(CANDIDATES)[None, :]).float()
        trust = self.word[batch.said[:, 1]][:, None] + self.word_slot(batch.slots).squeeze(-1)
        scores = scores + said * WORD_SCALE * trust
        return scores.masked_fill(batch.slots == 0, -1e9), self.ends(hidden).squeeze(1)

    def _opinion(self, context: torch.Tensor, slots: torch.Tensor) -> torch.Tensor:
        classes = self.classes[slots]
        scores = torch.gather(self.g2pm.logit_layer(context), 1, classes.clamp(min=0))
        best = scores.masked_fill(classes < 0, -1e9).max(1, keepdim=True)[0]
        return torch.where(classes >= 0, (scores - best).clamp(min=_NO_OPINION), torch.zeros_like(scores))

    def _convolved(self, batch: Batch, context: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        inputs = torch.cat(
            [self._dropped(self.embedding(batch.rows), _DROPPED / 2), self._dropped(self.pairs(batch.pairs), _DROPPED)],
            -1,
        )
        near = fn.relu(self.near(inputs.transpose(1, 2) * there)) * there
        far = near + fn.relu(self.far(self._dropped(near, _DROPPED / 2)))
        return fn.relu(self.both(torch.cat([far, context.transpose(1, 2)], 1)))

    def _dropped(self, values: torch.Tensor, share: float) -> torch.Tensor:
        return fn.dropout(values, share, self.training)
