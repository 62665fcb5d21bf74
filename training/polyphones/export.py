"""The trained network and its lists, as `tts/reading/zh` reads them."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from pypinyin import Style, lazy_pinyin
from pypinyin.pinyin_dict import pinyin_dict

from training.polyphones.g2pm import UNKNOWN
from training.polyphones.net import WORD_SCALE, Net
from training.polyphones.sentences import HAN, Readings
from tts.reading.zh.network import CURVE_STEP, STEP

DATA = Path(__file__).parents[2] / "tts/reading/zh/data"
_BYTES = {"pairs", "grams"}
"""The large tables: a byte a value. All others have two."""


def export(net: Net, readings: Readings, temperature: float, path: Path) -> None:
    """Write the network's file: every weight as a whole number of steps, which are powers of two."""
    stored: dict[str, np.ndarray] = {}
    steps: dict[str, float] = {}
    for name, values in _weights(net).items():
        floats = np.asarray(values.detach() if isinstance(values, torch.Tensor) else values, dtype=np.float64)
        top = 127 if name in _BYTES else 32767
        steps[name] = max(STEP, 2.0 ** math.ceil(math.log2(max(float(np.abs(floats).max()), 1e-9) / top)))
        stored[name] = np.clip(np.rint(floats / steps[name]), -top, top).astype(np.int8 if top == 127 else np.int16)
    stored["g2pm_class"] = net.classes.numpy().astype(np.int16)
    stored["unknown"] = np.array(readings.rows[UNKNOWN], dtype=np.int32)
    characters = [""] * len(readings.rows)
    for character, row in readings.rows.items():
        characters[row] = character if len(character) == 1 else ""
    about = {
        "characters": characters,
        "candidates": {character: readings.candidates[character] for character in sorted(readings.candidates)},
        "temperature": temperature,
        "steps": steps,
    }
    text = json.dumps(about, ensure_ascii=False, sort_keys=True)
    stored["about"] = np.frombuffer(text.encode(), dtype=np.uint8)
    np.savez(path, **{name: stored[name] for name in sorted(stored)})


def _weights(net: Net) -> dict[str, torch.Tensor | np.ndarray]:
    lstm, layer = net.g2pm.lstm, net.g2pm.logit_layer
    middle = (np.arange(4096) - 2048 + 0.5) * CURVE_STEP
    found: dict[str, torch.Tensor | np.ndarray] = {
        "g2pm_embedding": net.g2pm.embedding.weight, "embedding": net.embedding.weight, "pairs": net.pairs.weight,
        "grams": net.grams.weight,
        "input": torch.cat([lstm.weight_ih_l0.T, lstm.weight_ih_l0_reverse.T], 1),
        "bias": torch.cat([lstm.bias_ih_l0 + lstm.bias_hh_l0, lstm.bias_ih_l0_reverse + lstm.bias_hh_l0_reverse]),
        "recurrent": torch.stack([lstm.weight_hh_l0.T, lstm.weight_hh_l0_reverse.T]),
        "g2pm_1": layer[0].weight.T, "g2pm_1_bias": layer[0].bias,
        "g2pm_2": layer[2].weight.T, "g2pm_2_bias": layer[2].bias,
        "slot": net.slot.weight[:, :-1], "slot_bias": net.slot.weight[:, -1], "belief": net.belief.weight[:, 0],
        "word": net.word * WORD_SCALE, "word_slot": net.word_slot.weight[:, 0] * WORD_SCALE,
        "sigmoid": 1 / (1 + np.exp(-middle)), "tanh": np.tanh(middle),
    }  # fmt: skip
    for name, layer in (("near", net.near), ("far", net.far), ("both", net.both)):
        found[name] = layer.weight.permute(2, 1, 0).reshape(-1, layer.weight.shape[0])
        found[f"{name}_bias"] = layer.bias
    return found


def write_dictionary(words: dict[str, list[str]], unsure: set[str], path: Path) -> None:
    """Write the words that the network weighs, those of them that do not settle a reading marked."""
    head = (
        "# Words that tell how a polyphone in them is read (`-`: they do not tell), for the network to weigh; where\n"
        "# one stands by itself it settles the reading, unless it is `unsure`. Made by training/polyphones from\n"
        "# pypinyin's phrases and words of ours; correct a wrong reading in exceptions.tsv, which nothing overrules.\n"
    )
    marks = {word: "\tunsure" for word in unsure}
    rows = (f"{word}\t{' '.join(words[word])}{marks.get(word, '')}\n" for word in sorted(words))
    path.write_text(head + "".join(rows), "utf-8", newline="\n")


def write_readings(readings: Readings, path: Path) -> None:
    """Write the reading of every character where nothing else is known."""
    found = defaultdict(list)
    for code in sorted(pinyin_dict):
        character = chr(code)
        if HAN.match(character):
            plain = lazy_pinyin(character, style=Style.TONE3, neutral_tone_with_five=True)[0]
            found[readings.commonest.get(character, plain)].append(character)
    head = (
        "# Syllable, and the characters that are read so where nothing else is known. Made by training/polyphones\n"
        "# from pypinyin's table and what is commonest in the training data.\n"
    )
    rows = (f"{syllable}\t{''.join(found[syllable])}\n" for syllable in sorted(found))
    path.write_text(head + "".join(rows), "utf-8", newline="\n")
