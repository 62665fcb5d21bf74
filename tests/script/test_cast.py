"""Who gets which voice."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from tts.config.load import ConfigFile, parse
from tts.errors import ConfigError, ExitCode
from tts.script.cast import Cast, Casting, Part
from tts.script.people.gender import by_pronouns, gender
from tts.voice import canonical, ids

VOICES = {"z1": "zh-CN", "z2": "zh-CN", "z3": "zh-TW", "e1": "en-US", "e2": "en-GB"}
POOL = "pool: {x: [z1, e1, z2, e2, z3]}\n"


def casting(text: str) -> Casting:
    return Casting(parse(text, "voices.yaml"), "x", VOICES)


@given(st.lists(st.sampled_from("甲乙丙丁"), unique=True, max_size=2), st.sampled_from(["zh", "en"]))
def test_nobody_shares_a_voice_and_everybody_speaks_their_language(names: list[str], language: str) -> None:
    parts = [Part(name, language) for name in names[: 1 if language == "en" else 2]]
    made = casting(POOL).cast(parts, language)
    voices = [made.narrator.id, *(speaker.voice.id for speaker in made.speakers)]
    assert len(set(voices)) == len(voices)
    assert all(VOICES[voice].startswith(language) for voice in voices)
    assert made == casting(POOL).cast(parts, language)


def test_the_cast_goes_before_the_pool() -> None:
    made = casting(POOL + "cast: {甲: {role: guest, speed: 1.1, voice: {x: z1}}}\n").cast(
        [Part("乙", "zh"), Part("甲", "zh")], "zh"
    )
    assert [(s.name, s.role, s.voice.id, s.voice.speed) for s in made.speakers] == [
        ("乙", "", "z2", 1.0),
        ("甲", "guest", "z1", 1.1),
    ]
    assert made.narrator.id == "z3", "the one whose voice was given away"


def test_a_voice_that_does_not_speak_the_language_is_replaced_and_the_user_told() -> None:
    made = casting(POOL + "narrator: {voice: {x: z1}}\ncast: {Ann: {voice: {x: z2}}}\n").cast([Part("Ann", "en")], "en")
    assert made.narrator.id == "e1"
    assert made.speakers[0].voice.id == "e2"
    assert len(made.doubts) == 2


@table(
    ("text", "line", "says"),
    [
        ("cast:\n  甲:\n    voice:\n      x: z9\n", 4, "no voice `z9`. Did you mean `z"),
        ("cast:\n  甲:\n    voice: {x: z1}\n  乙:\n    voice:\n      x: z1\n", 6, "`z1` is the voice of 甲 and of 乙"),
        (
            "narrator:\n  voice: {x: z1}\ncast:\n  乙:\n    voice: {x: z1}\n",
            5,
            "is the voice of the narrator and of 乙",
        ),
        ("narrator:\n  voice:\n    x: nobody\n", 3, "no voice `nobody`"),
        ("cast:\n  甲:\n    voice:\n      x: {z1: 1, zz: 1}\n", 4, "no voice `zz`"),
        ("pool:\n  x: [z1, z8]\n", 2, "no voice `z8`"),
        ("pool:\n  x: [z1, z2]\n", 2, "No voice is left for 丙"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text(text, encoding="utf-8")
    file = ConfigFile(parse(text, path), path)
    with pytest.raises(ConfigError) as caught, file.placing():
        Casting(file.config, "x", VOICES).cast([Part("甲", "zh"), Part("丙", "zh")], "zh")
    assert caught.value.exit_code is ExitCode.BAD_CONFIG
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert says in str(caught.value)
    assert caught.value.remedy


@table(
    ("name", "expected"),
    [
        ("Nora Smith", "female"), ("Charlie Rose", "male"), ("Mr. Rose", "male"), ("李女士", "female"), ("王伟", "male"),
        ("唐鳳", "female"), ("Mikio Braun", ""), ("记者", ""), ("8bit_cat", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_tells_the_gender_or_leaves_it_open(name: str, expected: str) -> None:
    assert gender(name) == expected


def test_a_voice_fits_the_speaker_where_the_pool_can() -> None:
    pool = Casting(parse("pool: {x: [z1, z2, z3]}", "v"), "x", VOICES, {"z1": "female", "z2": "male", "z3": "female"})
    made = pool.cast([Part("王伟", "zh", gender="male"), Part("李女士", "zh", gender="female")], "zh")
    assert [speaker.voice.id for speaker in made.speakers] == ["z2", "z3"]


def test_the_cast_says_the_gender_and_stands_above_the_name() -> None:
    text = "cast: {王伟: {gender: female}}\nnarrator: {gender: male}\npool: {x: [z1, z2, z3]}"
    pool = Casting(parse(text, "v"), "x", VOICES, {"z1": "female", "z2": "male", "z3": "female"})
    made = pool.cast([Part("王伟", "zh", gender="male")], "zh")
    assert (made.speakers[0].voice.id, made.speakers[0].gender, made.narrator.id) == ("z1", "female", "z2")


@table(
    ("name", "told", "expected"),
    [
        ("Mikio Braun", "Mikio Braun left the bank. He now has his own firm.", "male"),
        ("Mikio Braun", "Mikio Braun left the bank. Ana Ruiz says her team misses her.", ""),
        ("安然", "安然是作家。她写了三本书，她的第一本在台北出版。", "female"),
        ("安然", "安然是作家。她写了他的故事。", ""), ("安然", "安然是作家，他们都读过。", ""), ("记者", "记者说他，他。", ""),
    ],
)  # fmt: skip
def test_pronouns_behind_a_name_tell_the_gender(name: str, told: str, expected: str) -> None:
    assert by_pronouns(name, [name, "Ana Ruiz"], told) == expected


def test_a_crowd_shares_voices_with_people_who_never_speak_next_to_each_other() -> None:
    names = [f"{n}号" for n in range(40)]
    pool = Casting(parse("pool: {x: [z1, z2, z3]}", "v"), "x", VOICES)
    parts = [
        Part(a, "zh", beside=frozenset(names[max(0, n - 1) : n] + names[n + 1 : n + 2])) for n, a in enumerate(names)
    ]
    made = pool.cast(parts, "zh")
    voices = [speaker.voice.id for speaker in made.speakers]
    assert all(a != b for a, b in itertools.pairwise(voices))
    assert made.narrator.id not in voices
    assert [doubt.text.count(",") for doubt in made.doubts] == [37], "one doubt tells of all who share"


def test_an_engine_that_cannot_list_its_voices_takes_any() -> None:
    made = Casting(parse("cast: {甲: {voice: {x: anything}}}\npool: {x: [one]}", "v"), "x", {}).cast(
        [Part("甲", "zh")], "zh"
    )
    assert (made.speakers[0].voice.id, made.narrator.id) == ("anything", "one")


MANY = tuple(f"v{n}" for n in range(9))


def many(text: str, earlier: Mapping[str, str] | None = None) -> Casting:
    pool = f"pool: {{x: [{', '.join(MANY)}]}}\n"
    genders = {voice: ("female", "male")[n % 2] for n, voice in enumerate(MANY)}
    return Casting(parse(pool + text, "v"), "x", dict.fromkeys(MANY, "zh-CN"), genders, earlier or {})


def voices_of(made: Cast) -> dict[str, str]:
    return {each.name: each.voice.id for each in made.speakers} | {"": made.narrator.id}


@given(st.permutations("甲乙丙丁戊"), st.sampled_from("甲乙丙丁戊己"), st.sampled_from(MANY), st.booleans())
def test_casting_one_by_hand_changes_nobody_but_whose_voice_it_was(
    order: list[str], name: str, voice: str, built: bool
) -> None:
    """己 does not speak here: other episodes' people may not even do that."""
    parts = [Part(each, "zh", gender="female" if each in "甲丙" else "") for each in order]
    before = voices_of(many("").cast(parts, "zh"))
    after = voices_of(
        many(f"cast: {{{name}: {{voice: {{x: {voice}}}}}}}", earlier=before if built else {}).cast(parts, "zh")
    )
    had = {who for who, held in before.items() if held == voice}
    spared = had if not built or name in order else set()
    changed = {who for who in before if before[who] != after[who]}
    assert changed <= {name} | spared
    assert name not in order or after[name] == voice
    assert len(set(after.values())) == len(after)


