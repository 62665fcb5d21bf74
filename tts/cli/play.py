"""Sound for the ears at once: clips go to the system's player one after another, as they are made."""

from __future__ import annotations

import shutil
import subprocess
import wave
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain

from tts.errors import UsageError
from tts.language import tr
from tts.speech.model import Clip

_PLAYERS = {
    "aplay": "-q -t raw -f S16_LE -c 1 -r {rate}",
    "paplay": "--raw --format=s16le --channels=1 --rate={rate}",
    "ffplay": "-v error -nodisp -autoexit -f s16le -ch_layout mono -ar {rate} -i -",
    "mpv": "--really-quiet --demuxer=rawaudio --demuxer-rawaudio-format=s16le --demuxer-rawaudio-channels=1"
    " --demuxer-rawaudio-rate={rate} -",
    "play": "-q -t raw -e signed -b 16 -c 1 -r {rate} -",
}
"""What takes 16-bit samples on its standard input, best first: ALSA's, PulseAudio's, FFmpeg's, mpv, SoX's."""


def play(clips: Iterable[Clip]) -> float:
    """Hear `clips`; returns their seconds when all is heard, or the player was closed. Raises UsageError."""
    name = next((name for name in _PLAYERS if shutil.which(name)), None)
    if name is None:
        raise UsageError(
            tr("No player is installed that takes sound as it comes: {players}.", players=", ".join(_PLAYERS)),
            remedy=tr("Install one of them, or write a file with --out."),
        )
    heard_s = 0.0
    coming = iter(clips)
    first = next(coming)
    with wave.open(str(first.path)) as file:
        rate = file.getframerate()
    command = [name, *_PLAYERS[name].format(rate=rate).split()]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as player, suppress(BrokenPipeError):
        assert player.stdin
        for clip in chain([first], coming):
            with wave.open(str(clip.path)) as file:
                player.stdin.write(file.readframes(file.getnframes()))
            player.stdin.flush()
            heard_s += clip.duration_s
    return heard_s
