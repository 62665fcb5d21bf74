"""English words written alike and said otherwise, where espeak-ng goes wrong: the neighbours decide."""

from __future__ import annotations

import re

_OBJECT = "the|your|my|our|their|his|her|its|it|down|out|this|that|these|those"

# Word, a spelling that leads espeak-ng right, what stands before it, what stands behind it.
_RULES = [
    ("read", "red", r"\b(?:he|she|it|who|has|have|had|was|were|been|got|just|ever|already|finally|'ve|’ve)", r""),
    ("read", "red", r"", r".*\b(?:yesterday|ago|last (?:night|week|month|year|summer)|back then|as a child)\b"),
    ("close", "cloze", r"", rf"(?:{_OBJECT})\b"),
    ("close", "cloze", r"\b(?:to|will|must|can|could|would|should|may|might)", r"(?!to\b)"),
    ("lead", "led", r"", r"(?:pipes?|paint|poisoning|crystal|ore|mines?|shot|weights?)\b"),
    ("lead", "led", r"\b(?:made|out|full|pound|ton|tons) of", r"(?:$|and\b|or\b)"),
    ("bow", "bough", r"\b(?:take|took|taking|takes) a", r""),
    ("bow", "bough", r"", r"(?:down|out)\b"),
    (
        "use",
        "yooze",
        r"(?:^|\b(?:please|people|users|companies|just|only|also|always|often|still|now|then|and|not))",
        rf"(?:{_OBJECT}|an?|them|these)\b",
    ),
    (
        "content",
        "contentt",
        r"\b(?:am|is|are|was|were|be|been|'m|’m|'re|’re|feel|felt|quite|perfectly)",
        r"(?:with|to|just)\b",
    ),
    ("content", "contentt", r"\b(?:am|'m|’m|feel|felt|perfectly)", r"$"),
    ("dove", "doave", r"\b(?:he|she|they|we|I|it|who|and)", r"(?:into|in|down|for|off|under|straight|deep|head)\b"),
    ("wound", "wownd", r"\b(?:he|she|they|we|I|it|and)", r"(?:the|it|his|her|its|around|down|through)\b"),
    ("tear", "tare", r"", r"(?:apart|down|it|them|off|away)\b"),
    ("minute", "my newt", r"", r"(?:details?|amounts?|quantit\w+|differences?|traces?|changes?|fractions?)\b"),
]
_FINDERS = [
    (re.compile(rf"(?<![\w'’]){word}(?![\w'’])", re.I), spelling, re.compile(rf"(?:{before})\s*$", re.I),
     re.compile(rf"\s*(?:{after})", re.I))
    for word, spelling, before, after in _RULES
]  # fmt: skip


def respelled(words: str) -> str:
    """`words` with such words spelled as they sound: `she read it` → `she red it`."""
    for word, spelling, before, after in _FINDERS:

        def put(
            found: re.Match[str],
            spelling: str = spelling,
            before: re.Pattern[str] = before,
            after: re.Pattern[str] = after,
        ) -> str:
            text = found.string
            fits = before.search(text[: found.start()]) and after.match(text, found.end())
            return spelling if fits else found.group()

        words = word.sub(put, words)
    return words
