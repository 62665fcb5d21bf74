"""A run that ends early: the episodes it finished stand in the feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts.config.load import ConfigFile
from tts.config.schema import Config
from tts.errors import ExitCode, WriteError
from tts.master.tags import tag
from tts.pipeline import BuildOptions, BuildRun, Built, Failed, build
from tts.progress import Progress
from tts.script.model import Script
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.feed.channel import FEED
from tts.show.record import read


@pytest.mark.parametrize("ended_by", [WriteError("No room."), KeyboardInterrupt()])
def test_what_was_finished_stands_in_the_feed(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended_by: BaseException
) -> None:
    def episode(self: BuildRun, source: Path, script: Script) -> Built:
        if source.stem == "second":
            raise ended_by
        folder = write(edition, tmp_path / "audio", tag)
        return Built(source, folder, read(folder))

    monkeypatch.setattr(BuildRun, "episode", episode)
    sources = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for source in sources:
        source.write_text("林海：潮水从来不迟到。\n\n莫桑：它比火车准时。\n", encoding="utf-8")
    run = build(sources, ConfigFile(Config(engine="tone")), BuildOptions(out=tmp_path / "audio"), _silent)
    assert isinstance(next(run), Built)
    with pytest.raises(type(ended_by)):
        next(run)
    assert "tides/tides.mp3" in (tmp_path / "audio" / FEED).read_text(encoding="utf-8")


def test_what_nobody_foresaw_is_that_sources_failure(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def episode(self: BuildRun, source: Path, script: Script) -> Built:
        if source.stem == "second":
            raise KeyError("no such thing")
        folder = write(edition, tmp_path / "audio", tag)
        return Built(source, folder, read(folder))

    monkeypatch.setattr(BuildRun, "episode", episode)
    sources = [tmp_path / "second.txt", tmp_path / "first.txt", tmp_path / "third.txt"]
    for source in sources:
        source.write_text("林海：潮水从来不迟到。\n\n莫桑：它比火车准时。\n", encoding="utf-8")
    taken = tmp_path / "audio" / "third"
    taken.mkdir(parents=True)
    (taken / "thesis.txt").write_text("not ours")
    bad, good, foreign = build(
        sources, ConfigFile(Config(engine="tone")), BuildOptions(out=tmp_path / "audio"), _silent
    )
    assert isinstance(bad, Failed)
    assert bad.error.exit_code == ExitCode.DEFECT
    assert "KeyError: 'no such thing'" in bad.error.problem
    assert isinstance(good, Built)
    assert isinstance(foreign, Failed)
    assert foreign.error.exit_code == ExitCode.CANNOT_WRITE


def _silent(progress: Progress) -> None:
    assert progress.done <= progress.total
