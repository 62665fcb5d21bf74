"""What was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from tts.language import tr


def nearest(value: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The one of `known` most like `value`, upper and lower case aside; empty when none is like it.

    `cutoff`: the least likeness, 0.0 to 1.0 (`difflib.get_close_matches`).
    """
    by_small = {name.lower(): name for name in known}
    close = difflib.get_close_matches(value.lower(), by_small, n=1, cutoff=cutoff)
    return by_small[close[0]] if close else ""


def suggestion(value: str, known: Iterable[str]) -> str:
    """A sentence that leads from `value` to what was probably meant, or to everything that there is."""
    names = tuple(known)
    near = nearest(value, names)
    return tr("Did you mean `{near}`?", near=near) if near else tr("There are: {names}.", names=", ".join(names))