def test_a_gender_said_by_hand_changes_nobody_else() -> None:
    parts = [Part(name, "zh") for name in "甲乙丙丁"]
    before = voices_of(many("").cast(parts, "zh"))
    after = voices_of(many("cast: {乙: {gender: female}, 丙: {gender: male}}").cast(parts, "zh"))
    assert {name for name in before if before[name] != after[name]} <= {"乙", "丙"}
    assert (MANY.index(after["乙"]) % 2, MANY.index(after["丙"]) % 2) == (0, 1)


def test_voices_of_the_last_build_stay_whoever_comes_to_it() -> None:
    before = voices_of(many("").cast([Part("乙", "zh"), Part("丙", "zh")], "zh"))
    parts = [Part("甲", "zh"), Part("乙", "zh"), Part("丁", "zh"), Part("丙", "zh")]
    made = many("", earlier=before).cast(parts, "zh")
    after = voices_of(made)
    assert {name: after[name] for name in before} == before
    assert len(set(after.values())) == 5
    assert {each.name: each.origin for each in made.speakers} == {
        "甲": "pool",
        "乙": "episode",
        "丁": "pool",
        "丙": "episode",
    }
    gone = many("cast: {甲: {voice: {x: v8}}}", earlier={"甲": "v1", "乙": "no-more", "丙": "v8"}).cast(parts, "zh")
    assert voices_of(gone)["甲"] == "v8"
    assert len(set(voices_of(gone).values())) == 5


