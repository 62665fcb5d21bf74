"""From source files to episode folders: the only module that knows every stage."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from tts.config.load import ConfigFile
from tts.errors import NO_ROOM, CancelledError, EngineError, Place, TurncastError, UsageError, WriteError, reason
from tts.language import tr
from tts.master.episode import master
from tts.master.expected import expected_s
from tts.master.model import Mastered
from tts.master.tags import tag
from tts.progress import Progress, Report
from tts.reading.people import as_lexicon
from tts.script.facts import Facts
from tts.script.model import Script
from tts.script.script_file import dump, read_text
from tts.script.script_file.reading import engine_of
from tts.show.alternates import alternates
from tts.show.amend import known_as
from tts.show.earlier import ForeignFolderError, built_in_place, check_replaceable, find_renamed
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.model import EngineRecord, Episode
from tts.show.preflight import check_files, check_script
from tts.show.record import read
from tts.show.site import check_refreshable, refresh
from tts.show.slugs import check_slug
from tts.show.voices import voices_before
from tts.speech import engines
from tts.speech.clip_file import DamagedClipError
from tts.speech.cluster import check_address, cluster, remote
from tts.speech.engine import Engine
from tts.speech.engines.running import Engines
from tts.speech.model import Spoken
from tts.speech.scripts import read_script
from tts.speech.shared_cache import cache_at
from tts.speech.synthesis import speak
from tts.speech.tempo import Stopwatch
from tts.speech.verify import Listener, Mishearing, verify, whisper
from tts.workplace import workplace

_log = logging.getLogger(__name__)

_TRIES = 4
"""How often an episode whose clips are taken away meanwhile is put together before that is an error."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a command line adds to voices.yaml."""

    out: Path = Path("audio")
    """The site; each episode's folder is made inside."""
    engine: str = ""
    """Engine name; empty: the one voices.yaml names."""
    fallback: str = ""
    """Engine that re-voices a whole episode when the first gives up; empty: stop instead."""
    jobs: int | None = None
    """Utterances spoken at once; None: as many as the engine finds worth while."""
    speakers: tuple[str, ...] = ()
    """Names that are speakers even where the text leaves doubt."""
    cluster: str = ""
    """Address of a dask scheduler whose workers speak, e.g. `tcp://10.0.0.5:8786`; empty: this machine speaks."""
    cache: str = ""
    """Where clips are kept: a folder or `s3://bucket/folder`; empty: the user's cache folder."""
    fetch: bool = False
    """Whether a source may be a web address."""
    verify: str = ""
    """A faster-whisper model, by name or folder, that listens to every clip; empty: nobody listens."""
    formats: tuple[str, ...] = ()
    """Formats beside the MP3: names in `tts.show.alternates.FORMATS`."""
    facts: Facts = field(default_factory=Facts)
    """What stands above the transcript's own front matter; all but the season are one episode's own."""
    only: tuple[int, ...] = ()
    """Numbers of sentences that are spoken anew, though they were kept."""
    recast: bool = False
    """Whether people nobody cast get voices of the pool anew, instead of keeping those of the episode's last build."""
    contents: Mapping[Path, bytes] = field(default_factory=dict)
    """Source → its content, for those that are in memory: no file of that name is read."""


@dataclass(frozen=True, slots=True)
class Built:
    """An episode that has been built."""

    source: Path
    folder: Path
    episode: Episode
    """As it stands in the folder's `episode.json`."""
    gave_up: str = ""
    """The engine that gave up, when its fallback re-voiced the episode."""
    misheard: tuple[Mishearing, ...] | None = None
    """Utterances that were heard otherwise than written, mended or not; None when nobody listened."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that gave no episode."""

    source: Path
    error: TurncastError


Begin: TypeAlias = Callable[[Path, Script], None]
"""Called before an episode is spoken, with its source."""


def build(  # noqa: PLR0913, PLR0917  # what is built, then who takes part in it
    sources: Sequence[Path],
    file: ConfigFile,
    options: BuildOptions,
    report: Report,
    running: Engines | None = None,
    begin: Begin | None = None,
) -> Iterator[Built | Failed]:
    """An episode for each source, in order, then the feed and the pages beside them.

    `running`: engines that others use, too; they stay open.
    A source that fails does not stop the others, whatever the reason. What would stop them all is raised: WriteError,
    and what `report` raises.
    """

    _check_writable(options.out)
    check_refreshable(options.out, file.config.show)
    check_files(file)
    taken: dict[str, Path] = {}
    changed = False
    try:
        with closing(BuildRun(file, options, report, running, begin)) as run:
            for source in sources:
                result = _attempt(run, source, taken, alone=len(sources) == 1)
                changed |= isinstance(result, Built)
                yield result
    except BaseException:
        # What was finished before the disk was full, or before Ctrl-C, stands in the feed nevertheless.
        if changed:
            with suppress(Exception):  # what ended the run is what is to be told
                refresh(options.out, file.config.show, file.folder)
        raise
    if changed:
        refresh(options.out, file.config.show, file.folder)


