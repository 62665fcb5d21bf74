"""The pages as HTML. Jinja escapes whatever comes from a transcript; nothing of it is ever run as a script."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tts.clock import clock as clock_time
from tts.config.schema import Show
from tts.show.captions import readable
from tts.show.cover.palette import palette_number
from tts.show.markdown import as_html, as_text
from tts.show.model import Episode
from tts.show.player import clock, structured
from tts.show.player.assets import EPISODE_SCRIPTS, SITE_SCRIPTS, version
from tts.show.player.drawing import Map, draw_map
from tts.show.player.reading import TimedText, blocks, colors_of
from tts.show.player.subscribe import qr_svg, scheme_url
from tts.show.player.words import page_language, words
from tts.text import HAN

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FEED = "feed.xml"
SMALL_COVER = "cover-small.jpg"
_DRAWN = 100
"""As many of a site's newest episodes show who speaks when; drawings of thousands would be most of the page."""
_LONG = 300
"""From so many turns on the browser lays out only those in sight."""
_AT_ONCE = 1000
"""Pieces of a page rendered together, some 30 kB."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""What HTML forbids or reads as something else."""
_TEXTS = {
    "transcript.html": ("transcript", "HTML"),
    "transcript.md": ("transcript", "Markdown"),
    "transcript.vtt": ("subtitles", "VTT"),
    "transcript.srt": ("subtitles", "SRT"),
    "transcript.json": ("subtitles", "JSON"),
}
"""File of an episode → what it is, and what its download link says."""
_SHORTCUTS = (
    (("Space",), "key-play"),
    (("←", "→"), "key-seek"),
    ((",", "."), "key-line"),
    (("P", "N"), "key-chapter"),
    (("<", ">"), "key-speed"),
    (("/",), "key-search"),
    (("C",), "key-copy"),
    (("F",), "key-follow"),
    (("?",), "key-help"),
)


@dataclass(frozen=True, slots=True)
class SpeakerColor:
    """A speaker as the page shows them."""

    name: str
    color: str


@dataclass(frozen=True, slots=True)
class Card:
    """An episode in the site's list."""

    episode: Episode
    content: str
    """Language of its text, BCP 47."""
    cover: str
    people: tuple[SpeakerColor, ...]
    map: Map | None
    wears: int
    """Number of its palette."""


def page_base(base_url: str) -> str:
    """`base_url` as the pages take it: with a slash at its end, or empty."""
    return base_url.rstrip("/") + "/" if base_url else ""


def episode_page(episode: Episode, show: Show, base_url: str = "") -> str:
    """`<slug>/index.html`: a whole page, UTF-8.

    `base_url` is the site's address, ending in a slash; without it the page has no QR code and no OPML link, and works
    out the feed's address where it is opened.
    """
    return "".join(episode_page_parts(episode, show, base_url))


def episode_page_parts(episode: Episode, show: Show, base_url: str = "") -> Iterator[str]:
    """`episode_page` as it is rendered: that of ten hours, whole, would take ten times its size."""
    interviewers = {person.name for person in episode.speakers if person.role == "interviewer"}
    texts = [(name, *_TEXTS[name]) for name in _TEXTS if name in {file.name for file in episode.files}]
    page = _common(show, episode.language, "../", base_url, EPISODE_SCRIPTS)
    yield from _render(
        "episode.html",
        page,
        kind="episode",
        wears=palette_number(episode.show, episode.slug),
        episode=episode,
        content=_content_tag(episode, show),
        cover=_cover(episode),
        people=_people(episode),
        blocks=blocks(episode),
        long=len(episode.turns) > _LONG,
        interviewers=interviewers,
        texts=texts,
        map=draw_map(episode),
        shortcuts=_SHORTCUTS,
        structured=structured.of_episode(episode, show, base_url),
    )


def site_page(episodes: Iterable[Episode], show: Show, base_url: str = "") -> str:
    """The site's `index.html`: the show, its episodes in the order given, and how to subscribe."""
    page = _common(show, show.language, "", base_url, SITE_SCRIPTS)
    cards = [_card(episode, show, drawn=place < _DRAWN) for place, episode in enumerate(episodes)]
    languages = sorted({card.episode.language for card in cards})
    return "".join(
        _render(
            "site.html",
            page,
            kind="site",
            content=show.language,
            episodes=cards,
            languages=languages if len(languages) > 1 else [],
            structured=structured.of_show(show, base_url),
        )
    )


