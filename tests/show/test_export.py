"""Copies for old players: names FAT holds, small covers, chapters kept, and nothing of the user's removed."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

import pytest
from command import turncast
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tts.errors import InputError, UsageError, WriteError
from tts.master.tags import tag
from tts.progress import Progress
from tts.show.check.chapters import read_id3
from tts.show.check.sound import measure
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.export import export, fat_safe
from tts.show.record import read


def silent(progress: Progress) -> None:
    assert progress.done <= progress.total


def dated(edition: Edition, slug: str, date: str, **fields: Any) -> Edition:
    return dataclasses.replace(edition, script=dataclasses.replace(edition.script, slug=slug, date=date, **fields))


@pytest.fixture
def site(edition: Edition, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(edition, folder, tag)
    write(dated(edition, "older", "2001-01-01", title='A/B: "who?" <us>'), folder, tag)
    return folder


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_names_are_what_fat_takes(title: str) -> None:
    name = fat_safe(title)
    assert not set(name) & set('<>:"/\\|?*')
    assert name == name.strip(" ").rstrip(".")
    assert len(name.encode("utf-16-le")) <= 200
    assert name.isprintable()


def test_episodes_are_numbered_from_the_oldest(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    done = export(site, target, tag, silent)
    assert done.files == ("01 A／B： ＂who？＂ ＜us＞.mp3", "02 潮汐：两个人和一根竹竿.mp3")
    lines = (target / "playlist.m3u8").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == list(done.files)
    assert (target / "playlist.m3u").read_bytes() == (target / "playlist.m3u8").read_bytes()
    with Image.open(target / "cover.jpg") as cover:
        assert max(cover.size) < 500


def test_sound_and_chapters_are_the_episodes(site: Path, tmp_path: Path) -> None:
    done = export(site, tmp_path / "stick", tag, silent)
    copy = tmp_path / "stick" / done.files[1]
    found = read_id3(copy)
    assert found is not None
    assert found.marks() == [(mark.start_s, mark.title) for mark in read(site / "tides").chapters]
    assert found.text("TRCK") == "2"
    (picture,) = found.frames["APIC"]
    with Image.open(io.BytesIO(picture.data)) as image:
        assert max(image.size) < 500
    assert measure(copy) == measure(site / "tides" / "tides.mp3")


def test_again_copies_only_what_is_new(site: Path, edition: Edition, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    assert export(site, target, tag, silent).copied == 2
    (target / "holiday.mp3").write_bytes(b"mine")
    assert export(site, target, tag, silent).copied == 0
    write(dated(edition, "first", "1999-01-01"), site, tag)
    again = export(site, target, tag, silent)
    assert (again.copied, again.removed) == (3, 2)
    assert sorted(path.name for path in target.glob("*.mp3")) == sorted([*again.files, "holiday.mp3"])


def test_nothing_of_others_is_removed_or_replaced(site: Path, edition: Edition, tmp_path: Path) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    for name, content in (("my song.mp3", b"mine"), ("playlist.m3u8", b"#EXTM3U\nmy song.mp3\n")):
        (target / name).write_bytes(content)
    with pytest.raises(WriteError, match="no earlier export"):
        export(site, target, tag, silent)
    assert {path.name for path in target.iterdir()} == {"my song.mp3", "playlist.m3u8"}
    (target / "playlist.m3u8").unlink()
    first = export(site, target, tag, silent)
    (target / first.files[0]).write_bytes(b"another song under that name")
    write(dated(edition, "first", "1999-01-01"), site, tag)
    assert export(site, target, tag, silent).removed == 1
    assert (target / "my song.mp3").read_bytes() == b"mine"
    assert (target / first.files[0]).read_bytes() == b"another song under that name"


@pytest.mark.parametrize(
    "journal", [b'["../tides.txt", 4, "', b'["..", 1, "a"]\n[]\n7\nnull\n{"a": 1}\n["a.mp3", "x", ""]\n']
)
def test_a_journal_that_is_none_removes_nothing(site: Path, tmp_path: Path, journal: bytes) -> None:
    target = tmp_path / "stick"
    target.mkdir()
    (target / ".turncast-export").write_bytes(journal)
    (target / "a.mp3").write_bytes(b"a")
    assert export(site, target, tag, silent).removed == 0
    assert (target / "a.mp3").is_file()


@pytest.mark.parametrize("inside", [".", "stick"])
def test_a_target_in_the_site_is_refused(site: Path, inside: str) -> None:
    with pytest.raises(UsageError, match="site itself"):
        export(site, site / inside, tag, silent)


def test_a_lost_cover_is_named(site: Path, tmp_path: Path) -> None:
    (site / "tides" / "cover.jpg").unlink()
    with pytest.raises(InputError, match=r"tides/cover\.jpg"):
        export(site, tmp_path / "stick", tag, silent)


def test_plain_names(site: Path, tmp_path: Path) -> None:
    assert export(site, tmp_path, tag, silent, plain_names=True).files == ("01 older.mp3", "02 tides.mp3")


def test_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        export(tmp_path, tmp_path / "stick", tag, silent)


def test_an_unwritable_target(site: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file")
    with pytest.raises(WriteError, match="--to"):
        export(site, tmp_path / "stick", tag, silent)


def test_the_command(site: Path, tmp_path: Path) -> None:
    done = turncast("export", site, "--to", tmp_path / "stick", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2 copied" in done.stdout
