"""What upload forms ask for: a film that plays as long as the sound, words that fit, and the label on every copy."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tts.errors import InputError, UsageError, WriteError
from tts.master.labels import read_aigc
from tts.master.tags import tag
from tts.progress import Progress
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.export import export
from tts.show.record import read
from tts.show.upload import FORMS, Form, label_of, notes_of, title_of, upload
from tts.show.video import FPS


def silent(progress: Progress) -> None:
    assert progress.done <= progress.total


@pytest.fixture
def site(edition: Edition, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(edition, folder, tag)
    return folder


@pytest.mark.slow
def test_a_film_of_the_episode(site: Path, tmp_path: Path) -> None:
    assert upload(site, tmp_path / "up", "youtube", silent) == ["tides"]
    folder = tmp_path / "up" / "tides"
    assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == {
        "tides.mp4", "thumbnail.jpg", "captions.srt", "title.txt", "notes.txt",
    }  # fmt: skip
    with av.open(str(folder / "tides.mp4")) as film:
        video = film.streams.video[0]
        assert (video.width, video.height, video.codec_context.name) == (1280, 720, "h264")
        assert float(film.duration or 0) / av.time_base == pytest.approx(24.0, abs=0.6)
        pictures = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
    assert len(pictures) == pytest.approx(24 * FPS, abs=1)
    moved = np.abs(pictures[0].astype(int) - pictures[-1]).max(axis=(1, 2)) > 40
    assert moved[590:670].any(), "the lanes fill as it plays"
    assert not moved[:560].any(), "and nothing else moves"
    with av.open(str(folder / "tides.mp4")) as film:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
    assert np.sqrt(np.square(sound).mean()) == pytest.approx(0.18, abs=0.05)
    (folder / "tides.mp4").rename(folder / "tides.m4a")
    assert read_aigc(folder / "tides.m4a") == [label_of(read(site / "tides"))]
    with Image.open(folder / "thumbnail.jpg") as image:
        assert image.size == (1280, 720)


def test_what_xiaoyuzhou_takes(site: Path, tmp_path: Path) -> None:
    upload(site, tmp_path / "up", "xiaoyuzhou", silent)
    folder = tmp_path / "up" / "tides"
    assert (folder / "tides.mp3").read_bytes() == (site / "tides" / "tides.mp3").read_bytes()
    notes = (folder / "notes.txt").read_text(encoding="utf-8")
    assert "00:00:00 开场\n" in notes
    assert "https://example.org/tides" in notes
    assert notes.rstrip().endswith("本期声音由人工智能合成。")
    assert (folder / "title.txt").read_text(encoding="utf-8") == "潮汐：两个人和一根竹竿\n"
    upload(site, tmp_path / "up", "xiaoyuzhou", silent)
    assert len(list((tmp_path / "up").iterdir())) == 1, "a second time leaves nothing more"


@pytest.mark.parametrize("form", FORMS)
def test_what_somebody_else_put_there_stays(site: Path, tmp_path: Path, form: Form) -> None:
    """A year's notes in a folder that happens to be called like the episode; our own of the last time are made anew."""
    folder = tmp_path / "up" / "tides"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(WriteError, match="no earlier export put it there"):
        upload(site, tmp_path / "up", form, silent)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"notes.txt": b"mine"}
    (folder / "notes.txt").rename(folder / "research.txt")
    upload(site, tmp_path / "up", "xiaoyuzhou", silent)
    (folder / "title.txt").write_text("shortened")
    upload(site, tmp_path / "up", "xiaoyuzhou", silent)
    assert (folder / "title.txt").read_text("utf-8").startswith("潮汐")
    assert (folder / "research.txt").read_text() == "mine"


def test_words_fit_the_form_and_keep_the_notice(site: Path) -> None:
    long = dataclasses.replace(read(site / "tides"), title="长<" * 200, description="一段很长的话。" * 3000)
    for form, title, notes in (("xiaoyuzhou", 60, 10_000), ("youtube", 100, 5_000)):
        assert form in FORMS
        known = next(name for name in FORMS if name == form)
        assert len(title_of(long, known)) == title
        assert len(notes_of(long, known)) <= notes + 1
        assert notes_of(long, known).rstrip().endswith(long.disclosure)
        assert "<" not in title_of(long, known) + notes_of(long, known)


def test_copies_for_old_players_keep_the_label(site: Path, tmp_path: Path) -> None:
    """Nobody may remove it (标识办法, Art. 10)."""
    done = export(site, tmp_path / "stick", tag, silent)
    assert read_aigc(tmp_path / "stick" / done.files[0]) == [label_of(read(site / "tides"))]


def test_mistakes_are_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="in the site itself"):
        upload(site, site / "up", "youtube", silent)
    with pytest.raises(InputError, match="No episodes"):
        upload(tmp_path / "nothing", tmp_path / "up", "youtube", silent)
