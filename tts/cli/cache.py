"""`turncast cache`: how large it is, how often it helps, and how to make it smaller."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Annotated, Any

import typer

from tts.cli.options import JsonOption
from tts.cli.output import padded, print_json
from tts.cli.place import check_used, checked
from tts.errors import ExitCode, UsageError
from tts.language import kept, retell, tr, trn
from tts.master.kept import SEGMENTS
from tts.show.cover.kept import COVERS
from tts.speech.cache import Cache
from tts.speech.engines.edge.voices import VOICE_LISTS
from tts.speech.engines.kokoro.model_file import MODELS
from tts.speech.model import CLIPS
from tts.speech.shared_cache import cache_at
from tts.speech.tempo import TEMPI
from tts.store import DAY_S, CachePart, Store, StoredFile, cache_folder, prune, unlink
from tts.workplace import running_since_s

UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


def cache(
    prune: Annotated[bool, typer.Option("--prune", help="Remove what --older-than and --keep say.")] = False,
    older_than: Annotated[
        float | None,
        typer.Option("--older-than", metavar="DAYS", min=0, help="With --prune: what was not used for so long."),
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option(
            "--keep", metavar="SIZE", help="With --prune: the longest unused, until so much is left, e.g. 2G."
        ),
    ] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Read every clip and remove damaged ones.")] = False,
    where: Annotated[
        str,
        typer.Option(
            "--cache",
            metavar="PLACE",
            callback=checked,
            help="The clips in this folder or at s3://BUCKET/FOLDER, as for build.",
        ),
    ] = "",
    json: JsonOption = False,
) -> None:
    """Show what the cache holds; prune or verify it. Everything in it can be made again."""
    if prune and older_than is None and keep is None:
        raise UsageError(
            tr("--prune needs --older-than DAYS, --keep SIZE or both."), remedy=tr("E.g. --prune --older-than 30.")
        )
    if not prune and (older_than is not None or keep is not None):
        raise UsageError(tr("--older-than and --keep say what --prune removes."), remedy=tr("Add --prune."))
    clips = cache_at(where)
    document: dict[str, Any] = {"folder": where or str(cache_folder())}
    if where:
        check_used(where, clips)
    if verify:
        document["damaged"] = _verify(clips)
    if prune and where:
        document["removed"] = _prune(clips.files(), older_than, keep, clips.forget)
    elif prune:
        document["removed"] = _prune(files(), older_than, keep, unlink)
    document["parts"] = _sizes(clips.files() if where else files())
    asked, found = clips.read_tally()
    document["clips_asked"], document["clips_found"] = asked, found
    if json:
        print_json(document)
    else:
        _show(document)
    if document.get("damaged"):
        raise typer.Exit(ExitCode.BAD_INPUT)


PART_NAMES = (kept("clips"), kept("covers"), kept("master"), kept("models"), kept("voices"), kept("other"))
"""What each part is called where it is shown; `other` has no folder of its own."""


def parts() -> tuple[CachePart, ...]:
    """Everything that is kept, each part named where it is made."""
    return CLIPS, SEGMENTS, COVERS, VOICE_LISTS, MODELS, TEMPI


def files() -> Iterator[StoredFile]:
    """Every file of Turncast's own in the user's cache folder, in no order."""
    return chain.from_iterable(Store(part).files() for part in parts())


def _verify(clips: Cache) -> list[str]:
    found = []
    for clip in clips.damaged():
        clips.forget(clip)
        found.append(clip.path.stem)
    return found


def _prune(
    files: Iterable[StoredFile], older_than_days: float | None, keep: str | None, remove: Callable[[StoredFile], None]
) -> dict[str, int]:
    older_than_s = None if older_than_days is None else older_than_days * DAY_S
    most_bytes = None if keep is None else _bytes(keep)
    since_s = running_since_s()
    if since_s is not None:
        told = tr("A build is running: what it may need stays. Prune again when it is done.")
        print(f"turncast: {told}", file=sys.stderr)
    gone = prune(
        files,
        older_than_s=older_than_s,
        most_bytes=most_bytes,
        now_s=time.time(),
        running_since_s=since_s,
        remove=remove,
    )
    return {"files": len(gone), "bytes": sum(file.size for file in gone)}


def _bytes(size: str) -> int:
    """`500M`, `2G`, `1.5 GB` → bytes. Raises UsageError."""
    read = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?\s*", size.lower())
    if not read:
        raise UsageError(
            tr("`--keep {size}` is not a size.", size=size), remedy=tr("Write a number with K, M or G, e.g. 500M.")
        )
    return int(float(read[1]) * UNITS[read[2]])


def _sizes(files: Iterable[StoredFile]) -> dict[str, dict[str, int]]:
    parts: dict[str, dict[str, int]] = {}
    for file in files:
        part = parts.setdefault(file.part.name or "other", {"files": 0, "bytes": 0})
        part["files"] += 1
        part["bytes"] += file.size
    return dict(sorted(parts.items()))


def _show(document: dict[str, Any]) -> None:
    if "damaged" in document:
        damaged = len(document["damaged"])
        gone = trn("{number} damaged clip removed", "{number} damaged clips removed", damaged)
        print(gone if damaged else tr("no damaged clips"))
    if "removed" in document:
        gone, size_mb = document["removed"]["files"], document["removed"]["bytes"] / 1e6
        print(trn("{number} file removed, {size:.1f} MB", "{number} files removed, {size:.1f} MB", gone, size=size_mb))
    print(document["folder"])
    for name, part in document["parts"].items():
        size = trn(
            "{size:9.1f} MB  {number:6} file",
            "{size:9.1f} MB  {number:6} files",
            part["files"],
            size=part["bytes"] / 1e6,
        )
        print(f"  {padded(retell(name), 8)} {size}")
    asked, found = document["clips_asked"], document["clips_found"]
    if asked:
        print(
            tr(
                "  clips that builds found here: {found} of {asked} ({share:.0%})",
                found=found,
                asked=asked,
                share=found / asked,
            )
        )
