"""Programs that people tag, repair and play MP3s with find the tag as we mean it, and nothing wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tts.master.tags import tag
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.record import read

pytestmark = pytest.mark.slow

_EYED3 = """
import json, sys, eyed3
tag = eyed3.load(sys.argv[1]).tag
order = [name for table in tag.table_of_contents for name in table.child_ids]
found = {chapter.element_id: (chapter.title, chapter.times.start) for chapter in tag.chapters}
print(json.dumps([found[name] for name in order]))
"""


@pytest.mark.skipif(not shutil.which("eyeD3"), reason="needs eyed3")
def test_eyed3_reads_the_chapters_in_order(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    with Path(str(shutil.which("eyeD3"))).open(encoding="utf-8") as program:
        interpreter = program.readline().removeprefix("#!").split()
    command = [*interpreter, "-c", _EYED3, str(folder / "tides.mp3")]
    shown = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert [tuple(one) for one in shown] == [(mark.title, round(mark.start_s * 1000)) for mark in read(folder).chapters]


@pytest.mark.skipif(not shutil.which("mp3val"), reason="needs mp3val")
def test_mp3val_finds_nothing_wrong(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    command = ["mp3val", str(folder / "tides.mp3")]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert "+ID3v2" in said
    assert "WARNING" not in said
    assert "ERROR" not in said
