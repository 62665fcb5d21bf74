"""One clip as a file of its own, in the form its name says, with the label of synthetic speech."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from tts.master import labels
from tts.master.labels import AigcLabel, aigc, label_wav


class _Form(NamedTuple):
    container: str
    """As FFmpeg calls it."""
    codec: str
    rate: int | None
    """Hertz, where the codec does not take every rate; None: the clip's own."""
    bitrate: int | None
    """Bit/s; None where nothing is lost."""


FORMS = {
    "wav": _Form("wav", "pcm_s16le", None, None),
    "mp3": _Form("mp3", "libmp3lame", None, 96_000),
    "flac": _Form("flac", "flac", None, None),
    "m4a": _Form("ipod", "aac", None, 96_000),
    "opus": _Form("ogg", "libopus", 48_000, 40_000),
}
"""Suffix → how it is made; bit rates as an episode's own (`tts.master.formats`)."""


def encoded(wav: bytes, form: str, label: AigcLabel | None) -> bytes:
    """`wav` (16 bit, mono) in `form`, a key of `FORMS`, with `label` if there is one."""
    if form == "wav":
        return label_wav(wav, label) if label else wav
    file = _transcoded(wav, FORMS[form])
    if label:
        _write_label(file, form, aigc(label))
    return file.getvalue()


def _transcoded(wav: bytes, form: _Form) -> io.BytesIO:
    import av  # heavy, and WAV does without

    made = io.BytesIO()
    source: Any = av.open(io.BytesIO(wav))
    with source, av.open(made, "w", form.container, {"fflags": "+bitexact"}) as out:
        rate = form.rate or source.streams.audio[0].rate
        stream: Any = out.add_stream(form.codec, rate=rate, layout="mono")
        if form.bitrate:
            stream.bit_rate = form.bitrate
        resampler = av.AudioResampler(stream.format.name, "mono", rate, stream.codec_context.frame_size or None)
        for frame in [*source.decode(audio=0), None]:
            for part in resampler.resample(frame):
                out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return made


def _write_label(file: io.BytesIO, form: str, label: str) -> None:
    """Put `label` where players leave it alone and `tts.master.labels.read_aigc` finds it."""
    import mutagen.flac
    import mutagen.id3
    import mutagen.mp4
    import mutagen.oggopus

    file.seek(0)
    tags: Any
    if form == "mp3":
        tags = mutagen.id3.ID3()
        frame: Any = mutagen.id3
        tags.add(frame.TXXX(encoding=mutagen.id3.Encoding.UTF16, desc=labels.KEY, text=label))
        tags.save(file, v1=0, v2_version=3, padding=lambda _: 0)
        return
    if form == "m4a":
        tags = mutagen.mp4.MP4(file)
        tags[labels.MP4_KEY] = mutagen.mp4.MP4FreeForm(label.encode(), mutagen.mp4.AtomDataType.UTF8)
    else:
        tags = (mutagen.flac.FLAC if form == "flac" else mutagen.oggopus.OggOpus)(file)
        tags[labels.KEY] = label
    file.seek(0)
    tags.save(file, padding=lambda _: 0)
