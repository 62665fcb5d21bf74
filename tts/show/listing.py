"""How an episode stands in the feed, read from its transcript's front matter."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.model import Script
from tts.show.model import Listing

_TYPES = ("full", "trailer", "bonus")
_TRUE = ("true", "yes", "1", "on", "是")
_FALSE = ("false", "no", "0", "off", "否")


def listing(script: Script) -> Listing:
    """The feed's overrides in `script.front_matter`. Raises InputError for a value that no feed can carry."""
    said = dict(script.front_matter)
    kind = said.get("episode-type", "full").strip().lower() or "full"
    if kind not in _TYPES:
        raise _wrong("episode-type", kind, tr("Write one of {types}.", types=", ".join(_TYPES)))
    turn = _number(said, "soundbite")
    return Listing(
        season=_number(said, "season"),
        number=_number(said, "episode"),
        type=kind,
        explicit=_truth(said, "explicit"),
        guid=said.get("guid", "").strip(),
        published=_moment(said.get("publish-date", "").strip()),
        link=_address(said, "page"),
        soundbite_turn=_speech_turn(turn, script),
        soundbite_title=" ".join(said.get("soundbite-title", "").split()),
        chapter_links=_by_chapter(said, "chapter-links", script),
        chapter_images=_by_chapter(said, "chapter-images", script),
    )


def _wrong(key: str, value: str, remedy: str) -> InputError:
    problem = tr("`{key}: {value}` is not valid in a feed.", key=key, value=value)
    return InputError(problem, place=Place(tr("front matter")), remedy=remedy, key=(key,))


def _number(said: dict[str, str], key: str) -> int:
    value = said.get(key, "").strip()
    if not value:
        return 0
    if not re.fullmatch(r"[0-9]{1,6}", value) or int(value) == 0:
        raise _wrong(key, value, tr("Write a whole number from 1 up, or leave the line out."))
    return int(value)


def _truth(said: dict[str, str], key: str) -> bool | None:
    value = said.get(key, "").strip().lower()
    if value and value not in _TRUE + _FALSE:
        raise _wrong(key, value, tr("Write `true` or `false`."))
    return value in _TRUE if value else None


def _address(said: dict[str, str], key: str) -> str:
    value = said.get(key, "").strip()
    if value and not re.match(r"https?://\S+$", value):
        raise _wrong(key, value, tr("Write a whole address that starts with https://."))
    return value


def _moment(value: str) -> str:
    if not value:
        return ""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _wrong("publish-date", value, tr("Write it like `2015-01-24T10:58:00+08:00`.")) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _speech_turn(number: int, script: Script) -> int | None:
    if not number:
        return None
    speech = [index for index, turn in enumerate(script.turns) if turn.kind == "speech"]
    if number > len(speech):
        raise _wrong(
            "soundbite",
            str(number),
            tr("The transcript has {number} speech turns; name one of them.", number=len(speech)),
        )
    return number


def _by_chapter(said: dict[str, str], key: str, script: Script) -> tuple[tuple[int, str], ...]:
    """Lines of a list such as `- 2 https://example.org/tides`: a chapter's number, and an address."""
    lines = [line.strip() for line in re.split(r"\n|,(?=\s*\d+\s)", said.get(key, "")) if line.strip()]
    found = []
    for line in lines:
        entry = re.fullmatch(r"([0-9]{1,4})\s+(https?://[\x21-\x7e]+)", line)
        if not entry:
            raise _wrong(key, line, tr("Write a chapter's number and an address: `- 2 https://example.org/tides`."))
        if not 1 <= int(entry[1]) <= len(script.chapters):
            raise _wrong(
                key, line, tr("The transcript has {number} chapters; name one of them.", number=len(script.chapters))
            )
        found.append((int(entry[1]), entry[2]))
    return tuple(found)
