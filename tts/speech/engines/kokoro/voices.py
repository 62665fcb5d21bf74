"""The voices that come with Turncast. Plain data: reading it loads nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tts.errors import ConfigError
from tts.language import tr
from tts.speech.engine import VoiceInfo
from tts.speech.engines.kokoro.options import read_settings

_NOTES = {"zf_xiaoni": tr("gets its tones wrong: better not")}
_LANGUAGES = {"z": "zh-CN", "a": "en-US", "b": "en-GB"}
_GENDERS = {"f": "female", "m": "male"}

IDS = (
    "af_aoede", "af_bella", "af_heart", "af_kore", "af_nicole", "af_sarah", "am_fenrir", "am_michael", "am_puck",
    "bf_emma", "bm_fable", "bm_george",
    "zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zf_xiaoyi", "zm_yunjian", "zm_yunxi", "zm_yunxia", "zm_yunyang",
)  # fmt: skip
"""Sorted."""


@cache
def _timbres() -> Mapping[str, tuple[float, ...]]:
    """Voice id → timbre, of the voices that come along (`benchmarks/timbres.py` measures them)."""
    text = (files(__package__) / "data" / "timbres.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {name: tuple(map(float, numbers.split())) for name, numbers in rows}


def info(voice_id: str) -> VoiceInfo:
    """What an id tells: Kokoro's ids start with language and gender."""
    return VoiceInfo(
        voice_id,
        language=_LANGUAGES.get(voice_id[:1], ""),
        gender=_GENDERS.get(voice_id[1:2], ""),
        note=_NOTES.get(voice_id, ""),
        timbre=_timbres().get(voice_id, ()),
    )


def list_voices(options: Mapping[str, Any]) -> tuple[VoiceInfo, ...]:
    """The voices for these `engines: kokoro:` settings, without loading them. Raises ConfigError."""
    own = read_settings(options).voices
    if not own:
        return tuple(map(info, IDS))
    try:
        with zipfile.ZipFile(Path(own).expanduser()) as arrays:  # what numpy's npz is
            return tuple(info(Path(name).stem) for name in sorted(arrays.namelist()))
    except (OSError, zipfile.BadZipFile) as error:
        raise ConfigError(
            tr("engines.kokoro.voices: {own} is not a voices file: {error}.", own=own, error=error), key=("voices",)
        ) from None
