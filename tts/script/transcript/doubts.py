"""What could have been read otherwise, how sure the reading is, and what settles it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from tts.script import words
from tts.script.formats.blocks import Document, said
from tts.script.forms.explain import Explanation
from tts.script.forms.unnamed import UNNAMED
from tts.script.forms.weigh import calibrated
from tts.script.lines.classify import Judged
from tts.script.model import Doubt
from tts.script.transcript.model import Person, Transcript
from tts.text import han, ink, name_key, simplified, tidy, width

CERTAIN = 0.9
"""From this chance on nothing is doubted."""
SHOWN = 60
"""Characters of a doubtful line."""
LEAST_WIDTHS = 8.0
"""Hanzi widths at stake, times the chance of being wrong; less is not worth reading."""
JOINT_STAKE = 40.0
"""Hanzi widths; what two who speak at once usually say."""
MOST = 8
"""Doubts of one document, about its text; what else is uncertain matters less."""
LITTLE = 0.5
"""Share of a document's words; where turns hold less, its form explains little."""
LIKELY = 0.6
"""How likely a reading is that only the form's silence speaks against."""
ALIKE = 0.75
"""Share of letters (`difflib`) from which two names could be one misspelt."""
LOUD = 0.25
"""How likely a name before a colon is a speaker's for it to be told however little is said behind it: who is swallowed
by another's turn says little there."""
FEW = 60
"""Speakers beyond whom names are not compared pair by pair."""
Weighed = tuple[float, Doubt]
"""(hanzi widths at stake times the chance of being wrong, the doubt)."""


def find_doubts(
    document: Document, transcript: Transcript, explanation: Explanation, kinds: Mapping[int, Judged]
) -> tuple[Doubt, ...]:
    """The doubts, the most consequential first: what is at stake, times the chance that it is wrong."""
    weighed = [
        *_whole(document, transcript, explanation, kinds),
        *_taken(document, explanation),
        *_refused(document, explanation),
        *_outside(document, explanation, kinds),
        *_people(document, transcript.people, explanation),
        *_lines(document, kinds),
    ]
    weighed = [pair for pair in weighed if pair[0] >= LEAST_WIDTHS]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].line))
    return tuple(doubt for _, doubt in weighed[:MOST])


def _whole(
    document: Document, transcript: Transcript, explanation: Explanation, kinds: Mapping[int, Judged]
) -> Iterator[Weighed]:
    """That nobody was found to speak, or somebody in a small part of the text only; that questions were told apart by
    how they are set, and whose the answers are."""
    settle = "--speaker NAME"
    if not any(turn.kind == "speech" for turn in transcript.turns):
        text = transcript.metadata.title or tidy(transcript.text[:SHOWN])
        yield float("inf"), Doubt(0, text, "no interview: the narrator reads everything", 0.5, settle)
        return
    spoken = sum(_stakes(document, explanation, kinds).values())
    read = sum(_wide(document, n) for n, judged in kinds.items() if judged.kind in ("note", "heading", "title"))
    if spoken < LITTLE * (spoken + read):
        share = spoken / (spoken + read)
        first = min(explanation.labels)
        told = f"the form, though it explains {share:.0%} of the text: the narrator reads the rest"
        name = explanation.labels[first].name
        yield read, Doubt(document.blocks[first].line, name, told, LIKELY, settle)
    asked = [n for n, label in explanation.labels.items() if label.form == UNNAMED]
    if explanation.asks and asked:
        names = dict.fromkeys(label.name for label in explanation.labels.values())
        told = "the speakers, told apart by how their words are set"
        chance = 0.7 if len(names) == 2 else 0.5
        text = ", ".join(names)[:SHOWN]
        yield (1 - chance) * spoken, Doubt(document.blocks[min(asked)].line, text, told, chance, settle)


def _taken(document: Document, explanation: Explanation) -> Iterator[Weighed]:
    """Names that were taken for speakers', and two who speak at once, each once."""
    stakes = _stakes(document, explanation, {})
    doubted: dict[str, Weighed] = {}
    joint: set[tuple[str, str]] = set()
    taken = {label.key for label in explanation.labels.values()}
    for number, label in explanation.labels.items():
        line = document.blocks[number].line
        chance = calibrated(explanation.chances[number]) if number in explanation.chances else 1.0
        if chance < CERTAIN:
            stake, first = doubted.get(label.key, (0.0, None))
            doubt = first or Doubt(line, label.name, "speaker", chance, f"speakers: [{_quoted(label.name)}]")
            doubted[label.key] = (stake + (1 - chance) * stakes.get(number, 0.0), doubt)
        other = name_key(label.role)
        if label.role and other in taken and other != label.key and (label.key, other) not in joint:
            joint.add((label.key, other))
            told = f"{label.name}, {label.role}"
            yield JOINT_STAKE, Doubt(line, told, f"speaker {label.name}", 0.5, f"speakers: [{_quoted(told)}]")
    yield from doubted.values()


