"""Where Turncast keeps what it can make again: clips, the joined model."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The user's cache folder for Turncast; not created here.

    `TURNCAST_CACHE` names it; otherwise it is `turncast` in `XDG_CACHE_HOME`, by default `~/.cache`.
    """
    if own := os.environ.get("TURNCAST_CACHE"):
        return Path(own).expanduser().absolute()
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification: a relative path in the variable is invalid and is to be ignored.
    root = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return root / "turncast"
