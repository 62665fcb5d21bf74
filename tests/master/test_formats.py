"""M4B and Opus: the same samples, the same chapters, read by others' programs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import av
import mutagen.mp4
import mutagen.oggopus
import numpy as np
import pytest

from master.conftest import voice
from master.test_mp3 import decoded
from master.test_tags import HOSTILE
from tts.audio import Pcm
from tts.errors import WriteError
from tts.master.decoding import decode_file
from tts.master.formats import LosslessFile, encode_m4b, encode_opus
from tts.master.model import ChapterMark, Tags
from tts.master.units import RATE

SECONDS = 12
MARKS = (ChapterMark("开场", 0.0, 4.0), ChapterMark(HOSTILE, 4.0, 9.5), ChapterMark("Third & last", 9.5, 12.0))
TAGS = Tags(
    "题", "节目", "作者", "2015-01-24", "zh", "简介", "https://example.org", b"\xff\xd8\xff" * 99, MARKS, "词", 7
)


def pcm() -> Pcm:
    sound: Pcm = np.round(np.clip(voice(SECONDS, -18, 120, 1, RATE), -1, 1) * 32767).astype(np.int16)
    return sound


@pytest.fixture
def lossless(tmp_path: Path) -> Path:
    with LosslessFile(tmp_path / "a.flac") as file:
        for part in np.array_split(pcm(), 3):
            file.append(part)
    return tmp_path / "a.flac"


def chapters(path: Path) -> list[tuple[float, str]]:
    with av.open(str(path)) as container:
        return [
            (round(float(chapter["start"] * (chapter["time_base"] or 0)), 3), chapter["metadata"]["title"])
            for chapter in container.chapters()
        ]


def test_lossless_is_lossless(lossless: Path) -> None:
    assert np.array_equal(decoded(lossless), pcm())


@pytest.mark.parametrize(("encode", "name"), [(encode_m4b, "a.m4b"), (encode_opus, "a.opus")])
def test_the_same_sound_and_chapters(encode: Any, name: str, lossless: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    encode(lossless, path, TAGS)
    held = [len(os.fsencode(mark.title)) if encode is encode_opus else 255 for mark in MARKS]
    titles = [m.title.encode()[:n].decode(errors="ignore") for m, n in zip(MARKS, held, strict=True)]
    assert chapters(path) == list(zip([m.start_s for m in MARKS], titles, strict=True))
    heard, given = np.concatenate(list(decode_file(path))), pcm().astype(np.float32) / 32767
    assert abs(len(heard) - len(given)) <= 1024
    shifts = [float(np.dot(heard[9000 + s : 400000 + s], given[9000:400000])) for s in range(-40, 41)]
    assert abs(int(np.argmax(shifts)) - 40) <= 2
    assert max(shifts) / np.dot(given[9000:400000], given[9000:400000]) > 0.9


def test_m4b_tags_are_read_back(lossless: Path, tmp_path: Path) -> None:
    encode_m4b(lossless, tmp_path / "a.m4b", TAGS)
    read: Any = mutagen.mp4.MP4
    file = read(tmp_path / "a.m4b")
    assert (file["\xa9nam"], file["\xa9day"], file["stik"], file["trkn"]) == (["题"], ["2015-01-24"], [2], [(7, 0)])
    assert bytes(file["covr"][0]) == TAGS.cover
    assert (tmp_path / "a.m4b").read_bytes()[4:12] == b"ftypM4B "


def test_opus_tags_are_read_back(lossless: Path, tmp_path: Path) -> None:
    encode_opus(lossless, tmp_path / "a.opus", TAGS)
    read: Any = mutagen.oggopus.OggOpus
    file = read(tmp_path / "a.opus")
    assert (file["title"], file["lyrics"], file["tracknumber"]) == (["题"], ["词"], ["7"])
    assert (tmp_path / "a.opus").stat().st_size < (SECONDS * 48_000 / 8) + 20_000


@pytest.mark.parametrize(("encode", "name"), [(encode_m4b, "a.m4b"), (encode_opus, "a.opus")])
def test_two_runs_give_the_same_bytes(encode: Any, name: str, lossless: Path, tmp_path: Path) -> None:
    first, second = tmp_path / f"1{name}", tmp_path / f"2{name}"
    encode(lossless, first, TAGS)
    encode(lossless, second, TAGS)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("encode", [encode_m4b, encode_opus])
def test_a_place_that_cannot_be_written_is_named(encode: Any, lossless: Path, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="nowhere"):
        encode(lossless, tmp_path / "nowhere" / "a", TAGS)
