"""What may stand under `engines: kokoro:` in voices.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from tts.config.strict import convert_settings
from tts.errors import ConfigError
from tts.language import tr


class KokoroSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """All of them optional."""

    model: str = ""
    """Path of another Kokoro model (ONNX: fp32, fp16, v1.1-zh); empty: the one that is installed."""
    voices: str = ""
    """Path of that model's voices (npz of float arrays (510, 256) or (510, 1, 256)); empty: those that come along."""
    config: str = ""
    """Path of the model's config.json (its `vocab`), for a model that does not carry it; v1.1-zh needs it."""
    arithmetic: Literal["fast", "shipped"] = "fast"
    """Of the installed model on the processor: `fast` (the long convolutions rewritten, in 32 bits; compiled where
    the extra `fast` is installed) or as `shipped`."""
    provider: str = ""
    """An onnxruntime execution provider, e.g. `CUDAExecutionProvider`; empty: the processor."""
    sessions: Annotated[int, Meta(ge=0, le=64)] = 0
    """How many utterances are spoken at once; 0: one per processor core."""
    threads: Annotated[int, Meta(ge=1, le=64)] = 1
    """Threads per utterance. Several utterances at once with one thread each are faster than one with several."""

    @property
    def rewritten(self) -> bool:
        """Whether the network runs rewritten: other models are taken as they are, and so are other processors."""
        return self.arithmetic == "fast" and not self.model and self.provider in ("", "CPUExecutionProvider")


def read_settings(mapping: Mapping[str, Any]) -> KokoroSettings:
    """The mapping, checked. Raises ConfigError naming the key."""
    options = convert_settings("kokoro", mapping, KokoroSettings)
    for key, path in (("model", options.model), ("voices", options.voices), ("config", options.config)):
        if path and not Path(path).expanduser().is_file():
            raise ConfigError(
                tr("engines.kokoro.{key}: no such file: {path}.", key=key, path=path),
                remedy=tr("Correct the path or leave it out."),
                key=(key,),
            )
    return options
