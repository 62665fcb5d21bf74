"""Talks kept as records: tables, YAML, JSON, front matter. Whatever the columns are called, who says what is found."""

from __future__ import annotations

import json

import pytest
import yaml
from doubles.blocks import lost

from tts.errors import InputError
from tts.script.formats import text_format
from tts.script.formats.blocks import Document, said

TALK = [
    ("Anna", "When did you begin, and what was the first thing you built?"),
    ("Ben", "In 1998: a kite, \"red\" and 2 m wide.\nIt did not fly."),
    ("Anna", "Why not?"),
    ("Ben", "Wind, or rather: none."),
    ("Anna", "中文也可以吗？"),
    ("Ben", "当然可以。"),
]  # fmt: skip


def read(name: str, text: str) -> Document:
    document = text_format(name, text).read(text)
    assert not lost(document), name
    return document


def spoken(document: Document) -> list[tuple[str | None, str]]:
    return [
        (b.speaker, " ".join(said(document.text, b).split())) for b in document.blocks if not b.skip and not b.level
    ]


WANTED = [(who, " ".join(text.split())) for who, text in TALK]


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def table(mark: str, head: tuple[str, str, str] | None) -> str:
    rows = [[str(3 * n), who, text] for n, (who, text) in enumerate(TALK)]
    return "".join(mark.join(map(cell, row)) + "\r\n" for row in ([list(head)] if head else []) + rows)


def records(who: str, line: str) -> list[dict[str, object]]:
    return [{"sec": 3 * n, who: name, line: text} for n, (name, text) in enumerate(TALK)]


def test_who_says_what_is_found_whatever_the_columns_are_called() -> None:
    talk = yaml.safe_dump(
        {"title": "A: b", "tags": ["x", "y"], "transcript": records("who", "line")}, allow_unicode=True
    )
    sources = {
        "t.csv": table(",", ("start", "Speaker", "Text")),
        "semicolons.csv": table(";", ("时间", "发言人", "内容")),
        "other names.csv": table(",", ("at", "voice", "spoken")),
        "odd head.csv": table(",", ("", "Speaker ", "Words 2")).replace("0,", ",", 1),
        "no head.csv": table(",", None),
        "t.tsv": table("\t", ("start", "speaker", "text")),
        "t.yaml": yaml.safe_dump(records("speaker", "text"), allow_unicode=True),
        "folded.yaml": yaml.safe_dump({"a": {"b": records("x", "y")}}, allow_unicode=True, width=20),
        "quoted.yaml": yaml.safe_dump(records("x", "y"), allow_unicode=True, default_style='"'),
        "ascii.yaml": yaml.safe_dump(records("x", "y"), default_style='"'),
        "literal.yaml": yaml.safe_dump(records("x", "y"), allow_unicode=True, default_style="|"),
        "t.json": json.dumps({"segments": records("speaker", "body")}),
        "other names.json": json.dumps(records("x", "y"), ensure_ascii=False, indent=1),
        "front.md": f"---\n{talk}---\nBooks:\n\n* [a](http://b)\n",
        "front.txt": f"---\n{talk}---\n",
    }
    wrong = {name: spoken(read(name, text)) for name, text in sources.items() if spoken(read(name, text)) != WANTED}
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


def test_headings_among_the_records_are_headings() -> None:
    text = yaml.safe_dump([{"header": "First part"}, *records("who", "line")], allow_unicode=True)
    assert [(b.level, said(text, b)) for b in read("t.yaml", text).blocks if b.level] == [(2, "First part")]


def test_records_keep_their_lines() -> None:
    for name, text in (
        ("t.csv", table(",", ("a", "who", "line"))),
        ("t.yaml", yaml.safe_dump(records("who", "line"), width=30, default_style='"')),
    ):
        document = read(name, text)
        lines = text.splitlines()
        for block in document.blocks:
            if not block.skip:
                first = said(document.text, block).split()[0]
                assert first.strip('"') in lines[block.line - 1] or not first.isascii(), (name, block.line, first)


def test_a_table_without_text_says_so() -> None:
    with pytest.raises(InputError, match="column of text"):
        read("t.csv", "1,2\n3,4\n")


def test_broken_yaml_is_read_as_text() -> None:
    assert spoken(read("t.yaml", "Anna: [a\nBen: b: c\n")) == [(None, "Anna: [a"), (None, "Ben: b: c")]
    deep = "[" * 200_000
    assert spoken(read("deep.yaml", deep)) == [(None, deep)]
    assert read("laughs.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n").text
