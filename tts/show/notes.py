"""The words around an episode: what it is about, and its whole text for reading along."""

from __future__ import annotations

from collections.abc import Iterable

from tts.script.model import Script, Turn
from tts.script.utterances.notice import is_notice
from tts.show.captions import narrator_name
from tts.show.model import TurnMark

_LONGEST_SUMMARY = 400
"""Characters: what directories show before `more`."""


def description(script: Script) -> str:
    """What the episode is about: the front matter's own words, else the editor's note, else how it begins."""
    own = dict(script.front_matter).get("description", "").strip()
    if own:
        return own
    notes = [turn.text for turn in script.turns if turn.kind == "note" and not is_notice(turn)]
    begins = notes or [turn.text for turn in script.turns if turn.kind == "speech"]
    return _shortened(" ".join(begins[0].split())) if begins else script.title


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_SUMMARY:
        return text
    cut = max(text.rfind(mark, 0, _LONGEST_SUMMARY) for mark in "。！？.!?")
    return text[: cut + 1] if cut > _LONGEST_SUMMARY // 3 else text[: _LONGEST_SUMMARY - 1] + "…"


def comment(script: Script) -> str:
    """For the ID3 tag: what it is about, and that the voices are synthetic."""
    return "\n\n".join(filter(None, (description(script), script.disclosure)))


def lyrics(turns: Iterable[Turn | TurnMark], language: str) -> str:
    """The whole transcript as plain text: headings on lines of their own, each turn after its speaker's name."""
    blocks = []
    for turn in turns:
        name = turn.speaker if turn.speaker is not None else narrator_name(language)
        colon = "：" if language.startswith("zh") else ": "
        blocks.append(turn.text if turn.kind == "heading" else f"{name}{colon}{turn.text}")
    return "\n\n".join(blocks)
