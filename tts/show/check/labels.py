"""Labels of synthetic speech: the notice is said, at its pace and loud enough, and the files carry the mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from tts.errors import ConfigError, InputError
from tts.language import tr
from tts.master.c2pa_seal import SEALED, read_statement
from tts.master.labels import AigcLabel, aigc, read_aigc
from tts.notice import PER_MIN, count, lacking
from tts.show.check.finding import REBUILD, Finding
from tts.show.check.sound import level_between
from tts.show.model import Episode

_QUIETER_LU = 10.0
"""A notice so much softer than the whole is not meant to be heard."""
_OWN_WORDS = tr("Change `disclosure` in voices.yaml, or in the script, and build again.")


@dataclass(frozen=True, slots=True)
class Notice:
    """One time the notice is heard."""

    start_s: float
    end_s: float

    def per_min(self, episode: Episode) -> float:
        """Characters, or English words, a minute."""
        return count(episode.disclosure, _language(episode.disclosure)) * 60.0 / (self.end_s - self.start_s)


def _language(text: str) -> str:
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"


def notices(episode: Episode) -> Iterator[Notice]:
    """Every time the narrator says all of the notice, found by its words in the captions."""
    wanted = _bare(episode.disclosure)
    told = [cue for cue in episode.cues if cue.speaker is None]
    texts = [_bare(cue.text) for cue in told]
    ends = list(accumulate(map(len, texts)))
    whole, at = "".join(texts), 0
    while wanted and (found := whole.find(wanted, at)) >= 0:
        at = found + len(wanted)
        first = next(n for n, end in enumerate(ends) if end > found)
        last = next(n for n, end in enumerate(ends) if end >= at)
        yield Notice(told[first].start_s, told[last].end_s)


def _bare(text: str) -> str:
    return "".join(text.split())


def check_labels(folder: Path, episode: Episode, lufs: float) -> Iterator[Finding]:
    """Findings about the labels that `episode.labels` promises; `lufs` is the loudness of the whole."""
    if not episode.labels.regions:
        return
    said = tuple(notices(episode))
    yield from _check_words(episode, said)
    for notice in said:
        yield from _check_sound(folder, episode, notice, lufs)
    for name in (episode.audio, *(file.name for file in episode.alternates)):
        yield from _check_mark(folder / name, episode)
    if episode.labels.sealed:
        yield from _check_seals(folder, episode)
    if not episode.labels.producer:
        yield Finding(
            "labels.producer",
            episode.audio,
            tr("Its label names nobody who answers for the sound."),
            tr("Set `producer:` or `author:` under `show:` in voices.yaml, and build again."),
            "warning",
        )


def _check_words(episode: Episode, said: Sequence[Notice]) -> Iterator[Finding]:
    if not episode.disclosure:
        yield Finding("labels.notice", episode.audio, tr("Nothing says that the voices are synthetic."), _OWN_WORDS)
        return
    missing = lacking(episode.disclosure, episode.labels.regions)
    if missing:
        yield Finding("labels.words", episode.audio, tr("The notice lacks {missing}.", missing=missing), _OWN_WORDS)
    if not said and not (episode.labels.rhythm and episode.labels.regions == ("cn",)):
        yield Finding(
            "labels.spoken",
            episode.audio,
            tr("The narrator does not say “{disclosure}”.", disclosure=episode.disclosure),
            tr("Let the script's `opening` say what its `disclosure` says, and build again."),
        )


def _check_sound(folder: Path, episode: Episode, notice: Notice, lufs: float) -> Iterator[Finding]:
    place = tr(
        "{audio}, {start_s:.1f} to {end_s:.1f} s", audio=episode.audio, start_s=notice.start_s, end_s=notice.end_s
    )
    pace, (least, most) = notice.per_min(episode), PER_MIN
    if "cn" in episode.labels.regions and not least <= pace <= most:
        yield Finding(
            "labels.pace",
            place,
            tr(
                "The notice is said at {pace:.0f} characters (English: words) a minute, not {least:.0f} to {most:.0f}.",
                pace=pace,
                least=least,
                most=most,
            ),
            tr("Change its pauses in the script, or the narrator's `speed`, and build again."),
        )
    try:
        level = level_between(folder / episode.audio, notice.start_s, notice.end_s)
    except InputError:
        return  # found by the sound's own check
    if level < lufs - _QUIETER_LU:
        yield Finding(
            "labels.audible",
            place,
            tr("{level:.1f} LUFS, the whole {lufs:.1f}: the notice cannot be heard.", level=level, lufs=lufs),
            REBUILD,
        )


def _check_seals(folder: Path, episode: Episode) -> Iterator[Finding]:
    for name in (episode.audio, *(file.name for file in episode.alternates)):
        if not name.endswith(tuple(SEALED)) or not (folder / name).is_file():
            continue
        try:
            found = read_statement(folder / name)
        except ConfigError as error:
            problem = tr("Its content credentials were not looked at: c2pa-python is not installed.")
            yield Finding("labels.unread", name, problem, error.remedy or "", "warning")
            continue
        if not found.signer:
            yield Finding("labels.seal", name, tr("It carries no content credentials."), REBUILD)
        elif found.broken:
            yield Finding(
                "labels.seal",
                name,
                tr("Its content credentials do not hold: {broken}.", broken=found.broken[0]),
                REBUILD,
            )


def _check_mark(path: Path, episode: Episode) -> Iterator[Finding]:
    from mutagen import MutagenError

    try:
        found = read_aigc(path)
    except (MutagenError, OSError, ValueError, KeyError):
        found = []  # no tag, or no file: then its own check says so, too
    if len(found) != 1:
        problem = tr("{number} labels `AIGC` in it; there must be one.", number=len(found))
        yield Finding("labels.mark", path.name, problem, REBUILD)
    elif found[0] != aigc(AigcLabel(episode.labels.producer, episode.labels.number)):
        yield Finding(
            "labels.altered", path.name, tr("Its label `AIGC` is not as built: {found}", found=found[0][:200]), REBUILD
        )
