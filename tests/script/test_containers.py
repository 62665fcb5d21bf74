"""Formats that wrap text: every text in the container is read once, to be spoken or to be listed as unspoken."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from tts.config.load import parse
from tts.script.load import load_transcript
from tts.script.unsaid.accounting import account
from tts.text import ink

CONFIG = parse("", "voices.yaml")
NS = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
DOCX = {
    "run": RUN,
    "insertion": f"<w:ins w:id='1' w:author='a'>{RUN}</w:ins>",
    "moved here": f"<w:moveTo w:id='2' w:author='a'>{RUN}</w:moveTo>",
    "smart tag": f"<w:smartTag w:element='place'>{RUN}</w:smartTag>",
    "control": f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
    "link": f"<w:hyperlink w:anchor='x'>{RUN}</w:hyperlink>",
    "field": f"<w:fldSimple w:instr='PAGE'>{RUN}</w:fldSimple>",
    "nested": f"<w:ins w:id='3' w:author='a'><w:sdt><w:sdtContent><w:hyperlink w:anchor='y'>{RUN}</w:hyperlink>"
    "</w:sdtContent></w:sdt></w:ins>",
    "choice": f"<mc:AlternateContent><mc:Choice Requires='wps'>{RUN}</mc:Choice><mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>",
    "text box": f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></mc:Choice>"
    f"<mc:Fallback><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
}  # fmt: skip
HTML = {
    "paragraph": "<p>{}</p>", "bare": "{} ", "span": "<span>{}</span>", "list": "<ul><li>{}</li></ul>", "nav": "<nav>{}</nav>",
    "cell": "<table><tr><td>{}</td></tr></table>", "hidden": "<div style='display: none'>{}</div>", "attribute": "<p hidden>{}</p>",
    "inside": "<p>So <span style='display:none'>{}</span> it is.</p>", "noscript": "<noscript><p>{}</p></noscript>",
    "area": "<textarea>{}</textarea>", "option": "<select><option>{}</option></select>", "template": "<template>{}</template>",
    "drawing": "<svg><text>{}</text></svg>", "formula": "<p>It is <math><mi>{}</mi></math>.</p>", "video": "<video>{}</video>",
    "details": "<details><summary>{}</summary></details>", "caption": "<figure><figcaption>{}</figcaption></figure>",
    "sup": "<p>Said.<sup>{}</sup></p>", "button": "<button>{}</button>", "dl": "<dl><dt>{}</dt></dl>",
}  # fmt: skip
JSON = ("chapters", "paragraphs", "summary", "title", "notes", "deep")


def word(shapes: list[tuple[str, str]]) -> bytes:
    document = docx.Document()
    for shape, token in shapes:
        document.element.body.insert(0, parse_xml(f"<w:p {NS}>{DOCX[shape].replace('{}', token)}</w:p>"))
    document.sections[0].header.paragraphs[0].text = "tokenheader"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def page(shapes: list[tuple[str, str]]) -> bytes:
    body = "".join(HTML[shape].replace("{}", token) for shape, token in shapes)
    return f"<!doctype html><html><body><p>tokenfirst said it.</p>{body}</body></html>".encode()


def book(shapes: list[tuple[str, str]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml", '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
        )
        items = "".join(f'<item id="i{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(2))
        archive.writestr(
            "b.opf",
            f'<package><manifest>{items}</manifest><spine><itemref idref="i0"/><itemref idref="i1"/></spine></package>',
        )
        archive.writestr("0.xhtml", page(shapes[::2]))
        archive.writestr("1.xhtml", page(shapes[1::2]).replace(b"tokenfirst", b"tokensecond"))
    return held.getvalue()


def export(shapes: list[tuple[str, str]]) -> bytes:
    data: dict[str, Any] = {"segments": [{"speaker": "A", "body": "tokenfirst said it."}], "chapters": []}
    for shape, token in shapes:
        said = f"{token} is said."
        if shape in ("chapters", "paragraphs"):
            item = {"sentences": [{"text": said}]} if shape == "paragraphs" else {"segments": [{"body": said}]}
            data.setdefault(shape, []).append(item)
        elif shape == "deep":
            data = {"segments": [{"text": said, "speaker": {"name": "B"}}], "inner": data}
        else:
            data.setdefault("notes", []).append({shape: said})
    return json.dumps(data).encode()


CONTAINERS = {"t.docx": (word, tuple(DOCX)), "t.html": (page, tuple(HTML)), "t.epub": (book, tuple(HTML)), "t.json": (export, JSON)}  # fmt: skip


def check(name: str, shapes: list[str]) -> None:
    make, _ = CONTAINERS[name]
    tokens = [(shape, f"token{chr(97 + n // 26)}{chr(97 + n % 26)}") for n, shape in enumerate(shapes)]
    made = load_transcript(Path(name), make(tokens), CONFIG)
    account(made, Path(name))
    for shape, token in tokens:
        assert made.text.count(token) == 1, f"{shape} stands {made.text.count(token)} times"


@table(("name", "shape"), [(name, shape) for name, (_, all_) in CONTAINERS.items() for shape in all_])
def test_each_wrapping_is_read_once(name: str, shape: str) -> None:
    check(name, ["run" if name == "t.docx" else CONTAINERS[name][1][0], shape])


@table("name", CONTAINERS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_all_mixtures_are_read_once(name: str, data: st.DataObject) -> None:
    shapes = data.draw(st.lists(st.sampled_from(CONTAINERS[name][1]), min_size=1, max_size=12))
    check(name, [CONTAINERS[name][1][0], *shapes])


def test_head_and_foot_of_a_page_are_listed() -> None:
    made = load_transcript(Path("t.docx"), word([("run", "This is all that was said.")]), CONFIG)
    assert [reason for start, end, reason in made.unspoken if "tokenheader" in made.text[start:end]] == [
        "page furniture"
    ]


@table("shape", ["insertion", "smart tag", "control", "nested", "choice"])
def test_what_word_wraps_is_said(shape: str) -> None:
    made = load_transcript(Path("t.docx"), word([("run", "second"), (shape, "tokenbody")]), CONFIG)
    assert not any("tokenbody" in made.text[start:end] for start, end, _ in made.unspoken)


def test_lists_beside_each_other_are_one_talk_with_the_speakers_of_what_holds_them() -> None:
    data = {
        "paragraphs": [
            {"speaker": 0, "sentences": [{"text": "Hello there."}, {"text": "How are you?"}]},
            {"speaker": 1, "sentences": [{"text": "I am fine."}]},
        ],
        "transcript": "Hello there. How are you? I am fine.",
        "summary": "Two people meet.",
    }
    made = load_transcript(Path("t.json"), json.dumps(data).encode(), CONFIG)
    assert [(turn.speaker, ink("".join(t for p in turn.paragraphs for t, _ in p.pieces(made.text)))) for turn in made.turns] == [
        ("0", "Hellothere.Howareyou?"), ("1", "Iamfine.")]  # fmt: skip
    assert [made.text[start:end] for start, end, _ in made.unspoken] == ["Two people meet."]
