"""Paragraphs become utterances."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tables import table

from tts.script.utterances.sentences import join, language_of, pieces
from tts.text import ink

LONG = "我们一开始在网上让人做生意，大家互相都不认识，你怎么做生意呢，要依靠信任，"


@given(st.text("我们好的 abAB09。！？；…，、.,!?;:“”（）()\n—-", max_size=400), st.integers(20, 150))
def test_pieces_are_all_of_the_text_in_order_and_fit(text: str, most: int) -> None:
    found = pieces(text, most)
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert all(0 < piece.end - piece.start <= most for piece in found)


@table(
    ("text", "expected"),
    [
        ("他说：“这才开始，别急，慢慢来，我们还有很多很多的时间。”然后他就走了，头也不回地走出了那个院子。",
         ["他说：“这才开始，别急，慢慢来，我们还有很多很多的时间。”", "然后他就走了，头也不回地走出了那个院子。"]),
        ("Mr. Rose paid $3.50 to Dr. J. K. Mays at 10 a.m. and then he left for the U.S. embassy. Nobody followed him there at all.",
         ["Mr. Rose paid $3.50 to Dr. J. K. Mays at 10 a.m. and then he left for the U.S. embassy. ", "Nobody followed him there at all."]),
        ("还有一次我在北京的酒店门口打车，给我开车门的门童对我说，“非常感谢你，我的女朋友通过你的网站赚了很多钱。”后来我再也没有见过他，也不知道他叫什么。",
         ["还有一次我在北京的酒店门口打车，给我开车门的门童对我说，", "“非常感谢你，我的女朋友通过你的网站赚了很多钱。”",
          "后来我再也没有见过他，也不知道他叫什么。"]),
        ("我们那一代人从小就听着这样的话长大，老师总说“好”，从来不问为什么。", ["我们那一代人从小就听着这样的话长大，老师总说“好”，从来不问为什么。"]),
        ('The captain came in for water one grey morning in March and said to me, "We lost our radio and our GPS in the same hour, and I counted your flashes."',
         ['The captain came in for water one grey morning in March and said to me, ',
          '"We lost our radio and our GPS in the same hour, and I counted your flashes."']),
        ("好。", ["好。"]),
        ("是的。对。", ["是的。对。"]),
    ],
)  # fmt: skip
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert [text[piece.start : piece.end] for piece in pieces(text, 120)] == expected


def test_a_giant_is_cut_at_its_commas() -> None:
    text = LONG * 6
    for piece in pieces(text, 120):
        assert text[piece.end - 1] == "，"
        assert piece.end - piece.start >= 30


def test_no_word_is_cut_in_two() -> None:
    text = "antidisestablishmentarianism " * 20
    for piece in pieces(text, 60):
        assert text[piece.start : piece.end].split(maxsplit=1)[0] == "antidisestablishmentarianism"


def test_scraps_are_joined() -> None:
    text = "好。对。是。嗯。我同意你刚才说的每一句话，真的。好。"
    assert len(pieces(text, 120)) == 1


def test_sentences_are_printed_as_they_were() -> None:
    assert join(["One.", "Two."]) == "One. Two."
    assert join(["一。", "二。"]) == "一。二。"
    assert ink(join(["见 Jack。", "He left."])) == "见Jack。Heleft."


def test_language_is_what_most_of_it_is_in() -> None:
    assert language_of("今天 Jack 和 Charlie 来了", "en") == "zh"
    assert language_of("Three reasons. First, 吃.", "zh") == "en"
    assert language_of("2015", "en") == "en"


def test_no_piece_is_longer_than_the_engine_takes_even_beside_what_says_nothing() -> None:
    for marks in ("\u0308" * 60, "—" * 59, "…" * 40, "！" * 61):
        for text in (f"{marks} line: 'Nineteen sixty-two. My father said.", f"Said he. {marks} And then: no, never."):
            found = pieces(text, 60)
            assert "".join(text[piece.start : piece.end] for piece in found) == text
            assert max(piece.end - piece.start for piece in found) <= 60, text
