"""`python -m training.labels`: learns which names in which forms are speakers (`tts/script/forms/weights.json`).

From our own transcripts and from invented documents in every convention; the same data give the same file.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from training.corpus import Told, ours
from training.dialogues import all_conventions, document
from training.logistic import fitted, likeliest
from tts.script.formats.blocks import Document, said
from tts.script.forms import evidence, weigh
from tts.script.forms.evidence import Group, Scene
from tts.script.forms.explain import proposed
from tts.script.load import read_document
from tts.text import ink

WEIGHTS = Path(__file__).parent.parent / "tts" / "script" / "forms" / "weights.json"
INVENTED = 40
"""Documents a convention."""
FOLDS = 3
"""Parts of our documents that take turns at being judged by a model that did not see them."""
OURS = 8.0
"""How much more a document of ours counts than an invented one."""

Example = tuple[Scene, list[Group], list[bool], float]


def told(page: Document, found: list[Group], gold: Told) -> list[bool]:
    """For each group whether most of its places start what a speaker says."""
    heads: dict[int, set[str]] = defaultdict(set)
    for start in gold.speech:
        heads[len(start)].add(start)

    def starts(place: evidence.Sighting) -> bool:
        behind = _behind(page, place, place.label.block)
        return any(behind[:length] in texts for length, texts in heads.items())

    return [sum(map(starts, group.places)) * 2 > len(group.places) for group in found]


def _behind(page: Document, place: evidence.Sighting, number: int) -> str:
    """What stands behind the label, or below it."""
    rest = ink(page.text[place.label.end : page.blocks[number].end]).lstrip("*_:：")
    if place.rest:
        return rest
    below = next((b for b in page.blocks[number + 1 :] if not b.skip and ink(said(page.text, b))), None)
    return ink(page.text[below.start : below.end]).lstrip("*_") if below else ""


def examples() -> Iterator[Example]:
    """Every training document, read."""
    for gold in ours():
        page = read_document(gold.path, gold.path.read_bytes())
        scene, found = proposed(page, ())
        yield scene, found, told(page, found, gold), OURS
    for convention in all_conventions():
        for seed in range(INVENTED):
            made = document(seed, convention)
            page = read_document(Path(made.name), made.text.encode())
            scene, found = proposed(page, ())
            speech = frozenset(ink(piece.text)[:24] for piece in made.pieces if piece.starts)
            yield scene, found, told(page, found, Told(Path(), speech)), 1.0


def main() -> None:
    """Fit both models, find what their chances are worth, and write it all."""
    data = [example for example in examples() if example[1]]
    facts = [evidence.matrix(scene, found) for scene, found, _, _ in data]
    models = _both(data, facts)
    told = {**models, "calibration": {"temperature": _temperature(data, facts)}}
    WEIGHTS.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _both(data: Sequence[Example], facts: Sequence[list[dict[str, float]]]) -> dict[str, dict[str, float]]:
    answers = [float(yes) for _, _, answer, _ in data for yes in answer]
    weights = [weight / max(4.0, len(found)) * 8 for _, found, _, weight in data for _ in found]
    first = fitted([fact for page in facts for fact in page], answers, weights)
    further = [row for example, page in zip(data, facts, strict=True) for row in _further(example, page, first)]
    second = fitted(further, answers, weights)
    right = (np.array(weigh.judged(further, second)) > 0.5) == (np.array(answers) > 0.5)
    print(f"{len(further)} names in a form, {sum(answers):.0f} speakers, {right.mean():.2%} right", file=sys.stderr)
    return {"first": first, "second": second}


def _further(example: Example, page: list[dict[str, float]], first: dict[str, float]) -> list[dict[str, float]]:
    more = evidence.again(example[1], weigh.judged(page, first), example[0])
    return [a | b for a, b in zip(page, more, strict=True)]


def _temperature(data: Sequence[Example], facts: Sequence[list[dict[str, float]]]) -> float:
    """By which odds are divided to be worth what they say: of twelfths of 1 to 5 that under which the answers about our
    own documents are likeliest, each judged by a model that did not see it."""
    ours = [number for number, example in enumerate(data) if example[3] == OURS]
    chances, answers = list[float](), list[bool]()
    for fold in range(FOLDS):
        held = set(ours[fold::FOLDS])
        rest = [number for number in range(len(data)) if number not in held]
        models = _both([data[n] for n in rest], [facts[n] for n in rest])
        for n in held:
            chances += weigh.judged(_further(data[n], facts[n], models["first"]), models["second"])
            answers += data[n][2]
    odds, yes = np.array(chances), np.array(answers)
    odds = np.log(odds / (1 - odds))

    def surprise(t: float) -> float:
        return float(np.log1p(np.exp(np.where(yes, -odds, odds) / t)).sum())

    found = likeliest(surprise)
    sure = np.abs(odds) / found > np.log(9)
    right = ((odds > 0) == yes)[sure].mean()
    print(f"held out, told as 90 % sure and more: {right:.2%} of {sure.sum()} right", file=sys.stderr)
    return found


if __name__ == "__main__":
    main()
