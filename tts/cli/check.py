"""`turncast check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tts.cli.options import JsonOption
from tts.cli.output import print_json
from tts.errors import InputError, Place
from tts.language import retell, sentences, tr, trn
from tts.show.check.episode import check_episode
from tts.show.check.finding import Report
from tts.show.check.live import check_against
from tts.show.check.site import check_site


def check(
    path: Annotated[Path, typer.Argument(metavar="FOLDER", help="An episode's folder, or a whole site.")],
    against: Annotated[
        str, typer.Option(metavar="URL", help="Address of the published site: check what its server sends.")
    ] = "",
    json: JsonOption = False,
) -> None:
    """Verify an episode or a site from its files alone: audio, loudness, chapters, captions, feed, links."""
    report = _check(path, against)
    if json:
        _print_json(report)
    else:
        _print(report)
    if not report.ok:
        errors = sum(finding.level == "error" for finding in report.findings)
        raise InputError(
            trn("{number} error found.", "{number} errors found.", errors),
            place=Place(path),
            remedy=tr("Each is listed with what to do about it."),
        )


def _check(path: Path, against: str) -> Report:
    if against:
        return check_against(path, against)
    if (path / "episode.json").is_file():
        return check_episode(path)

    return check_site(path)


def _print_json(report: Report) -> None:
    document = {"path": report.path, "ok": report.ok, "findings": report.findings, "measured": report.measured}
    print_json(document)


def _print(report: Report) -> None:
    for finding in report.findings:
        told = sentences(finding.problem, f"[{finding.rule}] {finding.remedy}".strip())
        print(tr("{level}: {place}: {told}", level=retell(finding.level), place=finding.place, told=told))
    if report.measured:
        print(tr(", ").join(f"{retell(name)} {value}" for name, value in report.measured.items()))
    errors = sum(finding.level == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    counts = [trn("{number} error", "{number} errors", errors) if errors else tr("good")]
    counts += [trn("{number} warning", "{number} warnings", warnings)] if warnings else []
    print(tr("{path}: {counts}.", path=report.path, counts=tr(", ").join(counts)))
