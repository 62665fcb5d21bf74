"""JSON transcripts: Podcasting 2.0's (`segments` with `speaker` and `body`), and those of speech recognisers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tts.errors import InputError, Place
from tts.script.blocks import Block, Document, Metadata
from tts.script.characters import ends_sentence, ink, tidy
from tts.script.sentences import join

_TEXT = ("body", "text", "transcript", "content", "utterance", "words", "sentence")
_SPEAKER = ("speaker", "speaker_name", "speakerName", "name", "speaker_label", "speaker_id", "role", "author")
_START = ("startTime", "start_time", "start", "startTimeMs")
LONGEST = 400
"""Characters after which a paragraph ends with its sentence."""
_NEAR = 50_000
"""Characters; how far on the next text is looked for, to know its line."""


def read(text: str) -> Document:
    """`text` as blocks, one for what a speaker says without interruption. Raises InputError for broken JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise InputError(
            f"Is not valid JSON: {error}.", place=Place("the transcript", line), remedy="Export the transcript again."
        ) from None
    said, lines = _segments(data), _Lines(text)
    joined: list[str] = []
    blocks: list[Block] = []
    at = 0
    for speaker, body in _grouped(said):
        line = lines.of(body[0])
        words = join(body)
        blocks.append(Block(at, at + len(words), line, speaker=speaker))
        joined.append(words)
        at += len(words) + 1
    return Document("\n".join(joined), tuple(blocks), _metadata(data))


def _segments(data: Any) -> list[tuple[str | None, str]]:
    """(speaker, text) of the segments: the longest list of objects that hold text, however deep it lies."""
    best: list[tuple[str | None, str]] = []
    waiting, looked = [data], 0
    while waiting and looked < 2_000_000:
        node = waiting.pop(0) if looked < 1000 else waiting.pop()
        looked += 1
        if isinstance(node, list):
            found = [pair for item in node if isinstance(item, dict) and (pair := _segment(item))]
            if sum(len(body) for _, body in found) > sum(len(body) for _, body in best):
                best = found
            waiting += [item for item in node if isinstance(item, list | dict)]
        elif isinstance(node, dict):
            waiting += [item for item in node.values() if isinstance(item, list | dict)]
    return best


def _segment(item: dict[str, Any]) -> tuple[str | None, str] | None:
    body = next((item[key] for key in _TEXT if isinstance(item.get(key), str) and ink(item[key])), None)
    if body is None:
        return None
    speaker = next((item[key] for key in _SPEAKER if item.get(key) not in (None, "")), None)
    if isinstance(speaker, dict):
        speaker = speaker.get("name")
    return (None if speaker is None else tidy(str(speaker)), tidy(body))


def _grouped(said: list[tuple[str | None, str]]) -> Iterator[tuple[str | None, list[str]]]:
    speaker: str | None = None
    bodies: list[str] = []
    for who, body in said:
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
