"""`turncast voices`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from tts.speech.engine import VoiceInfo


def voices(
    engine: Annotated[str, typer.Option(help="One engine only; by default all of them.")] = "",
    lang: Annotated[str, typer.Option(help="A language, e.g. `zh` or `en-GB`.")] = "",
    cast: Annotated[Path | None, typer.Option(help="The configuration, for engine settings.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List the voices there are."""
    from tts.cli.say import configuration
    from tts.speech.engines import names

    config = configuration(cast)
    rows = [
        (name, voice)
        for name in ([engine] if engine else names())
        for voice in _voices(name, config.engines.get(name, {}), asked=bool(engine))
        if not voice.language or voice.language.lower().startswith(lang.lower())
    ]
    if json:
        import msgspec

        fields = ("id", "language", "gender", "note")
        print(
            msgspec.json.encode(
                [{"engine": name, **{field: getattr(voice, field) for field in fields}} for name, voice in rows]
            ).decode()
        )
        return
    for name, voice in rows:
        print(f"{name:8} {voice.id:28} {voice.language:8} {voice.gender:7} {voice.note}".rstrip())


def _voices(name: str, options: Mapping[str, Any], asked: bool) -> tuple[VoiceInfo, ...]:
    """An engine that is asked for by name may ask its server; a list of all engines uses no network."""
    from tts.speech.engines import catalogue, create

    if not asked:
        return catalogue(name, options)
    engine = create(name, options)
    try:
        return engine.voices()
    finally:
        engine.close()
