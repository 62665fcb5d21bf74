"""The episode's folder: whole or not at all, the same every time, with everything in it."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from doubles.editions import conversation, mastered
from PIL import Image

from tts.errors import ExitCode, InputError, WriteError
from tts.master.model import Tags
from tts.master.tags import tag
from tts.show import folder as folders
from tts.show.check.chapters import read_id3
from tts.show.check.episode import check_episode
from tts.show.earlier import ForeignFolderError
from tts.show.edition import Alternate, Edition
from tts.show.episode import write
from tts.show.folder import LOCK, whole_folder
from tts.show.record import read

FILES = {
    "chapters.json", "index.html", "cover-small.jpg", "cover.jpg", "episode.json", "script.yaml", "tides.mp3",
    "transcript.html", "transcript.json", "transcript.md", "transcript.srt", "transcript.vtt",
}  # fmt: skip


def beside(site: Path) -> list[str]:
    """What stands in `site`, but for the lock that whoever writes there holds."""
    return sorted(path.name for path in site.iterdir() if path.name != LOCK)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_edition_same_bytes(edition: Edition, tmp_path: Path) -> None:
    one, other = write(edition, tmp_path / "one", tag), write(edition, tmp_path / "other", tag)
    assert contents(one) == contents(other)
    assert set(contents(one)) == FILES


def test_writing_again_replaces_everything(edition: Edition, tmp_path: Path) -> None:
    folder = write(dataclasses.replace(edition, alternates=(Alternate(".opus", "Opus", opus),)), tmp_path, tag)
    write(edition, tmp_path, tag)
    assert set(contents(folder)) == FILES
    assert beside(tmp_path) == ["tides"]


def test_episode_json_says_what_design_demands(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    said = json.loads((folder / "episode.json").read_bytes())
    for key in ("title", "language", "date", "duration_s", "size", "sha256", "engine", "speakers", "loudness",
                "chapters", "turns", "cues", "accounting", "disclosure"):  # fmt: skip
        assert said[key] is not None, key
    assert said["size"] == (folder / "tides.mp3").stat().st_size
    assert [person["name"] for person in said["speakers"]] == ["林海", "Ada Moss"]
    assert str(tmp_path) not in (folder / "episode.json").read_text(encoding="utf-8")
    assert (said["listing"]["season"], said["listing"]["number"]) == (2, 7)
    assert read(folder).turns[0].kind == "note"


def test_chapters_are_one_list(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    document = json.loads((folder / "chapters.json").read_bytes())
    assert document["version"] == "1.2.0"
    shown = subprocess.run(
        ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", folder / "tides.mp3"],
        capture_output=True, check=False, text=True,
    ) if _has("ffprobe") else None  # fmt: skip
    if shown:
        found = [(float(c["start_time"]), c["tags"]["title"]) for c in json.loads(shown.stdout)["chapters"]]
        assert found == [(c["startTime"], c["title"]) for c in document["chapters"]]
    assert [c["title"] for c in document["chapters"]] == ["开场", "月亮的账本", "海会记得"]


def test_chapters_have_links_and_pictures(edition: Edition, tmp_path: Path) -> None:
    """As front matter of any form tells them: a list, joined by commas."""
    front = (
        ("chapter-links", "2 https://sea.example/ledger, 3 https://sea.example/a,b"),
        ("chapter-images", "2 https://sea.example/ledger.jpg"),
    )
    script = dataclasses.replace(edition.script, front_matter=front)
    folder = write(dataclasses.replace(edition, script=script), tmp_path, tag)
    said = json.loads((folder / "chapters.json").read_bytes())["chapters"]
    assert [(one.get("url"), one.get("img")) for one in said] == [
        (None, None),
        ("https://sea.example/ledger", "https://sea.example/ledger.jpg"),
        ("https://sea.example/a,b", None),
    ]
    found = read_id3(folder / "tides.mp3")
    assert found is not None
    links = [[link.url for link in chapter.sub_frames.getall("WXXX")] for chapter in found.frames["CHAP"]]
    assert links == [[], ["https://sea.example/ledger"], ["https://sea.example/a,b"]]
    assert check_episode(folder).ok


def _has(program: str) -> bool:
    import shutil

    return shutil.which(program) is not None


def opus(path: Path, tags: Tags) -> None:
    assert tags.title == "潮汐：两个人和一根竹竿"
    path.write_bytes(b"OggS" + bytes(1000))


def test_alternates_are_described(edition: Edition, tmp_path: Path) -> None:
    folder = write(dataclasses.replace(edition, alternates=(Alternate(".opus", "Opus", opus),)), tmp_path, tag)
    (found,) = read(folder).alternates
    assert (found.name, found.type, found.size, found.title) == ("tides.opus", "audio/ogg", 1004, "Opus")
    assert found.bitrate_bps == round(1004 * 8 / 24)


def test_cover_is_what_directories_take(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    content = (folder / "cover.jpg").read_bytes()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.size, image.mode, image.format, image.info["dpi"]) == ((3000, 3000), "RGB", "JPEG", (72, 72))
    assert len(content) < 500_000
    with Image.open(folder / "cover-small.jpg") as image:
        assert max(image.size) < 500


@pytest.mark.parametrize("title", ["🎉🎉", "שלום", "很" * 300, "<script>alert(1)</script> & ]]> '\"", "\x07bell\u202e"])
def test_hostile_titles_are_inert_and_whole(edition: Edition, tmp_path: Path, title: str) -> None:
    script = dataclasses.replace(edition.script, title=title)
    folder = write(dataclasses.replace(edition, script=script), tmp_path, tag)
    found = read_id3(folder / "tides.mp3")
    assert found is not None
    assert (
        found.text("TIT2") == read(folder).title == " ".join(title.replace("\x07", " ").replace("\u202e", " ").split())
    )
    assert "<script" not in (folder / "transcript.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value"),
    [("season", "two"), ("episode", "0"), ("soundbite", "99"), ("explicit", "maybe"), ("page", "javascript:alert(1)"),
     ("publish-date", "soon"), ("episode-type", "pilot"), ("chapter-links", "4 https://sea.example"),
     ("chapter-links", "2 javascript:alert(1)"), ("chapter-images", "https://sea.example/a.jpg")],
)  # fmt: skip
def test_front_matter_no_feed_can_carry(edition: Edition, tmp_path: Path, key: str, value: str) -> None:
    script = dataclasses.replace(edition.script, front_matter=((key, value),))
    with pytest.raises(InputError, match=key):
        write(dataclasses.replace(edition, script=script), tmp_path, tag)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("slug", ["player", "con", "lpt1"])
def test_names_that_are_taken(edition: Edition, tmp_path: Path, slug: str) -> None:
    script = dataclasses.replace(edition.script, slug=slug)
    with pytest.raises(InputError, match="slug:"):
        write(dataclasses.replace(edition, script=script), tmp_path, tag)
    assert not list(tmp_path.iterdir())


def test_unwritable_output(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(WriteError, match="out"):
        write(edition, tmp_path / "out", tag)


def test_a_failing_tag_leaves_the_old_episode(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    before = contents(folder)

    def refuses(path: Path, tags: object) -> None:
        raise WriteError("No room.")

    with pytest.raises(WriteError):
        write(edition, tmp_path, refuses)
    assert contents(folder) == before
    assert beside(tmp_path) == ["tides"]


def test_an_error_at_any_moment_leaves_nothing_hidden(tmp_path: Path) -> None:
    for names in ((), ("b",), ("b", "episode.mp3"), ("episode.mp3",), ("drafts/c",)):
        with pytest.raises(WriteError), whole_folder(tmp_path / "episode") as folder:
            for name in names:
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_text("half")
            raise WriteError("No room.")
        assert beside(tmp_path) == [], names


def test_an_episode_whose_sound_has_gone_is_replaced_and_leaves_nothing(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    (folder / "tides.mp3").unlink()
    assert set(contents(write(edition, tmp_path, tag))) == FILES
    assert beside(tmp_path) == ["tides"]
    # The same, killed between the exchange and the clearing up.
    shutil.copytree(folder, tmp_path / ".tides.new")
    (tmp_path / ".tides.new" / "tides.mp3").unlink()
    write(edition, tmp_path, tag)
    assert beside(tmp_path) == ["tides"]


def test_where_names_cannot_be_exchanged_a_failure_brings_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with whole_folder(tmp_path / "episode") as folder:
        (folder / "episode.mp3").write_text("old")
    monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    rename = Path.rename

    def refuses(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(WriteError), whole_folder(tmp_path / "episode") as folder:
        (folder / "episode.mp3").write_text("new")
    assert (tmp_path / "episode" / "episode.mp3").read_text() == "old"
    assert beside(tmp_path) == ["episode"]


_KILLED = """
import sys, time
from pathlib import Path
from tts.show.folder import whole_folder
mark, out = sys.argv[1], Path(sys.argv[2])
NAMES = ("episode.mp3", "b", "c")
with whole_folder(out, lambda: NAMES) as folder:
    for name in NAMES:
        (folder / name).write_text(mark)
        print(name, flush=True)
        time.sleep(0.02)
