"""`encode`: a clip as the bytes of a sound file, which says that it is synthetic."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tts.errors import UsageError
from tts.language import tr
from tts.library.settings import Settings, load_settings
from tts.master.labels import AigcLabel, number_of
from tts.master.single import FORMS, encoded
from tts.speech.model import Clip


def form_of(path: Path) -> str:
    """The form that the name of a sound file says; `wav` for one without suffix. Raises UsageError."""
    form = path.suffix.lower().removeprefix(".") or "wav"
    if form not in FORMS:
        raise UsageError(
            tr("`{suffix}`: sound is not written in this form.", suffix=path.suffix),
            remedy=tr("Take one of: {forms}.", forms=", ".join(FORMS)),
        )
    return form


def encode(clip: Clip, form: str = "wav", *, settings: Settings = None) -> bytes:
    """`clip` as a file in `form`: `wav`, `mp3`, `flac`, `m4a` or `opus`, with the label that `labels` in the settings
    ask for. Raises UsageError for another form, ConfigError."""
    if form not in FORMS:
        raise UsageError(
            tr("There is no form `{form}`.", form=form), remedy=tr("Take one of: {forms}.", forms=", ".join(FORMS))
        )
    config = load_settings(settings).config
    content = clip.path.read_bytes()
    label = None
    if config.labels:
        number = number_of(hashlib.sha256(content).digest())
        label = AigcLabel(config.show.producer or config.show.author, number)
    return encoded(content, form, label)
