"""`turncast build`: transcripts in, episodes out."""

from __future__ import annotations

import shlex
import sys
import time
import webbrowser
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from tts.cli.display import Display
from tts.cli.groups import with_groups
from tts.cli.options import ClipsOption, JsonOption, ReadOptions
from tts.cli.output import console, print_json
from tts.cli.settings import configured
from tts.clock import clock
from tts.config.load import ConfigFile
from tts.config.schema import Config, Show
from tts.language import retell, tr
from tts.library.episodes import build_all
from tts.library.settings import check_engine
from tts.master.expected import expected_s
from tts.pipeline import BuildOptions, Built, Failed
from tts.script.model import Script
from tts.show.model import PAGE, PersonRecord
from tts.speech.verify import Mishearing

LOUDNESS_TOLERANCE_LU = 0.5
"""EBU R 128's own for programmes, ±0.5 LU."""


@with_groups
def build(
    source: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE...", help="Transcripts, or scripts written by `turncast script --write`."),
    ],
    reading: ReadOptions,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The site; each episode gets a folder in it.")
    ] = Path("audio"),
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Sentences spoken at once.")
    ] = None,
    only: Annotated[
        list[int] | None,
        typer.Option("--only", metavar="N", min=1, help="Speak sentence N anew, though it was kept. Can be repeated."),
    ] = None,
    recast: Annotated[
        bool, typer.Option("--recast", help="Give whoever nobody cast a voice anew, whatever the last build gave.")
    ] = False,
    fallback: Annotated[
        str,
        typer.Option(
            "--fallback",
            metavar="NAME",
            callback=check_engine,
            help="Re-voice the whole episode with this engine if the first gives up.",
        ),
    ] = "",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Another format beside the MP3: m4b (audiobook) or opus (small). Can be repeated.",
        ),
    ] = None,
    verify: Annotated[
        str,
        typer.Option(
            "--verify", metavar="MODEL", help="Listen back with this faster-whisper model; mend what it mishears."
        ),
    ] = "",
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="Let the workers of this dask scheduler speak: tcp://HOST:8786."
        ),
    ] = "",
    cache: ClipsOption = "",
    show: Annotated[bool, typer.Option("--open", help="Open the last episode's page in the browser.")] = False,
    json: JsonOption = False,
) -> None:
    """Build an episode from each SOURCE.

    What has been spoken is kept: after Ctrl-C, a failure or an edit the same command goes on from there.
    """

    file = configured(reading.cast, source)
    if file.path is None:
        _tell_defaults(file.config.show)
    options = BuildOptions(
        out=out,
        engine=reading.engine,
        fallback=fallback,
        jobs=jobs,
        speakers=reading.speakers,
        cluster=cluster,
        cache=cache,
        fetch=reading.fetch,
        verify=verify,
        formats=tuple(formats or ()),
        facts=reading.facts,
        only=tuple(only or ()),
        recast=recast,
    )
    built, failed = _build(source, file, options)
    if json:
        print_json({"episodes": [one.document for one in built], "failed": [_failure(one) for one in failed]})
    else:
        for one in built:
            console().print(one.summary)
    if show and built:
        webbrowser.open(Path(built[-1].document["page"]).absolute().as_uri())
    if failed and len(source) == 1:
        raise failed[0].error
    if failed:
        _report_failures(failed, len(source))
        raise typer.Exit(failed[0].error.exit_code)


