"""What a check finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tts.language import kept, tr

LEVELS = (kept("error"), kept("warning"))
"""How bad a finding is, and what people read of it."""
MEASURED = (
    kept("duration_s"),
    kept("integrated_lufs"),
    kept("true_peak_dbtp"),
    kept("chapters"),
    kept("captions"),
    kept("source_chars"),
    kept("spoken_chars"),
    kept("files"),
    kept("episodes"),
    kept("feeds"),
)
"""What checks measure, by the names that programs read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that does not hold, where, and what to do."""

    rule: str
    """Dotted, stable, e.g. `chapters.order`."""
    place: str
    """File, and where in it."""
    problem: str
    remedy: str
    level: Literal["error", "warning"] = "error"
    """Only errors make a check fail."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one check looked at and found."""

    path: str
    findings: tuple[Finding, ...]
    measured: dict[str, float | int | str]
    """What was measured, by name with its unit, e.g. `duration_s`."""

    @property
    def ok(self) -> bool:
        """No errors; warnings do not count."""
        return not any(finding.level == "error" for finding in self.findings)


REBUILD = tr("Build the episode again.")


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, otherwise as found."""
    return tuple(sorted(findings, key=lambda finding: finding.level != "error"))