def _defect(source: Path, error: Exception) -> TurncastError:
    """A mistake of ours that one source brings to light. It is that source's failure, not the others'."""
    return TurncastError(
        tr("This is a bug in Turncast: {kind}: {error}.", kind=type(error).__name__, error=error),
        place=Place(source),
        remedy=tr("Build it alone with --debug, and report what that prints."),
    )


def _attempt(run: BuildRun, source: Path, taken: dict[str, Path], *, alone: bool) -> Built | Failed:
    """The episode of `source`, or why there is none: what nobody foresaw is that source's failure, too."""
    try:
        return run.episode(source, _read_unique_script(source, run.file, run.options, taken))
    except ForeignFolderError as error:
        return Failed(source, error)
    except (WriteError, CancelledError):
        raise
    except TurncastError as error:
        return Failed(source, error)
    except Exception as error:
        if alone or (isinstance(error, OSError) and error.errno in NO_ROOM):
            raise
        return Failed(source, _defect(source, error))


def _read_unique_script(source: Path, file: ConfigFile, options: BuildOptions, taken: dict[str, Path]) -> Script:
    """The script of `source`, whose slug no other source has `taken` and a folder of the site may have."""
    script = _read_with(options, options.engine, source, file)
    if known := known_as(options.out, script.slug):
        script = replace(_read_with(options, options.engine, source, file, known), slug=known)
    named = known or "slug" in dict(script.front_matter) or read_text(source, options.contents.get(source))
    if not named and (known := find_renamed(options.out, script, source, taken)):
        _log.warning(
            tr(
                "{source} is the episode `{known}` under another name: it keeps its folder, and its place in the feed. "
                "To publish it as another one, add --slug {slug}.",
                source=source,
                known=known,
                slug=script.slug,
            )
        )
        script = replace(_read_with(options, options.engine, source, file, known), slug=known)
    check_slug(script.slug)
    check_script(script, source, file)
    for number in options.only:
        script.line(number)  # which says when there is none
    if script.slug in taken:
        raise UsageError(
            tr(
                "{source} and {other} would both become `{slug}`.",
                source=source,
                other=taken[script.slug],
                slug=script.slug,
            ),
            remedy=tr("Give one of them a `slug:` in its front matter."),
        )
    check_replaceable(options.out, script, source)  # before an hour's speaking, not after it
    taken[script.slug] = source
    return script


def _read_with(options: BuildOptions, engine: str, source: Path, file: ConfigFile, named: str = "") -> Script:
    """`named`: the slug of an episode that `source` is evidently the talk of."""
    return read_script(
        source,
        file,
        engine=engine,
        speakers=options.speakers,
        fetch=options.fetch,
        facts=options.facts,
        content=options.contents.get(source),
        earlier=None if options.recast else lambda slug, engine: voices_before(options.out, named or slug, engine),
    )


