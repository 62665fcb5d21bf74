"""Written in parts, a document is what msgspec formats as a whole."""

from __future__ import annotations

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tts.show.indented import indented
from tts.show.model import CueMark

PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | st.text(max_size=5)
VALUES = PLAIN | st.lists(PLAIN | st.lists(PLAIN, max_size=2) | st.dictionaries(st.text(max_size=3), PLAIN, max_size=2))


@given(st.dictionaries(st.text(), VALUES, min_size=1))
def test_in_parts_it_is_what_it_is_as_a_whole(document: dict[str, object]) -> None:
    written = b"".join(indented(document))
    assert json.loads(written) == json.loads(msgspec.json.encode(document))
    assert written == msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def test_an_iterator_stands_for_a_list_and_is_written_item_by_item() -> None:
    cues = [CueMark(n, n + 1, "安娜", "一行\n两行", n) for n in range(3)]
    parts = indented({"cues": iter(cues), "none": iter(())})
    assert b"".join(parts) == msgspec.json.format(msgspec.json.encode({"cues": cues, "none": []}), indent=1) + b"\n"
    taken = iter(cues)
    parts = indented({"cues": taken})
    assert b"{" in next(parts)
    next(parts)
    assert next(taken) == cues[1]
