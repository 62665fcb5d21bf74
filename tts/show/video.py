"""An episode as a film, for places that take nothing else: its cover, its title, and who speaks when.

1280 × 720 H.264 and AAC in MP4, written by PyAV. Two pictures a second, each differing from the last by a few columns:
encoding keeps far ahead of the sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from numpy.typing import NDArray

from tts.errors import WriteError, reason
from tts.language import tr
from tts.master.labels import MP4_KEY
from tts.master.units import RATE
from tts.show.cover.palette import Palette, palette_for
from tts.show.cover.type import Setting, drawable, fit, font
from tts.show.model import Episode

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 720
FPS = 2
_COVER = 460
_MARGIN = 60
_LANES_TOP, _LANES_BOTTOM = 590, 670
_FADED = 0.35
"""How much of a voice's colour shows before its turn is heard."""


def film(episode: Episode, folder: Path, out: Path, aigc: str) -> None:
    """Write the episode in `folder` as MP4 to `out`, with the label `aigc` unless that is empty. Raises WriteError."""
    try:
        with av.open(str(out), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as made:
            _encode(made, episode, folder)
    except (av.FFmpegError, OSError) as error:
        raise WriteError(
            tr("{out} cannot be written: {error}.", out=out, error=reason(error)),
            remedy=tr("Make room or choose another --to."),
        ) from error
    _tag(out, episode, aigc)


def _encode(made: Any, episode: Episode, folder: Path) -> None:
    """Pictures and sound by turns, as players want them."""
    pictures: Any = made.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "tune": "stillimage"})
    pictures.width, pictures.height, pictures.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    sound: Any = made.add_stream("aac", rate=RATE, layout="mono")
    sound.bit_rate = 128_000
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE, frame_size=1024)
    frames = _frames(episode, folder)
    shown = 0
    with av.open(str(folder / episode.audio)) as heard:
        for part in heard.decode(audio=0):
            while part.time is not None and shown / FPS <= part.time:
                made.mux(pictures.encode(_picture(next(frames), shown)))
                shown += 1
            for resampled in resampler.resample(part):
                made.mux(sound.encode(resampled))
    for resampled in resampler.resample(None):
        made.mux(sound.encode(resampled))
    for stream in (pictures, sound):
        made.mux(stream.encode(None))


def _picture(pixels: NDArray[np.uint8], number: int) -> Any:
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    frame.pts, frame.time_base = number, Fraction(1, FPS)
    return frame


def _frames(episode: Episode, folder: Path) -> Iterator[NDArray[np.uint8]]:
    """One picture after the other, each with a little more of the lanes in full colour."""
    palette = palette_for(episode.show, episode.slug)
    before = np.asarray(_still(episode, folder, palette, _FADED))
    after = np.asarray(_still(episode, folder, palette, 1.0))
    pixels, number, drawn = before.copy(), 0, _MARGIN
    while True:
        share = min(1.0, number / FPS / max(episode.duration_s, 0.001))
        upto = _MARGIN + round(share * (WIDTH - 2 * _MARGIN))
        pixels[_LANES_TOP:_LANES_BOTTOM, drawn:upto] = after[_LANES_TOP:_LANES_BOTTOM, drawn:upto]
        drawn = upto
        yield pixels
        number += 1


def _still(episode: Episode, folder: Path, palette: Palette, strength: float) -> Image.Image:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), palette.ground)
    with Image.open(folder / "cover.jpg") as cover:
        image.paste(cover.convert("RGB").resize((_COVER, _COVER)), (_MARGIN, _MARGIN))
    pen = ImageDraw.Draw(image)
    left = 2 * _MARGIN + _COVER
    room = WIDTH - left - _MARGIN
    title = fit(drawable(episode.title) or episode.slug, room, 300, range(56, 28, -2), 1.35)
    _write(pen, title, left, _MARGIN, palette)
    people = "  ".join(drawable(person.name) for person in episode.speakers)
    _write(pen, fit(people, room, 40, range(30, 16, -2)), left, 400, palette)
    notice = fit(drawable(episode.disclosure), room, 80, range(24, 14, -2), 1.35)
    _write(pen, notice, left, 450, palette)
    _draw_lanes(pen, episode, palette, strength)
    return image


def _write(pen: ImageDraw.ImageDraw, setting: Setting, left: int, top: int, palette: Palette) -> None:
    for number, line in enumerate(setting.lines):
        pen.text((left, top + number * setting.leading), line, font=font(setting.size), fill=palette.ink)


def _draw_lanes(pen: ImageDraw.ImageDraw, episode: Episode, palette: Palette, strength: float) -> None:
    """A lane for each of four voices; the narrator's, in the ink's colour, runs below them."""
    voices = {person.name: number % 4 for number, person in enumerate(episode.speakers)}
    used = min(4, len(voices)) + 1
    height = (_LANES_BOTTOM - _LANES_TOP) / used
    scale = (WIDTH - 2 * _MARGIN) / max(episode.duration_s, 0.001)
    for turn in episode.turns:
        lane = voices.get(turn.speaker or "", used - 1)
        colour = palette.ink if turn.speaker is None else palette.voices[lane]
        mixed = tuple(round(g + (c - g) * strength) for g, c in zip(palette.ground, colour, strict=True))
        top = _LANES_TOP + lane * height
        start, stop = _MARGIN + turn.start_s * scale, _MARGIN + turn.end_s * scale
        pen.rectangle((start, top + 2, max(start + 1, stop), top + height - 2), fill=mixed)


def _tag(path: Path, episode: Episode, aigc: str) -> None:
    from mutagen.mp4 import MP4, AtomDataType, MP4FreeForm

    file: Any = MP4(path)
    freeform: Any = MP4FreeForm
    file["\xa9nam"], file["\xa9cmt"] = episode.title, episode.disclosure
    if aigc:
        file[MP4_KEY] = freeform(aigc.encode(), AtomDataType.UTF8)
    file.save(padding=lambda _: 0)


def thumbnail(cover: bytes) -> bytes:
    """The cover on a ground of its own colour, 1280 × 720, JPEG under 2 MB: what YouTube shows before the film."""
    from PIL import Image

    with Image.open(BytesIO(cover)) as image:
        square = image.convert("RGB").resize((HEIGHT, HEIGHT))
    made = Image.new("RGB", (WIDTH, HEIGHT), square.getpixel((4, HEIGHT - 4)))
    made.paste(square, ((WIDTH - HEIGHT) // 2, 0))
    file = BytesIO()
    made.save(file, "JPEG", quality=88)
    return file.getvalue()
