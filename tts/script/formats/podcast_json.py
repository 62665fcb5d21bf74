"""JSON transcripts: Podcasting 2.0's (`segments` with `speaker` and `body`), and those of speech recognisers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tts.errors import InputError, Place, reason
from tts.language import tr
from tts.script.formats.blocks import Block, Document, Metadata
from tts.script.formats.json_walk import JsonSegment, beside, contents, load, talk
from tts.script.utterances.sentences import join
from tts.text import ends_sentence, tidy

LONGEST = 400
"""Characters after which a paragraph ends with its sentence."""
_NEAR = 50_000
"""Characters; how far on the next text is looked for, to know its line."""


def read(text: str) -> Document:
    """`text` as blocks, one for what a speaker says without interruption. Raises InputError for broken JSON."""
    try:
        data = load(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise InputError(
            tr("Is not valid JSON: {error}.", error=reason(error)),
            place=Place(tr("the transcript"), line),
            remedy=tr("Export the transcript again."),
        ) from None
    found, metadata = contents(data), _metadata(data)
    said = talk(found)
    lines = _Lines(text)
    joined: list[str] = []
    blocks: list[Block] = []
    at = 0
    for speaker, body in _grouped(said):
        words = join(body)
        blocks.append(Block(at, at + len(words), lines.of(body[0]), speaker=speaker))
        joined.append(words)
        at += len(words) + 1
    lines = _Lines(text)
    for words in beside(found, said, metadata.title):
        blocks.append(Block(at, at + len(words), lines.of(words), skip="beside the talk"))
        joined.append(words)
        at += len(words) + 1
    return Document("\n".join(joined), tuple(blocks), metadata)


def _grouped(said: list[JsonSegment]) -> Iterator[tuple[str | None, list[str]]]:
    speaker: str | None = None
    bodies: list[str] = []
    for segment in said:
        who, body = segment.speaker, segment.body
        full = sum(map(len, bodies[-40:])) > LONGEST and ends_sentence(bodies[-1])
        if bodies and (who != speaker or full):
            yield speaker, bodies
            bodies = []
        speaker = who
        bodies.append(body)
    if bodies:
        yield speaker, bodies


class _Lines:
    """Knows on which line of the file a text stands, when asked in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def of(self, body: str) -> int:
        for spelled in (body, json.dumps(body)[1:-1]):
            found = self._text.find(spelled[:60], self._at, self._at + _NEAR)
            if found >= 0:
                self._line += self._text.count("\n", self._at, found)
                self._at = found
                break
        return self._line


def _metadata(data: Any) -> Metadata:
    if not isinstance(data, dict):
        return Metadata()
    title, language = data.get("title"), data.get("language")
    tongue = str(language)[:2].lower() if isinstance(language, str) else ""
    return Metadata(
        title=tidy(title) if isinstance(title, str) else "", language=tongue if tongue in ("zh", "en") else ""
    )
