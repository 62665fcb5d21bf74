"""Which voices.yaml a command uses."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tts.config.load import ConfigFile
from tts.language import tr
from tts.library.settings import USUAL, find_settings, load_settings


def configured(cast: Path | None, sources: Sequence[Path] = ()) -> ConfigFile:
    """The configuration in `cast`; without it that of ./voices.yaml, of the voices.yaml beside all of `sources`, or the
    built-in one when there is none. One that nobody named and that lies elsewhere is told on standard error.

    Raises ConfigError for any mistake in it, used or not.
    """
    path = cast or find_settings(sources)
    if path and path not in (cast, USUAL):
        print(f"turncast: {tr('settings from {path}', path=path)}", file=sys.stderr)
    return load_settings(path)
