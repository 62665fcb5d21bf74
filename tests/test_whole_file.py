"""A file is what it was, or what it shall be: nothing between, and nothing left beside it."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tts.whole_file import whole_file


@pytest.mark.parametrize("shared", [True, False])
def test_an_error_leaves_all_as_it_was(tmp_path: Path, shared: bool) -> None:
    path = tmp_path / "new" / "episode.json"
    with whole_file(path, shared=shared) as beside:
        beside.write_text("first")
    with pytest.raises(KeyboardInterrupt), whole_file(path, shared=shared) as beside:
        beside.write_text("half of the sec")
        assert path.read_text() == "first"
        raise KeyboardInterrupt
    assert [(file.name, file.read_text()) for file in path.parent.iterdir()] == [("episode.json", "first")]


def test_what_a_killed_process_left_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    with whole_file(path) as place:
        place.write_text("old")
    place.write_text("half of what a killed process wro")
    with whole_file(path) as again:
        again.write_text("new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("feed.xml", "new")]


def test_a_device_is_written_to_and_stays_one() -> None:
    null = Path(os.devnull)
    with whole_file(null) as place:
        place.write_bytes(b"to nobody")
    assert null.is_char_device()


def test_many_writers_of_one_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    contents = [str(number) * 100_000 for number in range(10)]

    def write(content: str) -> None:
        with whole_file(path, shared=True) as beside:
            beside.write_text(content)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(write, contents * 5))
    assert path.read_text() in contents
    assert [file.name for file in tmp_path.iterdir()] == ["clip.wav"]


def test_a_link_that_lies_in_wait_is_not_followed(tmp_path: Path) -> None:
    """In a folder from a stranger: it would have us write over what it leads to."""
    (tmp_path / "precious").write_text("mine")
    (tmp_path / ".feed.xml.new").symlink_to(tmp_path / "precious")
    with whole_file(tmp_path / "feed.xml") as beside:
        beside.write_text("feed")
    assert (tmp_path / "precious").read_text() == "mine"
    assert (tmp_path / "feed.xml").read_text() == "feed"
    assert not (tmp_path / "feed.xml").is_symlink()
