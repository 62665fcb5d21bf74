"""The network that reads polyphones: from a text to scores of each reading, the same on every machine.

What it computes (`training/polyphones.py` makes it, and says from what):

- characters become vectors twice: those of g2pM's network, which is kept as it is (a bidirectional LSTM over the
  whole text), and our own beside vectors of pairs of characters, which two convolutions take together;
- a reading's score is g2pM's, so far as it is believed, plus a product with what the convolutions found, plus
  entries of a table of n-grams around the character, plus what the dictionary says of the word it stands in.

Every weight and every value between layers is a multiple of 2**-12 below 2**10, held in float64: products are
multiples of 2**-24 and their sums stay below 2**29, so that every sum is exact in whatever order a machine adds. The
two curves of the LSTM are tables. Equal weights therefore give equal scores, bit by bit, on any processor.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).parent / "data" / "polyphones.npz"

STEP = 2.0**-12
"""All values between layers are multiples of it."""
CURVE_STEP = 2.0**-8
"""The tables of sigmoid and tanh go from -8 to 8 in steps of this size."""
_CURVE_MIDDLE = 2048
"""Where the tables have 0."""
_ONE_THREAD = 1 << 18
"""Multiplications below which OpenBLAS keeps to one thread."""
PAIRS = 1 << 16
"""Rows of the table of pairs."""
N_GRAMS = 1 << 18
"""Rows of the table of n-grams."""
GRAMS = ((-1, 0), (0, 1), (-2, -1, 0), (-1, 0, 1), (0, 1, 2), (-3, -2, -1, 0), (-2, -1, 0, 1), (-1, 0, 1, 2),
         (0, 1, 2, 3), (-2, 0), (0, 2))  # fmt: skip
"""Places, relative to the character, of the n-grams that are looked up."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


_AS_STORED = {"embedding", "g2pm_embedding", "pairs", "grams"}
"""Tables of which few rows are needed: kept as whole numbers of steps."""


@dataclass(frozen=True, slots=True)
class PolyphoneNetwork:
    """The arrays of the file, and what their rows stand for."""

    characters: dict[str, int]
    """Character → row of `embedding`."""
    candidates: dict[str, tuple[str, ...]]
    """Polyphone → its readings, the commonest first."""
    slots: dict[str, int]
    """Polyphone → the slot of its first reading; the others follow."""
    temperature: float
    """What scores are divided by before they become probabilities: fitted on sentences that trained nothing."""
    weights: dict[str, npt.NDArray[Any]]
    steps: dict[str, float]
    """Name of a table that is kept as stored → what its numbers count."""


@cache
def network() -> PolyphoneNetwork:
    """The network of the package, read once."""
    with np.load(FILE) as stored:
        weights = {name: stored[name] for name in stored.files}
    about = json.loads(bytes(weights.pop("about")).decode())
    scales = about["steps"]
    for name, values in weights.items():
        if name in scales and name not in _AS_STORED:
            weights[name] = values.astype(np.float64) * scales[name]
    candidates = {character: tuple(readings) for character, readings in about["candidates"].items()}
    slots, first = {}, 1
    for character, readings in candidates.items():
        slots[character] = first
        first += len(readings)
    characters = {character: row for row, character in enumerate(about["characters"]) if character}
    return PolyphoneNetwork(characters, candidates, slots, about["temperature"], weights, scales)


def scores(net: PolyphoneNetwork, text: str, places: list[int], said: list[tuple[int, int]]) -> list[Floats]:
    """Scores of the readings of the characters at `places`, each in the order of its candidates.

    `said`: for each place, which candidate the dictionary has (-1: none) and how long its word is.
    """
    weights = net.weights
    unknown = int(weights["unknown"])
    rows = np.array([net.characters.get(character, unknown) for character in text], dtype=np.int64)
    context = _context(net, rows)
    hidden = _convolved(net, rows, context)
    grams = _grams(net, rows, np.array(places, dtype=np.int64))
    opinion = _g2pm(net, context[places])
    found = []
    for number, place in enumerate(places):
        first = net.slots[text[place]]
        count = len(net.candidates[text[place]])
        slots = slice(first, first + count)
        total = weights["slot"][slots] @ hidden[place] + weights["slot_bias"][slots] + grams[number, :count]
        classes = weights["g2pm_class"][slots]
        known = classes >= 0
        if known.any():
            theirs = opinion[number][classes[known]]
            total[known] += _grid(weights["belief"][slots][known] * np.maximum(theirs - theirs.max(), -12.0))
        reading, length = said[number]
        if reading >= 0:
            total[reading] += weights["word"][min(length, 4) - 1] + weights["word_slot"][first + reading]
        found.append(total)
    return found


def _grid(values: Floats) -> Floats:
    return np.rint(values / STEP) * STEP


