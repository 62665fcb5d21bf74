"""What was made before is not made again, and never trusted unread."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from master.conftest import ClipMaker, conversation
from tts.audio import Speech
from tts.config.schema import Sound
from tts.master import kept
from tts.master.clips import ClipMeasurement, measure_clip
from tts.master.episode import master
from tts.master.kept import SEGMENTS
from tts.master.segment import EncodedSegment, Recipe, encode_segment
from tts.master.timeline import Segment
from tts.speech.cache import Cache
from tts.speech.clip_file import DamagedClipError, samples_of
from tts.speech.model import Clip, Spoken
from tts.store import Store

SOUND = Sound()


def built(spoken: Spoken, store: Store, out: Path) -> bytes:
    master(spoken, SOUND, out, store=store)
    return out.read_bytes()


def with_last_clip(spoken: Spoken, clip: Clip) -> Spoken:
    return dataclasses.replace(spoken, lines=(*spoken.lines[:-1], (spoken.lines[-1][0], clip)))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is really made: one entry per clip measured and per segment encoded."""
    done: list[str] = []

    def counting_measure(clip: Clip) -> ClipMeasurement:
        done.append("clip")
        return measure_clip(clip)

    def counting_encode(segment: Segment, recipe: Recipe) -> EncodedSegment:
        done.append("segment")
        return encode_segment(segment, recipe)

    monkeypatch.setattr(kept, "measure_clip", counting_measure)
    monkeypatch.setattr(kept, "encode_segment", counting_encode)
    return done


@pytest.mark.slow
def test_a_second_build_makes_nothing_and_gives_the_same_bytes(tmp_path: Path, counted: list[str]) -> None:
    spoken, store = conversation(tmp_path), Store(SEGMENTS, tmp_path / "store")
    first = built(spoken, store, tmp_path / "1.mp3")
    assert counted.count("clip") == 19
    assert counted.count("segment") >= 4
    counted.clear()
    assert built(spoken, store, tmp_path / "2.mp3") == first
    assert counted == []


@pytest.mark.slow
def test_one_edited_sentence_is_one_clip_and_its_own_chapter(tmp_path: Path, counted: list[str]) -> None:
    """And the episode is, byte for byte, the one an empty store would have led to."""
    spoken, store = conversation(tmp_path), Store(SEGMENTS, tmp_path / "store")
    built(spoken, store, tmp_path / "1.mp3")
    segments = counted.count("segment")
    counted.clear()
    (tmp_path / "edit").mkdir()
    maker = ClipMaker(tmp_path / "edit")
    maker.made = 18
    edited = with_last_clip(spoken, maker(3.456, -14.0, 110.0))
    again = built(edited, store, tmp_path / "2.mp3")
    assert counted.count("clip") == 1
    assert counted.count("segment") <= 2 < segments
    assert again == built(edited, Store(SEGMENTS, tmp_path / "empty"), tmp_path / "3.mp3")


@pytest.mark.slow
def test_another_take_of_the_same_length_is_heard_anew(tmp_path: Path, counted: list[str]) -> None:
    """Whoever mends a clip keeps its key."""
    spoken, store = conversation(tmp_path), Store(SEGMENTS, tmp_path / "store")
    built(spoken, store, tmp_path / "1.mp3")
    counted.clear()
    old = spoken.lines[-1][1]
    take = Cache(tmp_path).put(old.key, Speech(samples_of(old)[::-1].copy(), old.rate))
    mended = with_last_clip(spoken, take)
    again = built(mended, store, tmp_path / "2.mp3")
    assert (take.key, take.samples) == (old.key, old.samples)
    assert counted.count("clip") == 1
    assert again == built(mended, Store(SEGMENTS, tmp_path / "empty"), tmp_path / "3.mp3")
    with pytest.raises(DamagedClipError, match="new take"):
        samples_of(old)


@pytest.mark.slow
def test_damage_is_noticed(tmp_path: Path) -> None:
    spoken, store = conversation(tmp_path), Store(SEGMENTS, tmp_path / "store")
    first = built(spoken, store, tmp_path / "1.mp3")
    for number, path in enumerate(sorted(store.folder.rglob("*.bin"))):
        data = bytearray(path.read_bytes())
        if number % 2:
            data[len(data) // 2] ^= 1
        path.write_bytes(data if number % 2 else data[: len(data) // 2])
    assert built(spoken, store, tmp_path / "2.mp3") == first


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    spoken = conversation(tmp_path)
    first = built(spoken, Store(SEGMENTS, tmp_path / "file"), tmp_path / "1.mp3")
    assert built(spoken, Store(SEGMENTS, tmp_path / "store"), tmp_path / "2.mp3") == first
