"""What somebody says of an episode from outside its transcript, as front matter would say it inside."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from tts.errors import UsageError
from tts.language import tr
from tts.script.dates import iso_date

LARGEST = 999_999
"""The highest number of a season or an episode."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Keys of front matter that stand above what the transcript says; what is left out is as it says."""

    title: str = ""
    slug: str = ""
    """The episode's folder, and its place in the feed."""
    date: str = ""
    """The day of the interview, in any usual writing: `2024-03-01`, `2024年3月1日`."""
    season: int | None = None
    """1 to 999,999."""
    episode: int | None = None
    """Its number in the season, 1 to 999,999."""

    def __post_init__(self) -> None:
        """Raises UsageError for what is no day or no number of an episode."""
        if self.date and not iso_date(self.date):
            raise UsageError(
                tr("`date`: `{date}` is not a day.", date=self.date), remedy=tr("Write it like 2024-03-01.")
            )
        for key in ("season", "episode"):
            number = getattr(self, key)
            if number is not None and not 1 <= number <= LARGEST:
                raise UsageError(
                    tr("`{key}`: {number} is no number of one.", key=key, number=number),
                    remedy=tr("Write 1 to {largest}.", largest=LARGEST),
                )

    def entries(self) -> dict[str, str]:
        """Key → value, as front matter has them; without those that are left out."""
        given = asdict(self) | {"title": self.title.strip(), "date": iso_date(self.date) if self.date else ""}
        return {key: str(value) for key, value in given.items() if value}
