"""Somebody who does anything that makes sense, at random: the same walk for the same seed."""

from __future__ import annotations

import random
from typing import Any

WORDS = ("支付宝", "说得对。", "“真的吗？”", "So it is: yes", "- 1983", "#5 了", "C'est vrai", "{x}", "是的 \U0001d11e")
VOICES = ("zh_alto", "zh_bass", "zh_tenor", "zh_soprano", "zh_mezzo", "zh_baritone")


def action(view: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """One that may make sense for what `view` shows, the JSON of an episode; the server may still refuse it."""
    turn = chance.randrange(len(view["turns"]))
    sentences = len(view["turns"][turn]["sentences"])
    sentence = chance.randrange(sentences)
    first, last = sorted((sentence, chance.randrange(sentences)))
    people = [person["name"] for person in view["people"]]
    named = [name for name in people if name]
    words = "".join(chance.choices(WORDS, k=chance.randint(1, 3)))
    where = {"turn": turn, "sentence": sentence}
    made: list[dict[str, Any]] = [
        {"do": "text", **where, "text": words},
        {"do": "pause", **where, "pause_s": chance.choice((None, 0.0, 1.25))},
        {"do": "split", **where, "at": chance.randint(1, 12)},
        {"do": "join", **where},
        {"do": "assign", "turn": turn, "first": first, "last": last, "speaker": chance.choice([*people, "新人"])},
        {"do": "assign", "turn": turn, "first": first, "last": last, "speaker": None, "kind": "heading"},
        {"do": "drop", "turn": turn, "first": first, "last": last},
        {"do": "join-turns", "turn": turn},
        {"do": "move", "turn": turn, "to": chance.randrange(len(view["turns"]) + 1)},
        {"do": "title", "title": words},
        {"do": "chapter", "chapter": chance.randrange(len(view["chapters"])), "title": words},
        {"do": "open-chapter", "turn": turn, "title": words},
        {"do": "close-chapter", "chapter": chance.randrange(len(view["chapters"]))},
        {"do": "voice", "speaker": chance.choice(people), "voice": chance.choice(VOICES)},
        {"do": "speed", "speaker": chance.choice(people), "speed": chance.choice((0.8, 1.0, 1.2))},
        {"do": "rename", "speaker": chance.choice(named), "name": chance.choice([*named, words])} if named else {},
        {"do": "reading", "word": chance.choice(("重", "达沃斯", "a: b")), "say": chance.choice((None, "other text"))},
        {"do": "gender", "speaker": chance.choice(named), "gender": "female"} if named else {},
    ]
    return chance.choice([one for one in made if one])
