"""Rich text: what it says, by striprtf; a line is a paragraph."""

from __future__ import annotations

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.formats import plain
from tts.script.formats.blocks import Document
from tts.text import whole_signs


def read(data: bytes) -> Document:
    """The text's paragraphs as blocks. Raises InputError for what striprtf cannot read."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = whole_signs(rtf_to_text(data.decode("latin-1"), errors="replace"))
    except (ValueError, LookupError, ArithmeticError, RecursionError) as error:
        raise InputError(
            tr("Is damaged: {error}.", error=error),
            place=Place(tr("the transcript")),
            remedy=tr("Save it again as .docx or as plain text."),
        ) from None
    return plain.read(text)
