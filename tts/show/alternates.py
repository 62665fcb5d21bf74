"""The formats an episode can have beside its MP3. To add one: a row in `FORMATS`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tts.errors import UsageError
from tts.language import tr
from tts.master.formats import encode_m4b, encode_opus
from tts.show.edition import Alternate

FORMATS = {"m4b": "Audiobook (AAC)", "opus": "Small (Opus)"}
"""Name, which is the file's suffix, → what a listener calls it, at most 32 characters."""


def check_formats(names: Sequence[str]) -> tuple[str, ...]:
    """`names` without repetitions and `mp3`, which is always there. Raises UsageError for one that is not known."""
    wanted = tuple(dict.fromkeys(name.lower().lstrip(".") for name in names if name.lower() != "mp3"))
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(
                tr("There is no format `{name}`.", name=name),
                remedy=tr("Known: mp3, {formats}.", formats=", ".join(FORMATS)),
            )
    return wanted


def alternates(names: Sequence[str], lossless: Path) -> tuple[Alternate, ...]:
    """The formats called `names`, to be encoded from the samples in `lossless` (FLAC)."""

    encoders = {"m4b": encode_m4b, "opus": encode_opus}
    return tuple(
        Alternate(f".{name}", FORMATS[name], partial(encoders[name], lossless), small_cover=name == "opus")
        for name in names
    )
