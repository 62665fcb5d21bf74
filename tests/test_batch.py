"""Several sources in one run: what goes wrong with one of them is its own affair."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tts import pipeline
from tts.config.load import ConfigFile, parse
from tts.errors import ExitCode
from tts.script.model import Script
from tts.speech.scripts import read_script

TALK = "Anna: Did you see the sea?\n\nBen: I did see it.\n\nAnna: How was it?\n\nBen: Calm.\n"


@pytest.mark.slow
def test_a_mistake_of_ours_in_one_source_leaves_the_others_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_script

    def failing(source: Path, file: ConfigFile, **options: Any) -> Script:
        if source.stem == "two":
            raise TypeError("str of lxml's own kind")
        return read(source, file, **options)

    monkeypatch.setattr(pipeline, "read_script", failing)
    sources = [tmp_path / f"{name}.txt" for name in ("one", "two", "three")]
    for source in sources:
        source.write_text(TALK, encoding="utf-8")
    file = ConfigFile(parse("", "voices.yaml"))
    options = pipeline.BuildOptions(out=tmp_path / "audio", engine="tone", cache=str(tmp_path / "cache"))
    results = list(pipeline.build(sources, file, options, lambda *_: None))
    failed = [result for result in results if isinstance(result, pipeline.Failed)]
    assert [(item.source.stem, item.error.exit_code) for item in failed] == [("two", ExitCode.DEFECT)]
    assert "TypeError" in str(failed[0].error)
    assert len(results) == 3
    with pytest.raises(TypeError):
        list(pipeline.build(sources[1:2], file, options, lambda *_: None))
