"""The transcript for reading: a page without scripts, and Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tts.clock import clock
from tts.show.captions import narrator_name, readable
from tts.show.model import Episode, TurnMark

_STYLE = (
    "body{font:1.05rem/1.75 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;"
    "color-scheme:light dark}h2{margin-top:2.5rem}.who{font-weight:600}a.at{float:right;font-size:.8rem}"
    ".note{font-style:italic}"
)


def page(episode: Episode) -> Iterator[str]:
    """`transcript.html`, in parts: headings, speakers, and a link to the player at each turn's time."""
    language = "zh-Hans" if episode.language.startswith("zh") else "en"
    title = html.escape(episode.title)
    yield (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    )
    yield from (f"{block}\n" for block in _blocks(episode))
    yield "</main>\n</body>\n</html>\n"


def _blocks(episode: Episode) -> Iterator[str]:
    if episode.disclosure:
        yield f'<p class="note">{html.escape(readable(episode.disclosure))}</p>'
    for turn in episode.turns:
        at = f'<a class="at" href="index.html#t={turn.start_s:g}">{clock(turn.start_s, 2)}</a>'
        if turn.kind == "heading":
            yield f"<h2>{at}{html.escape(readable(turn.text))}</h2>"
            continue
        first, *rest = (html.escape(readable(paragraph)) for paragraph in turn.text.split("\n"))
        who = html.escape(_name(episode, turn))
        yield (
            f'<section><p>{at}<span class="who">{who}</span> {first}</p>'
            + "".join(f"<p>{paragraph}</p>" for paragraph in rest)
            + "</section>"
        )


def markdown(episode: Episode) -> Iterator[str]:
    """`transcript.md`, in parts: the same in Markdown, everything that Markdown reads as markup escaped."""
    yield f"# {_escaped(episode.title)}\n"
    if episode.disclosure:
        yield f"\n*{_escaped(episode.disclosure)}*\n"
    for turn in episode.turns:
        if turn.kind == "heading":
            yield f"\n## {_escaped(turn.text)}\n"
        else:
            first, *rest = map(_escaped, turn.text.split("\n"))
            yield f"\n**{_escaped(_name(episode, turn))}** ({clock(turn.start_s, 2)}) {first}\n"
            yield from (f"\n{paragraph}\n" for paragraph in rest)


def _name(episode: Episode, turn: TurnMark) -> str:
    return readable(turn.speaker if turn.speaker is not None else narrator_name(episode.language))


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~&]|^[-+=]|^\d+(?=[.)]))", r"\\\1", " ".join(readable(text).split()))
