"""Music under an episode, as the timeline counts it: how long each bed is, and where in it the speech enters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tts.audio import Samples
from tts.config.schema import Music, Sound

_OWN = "default"


@dataclass(frozen=True, slots=True)
class BedPlan:
    """How a piece of music is used."""

    name: str
    own_s: float
    """How long the piece that comes with the project lasts: `tts/master/music/<name>.opus`."""
    longest_s: float
    """What is longer is faded out before."""
    entry_s: float
    """From here on there may be speech over it; 0 for music that nobody speaks over."""
    duck_db: float
    fade_out_s: float


OPENING = BedPlan("opening", own_s=17.013, longest_s=16.0, entry_s=6.0, duck_db=-14.0, fade_out_s=5.0)
"""Two bars alone, then under the title and the disclosure: 18 dB below the narrator, where words stay as clear."""
STING = BedPlan("sting", own_s=5.013, longest_s=4.6, entry_s=2.9, duck_db=-12.0, fade_out_s=1.4)
"""Its last chord rings under the heading."""
CLOSING = BedPlan("closing", own_s=11.513, longest_s=14.0, entry_s=0.0, duck_db=0.0, fade_out_s=3.0)


@dataclass(frozen=True, slots=True, eq=False)
class Bed:
    """Music with its place for speech."""

    length: int
    """Samples at `RATE`."""
    entry: int
    """Samples from its start to the first word; its length when nobody speaks over it."""
    sound: Samples | None = None
    """Shape (length,), ready to be mixed; None when nobody will hear it, only know how long it is."""

    @property
    def samples(self) -> Samples:
        """Its sound. Raises ValueError when only its length is known."""
        if self.sound is None:
            raise ValueError("this bed has a length and no sound")
        return self.sound


@dataclass(frozen=True, slots=True)
class Beds:
    """The music of one episode."""

    opening: Bed | None = None
    sting: Bed | None = None
    closing: Bed | None = None
    rhythm: Bed | None = None
    """The mark of synthetic speech, before everything else."""


def beds_of(
    sound: Sound, bed_from: Callable[[BedPlan, Path | None], Bed | None], rhythm_at: Callable[[float], Bed]
) -> Beds:
    """The music `sound` asks for.

    `bed_from` makes each bed from its plan and file, None for the piece that comes with the project; `rhythm_at` makes
    the rhythm for speech of so many LUFS.
    """
    rhythm = rhythm_at(sound.loudness) if sound.rhythm else None
    music = sound.music if isinstance(sound.music, Music) else Music() if sound.music else None
    if music is None:
        return Beds(rhythm=rhythm)

    def bed(plan: BedPlan) -> Bed | None:
        source = music.chosen[plan.name]
        return bed_from(plan, None if source == _OWN else Path(source)) if source else None

    return Beds(bed(OPENING), bed(STING), bed(CLOSING), rhythm)
