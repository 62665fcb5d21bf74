"""Sentences as arrays, several at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from training.polyphones.g2pm import UNKNOWN
from training.polyphones.sentences import CANDIDATES, Readings, Sentence
from tts.reading.zh.network import gram_rows, pair_rows
from tts.reading.zh.words import words_in


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its polyphones, as arrays."""

    rows: np.ndarray
    places: np.ndarray
    targets: np.ndarray
    slots: np.ndarray
    weights: np.ndarray
    said: np.ndarray
    """For each polyphone, which candidate the dictionary has (-1: none), and a class of its word's length."""
    grams: np.ndarray
    ends: np.ndarray | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Several sentences; what is not about characters is about their polyphones, one row each."""

    rows: torch.Tensor
    pairs: torch.Tensor
    lengths: torch.Tensor
    ends: torch.Tensor
    """1 behind the end of a word, 0 elsewhere, -1 where it is not known."""
    sentence: torch.Tensor
    place: torch.Tensor
    slots: torch.Tensor
    grams: torch.Tensor
    said: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor


def example(sentence: Sentence, readings: Readings, dictionary: dict[str, list[str]]) -> Example:
    """`sentence` as arrays; places whose target is no candidate are left out."""
    text = sentence.text
    rows = np.array([readings.rows.get(character, readings.rows[UNKNOWN]) for character in text], dtype=np.int64)
    in_words = {}
    if sentence.kind != "word":  # else the word itself would tell
        for start, word in words_in(text, dictionary):
            in_words.update({start + number: (reading, len(word)) for number, reading in enumerate(dictionary[word])})
    found = []
    for place, likely in sentence.targets.items():
        candidates = readings.candidates.get(text[place], ())
        shares = [likely.get(reading, 0.0) for reading in candidates]
        if sum(shares) < 0.3:
            continue
        reading, length = in_words.get(place, ("-", 0))
        known = (candidates.index(reading), min(length, 4) - 1) if reading in candidates else (-1, 0)
        first = readings.slots[text[place]]
        empty = [0] * (CANDIDATES - len(candidates))
        found.append((
            place,
            [share / sum(shares) for share in shares] + empty,
            [*range(first, first + len(candidates)), *empty],
            sentence.weights.get(place, sentence.weight),
            known,
        ))  # fmt: skip
    places, targets, slots, weights, said = zip(*found, strict=True) if found else ([], [], [], [], [])
    at = np.array(places, dtype=np.int64)
    return Example(
        rows, at, np.array(targets, dtype=np.float32).reshape(-1, CANDIDATES),
        np.array(slots, dtype=np.int64).reshape(-1, CANDIDATES), np.array(weights, dtype=np.float32),
        np.array(said, dtype=np.int64).reshape(-1, 2), gram_rows(rows, at),
        None if sentence.ends is None else np.array(sentence.ends, dtype=np.float32),
    )  # fmt: skip


def together(examples: list[Example]) -> Batch:
    longest = max(len(one.rows) for one in examples)
    rows = np.zeros((len(examples), longest), dtype=np.int64)
    pairs = np.zeros_like(rows)
    ends = np.full(rows.shape, -1, dtype=np.float32)
    for number, one in enumerate(examples):
        rows[number, : len(one.rows)] = one.rows
        pairs[number, : len(one.rows)] = pair_rows(one.rows)
        if one.ends is not None:
            ends[number, : len(one.rows)] = one.ends

    def stacked(name: str) -> torch.Tensor:
        return torch.from_numpy(np.concatenate([getattr(one, name) for one in examples]))

    sentence = np.concatenate([np.full(len(one.places), number) for number, one in enumerate(examples)])
    return Batch(
        torch.from_numpy(rows), torch.from_numpy(pairs), torch.tensor([len(one.rows) for one in examples]),
        torch.from_numpy(ends), torch.from_numpy(sentence), stacked("places"), stacked("slots"), stacked("grams"),
        stacked("said"), stacked("targets"), stacked("weights"),
    )  # fmt: skip


def shuffled(examples: list[Example], chance: random.Random, size: int = 96) -> Iterator[Batch]:
    """All of `examples` in random batches of sentences of like length, about `size` of forty characters each."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    for start in range(0, len(order), size * 50):
        chunk = sorted(order[start : start + size * 50], key=lambda index: len(examples[index].rows))
        groups, current = [], list[int]()
        for index in chunk:
            current.append(index)
            if len(current) * len(examples[index].rows) >= size * 40:
                groups.append(current)
                current = []
        if current:
            groups.append(current)
        chance.shuffle(groups)
        for group in groups:
            yield together([examples[index] for index in group])
