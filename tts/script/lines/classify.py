"""Decides what each line is: for every region a linear model with one answer of several, in two steps.

The second step also knows what the lines around were first taken for: credits stand beside credits."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from tts.script.formats.blocks import Document
from tts.script.lines.facts import Unlabelled, lines
from tts.text import ends_sentence, width

Kind = str
"""`title`, `heading`, `note`, `speech`, `credit`, `caption` or `furniture`."""
SILENT = ("credit", "caption", "furniture")
"""Kinds that nobody says."""
SILENT_FROM = 0.6
"""Chance from which a line is left out; a line read too much costs less than one that is lost."""
SILENT_FROM_MUCH = 0.85
"""The same for a line that is not short, which is much to lose, and where nobody is named: such a text is read
as a whole."""
DOTS = ("-", "*", "+", "•")
"""Marks of lists that do not count; headings may stand in those that do."""
MOSTLY = 0.5
"""Share of a line in links from which it is no loss."""
BROKEN_FROM = 20.0
"""Hanzi widths from which a line may have been broken to fit a page."""
LEAST_APART = 4
"""Labels; fewer show no habit."""
Model = Mapping[Kind, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a line is, and how sure that is."""

    kind: Kind
    chances: Mapping[Kind, float]
    """Kind → chance, as the model says it; they add up to 1."""
    temperature: float = 1.0
    """By which log chances are divided to be worth what they say on documents that the training did not see."""

    @property
    def chance(self) -> float:
        """How likely `kind` is right, calibrated."""
        worth = {
            kind: math.exp(math.log(max(chance, 1e-9)) / self.temperature) for kind, chance in self.chances.items()
        }
        return worth.get(self.kind, 0.0) / (sum(worth.values()) or 1.0)


SPEECH = Judged("speech", {"speech": 1.0})
"""What a line with a label is."""


@cache
def weights() -> dict[str, dict[str, Model]]:
    """Step (`first`, `second`) → region → kind → fact → weight, log odds."""
    return {step: models for step, models in _file().items() if step != "calibration"}


@cache
def temperatures() -> dict[str, float]:
    """Region → the temperature that calibrates its second step."""
    found: dict[str, float] = _file()["calibration"]
    return found


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files(__package__) / "weights.json").read_text("utf-8"))
    return loaded


def classify(
    document: Document, live: tuple[int, ...], labelled: Collection[int], names: Collection[str]
) -> dict[int, Judged]:
    """Block → what it is, for every live block without label."""
    found = lines(document, live, labelled, names)
    first = [judged(line, weights()["first"][line.region]) for line in found]
    second = [judged(line, weights()["second"][line.region]) for line in beside(found, first)]
    answers: dict[int, Judged] = {n: SPEECH for n in labelled}
    goes_on, apart = False, _stand_apart(document, labelled)
    for line, answer in zip(found, second, strict=True):
        above = answers.get(line.number - 1)
        goes_on = above is not None and _goes_on(document, line.number, goes_on or (apart and above.kind == "speech"))
        taken = above if goes_on and above is not None else _careful(document, line, answer)
        answers[line.number] = taken if taken is SPEECH else replace(taken, temperature=temperatures()[line.region])
    return {line.number: answers[line.number] for line in found}


def _stand_apart(document: Document, labelled: Collection[int]) -> bool:
    """Whether a blank line stands before every label: then a paragraph is one person's to its end."""
    return len(labelled) >= LEAST_APART and all(document.blocks[n].loose for n in labelled)


def _goes_on(document: Document, number: int, surely: bool) -> bool:
    """Whether the block is the next line of a paragraph that was broken in the middle of a sentence, or `surely` so."""
    last, block = document.blocks[number - 1], document.blocks[number]
    if block.loose or block.level or block.bullet or block.kind != last.kind:
        return False
    words = document.text[last.start : last.end].rstrip()
    return surely or (width(words) > BROKEN_FROM and not ends_sentence(words))


def _careful(document: Document, line: Unlabelled, answer: Judged) -> Judged:
    """The answer, unless the format says otherwise (a heading is one), or too little speaks for leaving the line out."""
    chances = answer.chances
    if document.blocks[line.number].level:
        allowed = [kind for kind in chances if kind in ("title", "heading")]
        share = sum(chances[kind] for kind in allowed) or 1.0
        chances = {kind: chances[kind] / share for kind in allowed} or {"heading": 1.0}
        return Judged(max(chances, key=lambda kind: chances[kind]), chances)
    block = document.blocks[line.number]
    if answer.kind == "heading" and (block.quote or block.bullet in DOTS):
        # a magazine sets a sentence of the talk large: read twice, but no chapter; nor is an item of a list that
        # counts nothing
        return replace(answer, kind=max((k for k in chances if k != "heading"), key=lambda kind: chances[kind]))
    silent = sum(chance for kind, chance in chances.items() if kind in SILENT)
    brief = "short" in line.facts or "middling" in line.facts or line.facts.get("links", 0.0) >= MOSTLY
    more = line.number + 1 < len(document.blocks) and _goes_on(document, line.number + 1, surely=False)
    surely = line.region == "all" or not brief or more
    if answer.kind in SILENT and silent < (SILENT_FROM_MUCH if surely else SILENT_FROM):
        spoken = [kind for kind in chances if kind not in SILENT]
        return replace(answer, kind=max(spoken, key=lambda kind: chances[kind]))
    return answer


def judged(line: Unlabelled, model: Model) -> Judged:
    """The model's answer: softmax over its kinds."""
    facts = line.facts.items()
    odds = [w.get("bias", 0.0) + sum(w.get(name, 0.0) * value for name, value in facts) for w in model.values()]
    shares = [math.exp(each - max(odds)) for each in odds]
    chances = {kind: share / sum(shares) for kind, share in zip(model, shares, strict=True)}
    return Judged(max(chances, key=lambda kind: chances[kind]), chances)


def beside(found: Sequence[Unlabelled], first: Sequence[Judged]) -> list[Unlabelled]:
    """`found` with what the lines around were first taken for."""
    made = []
    for n, line in enumerate(found):
        further: dict[str, float] = {}
        for name, other in (("before", n - 1), ("behind", n + 1)):
            if 0 <= other < len(found) and found[other].region == line.region:
                further |= {f"{kind} {name}": chance for kind, chance in first[other].chances.items() if chance > 0.02}
        further |= {f"first {kind}": chance for kind, chance in first[n].chances.items() if chance > 0.02}
        made.append(replace(line, facts={**line.facts, **further}))
    return made
