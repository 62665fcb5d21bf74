"""`python -m training.lines`: learns what unlabelled lines are, and writes `tts/script/lines/weights.json`.

From our own transcripts (`data/transcripts.tsv` says what their lines are) and from invented documents.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.corpus import SEEDS, TRANSCRIPTS
from training.dialogues import all_conventions, document
from training.logistic import likeliest, several
from tts.script.formats.blocks import Document
from tts.script.forms.evidence import scene
from tts.script.forms.explain import explain
from tts.script.lines import classify
from tts.script.lines.classify import Judged
from tts.script.lines.facts import Unlabelled, lines
from tts.script.load import read_document
from tts.text import ink

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "tts" / "script" / "lines" / "weights.json"
INVENTED = 14
"""Documents a convention."""
OURS = 6.0
"""How much more a document of ours counts than an invented one."""
FOLDS = 3
"""Parts of our documents that take turns at being judged by a model that did not see them."""
ENOUGH = 60
"""Lines of a region from which it has a temperature of its own."""
Example = tuple[list[tuple[Unlabelled, str]], float]
Steps = dict[str, dict[str, dict[str, dict[str, float]]]]
"""Step → region → kind → fact → weight."""


def seen(page: Document) -> list[Unlabelled]:
    """The lines that no label opens, as they are met when a document is read."""
    found = explain(page, (), (), ())
    live = scene(page, ()).live
    return lines(page, live, found.labels, {label.name for label in found.labels.values()})


def told(page: Document, answers: dict[str, str]) -> list[tuple[Unlabelled, str]]:
    """The lines with what they are; `answers`: first characters → kind. Lines that nobody told about are left out."""
    found = []
    for line in seen(page):
        block = page.blocks[line.number]
        start = ink("".join(page.text[a:b] for a, b in _uncut(page, line.number)))[:24]
        kind = answers.get(start) or answers.get(ink(page.text[block.start : block.end])[:24])
        if kind:
            found.append((line, kind))
    return found


def _uncut(page: Document, number: int) -> Iterator[tuple[int, int]]:
    block = page.blocks[number]
    at = block.start
    for cut in block.cuts:
        yield at, cut.start
        at = cut.end
    yield at, block.end


def examples() -> Iterator[Example]:
    """Every training document's lines."""
    ours: dict[str, dict[str, str]] = defaultdict(dict)
    for row in (HERE / "data" / "transcripts.tsv").read_text("utf-8").splitlines()[1:]:
        name, kind, start = row.split("\t")
        ours[name][start] = "credit" if kind == "people" else kind
    for name, answers in ours.items():
        path = next(folder / name for folder in (TRANSCRIPTS, SEEDS) if (folder / name).exists())
        yield told(read_document(path, path.read_bytes()), answers), OURS
    for convention in all_conventions():
        for seed in range(INVENTED):
            made = document(seed, convention)
            page = read_document(Path(made.name), made.text.encode())
            starts = {
                plain(piece.text): piece.kind for piece in made.pieces if not piece.starts and piece.kind != "rule"
            }
            yield told(page, starts), 1.0


def plain(text: str) -> str:
    """The first characters of a line of Markdown, marks left out, as `told` compares them."""
    page = read_document(Path("line.md"), text.encode())
    number = next((n for n, block in enumerate(page.blocks) if not block.skip), None)
    return ink("".join(page.text[a:b] for a, b in _uncut(page, number)))[:24] if number is not None else ink(text)[:24]


def main() -> None:
    """Fit both steps for every region, find what their chances are worth, and write it all."""
    data = list(examples())
    found = _both_steps(data)
    calibration = _temperatures(data)
    told = {**found, "calibration": calibration}
    WEIGHTS.write_text(json.dumps(told, indent=0, ensure_ascii=False) + "\n", "utf-8")


def _both_steps(data: Sequence[Example]) -> Steps:
    first = _fitted([(line, kind, weight) for page, weight in data for line, kind in page], "first")
    further = []
    for page, weight in data:
        more = _with_neighbours([line for line, _ in page], first)
        further += [(line, kind, weight) for line, (_, kind) in zip(more, page, strict=True)]
    return {"first": first, "second": _fitted(further, "second")}


def _with_neighbours(found: list[Unlabelled], first: Mapping[str, classify.Model]) -> list[Unlabelled]:
    return classify.beside(found, [classify.judged(line, first[line.region]) for line in found])


def _temperatures(data: Sequence[Example]) -> dict[str, float]:
    """Region → temperature, by our own documents, each judged by a model that did not see it."""
    seen: dict[str, list[tuple[Mapping[str, float], str]]] = defaultdict(list)
    ours = [number for number, (_, weight) in enumerate(data) if weight == OURS]
    for fold in range(FOLDS):
        held = set(ours[fold::FOLDS])
        steps = _both_steps([example for number, example in enumerate(data) if number not in held])
        for number in held:
            page = data[number][0]
            more = _with_neighbours([line for line, _ in page], steps["first"])
            for line, (_, kind) in zip(more, page, strict=True):
                told = _answer(line.region, kind)
                seen[line.region].append((classify.judged(line, steps["second"][line.region]).chances, told))
    everything = [pair for pairs in seen.values() for pair in pairs]
    common = temperature(everything)
    _report(everything, common)
    regions = ("before", "inside", "after", "all")
    return {r: temperature(seen[r]) if len(seen[r]) >= ENOUGH else common for r in regions}


def temperature(seen: Sequence[tuple[Mapping[str, float], str]]) -> float:
    """The likeliest among twelfths of 1 to 5. `seen`: the chances of each kind, and the right one."""

    def surprise(t: float) -> float:
        return -sum(math.log(max(Judged(kind, chances, t).chance, 1e-9)) for chances, kind in seen)

    return likeliest(surprise)


def _report(seen: Sequence[tuple[Mapping[str, float], str]], t: float) -> None:
    for low, high in ((0.99, 1.01), (0.95, 0.99), (0.9, 0.95), (0.8, 0.9), (0.0, 0.8)):
        judged = [(Judged(max(c, key=lambda kind: c[kind]), c, t), kind) for c, kind in seen]
        band = [each.kind == kind for each, kind in judged if low <= each.chance < high]
        if band:
            print(f"held out, told {low:.0%} sure and more: {sum(band)} of {len(band)} right", file=sys.stderr)


def _answer(region: str, kind: str) -> str:
    """Where nobody has spoken, or nobody is named, what would be speech the narrator reads."""
    return "note" if kind == "speech" and region in ("before", "all") else kind


def _fitted(rows: list[tuple[Unlabelled, str, float]], step: str) -> dict[str, dict[str, dict[str, float]]]:
    models = {}
    for region in ("before", "inside", "after", "all"):
        some = [row for row in rows if row[0].region == region]
        if region == "all":
            some = [row for n, row in enumerate(rows) if n % 4 == 0 or row[2] > 1]
        mine = [(dict(line.facts), _answer(region, kind), weight) for line, kind, weight in some]
        facts, kinds, weights = (list(column) for column in zip(*mine, strict=True))
        models[region] = several(facts, kinds, weights)
        right = sum(
            classify.judged(Unlabelled(0, region, fact), models[region]).kind == kind
            for fact, kind in zip(facts, kinds, strict=True)
        )
        print(f"{step}, {region}: {len(mine)} lines, {right / len(mine):.2%} right", file=sys.stderr)
    return models


if __name__ == "__main__":
    main()
