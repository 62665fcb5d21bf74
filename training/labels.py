"""`python -m training.labels`: learns which names in which forms are speakers (`tts/script/forms/weights.json`).

From our own transcripts and from invented documents in every convention; the same data give the same file.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.corpus import Told, ours
from training.dialogues import all_conventions, document
from training.logistic import fitted
from tts.script.formats.blocks import Document, said
from tts.script.forms import evidence, weigh
from tts.script.forms.evidence import Group, Scene
from tts.script.forms.explain import proposed
from tts.script.load import read_document
from tts.text import ink

WEIGHTS = Path(__file__).parent.parent / "tts" / "script" / "forms" / "weights.json"
INVENTED = 40
"""Documents a convention."""
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
    """Fit both models and write them."""
    data = [example for example in examples() if example[1]]
    answers = [float(yes) for _, _, answer, _ in data for yes in answer]
    weights = [weight / max(4.0, len(found)) * 8 for _, found, _, weight in data for _ in found]
    facts = [evidence.matrix(scene, found) for scene, found, _, _ in data]
    first = fitted([fact for page in facts for fact in page], answers, weights)
    further = []
    for (scene, found, _, _), page in zip(data, facts, strict=True):
        more = evidence.again(found, weigh.judged(page, first), scene)
        further += [a | b for a, b in zip(page, more, strict=True)]
    second = fitted(further, answers, weights)
    WEIGHTS.write_text(json.dumps({"first": first, "second": second}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for name, rows, model in (("first", [f for page in facts for f in page], first), ("second", further, second)):
        right = (np.array(weigh.judged(rows, model)) > 0.5) == (np.array(answers) > 0.5)
        print(
            f"{name}: {len(rows)} names in a form, {sum(answers):.0f} speakers, {right.mean():.2%} right",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
