"""Train the network, say how good it is on what was held out, and write its files."""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as fn

from training.polyphones.batches import Example, example, shuffled, together
from training.polyphones.export import DATA, export, write_dictionary, write_readings
from training.polyphones.g2pm import G2pM
from training.polyphones.net import Net
from training.polyphones.sentences import (
    ROOT,
    Readings,
    Sentence,
    as_sentences,
    by_rules,
    cpp,
    dictionary,
    own,
    phrases,
    unsettled,
)  # fmt: skip

FOLDS = 5


def main() -> None:
    """`--hold-out K`: measure on the K-th fifth of what people judged, and write nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hold-out", type=int, choices=range(FOLDS))
    parser.add_argument("--temperature", type=float, default=2.2, help="fitted with --hold-out")
    parser.add_argument("--out", type=Path, default=DATA)
    asked = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    chance = random.Random(0)
    g2pm = G2pM()
    ruled = frozenset((ROOT / "training/data/ruled.txt").read_text("utf-8").split())
    silver = list(by_rules(asked.folder, g2pm, ruled))
    words = list(as_sentences(phrases()))
    gold = [*cpp(asked.folder, g2pm, ruled), *own()]
    readings = Readings([*silver, *words, *gold], g2pm)
    known = dictionary(readings)
    held = [one for one in gold if asked.hold_out is not None and _fold(one.text) == asked.hold_out]
    trained = [one for one in gold if one not in held]
    net = Net(readings, g2pm)

    def arrays(sentences: list[Sentence]) -> list[Example]:
        return [example(sentence, readings, known) for sentence in sentences]

    train(net, arrays([*silver, *words]), 1, 2.5e-3, chance)
    mixed = [*trained, *(one for one in trained if one.kind != "cpp"), *chance.sample(silver, min(18_000, len(silver))),
             *chance.sample(words, 5_000)]  # fmt: skip
    train(net, arrays(mixed), 2, 2e-3, chance)
    theirs = [one for one in trained if one.kind != "cpp"]
    train(
        net, arrays([*trained, *theirs, *theirs, *chance.sample(silver, min(18_000, len(silver)))]), 1, 1.5e-3, chance
    )
    if held:
        report(net, held, readings, arrays)
        return
    export(net, readings, asked.temperature, asked.out / "polyphones.npz")
    write_dictionary(known, unsettled(known, [*silver, *gold]), asked.out / "dictionary.tsv")
    write_readings(readings, asked.out / "readings.tsv")


def train(net: Net, examples: list[Example], epochs: int, rate: float, chance: random.Random) -> None:
    """Adam, the rate rising over fifty steps and falling to a twentieth; the tables learn twice as fast."""
    tables = [net.grams.weight, net.pairs.weight]
    rest = [one for one in net.parameters() if one.requires_grad and all(one is not table for table in tables)]
    adam = torch.optim.Adam([{"params": tables, "lr": 0.0}, {"params": rest, "lr": 0.0}])
    steps = epochs * sum(1 for _ in shuffled(examples, random.Random(0)))
    step = 0
    net.train()
    for _ in range(epochs):
        for batch in shuffled(examples, chance):
            pace = rate * min(1, (step + 1) / 50) * (1 - 0.95 * step / steps)
            adam.param_groups[0]["lr"], adam.param_groups[1]["lr"] = 2 * pace, pace
            scores, ends = net(batch)
            loss = -(batch.targets * fn.log_softmax(scores, -1).clamp(min=-30)).sum(-1) * batch.weights
            known = batch.ends[:, :-1] >= 0
            spaced = fn.binary_cross_entropy_with_logits(ends[known], batch.ends[:, :-1][known]) if known.any() else 0.0
            total = loss.sum() / batch.weights.sum().clamp(min=1) + 0.3 * spaced
            adam.zero_grad()
            total.backward()
            adam.step()
            step += 1
            if step % 100 == 0:
                print(f"step {step} of {steps}: loss {float(total.detach()):.3f}", flush=True)


@torch.no_grad()
def report(
    net: Net, held: list[Sentence], readings: Readings, arrays: Callable[[list[Sentence]], list[Example]]
) -> None:
    """How many of the judged places are right, by kind, and which temperature makes the probabilities true."""
    net.eval()
    scored, wanted = [], []
    for kind in ("cpp", "own", "phrase"):
        right = soft = count = 0
        for sentence, one in zip(chosen := [one for one in held if one.kind == kind], arrays(chosen), strict=True):
            places = dict(zip(one.places.tolist(), net(together([one]))[0] if len(one.places) else [], strict=True))
            for place in sentence.judged:
                label = max(sentence.targets.get(place, {"": 0.0}).items(), key=lambda pair: pair[1])[0]
                count += 1
                if place not in places:
                    right += label == readings.commonest.get(sentence.text[place])
                    continue
                candidates = readings.candidates[sentence.text[place]]
                best = candidates[int(places[place].argmax())]
                right += best == label
                soft += best != label and best[:-1] == label[:-1] and "5" in (best[-1], label[-1])
                scored.append(places[place])
                wanted.append(candidates.index(label))
        print(f"{kind}: {right / count:.2%} right, {(right + soft) / count:.2%} neutral or not; {count} characters")
    loss = {t: float(fn.cross_entropy(torch.stack(scored) / t, torch.tensor(wanted))) for t in np.arange(0.5, 4, 0.1)}
    print(f"temperature {min(loss, key=lambda t: loss[t]):.1f}")


def _fold(text: str) -> int:
    """Which fifth a sentence belongs to, so that one with two marks is in one of them."""
    value = 0
    for character in text:
        value = (value * 131 + ord(character)) % 1_000_003
    return value % FOLDS


if __name__ == "__main__":
    main()
