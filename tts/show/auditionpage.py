"""One page with a player for each voice that could be a speaker's; it needs nothing else to be heard."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path

_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "blockquote{margin:1rem 0;padding:.5rem 1rem;border-left:4px solid #c33;background:#f6f3ef;font-size:1.15rem}"
    "li{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem;padding:.6rem 0;border-bottom:1px solid #ddd}"
    "ul{list-style:none;padding:0}code{min-width:12rem}audio{flex:1;min-width:16rem}.now{font-weight:bold}"
    "small{color:#666;flex-basis:100%}@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}"
    "blockquote{background:#242424}}"
)


def audition_page(speaker: str, sentence: str, takes: Iterable[tuple[str, str, Path]], current: str = "") -> str:
    """HTML. `takes`: (voice id, what is known of it, its WAV), in order; `current` is the voice the speaker has now."""
    items = "\n".join(_item(voice, note, wav, voice == current) for voice, note, wav in takes)
    name = escape(speaker)
    return (
        f'<!doctype html>\n<html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{name} – audition</title><style>{_STYLE}</style>\n"
        f"<h1>{name}</h1>\n<blockquote>{escape(sentence)}</blockquote>\n<ul>\n{items}\n</ul>\n</html>\n"
    )


def _item(voice: str, note: str, wav: Path, current: bool) -> str:
    sound = base64.b64encode(wav.read_bytes()).decode("ascii")
    chosen = ' class="now"' if current else ""
    return (
        f'<li{chosen}><code>{escape(voice)}</code><audio controls preload="none" aria-label="{escape(voice)}" '
        f'src="data:audio/wav;base64,{sound}"></audio><small>{escape(note)}</small></li>'
    )
