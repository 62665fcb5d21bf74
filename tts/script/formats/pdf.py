"""PDF with text in it: lines by where they stand on the page, joined to paragraphs; what stands on every page is listed."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import Any

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.formats.blocks import Block, BlockKind, Document, Metadata
from tts.script.formats.plain import unwrap
from tts.text import HAN, ink, tidy

MOST_PAGES = 3_000
MOST_CHARS = 6_000_000
MOST_LINES = 150_000
"""What 3,000 pages full of text hold; a page of some kilobytes can unfold to as much."""
EDGE = 2
"""Lines at the top and at the bottom of a page that may be its running head or foot."""
WIDE_GAP = 1.3
"""Times the usual distance of lines: as much space as stands between paragraphs."""
LARGE = 1.2
"""Times the usual size of letters, points: a heading's."""
LONGEST_HEADING = 80
"""Characters."""
BOLD = 600
"""Weight of a font, 400 for a usual one."""
JOINED = "\ufffe"
"""What PDFium puts where it joined a broken word."""
_HYPHENS = "-\u00ad\u2010\x02"
"""How a word that was broken at the end of a line ends."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*|第\s*\d{1,4}\s*页.{0,8}", re.IGNORECASE
)
_SOURCE = tr("the transcript")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as it stands on a page. Lengths in points, from the lower left corner."""

    text: str
    page: int
    left: float
    bottom: float
    size: float
    bold: int
    """How many characters at its start are bold."""


def read(data: bytes) -> Document:
    """The pages' paragraphs as blocks; a block's line is that of all lines counted through. Raises InputError."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise InputError(
            tr("Is encrypted.") if locked else tr("Is damaged: {error}.", error=error),
            place=Place(_SOURCE),
            remedy=tr("Save it without a password.") if locked else tr("Save or download the file again."),
        ) from None
    try:
        if len(pdf) > MOST_PAGES:
            raise InputError(
                tr("Has {number} pages.", number=len(pdf)),
                place=Place(_SOURCE),
                remedy=tr("Give one interview; split the file."),
            )
        pages = _pages(pdf)
        title = tidy(pdf.get_metadata_dict().get("Title", ""))
    except (pypdfium2.PdfiumError, UnicodeError) as error:
        raise InputError(
            tr("Is damaged: {error}.", error=error), place=Place(_SOURCE), remedy=tr("Save or download the file again.")
        ) from None
    finally:
        pdf.close()
    if not any(pages):
        raise InputError(
            tr("Holds pictures of pages and no text."),
            place=Place(_SOURCE),
            remedy=tr(
                "Let a program for text recognition read it first (ocrmypdf IN.pdf OUT.pdf), and give what that makes."
            ),
        )
    return _document(pages, "" if re.search(r"\.\w{2,4}$|^untitled|microsoft word", title.lower()) else title)


def _pages(pdf: Any) -> list[list[PageLine]]:
    """The lines of every page. Raises InputError for what unfolds to more than a document holds."""
    pages, chars, lines = list[list[PageLine]](), 0, 0
    for number in range(len(pdf)):
        page = pdf[number]
        held = page.get_textpage()
        try:
            chars += held.count_chars()
            if chars <= MOST_CHARS:
                pages.append(list(islice(_lines(held, number), MOST_LINES + 1)))
                lines += len(pages[-1])
        finally:
            held.close()
            page.close()
        if chars > MOST_CHARS or lines > MOST_LINES:
            raise InputError(
                tr("Holds more text than any interview."),
                place=Place(_SOURCE),
                remedy=tr("Give the text of one interview; if this is one, split it."),
            )
    return pages


def _lines(held: Any, number: int) -> Iterator[PageLine]:
    """The lines of a page that hold anything, in reading order; `held`: its text."""
    import pypdfium2.raw as pdfium

    text = held.get_text_range()
    for found in re.finditer(r"[^\r\n]+", text):
        line = found[0].replace(JOINED, "").strip()
        if ink(line.rstrip(_HYPHENS) or line):
            first = found.start() + len(found[0]) - len(found[0].lstrip())
            left, bottom, _, _ = held.get_charbox(first, loose=True)
            size = float(pdfium.FPDFText_GetFontSize(held, first))
            yield PageLine(line, number, left, bottom, size, _bold(held, first, len(line)))


def _bold(held: Any, first: int, length: int) -> int:
    """How many of the characters from `first` on are bold."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    for index in range(first, first + length):
        pdfium.FPDFText_GetFontInfo(held, index, name, 200, flags)
        if pdfium.FPDFText_GetFontWeight(held, index) < BOLD and b"bold" not in name.value.lower():
            return index - first
    return length


