"""What no schema can say of voices.yaml: values that are of the right type, and still no address, language or blend."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from tts.config.schema import BITRATES_KBPS, Config, Disclosure, Show, Sound, VoiceId
from tts.language import tr
from tts.notice import lacking

DENSEST_DB = 11.0
"""Speech behind a limiter is never louder than about this much below its peaks (measured: 10.2 dB)."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A value that makes no sense."""

    keys: tuple[str, ...]
    """Where it stands."""
    problem: str
    remedy: str


def find_mistakes(config: Config) -> Iterator[Mistake]:
    """Every mistake in `config` that can be seen without looking at anything else."""
    yield from _show(config.show)
    yield from _names(config)
    yield from _blends(config)
    yield from _sound(config.sound)
    spoken = config.disclosure.language if isinstance(config.disclosure, Disclosure) else ""
    if spoken not in ("", "zh", "en"):
        keys = ("disclosure", "language")
        yield Mistake(
            keys, tr("`{spoken}` is not a language Turncast speaks.", spoken=spoken), tr("Write `zh` or `en`.")
        )
    own = config.disclosure.text if isinstance(config.disclosure, Disclosure) else ""
    if own and (missing := lacking(own, config.labels)):
        remedy = tr("Say it as the rules of `labels` ask, or take the region out of `labels`.")
        yield Mistake(("disclosure", "text"), tr("The notice lacks {missing}.", missing=missing), remedy)


def _is_address(value: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s/?#]+\S*", value))


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value.lower()
    except ValueError:
        return False


_ADDRESS = tr("is not an address"), tr("Write it whole, starting with https://.")
_FORMS: Mapping[str, tuple[Callable[[str], object], str, str]] = {
    "language": (
        re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*").fullmatch,
        tr("is not a language tag"),
        tr("Write e.g. `zh-CN` or `en-GB`."),
    ),
    "link": (_is_address, *_ADDRESS),
    "funding": (_is_address, *_ADDRESS),
    "moved-to": (_is_address, *_ADDRESS),
    "base-url": (
        lambda value: _is_address(value) and "?" not in value and "#" not in value,
        tr("is not the address of a site"),
        tr("Write e.g. `https://pod.example.org/talks`, without ? and #."),
    ),
    "email": (
        re.compile(r"[^\s@]+@[^\s@]+").fullmatch,
        tr("is not an email address"),
        tr("Write e.g. `talks@example.org`."),
    ),
    "guid": (_is_uuid, tr("is not a podcast:guid"), tr("It is a UUID; leave it out to have one made, then keep that.")),
    "license": (
        re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*").fullmatch,
        tr("is not an SPDX id"),
        tr("Write e.g. `cc-by-4.0`; spdx.org/licenses lists them."),
    ),
}


def _show(show: Show) -> Iterator[Mistake]:
    for key, (right, problem, remedy) in _FORMS.items():
        value = str(getattr(show, key.replace("-", "_")))
        if value and not right(value):
            yield Mistake(("show", key), tr("`{value}` {problem}.", value=value, problem=problem), remedy)
    if show.locked and not show.email:
        yield Mistake(("show", "locked"), tr("`locked` needs the owner's address."), tr("Add `email:` beside it."))


def _names(config: Config) -> Iterator[Mistake]:
    """One name must lead to one person."""
    owners = {_same(name): name for name in config.cast}
    for name, member in config.cast.items():
        for place, alias in enumerate(member.aliases):
            owner = owners.setdefault(_same(alias), name)
            if owner != name:
                keys = ("cast", name, "aliases", str(place))
                yield Mistake(
                    keys,
                    tr("`{alias}` is a name of {owner} and of {name}.", alias=alias, owner=owner, name=name),
                    tr("Keep it with one of them."),
                )


def _same(name: str) -> str:
    return "".join(name.split()).casefold()


def _blends(config: Config) -> Iterator[Mistake]:
    parts = [(("cast", name), member) for name, member in config.cast.items()] + [(("narrator",), config.narrator)]
    for keys, member in parts:
        for engine, voice in member.voice.items():
            yield from _blend((*keys, "voice", engine), voice)
    for engine, voices in config.pool.items():
        for place, each in enumerate(voices):
            yield from _blend(("pool", engine, str(place)), each)


def _blend(keys: tuple[str, ...], voice: VoiceId) -> Iterator[Mistake]:
    """A part that is nothing or less would be left out in silence."""
    if isinstance(voice, str):
        weights = [(name, weight) for name, colon, weight in (p.partition(":") for p in voice.split("+")) if colon]
    else:
        weights = [(name, str(weight)) for name, weight in voice.items()]
    for name, weight in weights:
        try:
            good = 0.0 < float(weight) < math.inf
        except ValueError:
            good = not isinstance(voice, str) or "+" not in voice  # an id may have a colon
        if not good:
            yield Mistake(
                keys,
                tr("The part `{name}` has the weight {weight}.", name=name, weight=weight),
                tr("Write a number above 0, or leave the voice out."),
            )
    if not voice:
        yield Mistake(keys, tr("No voice is named."), tr("Write an id, or leave the line out."))


def _sound(sound: Sound) -> Iterator[Mistake]:
    if sound.bitrate not in BITRATES_KBPS:
        known = ", ".join(map(str, BITRATES_KBPS))
        yield Mistake(
            ("sound", "bitrate"),
            tr("MP3 cannot have {bitrate} kbit/s.", bitrate=sound.bitrate),
            tr("Choose one of {known}.", known=known),
        )
    reach = sound.true_peak - DENSEST_DB
    if sound.loudness > reach:
        yield Mistake(
            ("sound", "loudness"),
            tr(
                "{loudness:g} LUFS cannot be reached with peaks at {true_peak:g} dBTP.",
                loudness=sound.loudness,
                true_peak=sound.true_peak,
            ),
            tr("Write {reach:g} or less, or raise `true-peak`.", reach=reach),
        )
