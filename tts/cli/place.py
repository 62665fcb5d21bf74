"""The place that `--cache` names, looked at before anything is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tts.errors import UsageError, reason
from tts.language import tr
from tts.store import user_path

if TYPE_CHECKING:
    from tts.speech.cache import Cache

NAME_IT = tr("Name the folder that builds were given as --cache.")
_SHOWN = 3
"""Other things to name; a folder of photographs has thousands."""


def checked(place: str) -> str:
    """`place`, for typer to call. Raises UsageError where a file stands in place of the folder."""
    if place and "://" not in place and user_path(place).is_file():
        raise UsageError(
            tr("--cache {place} is a file, not a folder.", place=place),
            remedy=tr("Name the folder that the clips lie in."),
        )
    return place


def check_used(place: str, clips: Cache) -> None:
    """Raises UsageError where `place`, that of `clips`, is not there or is a folder that only other things lie in."""
    if "://" in place:
        return
    folder = user_path(place)
    if not folder.is_dir():
        raise UsageError(tr("There is no folder {place}.", place=place), remedy=NAME_IT)
    try:
        # Folders of clips that were all pruned are empty, and no other things.
        names = sorted(path.name for path in folder.iterdir() if not path.is_dir() or any(path.iterdir()))
    except OSError as error:
        raise UsageError(
            tr("{place} cannot be read: {strerror}.", place=place, strerror=reason(error)), remedy=NAME_IT
        ) from None
    ever_used = clips.read_tally() != (0, 0) or any(True for _ in clips.files())
    if names and not ever_used:
        shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        raise UsageError(
            tr("{place} holds no clips, but other things: {shown}.", place=place, shown=shown), remedy=NAME_IT
        )