def _document(pages: Sequence[Sequence[PageLine]], title: str) -> Document:
    running = _running(pages)
    body = [line for number, page in enumerate(pages) for n, line in enumerate(page) if (number, n) not in running]
    rest = [line.text for number, page in enumerate(pages) for n, line in enumerate(page) if (number, n) in running]
    rows = list(_rows(body))
    text = "\n".join(row.text for row in rows)
    blocks, at = list[Block](), 0
    for row in rows:
        end = at + len(row.text)
        kind: BlockKind = "heading" if row.level else "paragraph"
        strong = ((at, at + min(row.bold, len(row.text))),) if row.bold else ()
        blocks.append(Block(at, end, row.line, level=row.level, kind=kind, strong=strong, loose=row.loose))
        at = end + 1
    blocks = unwrap(text, blocks)
    for line in rest:
        text += f"\n{line}"
        blocks.append(Block(len(text) - len(line), len(text), len(body), skip="page furniture"))
    return Document(text, tuple(blocks), Metadata(title=title))


@dataclass(slots=True)
class _PdfRow:
    """A line whose words are whole."""

    text: str
    line: int
    level: int
    bold: int
    loose: bool


def _rows(body: Sequence[PageLine]) -> Iterator[_PdfRow]:
    """The lines, with the words joined that were broken between two of them."""
    gaps = [a.bottom - b.bottom for a, b in pairwise(body) if a.page == b.page and a.bottom > b.bottom]
    usual, size = sorted(gaps or [0.0])[len(gaps) // 4], median([line.size for line in body] or [0.0])
    row, last = None, None
    for number, line in enumerate(body, 1):
        level = 2 if line.size > LARGE * size and len(line.text) <= LONGEST_HEADING else 0
        loose = last is None or level > 0 or _set_off(last, line, usual)
        last = line
        if row and not loose and _broken(row.text, line.text):
            row.text = row.text.rstrip(_HYPHENS) + line.text
            continue
        if row:
            yield row
        row = _PdfRow(line.text, number, level, line.bold, loose)
    if row:
        yield row


def _set_off(last: PageLine, line: PageLine, usual: float) -> bool:
    """Whether space or an indent sets `line` off from the one before."""
    indented = line.left > last.left + 0.8 * line.size
    if line.page != last.page:
        return indented
    starts_bold = line.bold > 0 and last.bold < len(last.text)
    return last.bottom - line.bottom > WIDE_GAP * usual or indented or starts_bold


def _broken(text: str, following: str) -> bool:
    """Whether a word was broken at the end of `text`."""
    return (
        len(text) > 2
        and text[-1] in _HYPHENS
        and text[-2].isalpha()
        and not HAN.match(text[-2])
        and following[:1].islower()
    )


def _running(pages: Sequence[Sequence[PageLine]]) -> set[tuple[int, int]]:
    """(page, line) of heads, feet and page numbers: what stands at the edge of most pages, figures aside."""
    edges = [
        (number, n, re.sub(r"\d+", "#", ink(page[n].text)).casefold())
        for number, page in enumerate(pages)
        for n in sorted({*range(min(EDGE, len(page))), *range(max(0, len(page) - EDGE), len(page))})
    ]
    counts = Counter(words for words in {(number, words) for number, _, words in edges})
    often = Counter(words for _, words in counts)
    return {
        (number, n)
        for number, n, words in edges
        if _PAGE_NUMBER.fullmatch(pages[number][n].text.strip())
        or (often[words] >= 2 and 2 * often[words] >= len(pages))
    }
