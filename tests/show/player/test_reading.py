"""Words and sound belong together: every letter of a turn is on the page once, and lights up when it is heard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tts.show.model import CueMark
from tts.show.player.reading import TimedText, paragraphs_of

LETTERS = st.text(alphabet="马云说：你好，世界。 ab<&\n（笑）", max_size=60)


def cues_of(*texts: str) -> list[CueMark]:
    return [CueMark(place, place + 0.9, "马云", text, 0) for place, text in enumerate(texts)]


def pieces(text: str, *said: str) -> list[list[tuple[str, float | None]]]:
    return [[(p.text, p.start_s) for p in paragraph] for paragraph in paragraphs_of(text, cues_of(*said))]


@given(LETTERS, st.lists(st.text(alphabet="马云说你好世界。 a", max_size=12), max_size=5))
def test_no_letter_is_lost_or_said_twice(text: str, said: list[str]) -> None:
    """Whatever the cues say, even if they are another text's."""
    lines = ["".join(piece.text for piece in paragraph) for paragraph in paragraphs_of(text, cues_of(*said))]
    assert lines == [line for line in text.split("\n") if line.strip()]


@given(st.text(alphabet="马云说你好，世界。ab\n ", min_size=1, max_size=60), st.data())
def test_cues_cut_from_the_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    """The usual case: cues are the text, cut somewhere, with white space of the captions' own."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    said = [text[a:b].replace("\n", " ") for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    heard: dict[float, str] = {}
    for paragraph in paragraphs_of(text, cues_of(*said)):
        for piece in paragraph:
            if piece.start_s is not None:
                heard[piece.start_s] = heard.get(piece.start_s, "") + "".join(piece.text.split())
    assert heard == {place: "".join(one.split()) for place, one in enumerate(said) if one.strip()}


def test_a_cue_across_two_paragraphs_has_a_piece_in_each() -> None:
    assert pieces("你好\n世界。", "你好 世界。") == [[("你好", 0)], [("世界。", 0)]]


def test_what_is_not_said_is_still_read() -> None:
    """A stage direction stands in the transcript, but in no cue."""
    assert pieces("你好（笑）世界。", "你好", "世界。") == [[("你好", 0), ("（笑）", None), ("世界。", 1)]]
    assert pieces("是的（笑）我说过。后来呢", "是的我说过。", "后来呢") == [[("是的（笑）我说过。", 0), ("后来呢", 1)]]


def test_the_same_words_twice_are_two_places() -> None:
    assert pieces("好。好。好。", "好。", "好。", "好。") == [[("好。", 0), ("好。", 1), ("好。", 2)]]


def test_a_turn_without_cues_is_read_all_the_same() -> None:
    assert list(paragraphs_of("你好", [])) == [(TimedText("你好"),)]
