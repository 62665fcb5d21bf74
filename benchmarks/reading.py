"""How many syllables of the test sentences each way of reading gets right.

    python -m benchmarks.reading [FILE.tsv]

Rows: a sentence, a tab, its syllables. `hard` leaves aside the tones of 一 and 不 and neutral against full tones.
g2pM is measured where it is installed; it is no dependency of Turncast.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tts.reading.zh.pinyin import second_opinion, segment

SENTENCES = Path(__file__).parent.parent / "tests" / "speech" / "reading" / "polyphones.tsv"


def methods() -> dict[str, Callable[[str], list[str]]]:
    """Name → from a sentence to its syllables."""
    found: dict[str, Callable[[str], list[str]]] = {
        "Turncast": lambda text: [syllable for word in segment(text) for syllable in word.syllables],
        "pypinyin": second_opinion,
    }
    try:
        from g2pM import G2pM
    except ImportError:
        return found
    model = G2pM()
    found["g2pM"] = lambda text: [syllable.replace("u:", "v") for syllable in model(text, tone=True, char_split=False)]
    return found


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    total = sum(len(text) for text, _ in rows)
    print(f"{len(rows)} sentences, {total} syllables")
    for name, method in methods().items():
        wrong = hard = 0
        for text, reading in rows:
            for character, got, wanted in zip(text, method(text), reading.split(), strict=True):
                wrong += got != wanted
                soft = got[:-1] == wanted[:-1] and (character in "一不" or "5" in (got[-1], wanted[-1]))
                hard += got != wanted and not soft
        print(f"{name:9} right {1 - wrong / total:.2%}; hard {1 - hard / total:.2%}")


if __name__ == "__main__":
    main()
