"""Other formats beside the MP3: the same chapters, described in episode.json."""

from __future__ import annotations

import base64
import dataclasses
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import mutagen
import mutagen.flac
import mutagen.mp4
import numpy as np
import pytest

from tts.errors import UsageError
from tts.master.formats import LosslessFile
from tts.master.tags import tag
from tts.show.alternates import FORMATS, alternates, check_formats
from tts.show.check.chapters import read_id3
from tts.show.check.episode import check_episode
from tts.show.check.sound import measure
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.record import read


def test_formats_are_known_and_named_once() -> None:
    assert check_formats(["M4B", ".opus", "mp3", "m4b"]) == ("m4b", "opus")
    assert all(len(title) <= 32 for title in FORMATS.values())
    with pytest.raises(UsageError, match="wav"):
        check_formats(["wav"])


@pytest.mark.slow
def test_each_format_holds_the_whole_episode(edition: Edition, tmp_path: Path) -> None:
    times = np.arange(24 * 44100) / 44100
    with LosslessFile(tmp_path / "samples.flac") as samples:
        samples.append((8000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16))
    made = dataclasses.replace(edition, alternates=alternates(tuple(FORMATS), tmp_path / "samples.flac"))
    folder = write(made, tmp_path / "site", tag)
    assert check_episode(folder).ok
    described = {file.name: file for file in read(folder).alternates}
    assert set(described) == {"tides.m4b", "tides.opus"}
    for name, file in described.items():
        assert abs(measure(folder / name).duration_s - 24) < 0.1
        assert file.size == (folder / name).stat().st_size
        assert 20_000 < file.bitrate_bps < 400_000
        assert mutagen.File(folder / name) is not None
    opus: Any = mutagen.File(folder / "tides.opus")
    picture = mutagen.flac.Picture(base64.b64decode(opus["metadata_block_picture"][0]))
    assert picture.data == (folder / "cover-small.jpg").read_bytes(), "the whole cover would be most of a small file"
    book: Any = mutagen.mp4.MP4(folder / "tides.m4b")
    assert bytes(book["covr"][0]) == (folder / "cover.jpg").read_bytes()


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe")
def test_other_programs_see_one_list_of_chapters(edition: Edition, tmp_path: Path) -> None:
    with LosslessFile(tmp_path / "samples.flac") as samples:
        samples.append(np.zeros(24 * 44100, np.int16))
    made = dataclasses.replace(edition, alternates=alternates(("m4b", "opus"), tmp_path / "samples.flac"))
    folder = write(made, tmp_path / "site", tag)
    expected: list[tuple[str, Any]] = [
        (mark.title, pytest.approx(mark.start_s, abs=0.001)) for mark in read(folder).chapters
    ]
    for name in ("tides.mp3", "tides.m4b", "tides.opus"):
        assert probed(folder / name) == expected, name
    book: Any = mutagen.mp4.MP4(folder / "tides.m4b")
    assert [(chapter.title, chapter.start) for chapter in book.chapters] == expected
    mp3 = read_id3(folder / "tides.mp3")
    assert mp3 is not None
    assert [(title, start) for start, title in mp3.marks()] == expected


def probed(path: Path) -> list[tuple[str, float]]:
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(path)]
    shown = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return [(chapter["tags"]["title"], float(chapter["start_time"])) for chapter in shown["chapters"]]
