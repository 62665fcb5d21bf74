"""Files that nobody means well with: a clear error or a sane result, in time that grows with the size alone."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from limits import processor_limit
from tables import table

from tts.config.load import parse
from tts.errors import InputError
from tts.script import load_script
from tts.script.load import load_transcript
from tts.script.source.read import read_bytes
from tts.script.transcript.model import Transcript
from tts.script.unsaid.accounting import account

CONFIG = parse("", "voices.yaml")


def read(text: str | bytes, name: str = "t.txt") -> Transcript:
    made = load_transcript(Path(name), text if isinstance(text, bytes) else text.encode(), CONFIG)
    account(made, Path(name))
    return made


@pytest.mark.slow
@table(
    ("piece", "name"),
    [
        ("我们去看山", "t.txt"), ("a", "t.txt"), ("a: b\n", "t.txt"), (":", "t.txt"), ("（", "t.txt"), ("（笑", "t.txt"),
        ("[", "t.md"), ("[a](", "t.md"), ("![a", "t.md"), ("**a ", "t.md"), ("_a", "t.md"), ("<!-- ", "t.md"), ("<a ", "t.md"),
        ("|-", "t.md"), ("- ", "t.md"), ("<p>Hello.</p>", "t.html"), ("<b>", "t.html"), ("<div>a", "t.html"),
        ("1\n00:00:01,000 --> 00:00:02,000\nA: b\n\n", "t.srt"), ("<v A>b\n", "t.vtt"),
    ],
)  # fmt: skip
def test_no_text_makes_it_hang(piece: str, name: str) -> None:
    """What takes a second for this much, and grows faster than the size, would reach the limit."""
    with processor_limit(6.0), suppress(InputError):
        read((piece * (128_000 // len(piece))).encode(), name)


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(InputError, match="larger than"):
        read_bytes(path)


@table("name", ["t.docx", "t.epub"])
def test_a_zip_bomb_is_not_unfolded(name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as file:
        for _ in range(80):
            file.write(b" " * 2**20)
    with pytest.raises(InputError, match="Unpacks to 80 MB"):
        read(packed.getvalue(), name)


def test_entities_that_unfold_to_billions_are_refused() -> None:
    entities = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    laughs = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">{entities}]><container>&i;</container>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", laughs)
    with pytest.raises(InputError):
        read(packed.getvalue(), "t.epub")


def test_yaml_that_unfolds_to_billions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    lines = "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    path.write_text("turncast-script: 1\na: &a [x, x, x, x, x, x, x, x, x]\n" + lines, encoding="utf-8")
    with pytest.raises(InputError, match=r"s\.yaml"):
        load_script(path, CONFIG, engine="tone", voices={})


def test_pages_nested_deeper_than_any_stack() -> None:
    with pytest.raises(InputError):
        read("<html><body>" + "<div>" * 50_000 + "</div>" * 50_000, "t.html")
    with pytest.raises(InputError, match="JSON"):
        read("[" * 100_000, "t.json")


def test_more_speakers_than_any_panel_has() -> None:
    made = read("".join(f"Guest{n} Smith: hello there.\n" * 2 for n in range(2_000)))
    assert len(made.people) == 2_000


def test_a_name_of_ten_thousand_characters_is_no_name() -> None:
    assert read(("马" * 10_000 + "：你好。\n\n") * 3).people == ()


def test_direction_overrides_and_controls_are_not_spoken(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(
        "\u202e马云\u202c：你\u200b好\u200f。\n\n李静\ufeff：你好吗？\n\n马云：好。\n\n李静：再\u2060见。\n",
        encoding="utf-8",
    )
    made = load_script(path, parse("pool: {tone: [a, b, c]}", "v"), engine="tone", voices=dict.fromkeys("abc", "zh-CN"))
    assert [speaker.name for speaker in made.speakers] == ["马云", "李静"]
    assert [turn.text for turn in made.turns] == ["你好。", "你好吗？", "好。", "再见。"]


def zipped(members: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word() -> dict[str, bytes | str]:
    """The members of a Word document that says two things."""
    document = docx.Document()
    for line in ("Anna: Hello there.", "Ben: Good morning."):
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_pictures_in_a_word_document_are_not_unfolded() -> None:
    members = word()
    rels = (
        str(members["word/_rels/document.xml.rels"], "utf-8")
        if isinstance(members["word/_rels/document.xml.rels"], bytes)
        else ""
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="media/image1.png"/></Relationships>'
    members["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link)
    members["word/media/image1.png"] = bytes(300 * 2**20)
    data = zipped(members)
    tracemalloc.start()
    made = read(data, "t.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(made.turns) == 2
    assert peak < 50 * 2**20


def test_a_page_that_a_book_names_again_and_again_is_read_once() -> None:
    references = '<itemref idref="i"/>' * 200
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": '<package><manifest><item id="i" href="p.xhtml" media-type="text/html"/></manifest>'
        f"<spine>{references}</spine></package>",
        "p.xhtml": "<p>Anna: Once.</p>" + "<p>Ben: Twice.</p>" * 2000,
    }
    assert read(zipped(members), "t.epub").text.count("Once") == 1


@pytest.mark.slow
def test_damaged_word_documents_are_errors_of_the_file() -> None:
    """Each member cut, emptied or scrambled, and the archive itself cut anywhere: never anything but InputError."""
    members = word()
    whole = zipped(members)
    damaged = [whole[:end] for end in range(0, len(whole), 97)]
    damaged += [whole[:at] + b"\xff\x00" + whole[at + 2 :] for at in range(0, len(whole), 97)]
    for name, content in members.items():
        as_bytes = content if isinstance(content, bytes) else content.encode()
        for made in (
            b"",
            as_bytes[: len(as_bytes) // 2],
            b"<a/>",
            as_bytes.replace(b"w:val=", b"w:vel="),
            as_bytes.replace(b"1", b"x"),
        ):
            damaged.append(zipped({**members, name: made}))
        damaged.append(zipped({other: held for other, held in members.items() if other != name}))
    wrong = []
    for number, data in enumerate(damaged):
        try:
            read(data if data.startswith(b"PK") else b"PK\x03\x04" + data, "t.docx")
        except InputError:
            continue
        except Exception as error:
            wrong.append(f"{number}: {error!r}")
    assert not wrong, wrong[:10]
