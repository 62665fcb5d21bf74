"""The episode folder's name."""

from __future__ import annotations

import hashlib
import re

LONGEST = 80
"""Characters; file systems take 255 bytes, and `.json` and the like come behind it."""


def slug(wanted: str, stem: str) -> str:
    """`wanted` (front matter) or the file's `stem` in lower-case ASCII letters, digits and hyphens; never empty."""
    for text in (wanted, stem):
        made = _ascii(text)
        if made:
            return made
    return "episode-" + hashlib.sha256(f"{wanted}\n{stem}".encode(errors="replace")).hexdigest()[:8]


def _ascii(text: str) -> str:
    if not text.isascii():
        from anyascii import anyascii  # every script, hanzi to pinyin, in one small package

        text = re.sub(r"[\u3400-\u9fff]", lambda found: f" {anyascii(found[0])} ", text)
        text = anyascii(text)
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST].rstrip("-")
