"""The table of engines finds every engine, says so when there is none, and lists voices without loading anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tts.errors import ConfigError
from tts.speech.engine import Engine
from tts.speech.engines import ENGINES, create, known_voices


def test_an_unknown_engine_is_named_with_the_one_meant() -> None:
    with pytest.raises(ConfigError, match=r"`kokro`.*`kokoro`"):
        create("kokro", {})
    with pytest.raises(ConfigError, match="tone"):
        known_voices("nothing like it", {})


def test_tone_is_an_engine() -> None:
    engine = create("tone", {})
    assert isinstance(engine, Engine)
    assert {voice.id: voice.language for voice in engine.voices()} == known_voices("tone", {})
    engine.close()


def test_settings_an_engine_does_not_take_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"engines: tone:.*takes no settings"):
        create("tone", {"pitch": 3})


@pytest.mark.parametrize("name", [*ENGINES])
def test_voices_are_listed_without_heavy_imports(name: str) -> None:
    code = (
        "import sys; from tts.speech.engines import known_voices; known_voices(sys.argv[1], {});"
        "print(*(set(sys.modules) & {'numpy', 'onnxruntime', 'aiohttp', 'edge_tts', 'av', 'misaki', 'kokoro_onnx'}))"
    )
    done = subprocess.run([sys.executable, "-c", code, name], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_each_engine_lists_voices_in_a_known_language() -> None:
    for name in ("kokoro", "tone"):
        voices = known_voices(name, {})
        assert {language.split("-")[0] for language in voices.values()} == {"zh", "en"}
        assert list(voices) == sorted(voices)
