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

from tts.cli.settings import configured
from tts.config.schema import Config
from tts.errors import TurncastError
from tts.language import kept, sentences, tr, trn
from tts.library.settings import USUAL
from tts.show.preflight import check_files
from tts.speech import engines
from tts.speech.engines.kokoro.model_file import join_model
from tts.speech.probe import probe
from tts.store import cache_folder
from tts.version import __version__

LIBRARIES = {
    "kokoro-onnx": tr("the embedded voices"),
    "onnxruntime": tr("the embedded voices"),
    "onnx": tr("the embedded voices"),
    "rjieba": tr("reading Chinese"),
    "opencc": tr("reading Traditional Chinese"),
    "edge-tts": tr("online voices"),
    "av": tr("decoding and loudness"),
    "lameenc": "MP3",
    "mutagen": tr("tags and chapters"),
    "pydub": tr("editing clips"),
    "pillow": tr("covers"),
    "lxml": tr("the feed"),
}
"""Distribution → what Turncast uses it for."""

EXTRAS = {
    "numba": (tr("the embedded voices, half as fast again"), "fast"),
    "faster-whisper": ("build --verify", "verify"),
    "asyncssh": (tr("publishing over SFTP"), "sftp"),
    "obstore": (tr("publishing to S3, caches on S3"), "s3"),
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
        trn(
            "{python}, Turncast {turncast}, {number} core",
            "{python}, Turncast {turncast}, {number} cores",
            os.cpu_count() or 1,
            python=version,
            turncast=__version__,
        ),
        "" if good else tr("Turncast runs on Python 3.11 to 3.13."),
    )


def _libraries() -> Iterator[Diagnosis]:
    missing = []
    for name, purpose in LIBRARIES.items():
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(f"{name} ({purpose})")
    yield Diagnosis(
        kept("libraries"),
        "bad" if missing else "good",
        tr("missing: {names}", names=", ".join(missing))
        if missing
        else tr("all {number} there; no ffmpeg program is needed", number=len(LIBRARIES)),
        tr("Reinstall: pip install --force-reinstall turncast") if missing else "",
    )


def _model() -> Iterator[Diagnosis]:
    def look() -> str:
        join_model()
        return tr("Kokoro-82M v1.0, every byte checked")

    yield _try(kept("voice model"), look, tr("Reinstall it: pip install --force-reinstall turncast"))


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
        yield Diagnosis(
            kept("cache"),
            "bad",
            tr("{folder} cannot be written", folder=folder),
            tr("Set TURNCAST_CACHE to a folder of yours."),
        )
    elif free < CACHE_ROOM_BYTES:
        yield Diagnosis(
            kept("cache"),
            "bad",
            tr("{folder}: {free:.1f} GB free", folder=folder, free=free / 1e9),
            tr("Free some disk space, or set TURNCAST_CACHE."),
        )
    else:
        yield Diagnosis(kept("cache"), "good", tr("{folder}, {free:.0f} GB free", folder=folder, free=free / 1e9))


def _config(cast: Path | None) -> Iterator[Diagnosis]:
    if cast is None and not USUAL.exists():
        yield Diagnosis(
            "voices.yaml", "optional", tr("no {usual}; speakers get voices from the built-in pool", usual=USUAL)
        )
        return

    def look() -> str:
        file = configured(cast)
        check_files(file)
        config = file.config
        return trn(
            "{path}: {number} speaker cast, engine {engine}",
            "{path}: {number} speakers cast, engine {engine}",
            len(config.cast),
            path=file.path,
            engine=config.engine,
        )

    yield _try("voices.yaml", look, "")


def _extras() -> Iterator[Diagnosis]:
    for name, (purpose, extra) in EXTRAS.items():
        try:
            yield Diagnosis(
                extra,
                "good",
                tr("{name} {version}: {purpose}", name=name, version=metadata.version(name), purpose=purpose),
            )
        except metadata.PackageNotFoundError:
            yield Diagnosis(
                extra,
                "optional",
                tr("not installed: {purpose}", purpose=purpose),
                f"pip install 'turncast[{extra}]'",
            )


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
            yield Diagnosis(
                kept("engine {name}", name=name),
                "optional",
                sentences(tr("not asked."), engines.privacy(name)),
            )
            continue
        answer = probe(name, config.engines.get(name, {}))
        speed = tr(" in {seconds:.1f} s", seconds=answer.seconds) if answer.works and answer.online else ""
        bad = not answer.works and name == config.engine
        state: State = "good" if answer.works else "bad" if bad else "optional"
        yield Diagnosis(
            kept("engine {name}", name=name),
            state,
            sentences(tr("{detail}{speed}.", detail=answer.detail.rstrip(".。"), speed=speed), answer.privacy),
            answer.remedy,
        )
