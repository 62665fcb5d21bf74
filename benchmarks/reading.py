"""How many syllables of a list of sentences each way of reading gets right, and how long one takes.

    python -m benchmarks.reading [FILE.tsv]

Rows: a sentence, a tab, its syllables; or a sentence, the place of one character, and how that one is read (as in CPP).
`hard` leaves aside the tones of 一 and 不 and neutral against full tones. Times are of processor, as a ratio to a
thousand passes of Python over the sentence. pypinyin and g2pM are measured where they are installed: they are no
dependencies of Turncast.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tts.reading import read
from tts.reading.front import HAN

SENTENCES = Path(__file__).parent.parent / "tests" / "reading" / "polyphones.tsv"


def methods() -> dict[str, Callable[[str], list[str]]]:
    """Name → from a sentence to the syllables of its Chinese characters."""
    found: dict[str, Callable[[str], list[str]]] = {"Turncast": _ours}
    try:
        from pypinyin import Style, lazy_pinyin

        found["pypinyin"] = lambda text: lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
    except ImportError:
        pass
    try:
        from g2pM import G2pM
    except ImportError:
        return found
    model = G2pM()
    found["g2pM"] = lambda text: [syllable.replace("u:", "v") for syllable in model(text, tone=True, char_split=False)]
    return found


def _ours(text: str) -> list[str]:
    return [syllable for piece in read(text).pieces if piece.kind == "han" for syllable in piece.syllables]


def _places(text: str, rest: list[str]) -> dict[int, str]:
    """Which Chinese characters of `text` are judged, counted as they are said, and how they should be read."""
    if len(rest) == 1:
        return dict(enumerate(rest[0].split()))
    place = int(rest[0])
    nth = text[:place].count(text[place])
    said = re.findall(f"[{HAN}]", read(text).normalized)
    places = [number for number, character in enumerate(said) if character == text[place]]
    return {places[nth]: rest[1]} if nth < len(places) else {}


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    rows = [(text, _places(text, rest)) for text, *rest in lines]
    total = sum(len(wanted) for _, wanted in rows)
    started = time.process_time()
    for text, _ in rows:
        for _ in range(1000):
            text.translate({})
    unit = time.process_time() - started
    print(f"{len(rows)} sentences, {total} syllables")
    for name, method in methods().items():
        method("预备")
        wrong = hard = 0
        started = time.process_time()
        for text, wanted in rows:
            said = method(text)
            for place, reading in wanted.items():
                got = said[place] if place < len(said) else ""
                wrong += got != reading
                soft = got[:-1] == reading[:-1] and (got[:-1] in ("yi", "bu") or "5" in (got[-1:], reading[-1:]))
                hard += got != reading and not soft
        spent = time.process_time() - started
        print(
            f"{name:9} right {1 - wrong / total:.2%}; hard {1 - hard / total:.2%}; "
            f"{spent / len(rows) * 1000:.2f} ms a sentence, {spent / unit:.1f} of the unit"
        )


if __name__ == "__main__":
    main()