def test_a_crowd_keeps_the_voices_it_shares() -> None:
    names = [f"{n}号" for n in range(30)]
    parts = [
        Part(a, "zh", beside=frozenset(names[max(0, n - 1) : n] + names[n + 1 : n + 2])) for n, a in enumerate(names)
    ]
    before = voices_of(many("").cast(parts, "zh"))
    assert voices_of(many("", earlier=before).cast(parts, "zh")) == before


def test_the_narrator_may_be_the_host() -> None:
    parts = [Part("安娜", "zh"), Part("博明", "zh")]
    for text in ("narrator: {same-as: 安娜}", "narrator: {same-as: 安娜}\ncast: {安娜: {voice: {x: v5}, speed: 1.1}}"):
        made = many(text, earlier={"": "v0", "安娜": "v3"}).cast(parts, "zh")
        assert made.narrator == made.speakers[0].voice
        assert made.speakers[1].voice.id != made.narrator.id
    known_by_alias = many("narrator: {same-as: Anna}\ncast: {安娜: {aliases: [Anna]}}").cast(parts, "zh")
    assert known_by_alias.narrator == known_by_alias.speakers[0].voice
    elsewhere = many("narrator: {same-as: 丙}").cast(parts, "zh")
    assert len(set(voices_of(elsewhere).values())) == 3, "who is not in this episode lends no voice"
    apart = many("", earlier={"": "v1", "安娜": "v1"}).cast(parts, "zh")
    assert (apart.speakers[0].voice.id, apart.narrator.id != "v1") == ("v1", True)


@table(
    ("written", "voice"),
    [
        ("z1", "z1"),
        ({"z1": 1.0, "z2": 3.0}, "z2:0.75+z1:0.25"),
        ("z1:0.6+z2:0.4", "z1:0.6+z2:0.4"),
        ({"z2": 0.5, "z1": 0.5}, "z1:0.5+z2:0.5"),
        ({"z1": 2.0}, "z1"),
    ],
)
def test_a_blend_has_one_spelling(written: str | dict[str, float], voice: str) -> None:
    assert canonical(written) == voice
    assert canonical(canonical(written)) == voice
    assert ids(voice) <= {"z1", "z2"}
