"""`python -m tts.master.music.compose FOLDER`: play the default set and write it as Opus.

One theme in D: it asks in the opening, nods between chapters, and comes home at the end. The files lie beside this
module; they are made again only when the music changes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np

from tts.master.music.instruments import RATE, Sound, felt_piano, pad, room

_BEAT_S = 0.72
"""83 beats a minute: a walking pace."""
_BITRATE = 56_000
_OPUS_RATE = 48_000

Note = tuple[float, int, float]
"""(beat, MIDI note, touch)"""

OPENING: tuple[Note, ...] = (
    *((0.0, 38, 0.55), (0.0, 57, 0.40), (0.5, 62, 0.42), (1.0, 64, 0.46), (1.5, 69, 0.60), (2.5, 66, 0.50)),
    *((3.0, 64, 0.44), (3.5, 62, 0.36)),
    *((4.0, 35, 0.50), (4.0, 54, 0.38), (4.5, 62, 0.40), (5.0, 66, 0.46), (5.5, 71, 0.62), (6.5, 69, 0.52)),
    *((7.0, 66, 0.42), (7.5, 64, 0.36)),
    *((8.0, 43, 0.48), (8.0, 59, 0.36), (8.5, 62, 0.38), (9.0, 66, 0.42), (9.5, 69, 0.50), (10.5, 71, 0.44)),
    *((11.0, 69, 0.38), (11.5, 66, 0.34)),
    *((12.0, 45, 0.46), (12.0, 57, 0.34), (12.5, 62, 0.36), (13.0, 64, 0.40), (13.5, 67, 0.42), (14.5, 64, 0.36)),
    *((16.0, 38, 0.44), (16.0, 57, 0.32), (16.5, 62, 0.36), (17.0, 66, 0.36), (17.5, 69, 0.38)),
)
STING: tuple[Note, ...] = (
    *((0.0, 43, 0.46), (0.0, 59, 0.36), (0.5, 62, 0.42), (1.0, 66, 0.48), (1.5, 69, 0.58)),
    *((2.25, 38, 0.44), (2.25, 57, 0.32), (2.25, 66, 0.44), (2.25, 74, 0.40)),
)
CLOSING: tuple[Note, ...] = (
    *((0.0, 43, 0.50), (0.0, 59, 0.38), (0.5, 62, 0.42), (1.0, 66, 0.46), (1.5, 71, 0.60), (2.5, 69, 0.50)),
    *((3.0, 66, 0.42), (3.5, 64, 0.38)),
    *((4.0, 45, 0.48), (4.0, 57, 0.36), (4.5, 62, 0.40), (5.0, 64, 0.44), (5.5, 69, 0.54), (6.5, 67, 0.44)),
    *((7.0, 64, 0.38),),
    *((8.0, 38, 0.50), (8.0, 57, 0.34), (8.08, 62, 0.36), (8.16, 66, 0.40), (8.24, 69, 0.42), (8.32, 74, 0.46)),
)

Chord = tuple[float, float, tuple[int, ...]]
"""(beat, beats, MIDI notes)"""

OPENING_PAD: tuple[Chord, ...] = (
    *((-0.4, 5.2, (50, 57, 64, 66)), (3.6, 5.2, (47, 57, 62, 66)), (7.6, 5.2, (43, 54, 59, 66))),
    *((11.6, 5.2, (45, 52, 57, 62)), (15.6, 5.0, (50, 57, 62, 66))),
)
STING_PAD: tuple[Chord, ...] = ((-0.3, 3.0, (55, 59, 62, 66)), (1.9, 3.4, (50, 57, 62, 66)))
CLOSING_PAD: tuple[Chord, ...] = (
    *((-0.4, 5.2, (43, 54, 59, 66)), (3.6, 5.2, (45, 52, 57, 62)), (7.6, 7.0, (50, 57, 62, 66))),
)


def play(notes: tuple[Note, ...], chords: tuple[Chord, ...], seconds: float) -> Sound:
    """The piece as heard in the room, `seconds` long, faded at its end, highest sample at -3 dBFS."""
    dry = np.zeros(round(seconds * RATE))
    lead = 0.4 * _BEAT_S
    for beat, note, touch in notes:
        _add(dry, lead + beat * _BEAT_S, felt_piano(note, 4.5, touch))
    for beat, beats, chord in chords:
        swell = pad(chord, beats * _BEAT_S, 1.1, 1.6)
        _add(dry, max(0.0, lead + beat * _BEAT_S), 0.09 * swell)
    wet = room(dry, 2.4, 0.30)[: len(dry)]
    fade = np.minimum(1.0, np.arange(len(wet))[::-1] / (1.8 * RATE))
    wet *= np.sin(0.5 * np.pi * fade) ** 2
    levelled: Sound = wet / np.abs(wet).max() * 10.0 ** (-3.0 / 20.0)
    return levelled


def _add(mix: Sound, at_s: float, sound: Sound) -> None:
    start = round(at_s * RATE)
    part = sound[: len(mix) - start]
    mix[start : start + len(part)] += part


def write(sound: Sound, path: Path) -> None:
    """`sound` as Ogg Opus, without the clock or a random serial number in it."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=_OPUS_RATE, frame_size=960)
    frame = av.AudioFrame.from_ndarray(sound.astype(np.float32)[None, :], format="flt", layout="mono")
    frame.sample_rate = RATE
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=_OPUS_RATE, layout="mono")
        stream.bit_rate = _BITRATE
        stream.codec_context.options = {"application": "audio"}
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))


def main(folder: Path) -> None:
    """Write the three files into `folder`."""
    write(play(OPENING, OPENING_PAD, 17.0), folder / "opening.opus")
    write(play(STING, STING_PAD, 5.0), folder / "sting.opus")
    write(play(CLOSING, CLOSING_PAD, 11.5), folder / "closing.opus")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
