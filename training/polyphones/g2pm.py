"""g2pM's network in torch, from the weights of its package."""

from __future__ import annotations

import pickle
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch

UNKNOWN = "<UNK>"


class G2pM(torch.nn.Module):
    """One bidirectional LSTM, two layers behind it; frozen."""

    def __init__(self) -> None:
        super().__init__()
        weights = {name: torch.tensor(values) for name, values in _load("np_ckpt.pkl").items()}
        rows, width = weights["embedding.weight"].shape
        classes, middle = weights["logit_layer.2.weight"].shape
        self.embedding = torch.nn.Embedding(rows, width)
        self.lstm = torch.nn.LSTM(width, 32, bidirectional=True, batch_first=True)
        self.logit_layer = torch.nn.Sequential(
            torch.nn.Linear(64, middle), torch.nn.ReLU(), torch.nn.Linear(middle, classes)
        )
        self.load_state_dict(weights)
        self.requires_grad_(False)
        self.eval()
        self.rows: dict[str, int] = _load("char2idx.pkl")
        self.classes = {_pinyin(reading): row for reading, row in _load("class2idx.pkl").items()}
        self.readings = {
            character: [_pinyin(reading) for reading in readings]
            for character, readings in _load("digest_cedict.pkl").items()
            if len(readings) > 1 and "\u4e00" <= character <= "\u9fff"
        }

    def context(self, rows: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """What the LSTM makes of (sentences, characters): float32 (sentences, characters, 64)."""
        known = torch.where(rows < self.embedding.num_embeddings, rows, self.rows[UNKNOWN])
        packed = torch.nn.utils.rnn.pack_padded_sequence(
            self.embedding(known), lengths, batch_first=True, enforce_sorted=False
        )
        hidden, _ = torch.nn.utils.rnn.pad_packed_sequence(
            self.lstm(packed)[0], batch_first=True, total_length=rows.shape[1]
        )
        return hidden

    def opinion(self, text: str) -> dict[int, dict[str, float]]:
        """Place → the probability of each reading there, for the polyphones of `text`."""
        rows = torch.tensor([[self.rows.get(character, self.rows[UNKNOWN]) for character in text]])
        scores = self.logit_layer(self.context(rows, torch.tensor([len(text)])))[0]
        found = {}
        for place, character in enumerate(text):
            readings = [reading for reading in self.readings.get(character, ()) if reading in self.classes]
            if readings:
                likely = torch.softmax(scores[place, [self.classes[reading] for reading in readings]], 0)
                found[place] = dict(zip(readings, likely.tolist(), strict=True))
        return found


def _load(name: str) -> Any:
    spec = find_spec("g2pM")
    if spec is None or spec.origin is None:
        raise SystemExit("g2pM is not installed: pip install -r training/requirements.txt")
    return pickle.loads((Path(spec.origin).parent / name).read_bytes())


def _pinyin(reading: str) -> str:
    return reading.replace("u:", "v")