def _tell_defaults(show: Show) -> None:
    """What would be published of a show that nobody described."""
    told = tr(
        "There is no voices.yaml: the feed is called “{title}”, in {language}, category {category}, and names no "
        "author. `turncast init` writes one for your show.",
        title=show.title,
        language=show.language,
        category=show.category,
    )
    print(f"turncast: {told}", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class _Summary:
    """What is left of an episode when it has been built: a run may build hundreds."""

    document: dict[str, Any]
    """For `--json`."""
    summary: Group
    """For people."""


def _build(sources: list[Path], file: ConfigFile, options: BuildOptions) -> tuple[list[_Summary], list[Failed]]:
    """Build them all, showing progress and what is worth knowing as it comes."""
    built, failed = list[_Summary](), list[Failed]()
    many, since = len(sources) > 1, time.monotonic()

    def begin(source: Path, script: Script) -> None:
        """What is worth knowing before an hour's speaking."""
        duration = clock(round(expected_s(script, file.config.sound)))
        _tell(tr("“{title}” will be about {time} long.", title=script.title, time=duration), source, many)
        for doubt in script.doubts:
            _tell(str(doubt), source, many)

    with Display() as display:
        for result in build_all(sources, options, settings=file, progress=display.report, begin=begin):
            if isinstance(result, Built):
                for warning in _warnings(result, file.config):
                    _tell(warning, result.source, many)
                took_s = time.monotonic() - since
                built.append(_Summary(_document(result, took_s), _summary(result, took_s)))
            else:
                failed.append(result)
                if many:
                    _tell(str(result.error), result.source, many)
            since = time.monotonic()
    return built, failed


def _tell(message: str, source: Path, many: bool) -> None:
    """On standard error; one of `many` sources is named in every message."""
    place = f"{source}: " if many and str(source) not in message else ""
    print(f"turncast: {place}{message}", file=sys.stderr)


def _warnings(built: Built, config: Config) -> Iterator[str]:
    measured, wanted = built.episode.loudness.integrated_lufs, config.sound.loudness
    if abs(measured - wanted) > LOUDNESS_TOLERANCE_LU:
        yield (
            tr(
                "{source} is at {measured:.1f} LUFS instead of {wanted:g}: its voices cannot be as "
                "loud with peaks at {true_peak:g} dBTP. Lower `loudness` under `sound:`, or raise "
                "`true-peak`.",
                source=built.source,
                measured=measured,
                wanted=wanted,
                true_peak=config.sound.true_peak,
            )
        )
    for part in built.episode.split:
        where = tr("the opening") if part.turn is None else tr("turn {turn}", turn=part.turn + 1)
        yield (
            tr(
                "In {where}, {engine} spoke “{text}” in parts only. Listen to it; a later build asks for it again.",
                where=where,
                engine=built.episode.engine.name,
                text=part.text,
            )
        )
    if built.misheard == ():
        yield tr("every utterance was heard as it is written.")
    yield from map(describe_mishearing, built.misheard or ())
    if built.gave_up:
        yield tr(
            "{source} was voiced by {engine}, because {gave_up}",
            source=built.source,
            engine=built.episode.engine.name,
            gave_up=built.gave_up,
        )


def describe_mishearing(heard: Mishearing) -> str:
    """What became of an utterance that was heard otherwise than it is written."""
    if heard.mended:
        return tr(
            "{place}: “{text}” was heard as “{heard}”; spoken again {mended}, it is right.",
            place=heard.place,
            text=heard.text,
            heard=heard.heard,
            mended=heard.mended,
        )
    return tr(
        "{place}: “{text}” is heard as “{heard}”, even when spoken again. Listen to it.",
        place=heard.place,
        text=heard.text,
        heard=heard.heard,
    )


def _document(built: Built, took_s: float) -> dict[str, Any]:
    episode = built.episode
    return {
        "source": str(built.source),
        "folder": str(built.folder),
        "mp3": str(built.folder / episode.audio),
        "page": str(built.folder / PAGE),
        "took_s": round(took_s, 1),
        "title": episode.title,
        "duration_s": episode.duration_s,
        "chapters": len(episode.chapters),
        "integrated_lufs": episode.loudness.integrated_lufs,
        "true_peak_dbtp": episode.loudness.true_peak_dbtp,
        "engine": episode.engine.name,
        "fallback_reason": built.gave_up,
        "misheard": None if built.misheard is None else [asdict(heard) for heard in built.misheard],
    }


def _failure(failed: Failed) -> dict[str, Any]:
    return {"source": str(failed.source), "error": str(failed.error), "exit_code": int(failed.error.exit_code)}


def _summary(built: Built, took_s: float) -> Group:
    episode, loudness, accounting = built.episode, built.episode.loudness, built.episode.accounting
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(overflow="fold")
    table.add_row(tr("file"), str(built.folder / episode.audio))
    table.add_row(tr("page"), str(built.folder / PAGE))
    site = shlex.quote(str(built.folder.parent))
    table.add_row(tr("listen"), _listen(built.folder.parent))
    table.add_row(tr("next"), f"turncast check {site}\nturncast publish {site} --base-url URL --to TARGET")
    table.add_row(
        tr("duration"),
        tr("{duration}, made in {took}", duration=clock(round(episode.duration_s)), took=clock(round(took_s))),
    )
    table.add_row(tr("chapters"), "\n".join(f"{clock(round(mark.start_s))}  {mark.title}" for mark in episode.chapters))
    table.add_row(tr("voices"), "\n".join(map(_describe_voice, (*episode.speakers, episode.narrator))))
    table.add_row(
        tr("loudness"),
        tr(
            "{lufs:.1f} LUFS, true peak {dbtp:.1f} dBTP",
            lufs=loudness.integrated_lufs,
            dbtp=loudness.true_peak_dbtp,
        ),
    )
    unspoken = accounting.source_chars - accounting.spoken_chars
    why = tr(", ").join(dict.fromkeys(retell(piece.reason) for piece in accounting.unspoken))
    spoken = tr("{spoken} of {all} characters", spoken=accounting.spoken_chars, all=accounting.source_chars) + (
        tr("; not: {why}", why=why) if unspoken else ""
    )
    table.add_row(tr("spoken"), spoken)
    return Group(Text(f"\n{episode.title}", "bold"), table)


def _listen(site: Path) -> str:
    """The command that serves `site`, as a shell takes it."""
    named = "" if site == Path("audio") else f" {shlex.quote(str(site))}"
    return f"turncast serve{named}"


def _describe_voice(person: PersonRecord) -> str:
    level = "" if person.loudness_lufs is None else f" ({person.loudness_lufs:.1f} LUFS)"
    return tr("{name}: {voice}", name=person.name or tr("narrator"), voice=person.voice.id) + level


def _report_failures(failed: list[Failed], total: int) -> None:
    print(
        f"turncast: {tr('{built} of {total} episodes built; not built:', built=total - len(failed), total=total)}",
        file=sys.stderr,
    )
    for item in failed:
        print(f"  {item.source}: {item.error.problem}", file=sys.stderr)
