"""Who had which voice when an episode was last built, read without the rest of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from tts.show.model import NAME
from tts.voice import Voice


@dataclass(frozen=True, slots=True)
class CastBefore:
    """Somebody's voice, as far as the next build keeps it."""

    name: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Before:
    """Who spoke in which voice."""

    slug: str
    speakers: tuple[CastBefore, ...]
    narrator: CastBefore


def voices_before(site: Path, name: str, engine: str) -> dict[str, str]:
    """Who had which voice of `engine` when the episode `name` of `site` was last built: name, empty for the narrator,
    → voice id. Empty where there is no such episode, or another engine spoke it."""
    try:
        before = msgspec.json.decode((site / name / NAME).read_bytes(), type=Before)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    people = (*before.speakers, before.narrator)
    return {each.name: each.voice.id for each in people if before.slug == name and each.voice.engine == engine}
