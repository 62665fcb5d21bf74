"""`turncast doctor`: what is installed, what is missing, what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tts.cli.diagnosis import Diagnosis, diagnose
from tts.cli.options import JsonOption
from tts.cli.output import console, print_json
from tts.errors import ExitCode
from tts.language import retell


def doctor(
    cast: Annotated[
        Path | None,
        typer.Option("--cast", metavar="FILE", help="The voices.yaml to look at; ./voices.yaml if there is one."),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask whether the online services answer.")] = False,
    json: JsonOption = False,
) -> None:
    """Say what is installed, what is missing, and what to do about it.

    Asks the online services only whether they answer; no text of yours is sent.
    """

    findings = diagnose(cast, offline=offline)
    if json:
        print_json(findings)
    else:
        _show(findings)
    bad = {finding.name for finding in findings if finding.state == "bad"}
    if bad:
        raise typer.Exit(ExitCode.BAD_CONFIG if bad == {"voices.yaml"} else ExitCode.UNAVAILABLE)


def _show(findings: list[Diagnosis]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    marks = {"good": Text("✓", "green"), "optional": Text("·", "dim"), "bad": Text("✗", "red")}
    table.add_column()
    table.add_column()
    table.add_column(overflow="fold")
    for finding in findings:
        told = Text(finding.detail)
        if finding.remedy:
            told.append(f"\n{finding.remedy}", "bold")
        table.add_row(marks[finding.state], retell(finding.name), told)
    console().print(table)
