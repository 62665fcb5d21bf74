"""How sure it is that a name in a form is a speaker's: two logistic models whose weights stand in `weights.json`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from tts.script.forms import evidence
from tts.script.forms.evidence import Group, Scene

Facts = Mapping[str, float]


@cache
def weights() -> dict[str, dict[str, float]]:
    """`first` and `second`: fact → weight, log odds; `bias` is theirs without any fact. `calibration` holds the
    `temperature` by which odds are divided to be told to people."""
    loaded: dict[str, dict[str, float]] = json.loads((files(__package__) / "weights.json").read_text("utf-8"))
    return loaded


def chances(scene: Scene, found: Sequence[Group]) -> list[float]:
    """For each group how likely its name is a speaker's: 0 to 1."""
    if not found:
        return []
    facts = evidence.matrix(scene, found)
    first = judged(facts, weights()["first"])
    further = evidence.again(found, first, scene)
    return judged([a | b for a, b in zip(facts, further, strict=True)], weights()["second"])


def calibrated(chance: float) -> float:
    """`chance`, as `chances` gives it, brought to what it is worth on documents that the training did not see."""
    odds = math.log(max(chance, 1e-9) / max(1 - chance, 1e-9))
    return 1 / (1 + math.exp(-odds / weights()["calibration"]["temperature"]))


def judged(facts: Sequence[Facts], weight: Facts) -> list[float]:
    """The logistic model's answer for each of `facts`: 0 to 1."""
    odds = [weight["bias"] + sum(weight.get(name, 0.0) * value for name, value in each.items()) for each in facts]
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, each)))) for each in odds]
