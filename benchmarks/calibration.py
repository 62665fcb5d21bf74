"""How far the reader of transcripts can be believed when it is sure: `python -m benchmarks.calibration FOLDER`.

FOLDER holds documents with what a careful editor makes of each (`NAME.golden.json`: title, chapters, and turns with
speaker and text). None of them may be among those that the training sees: sources are held out whole, not lines.
Printed: of the lines without label told as at least so sure, how many are right; of the wrong turns, how many a doubt
points at; doubts in documents all of whose turns are right.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tts.config.load import parse
from tts.script.formats.blocks import Document, said
from tts.script.forms.evidence import scene
from tts.script.forms.explain import explain
from tts.script.lines.classify import SILENT, classify
from tts.script.load import load_transcript, read_document
from tts.script.model import Doubt
from tts.script.transcript.model import Transcript
from tts.text import name_key

STEPS = (0.99, 0.95, 0.9, 0.8, 0.6, 0.0)
"""Lower ends of the bands of chances that are told apart."""
START = 20
"""Letters by which a turn is found again."""
RIGHT = 0.9
"""Share of a turn's words."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
NEARBY = 2
"""Lines; who looks up one sees the next."""


@dataclass(slots=True)
class Tally:
    """What was counted over all documents."""

    lines: Counter[float] = field(default_factory=Counter)
    """Band → lines."""
    right: Counter[float] = field(default_factory=Counter)
    wrong_turns: int = 0
    pointed_at: int = 0
    calm: list[int] = field(default_factory=list)
    """Doubts of each right document."""


def letters(text: str) -> str:
    """Letters and figures alone: marks differ between a source, what is said and what an editor writes."""
    return "".join(filter(str.isalnum, text))


def goldens(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each document with what it should be."""
    for gold in sorted(folder.glob("*.golden.json")):
        stem = gold.name.removesuffix(".golden.json")
        yield next(f for f in folder.glob(f"{stem}.*") if f != gold), json.loads(gold.read_text("utf-8"))


def judge_lines(page: Document, gold: dict[str, Any], tally: Tally) -> None:
    """Whether every line without label is spoken by a speaker, read by the narrator, or silent, as the editor says."""
    speech = letters("\n".join(turn["text"] for turn in gold["turns"] if turn["speaker"]))
    read = letters(
        "\n".join(
            [turn["text"] for turn in gold["turns"] if not turn["speaker"]] + list(map(str, gold.get("chapters") or []))
        )
    )
    read += letters(str(gold.get("title") or ""))
    either = letters("\n".join(map(str, [*gold.get("optional_text", []), *gold.get("extra_ok", [])])))
    found = explain(page, (), (), ())
    kinds = classify(page, scene(page, ()).live, found.labels, {label.name for label in found.labels.values()})
    for number, judged in sorted(kinds.items()):
        if judged.chances == {"speech": 1.0}:  # goes on with a labelled line, which nobody judged
            continue
        line = letters(said(page.text, page.blocks[number]))
        if not line or line in either:
            continue
        wanted = {"spoken"} if line in speech else set()
        wanted |= {"read"} if line in read else set()
        taken = "silent" if judged.kind in SILENT else "spoken" if judged.kind == "speech" else "read"
        band = next(step for step in STEPS if judged.chance >= step)
        tally.lines[band] += 1
        tally.right[band] += taken in (wanted or {"silent"})


def words_of(text: str) -> list[str]:
    """Hanzi one by one, other words whole, in lower case."""
    return _WORD.findall(text.casefold())


def wrong_turns(transcript: Transcript, gold: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(who should speak, who mostly does, first words) of each turn of which less than `RIGHT` is said by the right
    person: whoever says most of what that person should."""
    wanted = [turn for turn in gold["turns"] if turn["speaker"] and not turn.get("optional")]
    told = [(n, word) for n, turn in enumerate(wanted) for word in words_of(turn["text"])]
    said = [
        (turn.speaker or "", word)
        for turn in transcript.turns
        for word in words_of("".join(piece for p in turn.paragraphs for piece, yes in p.pieces(transcript.text) if yes))
    ]
    heard: list[Counter[str]] = [Counter() for _ in wanted]
    match = difflib.SequenceMatcher(None, [word for _, word in told], [word for _, word in said], autojunk=False)
    for x, y, length in match.get_matching_blocks():
        for k in range(length):
            heard[told[x + k][0]][said[y + k][0]] += 1
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for turn, who in zip(wanted, heard, strict=True):
        usual[turn["speaker"]] += Counter({name: count for name, count in who.items() if name})
    found = []
    for turn, who in zip(wanted, heard, strict=True):
        person = next((name for name, _ in usual[turn["speaker"]].most_common(1)), "")
        if who[person] < RIGHT * len(words_of(turn["text"])):
            most = next((name for name, _ in who.most_common(1)), "")
            found.append((turn["speaker"], most, letters(turn["text"])[:START]))
    return found


def points_at(doubt: Doubt, transcript: Transcript, wrong: tuple[str, str, str]) -> bool:
    """Whether whoever reads the doubt is led to the turn: it is of the whole, names who speaks, or stands there."""
    wanted, who, start = wrong
    plain = transcript.text.splitlines()
    line = next((n for n in range(len(plain)) if start[:12] and start[:12] in letters(plain[n])), None)
    if doubt.taken_as.startswith(("no interview", "the form", "the speakers")):
        return True
    if "though it starts with a speaker's name" in doubt.taken_as:
        return line is not None and letters(plain[line]).startswith(letters(wanted))
    named = doubt.taken_as.startswith(("speaker", "part of the text"))
    if named and name_key(doubt.text) in {name_key(wanted), name_key(who)}:
        return True
    run = re.search(r"and (\d+) below it", doubt.taken_as)
    end = doubt.line + (int(run[1]) if run else 0)
    return line is not None and 0 < doubt.line <= line + 1 + NEARBY and line + 1 <= end + NEARBY


def main() -> None:
    """Print what the folder's documents show."""
    tally = Tally()
    for path, gold in goldens(Path(sys.argv[1])):
        data = path.read_bytes()
        judge_lines(read_document(path, data), gold, tally)
        transcript = load_transcript(path, data, parse("", "voices.yaml"))
        wrong = wrong_turns(transcript, gold)
        pointed = sum(any(points_at(doubt, transcript, each) for doubt in transcript.doubts) for each in wrong)
        tally.wrong_turns += len(wrong)
        tally.pointed_at += pointed
        if wrong:
            print(f"{path.name}: {len(wrong)} wrong turns, {pointed} pointed at, {len(transcript.doubts)} doubts")
        else:
            tally.calm.append(len(transcript.doubts))
    for step in STEPS:
        if tally.lines[step]:
            share = tally.right[step] / tally.lines[step]
            print(f"told as {step:.0%} sure and more: {share:.1%} of {tally.lines[step]} lines right")
    sure = [step for step in STEPS if step >= 0.9]
    right, lines = sum(tally.right[step] for step in sure), sum(tally.lines[step] for step in sure)
    print(f"all told as at least 90 % sure: {right / max(1, lines):.1%} of {lines} lines right")
    print(f"wrong turns pointed at by a doubt: {tally.pointed_at} of {tally.wrong_turns}")
    print(f"doubts per right document: {sum(tally.calm) / max(1, len(tally.calm)):.2f} in {len(tally.calm)} documents")


if __name__ == "__main__":
    main()
