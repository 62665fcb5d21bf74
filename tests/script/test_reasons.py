"""What files say of a source in English, people are told in their own language."""

from __future__ import annotations

import pytest

from script.test_corpus import CONFIG, SOURCES, VOICES
from tts import language
from tts.language import retell
from tts.script import load_script


def test_every_reason_and_doubt_is_known_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_chosen", "zh")
    told: dict[str, str] = {}
    for path in SOURCES:
        script = load_script(path, CONFIG, engine="tone", voices=VOICES)
        told |= {piece.reason: path.name for piece in script.accounting.unspoken}
        told |= {doubt.taken_as: path.name for doubt in script.doubts}
    assert len(told) > 12
    unknown = [f"{name}: {text}" for text, name in told.items() if retell(text) == text]
    assert not unknown, "\n".join(unknown)
