"""What is installed, what is missing, what to do about it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from tts.cli.output import count
from tts.cli.settings import configured
from tts.config.schema import Config
from tts.errors import TurncastError
from tts.library.settings import USUAL
from tts.show.preflight import check_files
from tts.speech import engines
from tts.speech.engines.kokoro.model_file import join_model
from tts.speech.probe import probe
from tts.store import cache_folder
from tts.version import __version__

LIBRARIES = {
    "kokoro-onnx": "the embedded voices",
    "onnxruntime": "the embedded voices",
    "onnx": "the embedded voices",
    "rjieba": "reading Chinese",
    "opencc": "reading Traditional Chinese",
    "edge-tts": "online voices",
    "av": "decoding and loudness",
    "lameenc": "MP3",
    "mutagen": "tags and chapters",
    "pydub": "editing clips",
    "pillow": "covers",
    "lxml": "the feed",
}
"""Distribution → what Turncast uses it for."""

EXTRAS = {
    "numba": ("the embedded voices, half as fast again", "fast"),
    "faster-whisper": ("build --verify", "verify"),
    "asyncssh": ("publishing over SFTP", "sftp"),
    "obstore": ("publishing to S3, caches on S3", "s3"),
    "distributed": ("build --cluster", "cluster"),
}
"""Distribution → (what it is for, the extra that installs it)."""

CACHE_ROOM_BYTES = 1_000_000_000
"""Clips of an hour take about 170 MB (24 kHz, 16 bit); below this a long episode may not fit."""


State = Literal["good", "optional", "bad"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at."""

    name: str
    state: State
    detail: str
    remedy: str = ""


def diagnose(cast: Path | None, *, offline: bool) -> list[Diagnosis]:
    """Everything there is to say; `offline` leaves out asking online services."""
    return [finding for look in _diagnoses(cast, offline) for finding in look()]


def _diagnoses(cast: Path | None, offline: bool) -> Iterator[Callable[[], Iterator[Diagnosis]]]:
    yield _machine
    yield _libraries
    yield _model
    yield _cache
    yield lambda: _config(cast)
    yield _extras
    yield lambda: _engines(cast, offline)


def _machine() -> Iterator[Diagnosis]:
    version = platform.python_version()
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Diagnosis(
        "Python",
        "good" if good else "bad",
        f"{version}, Turncast {__version__}, {count(os.cpu_count() or 1, 'core')}",
        "" if good else "Turncast runs on Python 3.11 to 3.13.",
    )


def _libraries() -> Iterator[Diagnosis]:
    missing = []
    for name, purpose in LIBRARIES.items():
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(f"{name} ({purpose})")
    yield Diagnosis(
        "libraries",
        "bad" if missing else "good",
        "missing: " + ", ".join(missing) if missing else f"all {len(LIBRARIES)} there; no ffmpeg program is needed",
        "Reinstall: pip install --force-reinstall turncast" if missing else "",
    )


def _model() -> Iterator[Diagnosis]:
    def look() -> str:
        join_model()
        return "Kokoro-82M v1.0, every byte checked"

    yield _try("voice model", look, "Reinstall it: pip install --force-reinstall turncast")


def _try(name: str, look: Callable[[], str], remedy: str) -> Diagnosis:
    """What `look` says, or what it raises."""
    try:
        return Diagnosis(name, "good", look())
    except TurncastError as error:
        where = f"{error.place}: " if error.place else ""
        return Diagnosis(name, "bad", where + error.problem, error.remedy or remedy)


def _cache() -> Iterator[Diagnosis]:
    folder = cache_folder()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    if not os.access(existing, os.W_OK):
        yield Diagnosis("cache", "bad", f"{folder} cannot be written", "Set TURNCAST_CACHE to a folder of yours.")
    elif free < CACHE_ROOM_BYTES:
        yield Diagnosis(
            "cache", "bad", f"{folder}: {free / 1e9:.1f} GB free", "Free some disk space, or set TURNCAST_CACHE."
        )
    else:
        yield Diagnosis("cache", "good", f"{folder}, {free / 1e9:.0f} GB free")


def _config(cast: Path | None) -> Iterator[Diagnosis]:
    if cast is None and not USUAL.exists():
        yield Diagnosis("voices.yaml", "optional", f"no {USUAL}; speakers get voices from the built-in pool")
        return

    def look() -> str:
        file = configured(cast)
        check_files(file)
        config = file.config
        return f"{file.path}: {count(len(config.cast), 'speaker')} cast, engine {config.engine}"

    yield _try("voices.yaml", look, "")


def _extras() -> Iterator[Diagnosis]:
    for name, (purpose, extra) in EXTRAS.items():
        try:
            yield Diagnosis(extra, "good", f"{name} {metadata.version(name)}: {purpose}")
        except metadata.PackageNotFoundError:
            yield Diagnosis(extra, "optional", f"not installed: {purpose}", f"pip install 'turncast[{extra}]'")


def _engines(cast: Path | None, offline: bool) -> Iterator[Diagnosis]:
    """What leaves the machine with each engine; asks only services that voices.yaml mentions whether they answer."""
    try:
        config = configured(cast).config
    except TurncastError:
        config = Config()  # what is wrong with voices.yaml has been said
    parts = [*config.cast.values(), config.narrator]
    mentioned = {config.engine, *config.engines, *(engine for part in parts for engine in part.voice)}
    for name in engines.names():
        if not engines.is_local(name) and (offline or name not in mentioned):
            yield Diagnosis(f"engine {name}", "optional", f"not asked. {engines.privacy(name)}")
            continue
        answer = probe(name, config.engines.get(name, {}))
        speed = f" in {answer.seconds:.1f} s" if answer.works and answer.online else ""
        bad = not answer.works and name == config.engine
        state: State = "good" if answer.works else "bad" if bad else "optional"
        yield Diagnosis(f"engine {name}", state, f"{answer.detail.rstrip('.')}{speed}. {answer.privacy}", answer.remedy)