def _card(episode: Episode, show: Show, *, drawn: bool) -> Card:
    shape = draw_map(episode) if drawn else None
    # A card shows no text: a list of thousands of episodes must not hold their transcripts.
    listed = dataclasses.replace(episode, turns=(), cues=())
    wears = palette_number(episode.show, episode.slug)
    return Card(listed, _content_tag(episode, show), _cover(episode), _people(episode), shape, wears)


def _people(episode: Episode) -> tuple[SpeakerColor, ...]:
    return tuple(SpeakerColor(name, color) for name, color in colors_of(episode).items())


def _cover(episode: Episode) -> str:
    return SMALL_COVER if any(file.name == SMALL_COVER for file in episode.files) else "cover.jpg"


def _content_tag(episode: Episode, show: Show) -> str:
    """The show's own tag where it says more of the same language (`zh-TW`), else the language's usual one."""
    return show.language if show.language.lower().startswith(episode.language) else _tag(episode.language)


def _tag(language: str) -> str:
    """A language tag that picks the right Chinese glyphs."""
    return "zh-CN" if language == "zh" else language


def _common(show: Show, language: str, root: str, base_url: str, scripts: Sequence[str]) -> dict[str, Any]:
    from markupsafe import Markup

    ui = page_language(language)
    feed_url = base_url + FEED if base_url else ""
    return {
        "show": show,
        "ui": ui,
        "say": words()[ui],
        "root": root,
        "version": version(),
        "scripts": scripts,
        "base_url": base_url,
        "feed_url": feed_url,
        "qr": Markup(qr_svg(feed_url)) if feed_url else "",  # made of digits by segno, not of text
    }


def _render(template: str, common: Mapping[str, Any], **values: Any) -> Iterator[str]:
    stream = _environment().get_template(template).stream(**common, **values)
    stream.enable_buffering(_AT_ONCE)
    for text in stream:
        # A lone surrogate, which JSON may carry, has no UTF-8.
        yield _UNPRINTABLE.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("tts.show.player"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(
        tag=_tag,
        clauses=_clauses,
        whole_words=_words,
        clock=clock_time,
        notes=lambda text: Markup(as_html(readable(text))),  # made by the parser, which escapes what it does not know
        plain=as_text,
        fragment=clock.fragment,
        iso_duration=clock.iso_duration,
        long_date=clock.long_date,
        minutes=clock.minutes,
        megabytes=_megabytes,
        pieces=_pieces,
        scheme=scheme_url,
        web=_is_web,
    )
    return environment


def _pieces(paragraph: Sequence[TimedText], *, large: bool = False) -> Markup:
    """A paragraph's text; what is heard at a time of its own is a span that knows it, and shows its sentence's number
    to who points at it: the one that `turncast say --sentence` takes. What is set `large` breaks between words only."""
    from markupsafe import Markup, escape

    pieces, shown = [], _words if large else escape
    for piece in paragraph:
        number = Markup(' title="{}"').format(piece.sentence) if piece.sentence else ""
        span = Markup('<span data-s="{}" data-e="{}"{}>{}</span>')
        timed = piece.start_s is not None
        text = shown(piece.text)
        pieces.append(span.format(piece.start_s, piece.end_s, number, text) if timed else text)
    return Markup().join(pieces)


_CLINGS = re.compile(r"[\s\W]+$")
_OPENS = re.compile(r"[“‘「『《〈（【(]$")
_CLAUSE = re.compile(r".+?(?:[：，。；！？、…—]+[”’」』》）]*|$)", re.DOTALL)


def _clauses(title: str) -> Markup:
    """A title in which lines break between clauses first, then between words. Chinese has no spaces to break at: left
    alone, a browser fills the line and leaves half a name on the next one."""
    from markupsafe import Markup

    found = _CLAUSE.findall(title)
    if len(found) < 2:
        return _words(title)
    return Markup().join(Markup('<span class="clause">{}</span>').format(_words(clause)) for clause in found)


def _words(text: str) -> Markup:
    """Text whose Chinese words the browser leaves whole: it may break where one ends (`word-break: keep-all`)."""
    from markupsafe import Markup

    if not HAN.search(text):
        return Markup().join([text])
    import rjieba  # its dictionary is built when it is imported

    # A line neither begins with a mark nor ends with an opening one.
    pieces: list[str] = []
    for word in rjieba.cut(text):
        if pieces and ((_CLINGS.match(word) and not _OPENS.search(word)) or _OPENS.search(pieces[-1])):
            pieces[-1] += word
        else:
            pieces.append(word)
    return Markup('<span class="whole">{}</span>').format(Markup("<wbr>").join(pieces))


def _is_web(url: str) -> bool:
    """May it be a link? `javascript:` and the like may not."""
    return url.startswith(("https://", "http://"))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
