"""`build`: episodes, with feed and pages, in a folder that is the site."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from tts import pipeline
from tts.errors import CancelledError, UsageError
from tts.language import tr
from tts.library.settings import Settings, check_engine, load_settings
from tts.library.sources import Source, all_located
from tts.pipeline import Begin, BuildOptions, Built, Failed
from tts.progress import Progress, Report
from tts.show.alternates import check_formats
from tts.speech.engines.running import Engines


def build(
    source: Source,
    options: BuildOptions | None = None,
    *,
    settings: Settings = None,
    progress: Report | None = None,
    cancel: threading.Event | None = None,
    engines: Engines | None = None,
) -> Built:
    """The episode of `source`, built into the site `options.out`, whose feed and pages then name it.

    Whatever ends it early, what was spoken is kept: the same call goes on from there. Arguments as for `build_all`.
    Raises InputError, ConfigError, UsageError, EngineError, UnreachableError, WriteError, CancelledError.
    """
    (result,) = build_all([source], options, settings=settings, progress=progress, cancel=cancel, engines=engines)
    if isinstance(result, Failed):
        raise result.error
    return result


def build_all(
    sources: Sequence[Source],
    options: BuildOptions | None = None,
    *,
    settings: Settings = None,
    progress: Report | None = None,
    cancel: threading.Event | None = None,
    engines: Engines | None = None,
    begin: Begin | None = None,
) -> Iterator[Built | Failed]:
    """An episode for each of `sources`, in order, as they get ready; then the feed and the pages beside them.

    `settings`: as for `load_settings`. `progress` is called in this thread, some times a second. `cancel`: once it is
    set, from any thread, the next progress ends the work with CancelledError. `engines`: those that are open already.
    `begin` is called with each source and its script before it is spoken.
    A source that fails is told as Failed, and does not stop the others. What is wrong with the arguments or the
    settings is raised before anything is done: UsageError, ConfigError; so is, at any time, what stops them all:
    WriteError, CancelledError.
    """
    file, options = load_settings(settings), options or BuildOptions()
    named = all_located(sources)
    contents = {path: content for path, content in named.items() if content is not None}
    options = replace(_checked(options, len(named)), contents=contents)
    return pipeline.build(tuple(named), file, options, _stopping(progress, cancel), engines, begin)


def _checked(options: BuildOptions, sources: int) -> BuildOptions:
    """`options` for so many sources, their names as the tables have them. Raises UsageError."""
    check_engine(options.engine)
    check_engine(options.fallback)
    if options.jobs is not None and options.jobs < 1:
        raise UsageError(
            tr("`jobs`: {jobs} sentences at once are none.", jobs=options.jobs), remedy=tr("Write 1 or more.")
        )
    own = [key for key, value in asdict(options.facts).items() if value and key != "season"]
    own += ["only"] if options.only else []
    if sources > 1 and own:
        raise UsageError(
            tr("`{key}` is for one source, and there are {sources}.", key=own[0], sources=sources),
            remedy=tr("Build that one by itself."),
        )
    return replace(options, formats=check_formats(options.formats))


def _stopping(progress: Report | None, cancel: threading.Event | None) -> Report:
    def report(state: Progress) -> None:
        if cancel is not None and cancel.is_set():
            raise CancelledError(tr("Cancelled."), remedy=tr("What was spoken so far is kept."))
        if progress:
            progress(state)

    return report