class BuildRun:
    """One run: its settings, its cache, and its engines, each loaded once and only when it is needed."""

    def __init__(  # as `build`
        self,
        file: ConfigFile,
        options: BuildOptions,
        report: Report,
        running: Engines | None = None,
        begin: Begin | None = None,
    ) -> None:
        self.file, self._config = file, file.config
        self.options = options
        self._report, self._begin = report, begin
        self._own = Engines()
        self._engines = running or self._own
        self._recogniser: Listener | None = None
        self._cache = cache_at(options.cache)
        if options.cluster:
            check_address(options.cluster)

    def episode(self, source: Path, script: Script) -> Built:
        """Speak, master and write one episode; with a fallback, re-voice all of it when the first engine gives up."""
        first, fallback = script.engine, self.options.fallback
        spare = None
        if fallback and fallback != first:
            # Cast before it is needed: a wrong name is not to be found out after an hour of speaking.
            spare = replace(_read_with(self.options, fallback, source, self.file, script.slug), slug=script.slug)
            check_script(spare, source, self.file)
            if not engines.is_local(fallback):
                self._engine(fallback)  # connects to nothing yet, but complains when its key is missing
        if self._begin:
            self._begin(source, script)
        try:
            return self._build_with(source, script)
        except EngineError as error:
            if spare is None:
                raise
            return replace(self._build_with(source, spare, instead_of=first), gave_up=f"{first}: {error.problem}")

    def close(self) -> None:
        """Close every engine of its own."""
        self._own.close()

    def _build_with(self, source: Path, script: Script, instead_of: str = "") -> Built:
        formats = self.options.formats
        config = self._config
        content = self.options.contents.get(source)
        kept = read_text(source, content)
        in_place = content is None and built_in_place(self.options.out, script.slug, source)
        watch = Stopwatch(self._report, script, expected_s(script, config.sound))
        with workplace() as work:
            engine = self._engine(script.engine)  # from here on nobody prunes the model away
            samples = work / "episode.flac" if formats else None
            spoken, mastered, misheard = self._master_anew(script, engine, work / "episode.mp3", samples, watch)
            mark = EngineRecord(engine.name, engine.identity, instead_of)
            others = alternates(formats, samples) if samples else ()
            split = tuple(line for line, clip in spoken.lines if clip.split)
            self._check_still_replaceable(script, source, kept if in_place else "")
            written = kept if in_place or (kept and engine_of(source, content) == script.engine) else dump(script)
            edition = Edition(mastered, script, written, config, mark, others, split, in_place)
            folder = write(edition, self.options.out, tag)
        watch.finish()
        return Built(source, folder, read(folder), misheard=misheard)

    def _check_still_replaceable(self, script: Script, source: Path, kept: str) -> None:
        """`kept`: the episode's own script.yaml as it was read, when that is the source; else empty."""
        check_replaceable(self.options.out, script, source)
        if kept and read_text(source) != kept:
            raise ForeignFolderError(
                tr("This script was edited while it was spoken."),
                place=Place(source),
                remedy=tr("Build it again: what was spoken is kept."),
            )

    def _master_anew(
        self, script: Script, engine: Engine, mp3: Path, lossless: Path | None, report: Report
    ) -> tuple[Spoken, Mastered, tuple[Mishearing, ...] | None]:
        """As `_master`; clips that turn out to be damaged or gone are made again, however often somebody removes them
        under our hands, within reason."""
        for tried in range(_TRIES):
            try:
                return self._master(script, engine, mp3, lossless, report, verified=tried > 0)
            except DamagedClipError as error:
                _log.warning(tr("{error} Every clip is now verified; what is damaged is made again.", error=error))
        return self._master(script, engine, mp3, lossless, report, verified=True)

    def _master(  # noqa: PLR0913  # the episode's, then how it is made
        self,
        script: Script,
        engine: Engine,
        mp3: Path,
        lossless: Path | None,
        report: Report,
        *,
        verified: bool = False,
    ) -> tuple[Spoken, Mastered, tuple[Mishearing, ...] | None]:
        """The episode's clips and sound, and what was misheard.

        Raises DamagedClipError: once every clip was `verified`, only where somebody damages them meanwhile.
        """

        listen = self._listener()  # before an hour's speaking, not after it
        spoken, misheard = self._speak(script, engine, report, verified), None
        if listen:
            spoken, misheard = self._listen_back(spoken, engine, listen)
        mastered = master(spoken, self._config.sound, mp3, lossless=lossless, report=report)
        return spoken, mastered, misheard

    def _speak(self, script: Script, engine: Engine, report: Report, verified: bool) -> Spoken:
        lexicon = self._lexicon(script)
        jobs, address = self.options.jobs, self.options.cluster
        said = partial(
            speak, script, engine, self._cache, lexicon=lexicon, report=report, verified=verified,
            again=() if verified else self.options.only,
        )  # fmt: skip
        if not address:
            return said(jobs=jobs)

        with cluster(address) as machines:
            away = remote(engine, self._config.engines.get(engine.name, {}), jobs or machines.jobs)
            return said(executor=machines.executor, remote=away)

    def _lexicon(self, script: Script) -> dict[str, str]:
        """How words are said: the names of the people as names, unless voices.yaml says otherwise."""
        return as_lexicon(speaker.name for speaker in script.speakers) | self._config.lexicon

    def _listener(self) -> Listener | None:
        if self.options.verify and self._recogniser is None:
            self._recogniser = whisper(self.options.verify)
        return self._recogniser

    def _listen_back(self, spoken: Spoken, engine: Engine, listen: Listener) -> tuple[Spoken, tuple[Mishearing, ...]]:
        return verify(
            spoken,
            engine,
            self._cache,
            listen,
            lexicon=self._lexicon(spoken.script),
            progress=lambda done, total: self._report(Progress("listening", done, total)),
        )

    def _engine(self, name: str) -> Engine:
        return self._engines.get(name, self._config.engines.get(name, {}))


def _check_writable(folder: Path) -> None:
    """Find out before an hour's work that its result cannot be kept. Raises WriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise WriteError(
            tr("Cannot write into {folder}: {strerror}.", folder=folder, strerror=reason(error)),
            remedy=tr("Name another folder with --out."),
        ) from None
