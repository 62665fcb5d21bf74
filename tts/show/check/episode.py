"""`turncast check EPISODE`: measure an episode's folder again, from its files alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tts.errors import InputError
from tts.language import tr
from tts.show.check.captions import check_captions
from tts.show.check.chapters import check_chapters, check_tag
from tts.show.check.cover import check_cover
from tts.show.check.finding import REBUILD, Finding, Report, sorted_findings
from tts.show.check.labels import check_labels
from tts.show.check.pages import check_page
from tts.show.check.sound import Measured, measure
from tts.show.model import NAME, PAGE, Episode, FileRecord
from tts.show.record import read, sha256

_DURATION_TOLERANCE_S = 0.06
"""One MP3 frame is 26 ms; a file without the encoder's delay written down decodes to two frames more."""
_LOUDNESS_TOLERANCE_LU = 0.5
"""What the project promises around its target."""
_MEASURING_TOLERANCE_DB = 0.1
"""Between two versions of the same meter."""


def check_episode(folder: Path) -> Report:
    """Everything that can be found wrong with the episode in `folder`. Raises InputError when there is none."""
    episode = read(folder)
    findings = [*_check_files(folder, episode), *_check_accounting(episode), *_check_voices(episode)]
    measured: dict[str, float | int | str] = {}
    duration_s = episode.duration_s
    try:
        heard = measure(folder / episode.audio)
    except InputError as error:
        if (folder / episode.audio).is_file():
            findings.append(Finding("audio.decodes", episode.audio, error.problem, REBUILD))
    else:
        duration_s = heard.duration_s
        measured = _measured(heard, episode)
        findings += _check_audio(episode, heard)
        findings += check_tag(folder, episode)
        findings += check_labels(folder, episode, heard.integrated_lufs)
    findings += check_page(folder / PAGE, episode.audio)
    findings += check_chapters(folder, episode, duration_s)
    findings += check_captions(folder, episode, duration_s)
    findings += _check_turns(episode, duration_s)
    findings += check_cover(folder / "cover.jpg")
    return Report(folder.name, sorted_findings(findings), measured)


def _measured(heard: Measured, episode: Episode) -> dict[str, float | int | str]:
    return {
        "duration_s": round(heard.duration_s, 3),
        "integrated_lufs": round(heard.integrated_lufs, 2),
        "true_peak_dbtp": round(heard.true_peak_dbtp, 2),
        "chapters": len(episode.chapters),
        "captions": len(episode.cues),
        "source_chars": episode.accounting.source_chars,
        "spoken_chars": episode.accounting.spoken_chars,
    }


def _check_files(folder: Path, episode: Episode) -> Iterator[Finding]:
    audio = FileRecord(episode.audio, "audio/mpeg", episode.size, episode.sha256)
    known = {NAME, PAGE}
    for file in (audio, *episode.files):
        known.add(file.name)
        path = folder / file.name
        if not path.is_file():
            yield Finding("files.missing", file.name, tr("The file is not there."), REBUILD)
        elif path.stat().st_size != file.size:
            size = path.stat().st_size
            yield Finding(
                "files.size",
                file.name,
                tr("{size} bytes, {built} when it was built.", size=size, built=file.size),
                REBUILD,
            )
        elif sha256(path) != file.sha256:
            yield Finding("files.hash", file.name, tr("Its bytes are not those that were built."), REBUILD)
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            yield Finding(
                "files.unknown",
                path.name,
                tr("No part of the episode."),
                tr("Delete it, or keep it elsewhere."),
                "warning",
            )


def _check_accounting(episode: Episode) -> Iterator[Finding]:
    account = episode.accounting
    unspoken = sum(len(piece.text) for piece in account.unspoken)
    if account.source_chars != account.spoken_chars + unspoken:
        yield Finding(
            "accounting.sum",
            NAME,
            tr(
                "{source_chars} characters read, {spoken_chars} spoken, {unspoken} listed as "
                "unspoken: {lost} are unaccounted for.",
                source_chars=account.source_chars,
                spoken_chars=account.spoken_chars,
                unspoken=unspoken,
                lost=account.source_chars - account.spoken_chars - unspoken,
            ),
            REBUILD,
        )
    for piece in account.unspoken:
        if not piece.reason:
            yield Finding(
                "accounting.reason",
                tr("{name}, source line {line}", name=NAME, line=piece.line),
                tr("Unspoken without a reason."),
                REBUILD,
            )


