"""Transcripts become scripts: who says what, in which voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tts.script.load import load_script

__all__ = ["load_script"]


def __getattr__(name: str) -> Any:
    """`load_script`, imported when asked for: the model alone must not cost later stages the parser."""
    if name == "load_script":
        from tts.script.load import load_script

        return load_script
    raise AttributeError(name)