print("done", flush=True)
time.sleep(5)
"""


@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_killed_at_any_moment_the_folder_is_old_or_new(tmp_path: Path, lines: int) -> None:
    target = tmp_path / "episode"
    names = ("episode.mp3", "b", "c")
    with whole_folder(target) as folder:
        for name in names:
            (folder / name).write_text("old")
    process = subprocess.Popen([sys.executable, "-c", _KILLED, "new", str(target)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert {path.read_text() for path in target.iterdir()} == {"new" if lines == 4 else "old"}
    assert len(list(target.iterdir())) == 3
    with whole_folder(target, lambda: names) as folder:
        (folder / "b").write_text("next")
    assert beside(tmp_path) == ["episode"]


def test_what_killed_builds_of_other_episodes_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".other.new").mkdir()
    (tmp_path / ".other.new" / "other.mp3").write_bytes(b"half")
    (tmp_path / ".lost.old").mkdir()
    (tmp_path / ".lost.old" / "lost.mp3").write_bytes(b"whole")
    (tmp_path / ".theirs.new").mkdir()
    (tmp_path / ".theirs.new" / "thesis.txt").write_text("not ours")
    with whole_folder(tmp_path / "episode") as folder:
        (folder / "a").write_text("a")
    assert beside(tmp_path) == [".theirs.new", "episode", "lost"]


@pytest.mark.skipif(sys.platform == "win32", reason="has no flock")
def test_a_disk_without_locks_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import fcntl

    def refuses(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuses)
    (tmp_path / ".other.new").mkdir()
    with whole_folder(tmp_path / "episode") as folder:
        (folder / "a").write_text("a")
    # Without a lock it may be another build's, which runs.
    assert beside(tmp_path) == [".other.new", "episode"]


def test_what_is_somebodys_own_is_not_built_over(edition: Edition, tmp_path: Path) -> None:
    """Research that happens to lie where the episode would, whatever it is: refused, and nothing of it gone."""
    target = tmp_path / edition.script.slug
    other = write(dataclasses.replace(edition, script=dataclasses.replace(edition.script, slug="other")), tmp_path, tag)

    def refused() -> None:
        with pytest.raises(ForeignFolderError, match="would replace it") as told:
            write(edition, tmp_path, tag)
        assert told.value.exit_code == ExitCode.CANNOT_WRITE
        assert [name for name in beside(tmp_path) if name.startswith(".")] == []

    target.mkdir()
    (target / "notes.txt").write_text("a year's work")
    refused()
    for record in ("", "{}", '{"slug": "tides"}', (other / "episode.json").read_text("utf-8")):
        (target / "episode.json").write_text(record, "utf-8")
        refused()
    assert (target / "notes.txt").read_text() == "a year's work"
    shutil.rmtree(target)
    target.write_text("a file")
    refused()
    target.unlink()
    target.symlink_to(other, target_is_directory=True)
    refused()
    assert (other / "episode.json").is_file()
    target.unlink()
    target.mkdir()
    assert write(edition, tmp_path, tag) == target


def test_own_files_beside_an_episodes_survive(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    built = contents(folder)
    own = {"notes.txt": b"mine", "drafts/one/cut.txt": b"mine, too", ".hidden": b"also"}
    for name, content in own.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "drafts" / "link").symlink_to("one/cut.txt")
    (folder / "transcript.md").write_bytes(b"ours, and made anew")
    write(edition, tmp_path, tag)
    assert contents(folder) == built | own | {"drafts/link": b"mine, too"}
    assert (folder / "drafts" / "link").is_symlink()


def test_an_own_file_whose_name_the_episode_needs_is_not_lost(edition: Edition, tmp_path: Path) -> None:
    folder = write(edition, tmp_path, tag)
    (folder / "tides.opus").write_bytes(b"my own")
    before = contents(folder)
    with pytest.raises(WriteError, match=r"tides\.opus: .* your own"):
        write(dataclasses.replace(edition, alternates=(Alternate(".opus", "Small", _encode),)), tmp_path, tag)
    assert contents(folder) == before


def _encode(path: Path, tags: Tags) -> None:
    path.write_bytes(b"sound")


def test_no_speech_at_all(tmp_path: Path, edition: Edition) -> None:
    """A narrator alone is an episode, too."""
    script = conversation()
    turns = tuple(dataclasses.replace(turn, speaker=None) for turn in script.turns)
    alone = dataclasses.replace(script, speakers=(), turns=turns)
    made = mastered(tmp_path / "hum.mp3", alone, 10.0)
    folder = write(dataclasses.replace(edition, script=alone, mastered=made), tmp_path, tag)
    assert read(folder).speakers == ()
