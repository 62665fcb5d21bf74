"""What the parser is not to see: comments, templates, and typography that CommonMark's rules were not made for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Silent = tuple[int, int, str]
"""(start, end, why nobody says it): offsets into the whole document."""
COMMENT = "comment"
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}|\{:[^{}\n]{0,80}\}")
"""What a site's program fills in: `{{< youtube id >}}`, `{% include x %}`, `{:target="_blank"}`."""
_DEFINES = re.compile(r"(?:^|\n)[ ]{0,3}\[[^\[\]\n]{1,60}\]:[ ]{0,9}\Z")
"""What stands before a reference's address, which a template may give: `[episode]: {{episode.url}}`."""
_CJK_MARKS = {
    code: "x"
    for first, last in ((0x2010, 0x2027), (0x2030, 0x205E), (0x3001, 0x303F), (0xFE30, 0xFE4F), (0xFF01, 0xFF0F),
                        (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF65))
    for code in range(first, last + 1)
}  # fmt: skip
"""Beside these CommonMark takes `**` for text: `**问：**你好` would keep its asterisks. As letters they do no harm."""
_CONTROLS = {0: "x", 0x0B: " ", 0x0C: " "}
_BEFORE_MARKS = re.compile(r"[:.,!?;'\"](?=(?:\*{1,3}|_{2,3})\w)|(?<=\w\*\*)[\"']")
"""The same for marks of English: `**Q:**What`."""
_UNDERSCORED = re.compile(r"[\u3400-\u9fff](?=_{1,2}[A-Za-z])|(?<=[A-Za-z]_)[\u3400-\u9fff]")
"""A title in italics amid hanzi, which have no spaces: `他写的_Being Digital_一书`."""
_REST = re.compile(r"[^\r\n]*")
_LONE_RETURN = re.compile(r"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Masked:
    """The text from some offset on, character for character, as the parser is to see it."""

    text: str
    silent: tuple[Silent, ...]
    """What it does not see."""


def masked(text: str, start: int) -> Masked:
    """`text` from `start` on."""
    silent = sorted(_unseen(text, start))
    pieces, at = list[str](), start
    for first, last, _ in silent:
        pieces += [text[at:first], _blank(text, first, last)]
        at = last
    seen = "".join((*pieces, text[at:])).translate(_CONTROLS | _CJK_MARKS)
    seen = _UNDERSCORED.sub(",", _LONE_RETURN.sub("\n", seen))
    return Masked(_BEFORE_MARKS.sub("x", seen), tuple(silent))


def _unseen(text: str, start: int) -> Iterator[Silent]:
    at = start
    for first, last in (*_comments(text, start), (len(text), len(text))):
        yield from ((*found.span(), "markup") for found in _TEMPLATE.finditer(text, at, first))
        if first < last:
            yield first, last, COMMENT
        at = last


def _comments(text: str, start: int) -> list[tuple[int, int]]:
    """Where comments stand, those over several paragraphs too. One in `code` is an example of one."""
    found: list[tuple[int, int]] = []
    at = text.find("<!--", start)
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            break
        if text[at - 1 : at] == "`":
            at = text.find("<!--", at + 4)
            continue
        found.append((at, end + 3))
        at = text.find("<!--", end + 3)
    return found


def _blank(text: str, start: int, end: int) -> str:
    """Blanks to take its place; letters on a line that goes on behind it, lest the blanks be an indent."""
    body = "".join(char if char in "\r\n" else " " for char in text[start:end])
    if _DEFINES.search(text, max(0, start - 80), start):
        return "x" * (end - start)
    before = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    rest = _REST.match(text, end)
    if text[before:start].strip() or rest is None or not rest[0].strip():
        return body
    first = max(before - start, 0)
    return body[:first] + "x" * (len(body) - first)
