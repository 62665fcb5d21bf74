"""The notice that voices are synthetic: its words, its pace, its return."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from doubles.editions import conversation

from tts.config.schema import Config, Disclosure, Sound
from tts.master.episode import master
from tts.notice import PER_MIN, aim_s, count, lacking
from tts.script.model import Utterance
from tts.script.utterances.notice import DISCLOSURE, is_notice, phrases, remind
from tts.speech.cache import Cache
from tts.speech.engines import create
from tts.speech.synthesis import speak


def test_the_standard_sentences_say_what_they_must() -> None:
    for language, sentence in DISCLOSURE.items():
        assert lacking(sentence, ("cn", "eu")) == "", language
    assert "并非说话者本人" in DISCLOSURE["zh"]


LACKS = (
    ("由电脑合成。", ("cn",), "人工智能"),
    ("本节目使用人工智能。", ("cn",), "生成"),
    ("Made by aiming well: MAIN generated.", ("cn",), "人工智能"),
    ("这是普通的一句话。", ("eu",), "人工智能"),
)
ENOUGH = (("由AI生成", ("cn",)), ("Synthesised by AI.", ("cn", "eu")), ("The voices are synthetic.", ("eu",)), ("", ()))


def test_words_that_must_stand_in_it() -> None:
    wrong = [text for text, regions, what in LACKS if what not in lacking(text, regions)]
    wrong += [text for text, regions in ENOUGH if lacking(text, regions)]
    assert not wrong


def test_phrases_give_back_the_notice() -> None:
    for language, text in (*DISCLOSURE.items(), ("zh", "AI生成。"), ("en", "By AI, e.g. v1.2, generated; yes!")):
        said = phrases(text, language, 120)
        assert all(one.notice for one in said)
        assert "".join("".join(one.text.split()) for one in said) == "".join(text.split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_said_at_its_pace(tmp_path: Path, language: str) -> None:
    """On the sound, from the first phrase's beginning to the last one's end."""
    text = DISCLOSURE[language]
    opening = (Utterance("Title.", 0.5, "en"), *phrases(text, language, 120))
    narrator = dataclasses.replace(conversation().narrator, id=f"{language}_alto")
    script = dataclasses.replace(conversation(), opening=opening, turns=(), speakers=(), narrator=narrator)
    spoken = speak(script, create("tone", {}), Cache(tmp_path / "cache"))
    cues = list(master(spoken, Sound(music=False), tmp_path / "out.mp3").cues)
    per_min = count(text, language) * 60 / (cues[-1].end_s - cues[1].start_s)
    assert PER_MIN[0] <= per_min <= PER_MIN[1]


def test_a_long_episode_says_it_again_at_a_chapter() -> None:
    """Eight turns in three chapters, some five seconds each; a reminder every ten seconds, and none for a short one."""
    script = dataclasses.replace(conversation(), disclosure=DISCLOSURE["zh"])
    often = Config(disclosure=Disclosure(remind_every=10 / 60))
    reminded = remind(script, often, 120)
    places = [number for number, turn in enumerate(reminded.turns) if is_notice(turn)]
    assert places
    for place in places:
        before = reminded.turns[place - 1]
        assert before.kind == "heading", "behind a chapter's heading"
        assert reminded.turns[place].chapter == before.chapter
    assert tuple(turn for turn in reminded.turns if not is_notice(turn)) == script.turns
    starts = [reminded.turns[chapter.first_turn] for chapter in reminded.chapters]
    assert starts == [script.turns[chapter.first_turn] for chapter in script.chapters]
    assert remind(script, Config(), 120) == script
    assert remind(script, Config(disclosure=False), 120) == script
    assert remind(script, Config(disclosure=Disclosure(remind_every=0)), 120) == script


def test_seconds_follow_the_count() -> None:
    assert aim_s("由AI生成", "zh") == pytest.approx(60 * 4 / 152)
