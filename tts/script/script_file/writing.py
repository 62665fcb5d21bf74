"""A script as YAML."""

from __future__ import annotations

import dataclasses
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import yaml

from tts.config.schema import Pauses
from tts.script.model import Script, Turn, Utterance
from tts.script.script_file.schema import KEY, VERSION
from tts.script.utterances import build, sentences
from tts.script.utterances.pauses import Neighbour, Place, opening_pause, seconds
from tts.voice import Voice

HEADERS = {
    "en": """\
# What will be spoken, in order. Change texts, voices, titles, pauses; then: turncast build THIS-FILE
# Each item of `says` is one call of the voice; an empty item starts a paragraph. `pauses` are in seconds.
""",
    "zh": """\
# 按顺序列出要念的内容。可以改文字、音色、标题和停顿，改完运行：turncast build 这个文件
# `says` 里的每一项一次念完；空的一项表示另起一段。`pauses` 的单位是秒。
""",
}
"""For whoever edits the file, in the transcript's language: the same for everybody who builds it."""


def dump(script: Script) -> str:
    """`script` as YAML; `load` gives it back."""
    return "".join(parts(script))


def parts(script: Script) -> Iterator[str]:
    """The same in parts, chapter by chapter: PyYAML makes a tree of what it writes, and a book's would take 5 MB."""
    pauses = _pauses(script)
    head: dict[str, Any] = {
        KEY: VERSION,
        "title": script.title,
        "slug": script.slug,
        "date": script.date,
        "language": script.language,
        "source": {"url": script.source_url, "publisher": script.publisher},
        "cast": {s.name: _member(s.voice, s.role) for s in script.speakers},
        "narrator": _narrator(script),
        "pauses": {name: getattr(pauses, name) for name in pauses.__struct_fields__},
        "disclosure": script.disclosure,
        "front-matter": dict(script.front_matter),
        "opening": [
            _line(u, opening_pause(n, len(script.opening), pauses), script) for n, u in enumerate(script.opening)
        ],
    }
    foot = {
        "accounting": {
            "source-chars": script.accounting.source_chars,
            "said-chars": build.said_chars(script.turns),
            "unspoken": [dataclasses.asdict(piece) for piece in script.accounting.unspoken],
        },
    }
    yield f"{HEADERS.get(script.language, HEADERS['en'])}{_yaml(head)}chapters:\n"
    starts = [chapter.first_turn for chapter in script.chapters] + [len(script.turns)]
    for chapter, start, stop in zip(script.chapters, starts, starts[1:], strict=False):
        turns = [_turn(script, number, pauses) for number in range(start, stop)]
        yield textwrap.indent(_yaml([{"title": chapter.title, "turns": turns}]), "  ")
    yield _yaml(foot)


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


class _Dumper(yaml.SafeDumper):
    """Writes nothing for None, never an alias, and indents lists."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML's own signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # PyYAML's own
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Escaped where YAML 1.1 knows a line break that nobody sees: in single quotes it would come back as a space."""
    style = '"' if set(text) & set("\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def _member(voice: Voice, role: str) -> dict[str, Any]:
    made: dict[str, Any] = {"role": role} if role else {}
    made["voice"] = {voice.engine: voice.id}
    if voice.speed != 1.0:
        made["speed"] = voice.speed
    if voice.pitch_semitones:
        made["pitch"] = voice.pitch_semitones
    return made


def _narrator(script: Script) -> dict[str, Any]:
    """The narrator, or whose voice it is that reads."""
    host = next((speaker.name for speaker in script.speakers if speaker.voice == script.narrator), "")
    return {"same-as": host} if host else _member(script.narrator, "")


def _turn(script: Script, number: int, pauses: Pauses) -> dict[str, Any]:
    turn = script.turns[number]
    made: dict[str, Any] = {"speaker": turn.speaker} if turn.speaker else {}
    if turn.kind != ("speech" if turn.speaker else "note"):
        made["kind"] = turn.kind
    if turn.line:
        made["line"] = turn.line
    paragraphs = _paragraphs(turn)
    places = build.places(paragraphs, *_neighbours(script, number))
    says: list[Any] = []
    for paragraph in paragraphs:
        says += [None] if says else []
        for utterance in paragraph:
            says.append(_line(utterance, seconds(places.pop(0), pauses), script))
    return {**made, "says": says}


def _line(utterance: Utterance, usual_pause_s: float, script: Script) -> Any:
    """The text alone where everything else is as usual."""
    made: dict[str, Any] = {"text": utterance.text}
    if utterance.pause_after_s != usual_pause_s:
        made["pause"] = utterance.pause_after_s
    if utterance.caption:
        made["caption"] = utterance.caption
    if utterance.language != sentences.language_of(utterance.text, script.language):
        made["language"] = utterance.language
    if utterance.notice:
        made["notice"] = True
    return made if len(made) > 1 else utterance.text


def _paragraphs(turn: Turn) -> list[list[Utterance]]:
    """The utterances by paragraph, told by where the lines of the turn's text end."""
    found: list[list[Utterance]] = []
    waiting = list(turn.utterances)
    for text in turn.text.split("\n"):
        paragraph: list[Utterance] = []
        while waiting and sentences.join(u.caption or u.text for u in paragraph) != text:
            paragraph.append(waiting.pop(0))
        found.append(paragraph)
    return [paragraph for paragraph in (*found, waiting) if paragraph]


def _neighbours(script: Script, number: int) -> tuple[Neighbour, Neighbour | None]:
    starts = {chapter.first_turn for chapter in script.chapters[1:]}

    def neighbour(n: int) -> Neighbour:
        turn = script.turns[n]
        return Neighbour(turn.speaker, turn.kind, n in starts)

    return neighbour(number), neighbour(number + 1) if number + 1 < len(script.turns) else None


def _pauses(script: Script) -> Pauses:
    """The silences that `script` uses most, by place; what it does not use stands at its default."""
    seen: dict[Place, Counter[float]] = defaultdict(Counter)
    for number, turn in enumerate(script.turns):
        for utterance, place in zip(
            turn.utterances, build.places(_paragraphs(turn), *_neighbours(script, number)), strict=True
        ):
            seen[place][utterance.pause_after_s] += 1
    for number, utterance in enumerate(script.opening):
        seen["opening" if number == len(script.opening) - 1 else "paragraph"][utterance.pause_after_s] += 1
    usual = {place: counts.most_common(1)[0][0] for place, counts in seen.items() if place not in ("breath", "end")}
    return Pauses(**usual)