def _check_voices(episode: Episode) -> Iterator[Finding]:
    """A crowd may share voices: that is a warning, unless two of them speak one after the other.

    The narrator may have the host's: `narrator: {same-as: …}`.
    """
    turns = [turn.speaker for turn in episode.turns]
    neighbours = {frozenset(pair) for pair in pairwise(turns)}
    taken: dict[object, list[str]] = defaultdict(list)
    for person in episode.speakers:
        for other in taken[person.voice]:
            apart = frozenset((person.name, other)) not in neighbours
            yield Finding(
                "voices.distinct",
                NAME,
                tr(
                    "{other} and {name} share the voice {voice}.",
                    other=other,
                    name=person.name,
                    voice=person.voice.id,
                ),
                tr("Give one of them another voice in voices.yaml, and build again."),
                "warning" if apart else "error",
            )
        taken[person.voice].append(person.name)


def _check_audio(episode: Episode, heard: Measured) -> Iterator[Finding]:
    place, level = episode.audio, episode.loudness
    if (heard.codec, heard.channels, heard.rate) != ("mp3float", 1, 44100):
        yield Finding(
            "audio.format",
            place,
            tr("{codec}, {channels} channels, {rate} Hz.", codec=heard.codec, channels=heard.channels, rate=heard.rate),
            REBUILD,
        )
    if abs(heard.duration_s - episode.duration_s) > _DURATION_TOLERANCE_S:
        yield Finding(
            "audio.duration",
            place,
            tr(
                "Lasts {duration_s:.3f} s; stated {stated_s:.3f} s.",
                duration_s=heard.duration_s,
                stated_s=episode.duration_s,
            ),
            REBUILD,
        )
    if abs(heard.integrated_lufs - level.target_lufs) > _LOUDNESS_TOLERANCE_LU:
        yield Finding(
            "audio.loudness",
            place,
            tr(
                "{integrated_lufs:.2f} LUFS; asked for {target_lufs:g}.",
                integrated_lufs=heard.integrated_lufs,
                target_lufs=level.target_lufs,
            ),
            REBUILD,
        )
    if heard.true_peak_dbtp > level.limit_dbtp + _MEASURING_TOLERANCE_DB:
        yield Finding(
            "audio.true-peak",
            place,
            tr(
                "{true_peak_dbtp:.2f} dBTP; at most {limit_dbtp:g}.",
                true_peak_dbtp=heard.true_peak_dbtp,
                limit_dbtp=level.limit_dbtp,
            ),
            REBUILD,
        )
    for name, stated, found in (
        ("integrated_lufs", level.integrated_lufs, heard.integrated_lufs),
        ("true_peak_dbtp", level.true_peak_dbtp, heard.true_peak_dbtp),
    ):
        if abs(stated - found) > _MEASURING_TOLERANCE_DB:
            yield Finding(
                "audio.stated",
                NAME,
                tr("{name} is stated as {stated}; measured {found:.2f}.", name=name, stated=stated, found=found),
                REBUILD,
            )


def _check_turns(episode: Episode, duration_s: float) -> Iterator[Finding]:
    at = 0.0
    for number, turn in enumerate(episode.turns, start=1):
        place = tr("{name}, turn {number}", name=NAME, number=number)
        if not at <= turn.start_s < turn.end_s <= duration_s + 0.001:
            yield Finding(
                "turns.order",
                place,
                tr("It lasts from {start_s} to {end_s} s.", start_s=turn.start_s, end_s=turn.end_s),
                REBUILD,
            )
        at = max(at, turn.start_s)
        if not 0 <= turn.chapter < len(episode.chapters):
            yield Finding("turns.chapter", place, tr("There is no chapter {chapter}.", chapter=turn.chapter), REBUILD)
