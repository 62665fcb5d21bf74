"""`turncast check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tts.errors import InputError, Place

if TYPE_CHECKING:
    from tts.show.check.finding import Report


def check(
    path: Annotated[Path, typer.Argument(help="An episode's folder.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Verify an episode from its files alone: audio, loudness, chapters, captions, accounting, hashes, cover."""
    from tts.show.check.episode import check_episode

    report = check_episode(path)
    if json:
        _print_json(report)
    else:
        _print(report)
    if not report.ok:
        errors = sum(finding.level == "error" for finding in report.findings)
        raise InputError(f"{errors} rules do not hold.", place=Place(path), remedy="Each is listed with its remedy.")


def _print_json(report: Report) -> None:
    import msgspec

    document = {"path": report.path, "ok": report.ok, "findings": report.findings, "measured": report.measured}
    print(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())


def _print(report: Report) -> None:
    for finding in report.findings:
        print(f"{finding.level}: {finding.place}: {finding.problem} [{finding.rule}] {finding.remedy}")
    print(", ".join(f"{name} {value}" for name, value in report.measured.items()))
    errors = sum(finding.level == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    print(f"{report.path}: {f'{errors} errors' if errors else 'good'}{f', {warnings} warnings' if warnings else ''}.")
