"""Captions: readable by players, in order, inside the audio, and the same in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from tts.errors import InputError
from tts.language import tr
from tts.show.captions import narrator_name
from tts.show.check.captionreader import ReadCaption, read_json, read_srt, read_vtt
from tts.show.check.finding import REBUILD, Finding
from tts.show.lines import LINE_COLUMNS, columns
from tts.show.model import Episode

_VTT_COLUMNS = 65
"""Apple's limit."""
_READERS: dict[str, Callable[[bytes], list[ReadCaption]]] = {
    "transcript.vtt": lambda content: read_vtt(content.decode()),
    "transcript.srt": lambda content: read_srt(content.decode()),
    "transcript.json": read_json,
}
_MOST_COLUMNS = {"transcript.vtt": _VTT_COLUMNS, "transcript.srt": LINE_COLUMNS}


def check_captions(folder: Path, episode: Episode, duration_s: float) -> Iterator[Finding]:
    """Findings about the three caption files and `cues`."""
    expected = [(cue.start_s, cue.end_s) for cue in episode.cues]
    for name, reader in _READERS.items():
        try:
            read = reader((folder / name).read_bytes())
        except OSError:
            continue  # found missing by the files' own check
        except (InputError, UnicodeDecodeError) as error:
            yield Finding("captions.format", name, str(error), REBUILD)
            continue
        yield from _in_order(name, [(caption.start_s, caption.end_s) for caption in read], duration_s)
        yield from _legible(name, read)
        if [(caption.start_s, caption.end_s) for caption in read] != expected:
            yield Finding("captions.agree", name, tr("Its times are not those of episode.json's cues."), REBUILD)
        yield from _same_words(name, read, episode)
    yield from _in_order(tr("episode.json cues"), expected, duration_s)


def _in_order(name: str, times: Sequence[tuple[float, float]], duration_s: float) -> Iterator[Finding]:
    for number, (start, end) in enumerate(times, start=1):
        if not 0 <= start < end:
            yield Finding(
                "captions.time",
                tr("{name}, caption {number}", name=name, number=number),
                tr("It lasts from {start} to {end} s.", start=start, end=end),
                REBUILD,
            )
        if end > duration_s + 0.001:
            yield Finding(
                "captions.inside",
                tr("{name}, caption {number}", name=name, number=number),
                tr("It ends at {end:.3f} s; the audio is over at {duration_s:.3f} s.", end=end, duration_s=duration_s),
                REBUILD,
            )
    for number, (one, next_one) in enumerate(pairwise(times), start=2):
        if next_one[0] < one[1]:
            yield Finding(
                "captions.order",
                tr("{name}, caption {number}", name=name, number=number),
                tr("It starts before the one above ends."),
                REBUILD,
            )


def _legible(name: str, read: Sequence[ReadCaption]) -> Iterator[Finding]:
    most = _MOST_COLUMNS.get(name)
    for number, caption in enumerate(read, start=1):
        place = tr("{name}, caption {number}", name=name, number=number)
        if not "".join(caption.lines).strip():
            yield Finding("captions.empty", place, tr("It shows nothing."), REBUILD)
        if most and (len(caption.lines) > 2 or any(columns(line) > most for line in caption.lines)):
            yield Finding("captions.width", place, tr("More than two lines of {most} columns.", most=most), REBUILD)


def _same_words(name: str, read: Sequence[ReadCaption], episode: Episode) -> Iterator[Finding]:
    """What is shown is what `cues` say, and who says it; SubRip shows names and stand-ins, and is compared by count."""
    if name == "transcript.srt" or len(read) != len(episode.cues):
        return
    narrator = narrator_name(episode.language)
    for number, (caption, cue) in enumerate(zip(read, episode.cues, strict=True), start=1):
        place = tr("{name}, caption {number}", name=name, number=number)
        if "".join("".join(caption.lines).split()) != "".join(cue.text.split()):
            yield Finding("captions.text", place, tr("Its text is not the cue's."), REBUILD)
        if caption.speaker != " ".join((cue.speaker or narrator).split()):
            yield Finding(
                "captions.speaker",
                place,
                tr("It names {speaker!r} as the speaker; episode.json names another.", speaker=caption.speaker),
                REBUILD,
            )
