"""`python -m training.lines`: learns what unlabelled lines are, and writes `tts/script/lines/weights.json`.

From our own transcripts (`data/transcripts.tsv` says what their lines are) and from invented documents.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.corpus import SEEDS, TRANSCRIPTS
from training.dialogues import all_conventions, document
from training.logistic import several
from tts.script.formats.blocks import Document
from tts.script.forms.evidence import scene
from tts.script.forms.explain import explain
from tts.script.lines import classify
from tts.script.lines.facts import Unlabelled, lines
from tts.script.load import read_document
from tts.text import ink

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "tts" / "script" / "lines" / "weights.json"
INVENTED = 14
OURS = 6.0
Example = tuple[list[tuple[Unlabelled, str]], float]


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
    """Fit both steps for every region and write them."""
    data = list(examples())
    first = _fitted([(line, kind, weight) for page, weight in data for line, kind in page], "first")
    further = []
    for page, weight in data:
        found = [line for line, _ in page]
        answers = [classify.judged(line, first[line.region]) for line in found]
        more = classify.beside(found, answers)
        further += [(line, kind, weight) for line, (_, kind) in zip(more, page, strict=True)]
    second = _fitted(further, "second")
    WEIGHTS.write_text(json.dumps({"first": first, "second": second}, indent=0, ensure_ascii=False) + "\n", "utf-8")


def _fitted(rows: list[tuple[Unlabelled, str, float]], step: str) -> dict[str, dict[str, dict[str, float]]]:
    models = {}
    for region in ("before", "inside", "after", "all"):
        silent = region == "before"  # nobody has spoken: what an unlabelled line says, the narrator reads
        mine = [
            (dict(line.facts), "note" if silent and kind == "speech" else kind, weight)
            for line, kind, weight in rows
            if line.region == region
        ]
        if region == "all":  # nobody is named: what would be speech, the narrator reads
            some = [row for n, row in enumerate(rows) if n % 4 == 0 or row[2] > 1]
            mine = [(dict(line.facts), "note" if kind == "speech" else kind, weight) for line, kind, weight in some]
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
