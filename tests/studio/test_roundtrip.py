"""A file that is made to say something else keeps every byte that need not change."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tts.errors import InputError
from tts.studio.roundtrip import read, rewrite
from tts.studio.splices import difference, inverse, splice

SCRIPT = """\
# About the episode
turncast-script: 1
title: 'One: two' # keep
cast:
  马云: {voice: {kokoro: zm_yunjian}, speed: 0.95}
  Rose:
    # his own
    voice: {kokoro: zm_yunxi}

chapters:
  - title: 开场
    turns:
      # the first question
      - speaker: Rose
        line: 3
        says:
          - 你好吗？ # said softly
          -
          - text: >-
              我想问
              一个问题
            pause: 0.7
      - speaker: 马云
        says:
        - "很好。"
        # before the last
        - 谢谢
accounting: {source-chars: 10}
"""


def changed(text: str, wanted: Any) -> str:
    """`text` after `rewrite`, whose splices can be taken back."""
    splices = rewrite(text, wanted)
    made = splice(text, splices)
    assert read(made) == wanted
    assert splice(made, inverse(splices)) == text
    return made


def test_what_stays_the_same_changes_nothing() -> None:
    assert rewrite(SCRIPT, read(SCRIPT)) == ()


def test_a_value_keeps_its_quotes_and_its_comment() -> None:
    wanted = read(SCRIPT)
    wanted["title"] = "It's 3"
    assert changed(SCRIPT, wanted) == SCRIPT.replace("'One: two' # keep", "'It''s 3' # keep")


def test_a_turn_that_moves_takes_its_comments_along() -> None:
    wanted = read(SCRIPT)
    turns = wanted["chapters"][0]["turns"]
    turns.reverse()
    made = changed(SCRIPT, wanted)
    assert made.index("马云\n") < made.index("# the first question") < made.index("speaker: Rose")
    assert "- 你好吗？ # said softly" in made
    assert sorted(made.split()) == sorted(SCRIPT.split())


def test_a_split_turn_keeps_its_sentences_as_they_were_written() -> None:
    wanted = read(SCRIPT)
    turns = wanted["chapters"][0]["turns"]
    last = turns[0]["says"].pop()
    turns[0]["says"].pop()
    turns.insert(1, {"speaker": "马云", "says": [last]})
    made = changed(SCRIPT, wanted)
    assert "- speaker: 马云\n        says:\n          - text: >-\n              我想问\n" in made
    assert changed(made, read(SCRIPT)).count("#") == SCRIPT.count("#")


def test_inside_braces_it_stays_in_braces() -> None:
    wanted = read(SCRIPT)
    wanted["cast"]["马云"]["voice"]["kokoro"] = "zm_yunyang:0.5+zm_yunxi:0.5"
    wanted["cast"]["Rose"]["voice"]["edge"] = "x"
    made = changed(SCRIPT, wanted)
    assert "马云: {voice: {kokoro: 'zm_yunyang:0.5+zm_yunxi:0.5'}, speed: 0.95}" in made
    assert "voice: {kokoro: zm_yunxi, edge: x}" in made


def test_a_key_that_is_renamed_keeps_its_place_and_comments() -> None:
    wanted = read(SCRIPT)
    wanted["cast"] = {"马云": wanted["cast"]["马云"], "Charlie Rose": wanted["cast"]["Rose"]}
    assert changed(SCRIPT, wanted) == SCRIPT.replace("  Rose:\n", "  Charlie Rose:\n")


def test_the_comment_of_what_is_joined_stays() -> None:
    text = "says:\n  - one # first\n  - two # second\n"
    assert changed(text, {"says": ["one two"]}) == "says:\n  - one two # first\n  # second\n"


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff# c\r\nlexicon:\r\n  a: b\r\n"
    made = changed(text, {"lexicon": {"a": "b", "c": "d"}, "engine": "tone"})
    assert made == "\ufeff# c\r\nlexicon:\r\n  a: b\r\n  c: d\r\nengine: tone\r\n"


@pytest.mark.parametrize("text", ["", "# only a comment", "# with an end\n", "---\n"])
def test_a_file_that_says_nothing(text: str) -> None:
    made = changed(text, {"lexicon": {"行": "pinyin: hang2"}})
    assert made.startswith(text.rstrip())


def test_what_cannot_be_changed_in_place_is_refused() -> None:
    text = "base: &b {a: 1}\nother: *b\nthird:\n  <<: *b\n  c: 2\n"
    wanted = read(text)
    wanted["other"] = {"a": 2}
    wanted["third"]["c"] = 3
    with pytest.raises(InputError, match="line 4"):
        rewrite(text, wanted)
    wanted = {**read(text), "other": {"a": 2}}
    with pytest.raises(InputError, match="in place"):
        rewrite(text, wanted)


TEXTS = st.text(
    st.sampled_from("ab1 :#-'\"\\,[]{}&*!|>%@`?\t\n\x85\u2028是，。~é𝄞") | st.characters(codec="utf-8"), max_size=12
)
SCALARS = TEXTS | st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from([0.5, 1.0, 1e9])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4), st.dictionaries(TEXTS, VALUES, max_size=4))
@example({"a": {"00": None, "b": None}}, {"a": {"0": "", "b": None}})
def test_anything_can_become_anything(old: dict[str, Any], new: dict[str, Any]) -> None:
    """`rewrite` reads what it made before it returns; here it must also never give up."""
    try:
        text = splice("", rewrite("", old))
    except InputError:  # what YAML itself cannot hold, such as U+FFFE
        return
    if read(text) != old or not old:
        return
    try:
        changed(text, new)
    except InputError:
        assert "\x00" in str(new) or any(not char.isprintable() for char in str(new))


@given(st.randoms(use_true_random=False))
def test_the_house_s_own_files(chance: random.Random) -> None:
    """Turns of a script in any order, cut, doubled: the comments of those that stay are there."""
    wanted = copy.deepcopy(read(SCRIPT))
    turns = wanted["chapters"][0]["turns"]
    for _ in range(3):
        turns.insert(chance.randrange(len(turns) + 1), copy.deepcopy(chance.choice(turns)))
        turns.pop(chance.randrange(len(turns)))
        chance.shuffle(chance.choice(turns)["says"])
    changed(SCRIPT, wanted)


@given(st.text("ab\n", max_size=30), st.text("ab\n", max_size=30))
def test_the_difference_of_two_texts(old: str, new: str) -> None:
    assert splice(old, difference(old, new)) == new


def test_our_own_configuration_gets_a_word(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "voices.yaml").read_text(encoding="utf-8")
    wanted = read(text)
    wanted.setdefault("lexicon", {})["达沃斯"] = "pinyin: da2 wo4 si1"
    added = set(changed(text, wanted).splitlines()) - set(text.splitlines())
    assert added <= {"lexicon:", "  达沃斯: 'pinyin: da2 wo4 si1'"}