def _refused(document: Document, explanation: Explanation) -> Iterator[Weighed]:
    """Names that were taken for part of the text."""
    taken = {label.key for label in explanation.labels.values()}
    for label, odds in explanation.refused:
        chance = calibrated(odds)
        if label.key in taken or 1 - chance >= CERTAIN:
            continue
        block = document.blocks[label.block]
        doubt = Doubt(block.line, label.name, "part of the text", 1 - chance, f"--speaker {_shell(label.name)}")
        stake = chance * width(said(document.text, block))
        yield max(stake, LEAST_WIDTHS) if chance >= LOUD else stake, doubt


def _outside(document: Document, explanation: Explanation, kinds: Mapping[int, Judged]) -> Iterator[Weighed]:
    """Lines inside the talk that start with a speaker's name, though in no form that names speakers."""
    names = {simplified(label.name) for label in explanation.labels.values() if len(label.name) > 1}
    labelled = explanation.labels.keys()
    first, last = min(labelled, default=0), max(labelled, default=-1)
    lines = [
        n for n in kinds if first < n < last and _starts_with_name(tidy(said(document.text, document.blocks[n])), names)
    ]
    if lines:
        block = document.blocks[lines[0]]
        more = f" (and {len(lines) - 1} more like it)" if len(lines) > 1 else ""
        told = f"part of what is said, though it starts with a speaker's name{more}"
        stake = (1 - LIKELY) * sum(_wide(document, n) for n in lines)
        text = tidy(said(document.text, block))[:SHOWN]
        yield max(stake, LEAST_WIDTHS), Doubt(block.line, text, told, LIKELY, "turncast script --write FILE")


def _starts_with_name(line: str, names: Collection[str]) -> bool:
    """Whether `line` starts with one of `names` and something that is no word behind it: `Ana- we did`, not `Ana is`."""
    plain = simplified(line[:60])
    for name in names:
        behind = plain[len(name) :].lstrip()[:1]
        if plain.startswith(name) and behind in tuple(":：-–—|/>＞)）]】"):
            return True
    return False


def _people(document: Document, people: Sequence[Person], explanation: Explanation) -> Iterator[Weighed]:
    """Two speakers whose names could be one person's, each pair once; the rarer one is at stake."""
    if len(people) > FEW:
        return
    stakes: Counter[str] = Counter()
    spelled = {name_key(spelling): person.name for person in people for spelling in person.spellings}
    lines: dict[str, int] = {}
    for number, stake in _stakes(document, explanation, {}).items():
        name = spelled.get(explanation.labels[number].key, "")
        stakes[name] += int(stake)
        lines.setdefault(name, document.blocks[number].line)
    for a, b in combinations((person.name for person in people), 2):
        if _could_be_one(a, b):
            rare, often = sorted((a, b), key=lambda name: stakes[name])
            settle = f"cast: {{{_quoted(often)}: {{aliases: [{_quoted(rare)}]}}}}"
            yield 0.5 * stakes[rare], Doubt(lines.get(rare, 0), rare, f"speaker, another than {often}", 0.5, settle)


def _could_be_one(a: str, b: str) -> bool:
    short, long = sorted((simplified(a).casefold(), simplified(b).casefold()), key=len)
    if words.role(a) or words.role(b) or len(short) < 3 or short[-1].isdigit() or long[-1].isdigit():
        return False
    begins = long.startswith(short) and (bool(han(short)) or not long[len(short)].isalpha())
    alike = not han(short) and difflib.SequenceMatcher(None, short, long, autojunk=False).ratio() >= ALIKE
    return begins or (alike and len(short) > 3)


def _stakes(document: Document, explanation: Explanation, kinds: Mapping[int, Judged]) -> dict[int, float]:
    """Block of a label → hanzi widths up to the next label; lines that `kinds` take for no speech are left out."""
    stakes: dict[int, float] = {}
    owner = None
    for number, block in enumerate(document.blocks):
        owner = number if number in explanation.labels else owner
        if owner is not None and not block.skip and (number not in kinds or kinds[number].kind == "speech"):
            stakes[owner] = stakes.get(owner, 0.0) + _wide(document, number)
    return stakes


def _wide(document: Document, number: int) -> float:
    return width(said(document.text, document.blocks[number]))


def _lines(document: Document, kinds: Mapping[int, Judged]) -> Iterator[Weighed]:
    """Lines of an uncertain kind; neighbours of one kind are one doubt."""
    run: list[int] = []
    for number in (*sorted(n for n, judged in kinds.items() if judged.chance < CERTAIN), -1):
        if run and (number != run[-1] + 1 or kinds[number].kind != kinds[run[0]].kind):
            if any(ink(said(document.text, document.blocks[n])) for n in run):
                yield _line(document, run, kinds)
            run = []
        run.append(number)


def _line(document: Document, run: Sequence[int], kinds: Mapping[int, Judged]) -> Weighed:
    block, judged = document.blocks[run[0]], min((kinds[n] for n in run), key=lambda each: each.chance)
    text = tidy(said(document.text, block))
    stake = sum((1 - kinds[n].chance) * _wide(document, n) for n in run)
    brief = judged.kind != "heading" and width(text) < 40 and len(run) == 1
    settle = f"headings: [{_quoted(text)}]" if brief else "turncast script --write FILE"
    more = f" (and {len(run) - 1} below it)" if len(run) > 1 else ""
    return stake, Doubt(block.line, text[:SHOWN], f"{judged.kind}{more}", judged.chance, settle)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shell(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
