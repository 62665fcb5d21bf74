"""How alike voices sound, and who gets which for it."""

from __future__ import annotations

import math
from itertools import pairwise

from tts.config.load import parse
from tts.script.cast import Casting, Part
from tts.script.likeness import Likeness, blends
from tts.speech.engines.kokoro.voices import IDS, list_voices

VOICES = {"a": "zh-CN", "b": "zh-CN", "c": "zh-CN", "d": "zh-CN"}
ALIKE = Likeness({"a": (1, 0), "b": (0.9, 0.1), "c": (-1, 0.2), "d": (0, 1)})
POOL = "pool: {x: [a, b, c, d]}\n"


def cast(names: str) -> list[str]:
    """The voices of `names`, each of whom speaks next to the one before and behind."""
    beside = {name: frozenset(names[max(0, n - 1) : n] + names[n + 1 : n + 2]) for n, name in enumerate(names)}
    parts = [Part(name, "zh", beside=beside[name]) for name in names]
    made = Casting(parse(POOL, "v"), "x", VOICES, likeness=ALIKE).cast(parts, "zh")
    return [made.narrator.id, *(speaker.voice.id for speaker in made.speakers)]


def test_cosines_are_what_they_should_be() -> None:
    assert math.isclose(ALIKE.between("a", "a"), 1)
    assert ALIKE.between("a", "d") == 0
    assert ALIKE.between("a", "c") < -0.9
    assert ALIKE.between("a", "nobody") == 0, "what is not known is like nothing"
    assert 0.6 < ALIKE.between("a:0.5+d:0.5", "a") < 0.8
    assert ALIKE.nearest("a", ()) == 0


def test_who_speaks_next_to_somebody_is_as_unlike_them_as_the_pool_allows() -> None:
    assert cast("甲乙") == ["a", "b", "c"], "the narrator first, then b, and the voice least like b"


def test_blends_are_made_before_voices_are_shared_and_nobody_shares_while_there_are_any() -> None:
    many = {f"v{n:02}": "zh-CN" for n in range(12)}
    pool = f"pool: {{x: [{', '.join(many)}]}}\n"
    parts = [Part(chr(0x4E00 + n), "zh", beside=frozenset()) for n in range(40)]
    made = Casting(parse(pool, "v"), "x", many, blends=True).cast(parts, "zh")
    voices = [made.narrator.id, *(speaker.voice.id for speaker in made.speakers)]
    assert len(set(voices)) == 41
    assert sum("+" in voice for voice in voices) == 41 - 12
    assert not made.doubts


def test_when_even_blends_run_out_sharing_is_one_doubt() -> None:
    many = {f"v{n:02}": "zh-CN" for n in range(12)}
    pool = f"pool: {{x: [{', '.join(many)}]}}\n"
    names = [chr(0x4E00 + n) for n in range(200)]
    near = {b: frozenset(a) for a, b in pairwise(names)} | {names[0]: frozenset()}
    made = Casting(parse(pool, "v"), "x", many, blends=True).cast([Part(n, "zh", beside=near[n]) for n in names], "zh")
    assert len(made.doubts) == 1
    voices = {speaker.name: speaker.voice.id for speaker in made.speakers}
    assert all(voices[a] != voices[b] for a, b in pairwise(names)), "neighbours never share"


def test_every_voice_that_comes_along_has_a_timbre_and_every_pair_one_blend() -> None:
    assert all(len(voice.timbre) == len(IDS) - 1 for voice in list_voices({}))
    assert list(blends(["b", "a", "c"])) == ["a:0.5+b:0.5", "b:0.5+c:0.5", "a:0.5+c:0.5"]
