"""Where Turncast keeps what it can make again: clips, the joined model."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """`TURNCAST_CACHE`, or `turncast` in the user's cache folder (XDG). It may not exist yet."""
    own = os.environ.get("TURNCAST_CACHE")
    if own:
        return Path(own)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home and Path(home).is_absolute() else Path.home() / ".cache") / "turncast"
