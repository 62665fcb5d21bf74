"""Turncast: from an interview transcript to a podcast episode. What other programs may use is documented in
`docs/library.md`; it stands in `tts.library.surface`, and is loaded when it is asked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tts.version import __version__

if TYPE_CHECKING:
    from tts.library.surface import (
        Amendment,
        BuildOptions,
        Built,
        CancelledError,
        Clip,
        Config,
        ConfigError,
        ConfigFile,
        Content,
        Doubt,
        EngineError,
        Engines,
        Episode,
        Facts,
        Failed,
        InputError,
        Line,
        Manner,
        Place,
        Progress,
        Reading,
        Script,
        Speaker,
        Turn,
        TurncastError,
        UnreachableError,
        UsageError,
        Utterance,
        Voice,
        WriteError,
        amend,
        build,
        build_all,
        dump,
        encode,
        how_read,
        load_settings,
        read,
        say,
    )

__all__ = [
    "Amendment",
    "BuildOptions",
    "Built",
    "CancelledError",
    "Clip",
    "Config",
    "ConfigError",
    "ConfigFile",
    "Content",
    "Doubt",
    "EngineError",
    "Engines",
    "Episode",
    "Facts",
    "Failed",
    "InputError",
    "Line",
    "Manner",
    "Place",
    "Progress",
    "Reading",
    "Script",
    "Speaker",
    "Turn",
    "TurncastError",
    "UnreachableError",
    "UsageError",
    "Utterance",
    "Voice",
    "WriteError",
    "__version__",
    "amend",
    "build",
    "build_all",
    "dump",
    "encode",
    "how_read",
    "load_settings",
    "read",
    "say",
]

# onnxruntime's wheels report to Microsoft, with an id they keep in the user's cache folder, unless this is set before
# the library is loaded; its own disable_telemetry_events() comes too late. What we speak leaves nobody's machine.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


def __getattr__(name: str) -> Any:
    """What `tts.library` offers, when it is first asked for: a command that needs no episode loads none of it."""
    if name not in __all__:
        raise AttributeError(f"module `tts` has no attribute `{name}`")
    from tts.library import surface

    return getattr(surface, name)
