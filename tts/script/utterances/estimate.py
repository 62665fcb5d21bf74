"""How long an episode will be, before anybody has spoken."""

from __future__ import annotations

from dataclasses import dataclass

from tts.notice import aim_s
from tts.script.model import Script, Utterance
from tts.text import han, ink
from tts.voice import Voice

HAN_PER_S = 5.4
"""Chinese characters a second, silence at the ends cut: Kokoro's Mandarin voices over the Davos interview."""
LATIN_PER_S = 12.5
"""Letters and digits a second: English at some 165 words a minute."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An episode's length."""

    duration_s: float
    characters: int
    """What the voices say, white space left out."""


def estimate(script: Script) -> Estimate:
    """The length of `script`, pauses included, music not."""
    duration_s = sum(seconds_of(line.utterance, line.voice) for line in script.lines())
    return Estimate(round(duration_s, 1), sum(len(ink(line.utterance.text)) for line in script.lines()))


def seconds_of(utterance: Utterance, voice: Voice) -> float:
    """How long `utterance` and the silence behind it will take."""
    if utterance.notice:
        return aim_s(utterance.text, utterance.language) + utterance.pause_after_s
    chinese = han(utterance.text)
    others = sum(char.isalnum() for char in utterance.text) - chinese
    return (chinese / HAN_PER_S + others / LATIN_PER_S) / voice.speed + utterance.pause_after_s
