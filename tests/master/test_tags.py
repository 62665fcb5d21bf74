"""The tag as other programs read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import mutagen.id3
import pytest
from tables import table

from master.test_mp3 import write
from tts.errors import WriteError
from tts.master.model import ChapterMark, Tags
from tts.master.tags import tag

read_tag: Any = mutagen.id3.ID3
HOSTILE = "“<script>” & ]]> 🎙 \u200fעברית\u200f " + "长" * 300


def tags(titles: list[str]) -> Tags:
    marks = tuple(ChapterMark(title, 0.2 * n, 0.2 * n + 0.2) for n, title in enumerate(titles))
    return Tags(
        "题", "节目", "作者", "2015-01-24", "zh", "简介\n第二行", "https://example.org/a", b"\xff\xd8x", marks, "词", 7
    )


def written(tmp_path: Path, tags: Tags) -> Path:
    path = write(tmp_path / "a.mp3", 64, 100_000)
    tag(path, tags)
    return path


def test_every_field_is_read_back(tmp_path: Path) -> None:
    path = written(tmp_path, tags(["一"]))
    found = read_tag(path)
    assert found.version == (2, 3, 0)
    texts = {key: str(found[key]) for key in ("TIT2", "TALB", "TPE1", "TCON", "TDRC", "TLAN", "TRCK")}
    assert texts == {
        "TIT2": "题",
        "TALB": "节目",
        "TPE1": "作者",
        "TCON": "Podcast",
        "TDRC": "2015-01-24",
        "TLAN": "zho",
        "TRCK": "7",
    }
    assert (found["WOAS"].url, str(found["COMM::zho"]), str(found["USLT::zho"])) == (
        "https://example.org/a",
        "简介\n第二行",
        "词",
    )
    assert (found["APIC:"].mime, found["APIC:"].type, found["APIC:"].data) == ("image/jpeg", 3, b"\xff\xd8x")


@table("count", [1, 3, 255, 256, 600])
def test_chapters_are_in_the_order_of_time(tmp_path: Path, count: int) -> None:
    """Titles shrink, so that an order by size would be the reverse."""
    titles = [f"{n} {HOSTILE}"[: 330 - n // 2] for n in range(count)]
    path = written(tmp_path, tags(titles))
    with av.open(str(path)) as container:
        seen = [(chapter["start"], chapter["metadata"]["title"]) for chapter in container.chapters()]
    assert seen == [(200 * n, title) for n, title in enumerate(titles)]


@table("count", [1, 255, 256, 600])
def test_the_contents_lead_to_every_chapter(tmp_path: Path, count: int) -> None:
    found = read_tag(written(tmp_path, tags(["章"] * count)))
    contents = {toc.element_id: toc for toc in found.getall("CTOC")}
    assert [toc.flags for toc in contents.values()].count(3) == 1
    reached = []
    pending = ["toc"]
    while pending:
        toc = contents[pending.pop(0)]
        assert len(toc.child_element_ids) <= 255
        assert toc.sub_frames.getall("TIT2")
        pending += [child for child in toc.child_element_ids if child in contents]
        reached += [child for child in toc.child_element_ids if child not in contents]
    assert reached == [f"chp{n}" for n in range(count)]
    assert all((chap.start_offset, chap.end_offset) == (0xFFFFFFFF,) * 2 for chap in found.getall("CHAP"))


def test_empty_fields_leave_no_frames(tmp_path: Path) -> None:
    found = read_tag(written(tmp_path, Tags("题", "", "", "", "de", "", "", b"", ())))
    assert set(found) == {"TIT2", "TCON", "TLAN"}


def test_tagging_twice_is_tagging_once(tmp_path: Path) -> None:
    path = written(tmp_path, tags(["一", "二"]))
    once = path.read_bytes()
    tag(path, tags(["一", "二"]))
    assert path.read_bytes() == once


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="nowhere"):
        tag(tmp_path / "nowhere" / "a.mp3", tags([]))


def test_an_address_in_chinese_is_written_in_ascii(tmp_path: Path) -> None:
    path = written(tmp_path, replace(tags(["一"]), source_url="https://zh.wikipedia.org/wiki/马云?a=%20&b=1#头"))
    assert read_tag(path)["WOAS"].url == "https://zh.wikipedia.org/wiki/%E9%A9%AC%E4%BA%91?a=%20&b=1#%E5%A4%B4"


@table(
    ("address", "expected"),
    [
        ("https://例子.中国:8080/路", "https://xn--fsqu00a.xn--fiqs8s:8080/%E8%B7%AF"),
        ("https://me@例.cn/", "https://me@%E4%BE%8B.cn/"),
        (f"https://{'例' * 80}.cn/", f"https://{'%E4%BE%8B' * 80}.cn/"),
        ("马云", "%E9%A9%AC%E4%BA%91"),
        ("https://example.org/\ud800", "https://example.org/?"),
    ],
)
def test_hosts_and_whatever_else_is_written_as_an_address(tmp_path: Path, address: str, expected: str) -> None:
    assert read_tag(written(tmp_path, replace(tags(["一"]), source_url=address)))["WOAS"].url == expected
