"""What could have been read otherwise, how sure the reading is, and what settles it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tts.script.formats.blocks import Document, said
from tts.script.forms.explain import Explanation
from tts.script.lines.classify import Judged
from tts.script.model import Doubt
from tts.script.transcript.model import Transcript
from tts.text import ink, name_key, tidy, width

CERTAIN = 0.9
"""From this chance on nothing is doubted."""
SHOWN = 60
"""Characters of a doubtful line."""
LEAST_WIDTHS = 8.0
"""Hanzi widths at stake, times the chance of being wrong; less is not worth reading."""
LEAST_STAKE = 0.3
"""Share of the words behind a name before a colon that count as at stake, however little speaks for the name."""
JOINT_STAKE = 40.0
"""Hanzi widths; what two who speak at once usually say."""
MOST = 12
"""Doubts of one document."""


def found(
    document: Document, transcript: Transcript, explanation: Explanation, kinds: Mapping[int, Judged]
) -> tuple[Doubt, ...]:
    """The doubts, the most consequential first: what is at stake, times the chance that it is wrong."""
    weighed = [*_nobody(transcript), *_labels(document, explanation), *_lines(document, kinds)]
    weighed = [pair for pair in weighed if pair[0] >= LEAST_WIDTHS]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].line))
    return tuple(doubt for _, doubt in weighed[:MOST])


def _nobody(transcript: Transcript) -> Iterator[tuple[float, Doubt]]:
    if not any(turn.kind == "speech" for turn in transcript.turns):
        text = transcript.metadata.title or tidy(transcript.text[:SHOWN])
        yield float("inf"), Doubt(0, text, "no interview: the narrator reads everything", 0.5, "--speaker NAME")


def _labels(document: Document, explanation: Explanation) -> Iterator[tuple[float, Doubt]]:
    """Names that were taken, and names that were not, each once."""
    stakes = _stakes(document, explanation)
    doubted: dict[str, tuple[float, Doubt]] = {}
    joint: set[tuple[str, str]] = set()
    for number, chance in explanation.chances.items():
        label = explanation.labels.get(number)
        if label is None or chance >= CERTAIN:
            continue
        stake, first = doubted.get(label.key, (0.0, None))
        line = document.blocks[number].line
        doubt = first or Doubt(line, label.name, "speaker", chance, f"speakers: [{_quoted(label.name)}]")
        doubted[label.key] = (stake + (1 - chance) * stakes.get(number, 0.0), doubt)
    yield from doubted.values()
    taken = {label.key for label in explanation.labels.values()}
    for number, label in explanation.labels.items():
        other = name_key(label.role)
        if label.role and other in taken and other != label.key and (label.key, other) not in joint:
            joint.add((label.key, other))
            told = f"{label.name}, {label.role}"
            settle = f"speakers: [{_quoted(told)}]"
            yield JOINT_STAKE, Doubt(document.blocks[number].line, told, f"speaker {label.name}", 0.5, settle)
    for label, chance in explanation.refused:
        if label.key in taken:
            continue
        block = document.blocks[label.block]
        wide = width(said(document.text, block))
        doubt = Doubt(block.line, label.name, "part of the text", 1 - chance, f"--speaker {_shell(label.name)}")
        yield max(chance, LEAST_STAKE) * wide, doubt


def _stakes(document: Document, explanation: Explanation) -> dict[int, float]:
    """Block of a label → hanzi widths up to the next label."""
    stakes: dict[int, float] = {}
    owner = None
    for number, block in enumerate(document.blocks):
        owner = number if number in explanation.labels else owner
        if owner is not None and not block.skip:
            stakes[owner] = stakes.get(owner, 0.0) + width(said(document.text, block))
    return stakes


def _lines(document: Document, kinds: Mapping[int, Judged]) -> Iterator[tuple[float, Doubt]]:
    for number, judged in kinds.items():
        if judged.chance >= CERTAIN:
            continue
        block = document.blocks[number]
        words = said(document.text, block)
        if ink(words):
            settle = (
                f"headings: [{_quoted(tidy(words))}]"
                if judged.kind != "heading" and width(words) < 40
                else "turncast script --write FILE"
            )
            yield (
                (1 - judged.chance) * width(words),
                Doubt(block.line, tidy(words)[:SHOWN], judged.kind, judged.chance, settle),
            )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shell(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