def _product(a: Floats, b: Floats) -> Floats:
    """`a @ b`, a few rows at a time: OpenBLAS sets threads to larger products, which wait for each other longer than
    all of this takes (measured: 35 ms of processor time a sentence instead of 3)."""
    size = max(1, _ONE_THREAD // b.size)
    return np.concatenate([a[start : start + size] @ b for start in range(0, len(a), size)])


def _rows(net: PolyphoneNetwork, name: str, rows: Ints) -> Floats:
    found: Floats = net.weights[name][rows].astype(np.float64) * net.steps[name]
    return found


def _context(net: PolyphoneNetwork, rows: Ints) -> Floats:
    """g2pM's LSTM over the whole text, both ways: float64 (characters, 64)."""
    weights = net.weights
    known = np.where(rows < len(weights["g2pm_embedding"]), rows, int(weights["unknown"]))
    inputs = _rows(net, "g2pm_embedding", known)
    ahead = _grid(_product(inputs, weights["input"]) + weights["bias"])  # (characters, 2 * 128)
    gates = np.stack([ahead[:, :128], ahead[::-1, 128:]], axis=1) / CURVE_STEP + _CURVE_MIDDLE  # places in the tables
    recurrent = weights["recurrent"] / CURVE_STEP  # (2, 32, 128)
    sigmoid, tanh = weights["sigmoid"], weights["tanh"]
    hidden, cell = np.zeros((2, 1, 32)), np.zeros((2, 32))
    found = np.empty((len(rows), 2, 32))
    for step, gate in enumerate(gates):
        index = (gate + np.matmul(hidden, recurrent)[:, 0]).astype(np.int64)
        opened = sigmoid.take(index, mode="clip")
        cell = _grid(opened[:, 32:64] * cell + opened[:, :32] * tanh.take(index[:, 64:96], mode="clip"))
        curve = (cell / CURVE_STEP + _CURVE_MIDDLE).astype(np.int64)
        found[step] = _grid(opened[:, 96:] * tanh.take(curve, mode="clip"))
        hidden[:, 0] = found[step]
    return np.concatenate([found[:, 0], found[::-1, 1]], axis=1)


def _g2pm(net: PolyphoneNetwork, context: Floats) -> Floats:
    """g2pM's scores of all its readings: float64 (places, 876)."""
    weights = net.weights
    middle = _grid(np.maximum(_product(context, weights["g2pm_1"]) + weights["g2pm_1_bias"], 0))
    return _grid(_product(middle, weights["g2pm_2"]) + weights["g2pm_2_bias"])


def _convolved(net: PolyphoneNetwork, rows: Ints, context: Floats) -> Floats:
    """Our convolutions: float64 (characters, 96)."""
    weights = net.weights
    inputs = np.concatenate([_rows(net, "embedding", rows), _rows(net, "pairs", pair_rows(rows))], axis=1)
    near = _grid(np.maximum(_product(_three(inputs, 1), weights["near"]) + weights["near_bias"], 0))
    far = near + _grid(np.maximum(_product(_three(near, 2), weights["far"]) + weights["far_bias"], 0))
    both = np.concatenate([far, context], axis=1)
    return _grid(np.maximum(_product(both, weights["both"]) + weights["both_bias"], 0))


def _three(values: Floats, apart: int) -> Floats:
    """Each row with those `apart` before and behind it, zeros beyond the ends."""
    edge = np.zeros((apart, values.shape[1]))
    padded = np.concatenate([edge, values, edge])
    return np.concatenate([padded[: -2 * apart], values, padded[2 * apart :]], axis=1)


def _grams(net: PolyphoneNetwork, rows: Ints, places: Ints) -> Floats:
    """What the n-grams around each place add to its readings: float64 (places, most readings a character has)."""
    table = net.weights["grams"]
    found: Floats = table[gram_rows(rows, places)].sum(axis=1, dtype=np.int64) * net.steps["grams"]
    return found


def pair_rows(rows: Ints) -> Ints:
    """For each character, the row of the table of pairs for it and the one before: int64 (characters,).

    A hash that wraps around at 2**63, as int64 does everywhere.
    """
    before = np.concatenate([np.zeros(1, dtype=np.int64), rows[:-1]])
    return ((before * 1000003 + rows) * 2654435761 >> 7) % PAIRS


def gram_rows(rows: Ints, places: Ints) -> Ints:
    """For each place, the rows of the table of n-grams for those around it: int64 (places, n-grams)."""
    padded = np.concatenate([np.zeros(4, dtype=np.int64), rows, np.zeros(4, dtype=np.int64)])
    found = np.empty((len(places), len(GRAMS)), dtype=np.int64)
    for number, offsets in enumerate(GRAMS):
        mixed = np.full(len(places), number + 1, dtype=np.int64)
        for offset in offsets:
            mixed = (mixed * 1000003 + padded[places + 4 + offset]) % 2305843009213693951 % (1 << 40)
        found[:, number] = (mixed * 2654435761 >> 9) % N_GRAMS
    return found
