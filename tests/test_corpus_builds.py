"""Every transcript of the corpus becomes an episode that passes the check, and so does its script: the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tts import pipeline
from tts.config.load import ConfigFile, parse
from tts.script.script_file import dump
from tts.show.check.episode import check_episode
from tts.speech.scripts import read_script

CORPUS = Path(__file__).parent / "transcripts"
SOURCES = sorted(path for path in CORPUS.iterdir() if not path.name.endswith(".expected.yaml"))
POOL = ", ".join([f"zh{n:02}" for n in range(16)] + [f"en{n:02}" for n in range(16)])
PLAIN = ConfigFile(parse("sound: {music: false}", "voices.yaml"))
WITH_MUSIC = ConfigFile(parse("", "voices.yaml"))
"""What a show that says nothing has; it takes longer to encode than most of these talks, so one part has it."""
PARTS = 26
"""Tests that the corpus is divided into, so that several processors share it."""


def contents(folder: Path) -> dict[str, bytes]:
    """What the episode consists of, but for what a script has settled: the doubts."""
    held = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    record = json.loads(held["episode.json"])
    del record["doubts"]
    return {**held, "episode.json": json.dumps(record).encode()}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_transcript_and_its_script_become_the_same_episode(part: int, tmp_path: Path) -> None:
    sources, file = SOURCES[part::PARTS], PLAIN if part else WITH_MUSIC
    options = pipeline.BuildOptions(out=tmp_path / "a", engine="tone", cache=str(tmp_path / "cache"))
    wrong, scripts = list[str](), list[Path]()
    first = list(pipeline.build(sources, file, options, lambda *_: None))
    for source, result in zip(sources, first, strict=True):
        if isinstance(result, pipeline.Failed):
            wrong.append(f"{source.name}: {result.error}")
            continue
        report = check_episode(result.folder)
        wrong += [f"{source.name}: {finding}" for finding in report.findings if finding.level == "error"]
        scripts.append(tmp_path / f"{result.folder.name}.yaml")
        scripts[-1].write_text(dump(read_script(source, file, engine="tone")), encoding="utf-8")
    again = pipeline.BuildOptions(out=tmp_path / "b", engine="tone", cache=str(tmp_path / "cache"))
    for script, result in zip(scripts, pipeline.build(scripts, file, again, lambda *_: None), strict=True):
        if isinstance(result, pipeline.Failed):
            wrong.append(f"{script.name}: {result.error}")
            continue
        one, other = contents(tmp_path / "a" / script.stem), contents(result.folder)
        wrong += [f"{script.stem}: {name}" for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
    assert not wrong, "\n".join(wrong)
