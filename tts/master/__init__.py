"""The master stage: from clips to one finished, levelled MP3 that knows what is heard when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the values of this stage are read by programs that never touch audio
    from tts.config.schema import Sound
    from tts.master.model import Mastered
    from tts.progress import Report
    from tts.speech.model import Spoken


def master(
    spoken: Spoken, sound: Sound, out: Path, *, progress: Report | None = None, lossless: Path | None = None
) -> Mastered:
    """Write `spoken` as one untagged constant-bit-rate MP3 to `out`, whose folder exists.

    `lossless`: where to keep the same samples as FLAC as well, for `tts.master.formats` to encode from.

    Raises InputError when there is nothing to hear, DamagedClipError for a clip that is not as it was written,
    ConfigError for a bit rate or music file that cannot be used, WriteError when `out` cannot be written.
    """
    from tts.master.episode import Outputs, produce

    return produce(spoken, sound, Outputs(out, lossless), progress)
