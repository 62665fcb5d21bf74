"""A script's lines: every utterance in its place, in the order in which it is heard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from doubles.editions import conversation

from tts.voice import Voice


def test_lines_are_the_opening_and_then_every_turn() -> None:
    script = conversation()
    opening, notice, *lines = script.lines()
    assert (opening.place, opening.speaker, opening.voice, opening.turn, opening.chapter) == (
        *("sentence 1, the opening", None, script.narrator, None, 0),
    )
    assert notice.voice == replace(script.narrator, speed=0.6), "the notice is said slowly"
    assert [line.number for line in (opening, notice, *lines)] == list(range(1, len(script.turns) + 3))
    for index, (line, turn) in enumerate(zip(lines, script.turns, strict=True)):
        assert (line.turn, line.speaker, line.chapter) == (index, turn.speaker, turn.chapter)
        assert line.voice == script.voice_of(turn)
        assert line.utterance is turn.utterances[0]
    assert [line.place for line in lines[:2]] == ["sentence 3, turn 1 (narrator)", "sentence 4, turn 2 (林海)"]


def test_turns_of_several_utterances_and_of_none_keep_their_index() -> None:
    script = conversation()
    first, second, *rest = script.turns
    turns = (replace(first, utterances=()), replace(second, utterances=second.utterances * 3), *rest)
    lines = list(replace(script, opening=(), turns=turns).lines())
    assert [line.turn for line in lines[:4]] == [1, 1, 1, 2]
    assert [line.number for line in lines[:4]] == [1, 2, 3, 4]


def test_a_speaker_without_a_voice_is_an_error() -> None:
    script = replace(conversation(), speakers=())
    with pytest.raises(KeyError, match="林海"):
        list(script.lines())


def test_the_engine_is_the_narrators() -> None:
    assert replace(conversation(), narrator=Voice("edge", "a")).engine == "edge"
