"""`turncast script`: what it prints, what it writes, how it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import command
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"


def turncast(*arguments: str | Path, cwd: Path = ROOT, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    return command.turncast(*arguments, cwd=cwd, given=given, environment=os.environ | {"COLUMNS": "100"})


def process(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """`turncast script SEED` and ARGUMENTS as a process of its own."""
    command = [sys.executable, "-m", "tts", "script", str(SEED), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def test_json_is_one_document_with_everything_in_it() -> None:
    done = turncast("script", SEED, "--json")
    assert done.returncode == 0
    made = json.loads(done.stdout)
    assert made["source"] == {"url": "https://www.huxiu.com/article/107066", "publisher": "虎嗅"}
    assert [speaker["name"] for speaker in made["speakers"]] == ["马云", "查理·罗斯"]
    assert made["narrator"]["voice"]["engine"] == "kokoro"
    assert [chapter["first_turn"] for chapter in made["chapters"]] == [0, 1, 6, 10, 13]
    turn = made["turns"][2]
    assert (turn["speaker"], turn["kind"], turn["chapter"]) == ("马云", "speech", 1)
    assert "".join(u["text"] for u in turn["utterances"]) == turn["text"]
    assert made["accounting"]["source_chars"] == len(SEED.read_text(encoding="utf-8"))
    assert 600 < made["estimate"]["duration_s"] < 900


def test_the_listing_names_speakers_voices_chapters() -> None:
    done = turncast("script", SEED)
    shown = done.stdout
    for part in ("马云", "查理·罗斯", "zm_yunjian", "开场", "front matter"):
        assert part in shown


def test_what_could_have_been_read_otherwise_is_told_with_what_settles_it(tmp_path: Path) -> None:
    source = tmp_path / "walk.txt"
    source.write_text("我们沿着河走了一个下午。\n\n没有人说话，只有风。\n", encoding="utf-8")
    told = turncast("script", source).stderr
    assert "no interview: the narrator reads everything" in told
    assert "--speaker NAME" in told


def test_a_written_script_is_read_back_the_same(tmp_path: Path) -> None:
    written = tmp_path / "edited.yaml"
    assert turncast("script", SEED, "--write", written).returncode == 0
    first, second = turncast("script", SEED, "--json"), turncast("script", written, "--json")
    made, again = json.loads(first.stdout), json.loads(second.stdout)
    assert made | {"doubts": []} == again
    assert [path.name for path in tmp_path.iterdir()] == ["edited.yaml"]


def test_what_is_no_script_is_never_written_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("安娜：你好吗？\n\n博明：我很好。\n", encoding="utf-8")
    assert turncast("script", "a.txt", "--write", "a.yaml", cwd=tmp_path).returncode == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for source, target in (("a.txt", "a.txt"), ("a.txt", "./a.txt"), ("a.txt", "b.txt"), ("a.yaml", "a.yaml")):
        refused = turncast("script", source, "--write", target, cwd=tmp_path)
        assert (refused.returncode, "--write" in refused.stderr) == (73, True), refused
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_script_that_was_edited_is_not_written_over(tmp_path: Path) -> None:
    written = tmp_path / "talk.yaml"
    turncast("script", SEED, "--write", written)
    turncast("script", SEED, "--write", written)
    assert [path.name for path in tmp_path.iterdir()] == ["talk.yaml"]
    edits = ["turncast-script: one", "turncast-script: two"]
    for edit in edits:
        written.write_text(edit, encoding="utf-8")
        assert "talk.yaml." in turncast("script", SEED, "--write", written).stderr
    assert [(tmp_path / f"talk.yaml.{n}").read_text() for n in (1, 2)] == edits
    assert "查理·罗斯" in written.read_text(encoding="utf-8")


FOREIGN = "甲方：你好，Привет大家。\n\n乙方：我在Café里。\n\n甲方：こんにちは。\n\n乙方：好。\n"


def test_letters_that_build_will_refuse_are_told_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(FOREIGN, encoding="utf-8")
    for options in ([], ["--json"], ["--write", "t.yaml"]):
        done = turncast("script", "t.txt", *options, cwd=tmp_path)
        assert done.returncode == 0
        said = done.stderr
        assert "Line 1 (甲方): The engine kokoro cannot say “Привет”." in said
        assert "Line 5 (甲方): The engine kokoro cannot say “こんにちは”." in said
        assert "lexicon:" in said
        assert "Caf" not in said
    assert "Привет" in turncast("build", "t.txt", cwd=tmp_path).stderr


def test_letters_that_the_lexicon_or_the_engine_says_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(FOREIGN, encoding="utf-8")
    assert "cannot say" not in turncast("script", "t.txt", "--engine", "tone", cwd=tmp_path).stderr
    (tmp_path / "voices.yaml").write_text("lexicon: {Привет: 你好, こんにちは: 你好}\n", encoding="utf-8")
    assert "cannot say" not in turncast("script", "t.txt", cwd=tmp_path).stderr


def test_a_whole_text_in_another_script_is_a_few_lines(tmp_path: Path) -> None:
    text = "".join(f"{'甲乙'[n % 2]}方：Добрый день, как дела, что нового.\n\n" for n in range(20))
    (tmp_path / "t.txt").write_text(text, encoding="utf-8")
    said = turncast("script", "t.txt", cwd=tmp_path).stderr
    assert said.count("cannot say") == 5
    assert "The same in 15 more turns." in said


def test_an_everyday_text_loads_no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    said = process().stderr.decode()
    assert "tts.cli.uncertain" in said
    loaded = {line.rpartition("|")[2].strip() for line in said.splitlines() if line.startswith("import time:")}
    heavy = {"numpy", "av", "rjieba", "onnxruntime", "lameenc", "PIL", "lxml", "pyromark", "pypdfium2", "docx"}
    assert not loaded & (heavy | {"tts.speech.engines.kokoro.engine"})


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_into_a_pipe_goes_utf8(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    done = process("--json")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["speakers"][0]["name"] == "马云"


def test_standard_input(tmp_path: Path) -> None:
    done = turncast(
        "script",
        "-",
        "--json",
        cwd=tmp_path,
        given="甲方：你好。\n\n乙方：你好吗？\n\n甲方：很好。\n\n乙方：好。\n".encode(),
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accounting"]["unspoken"] == []


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("empty.txt", b"", 65, "empty"),
        ("blank.txt", b" \n\t\n", 65, "empty"),
        ("binary.txt", bytes(range(256)) * 20, 65, "not text"),
        ("broken.docx", b"PK\x03\x04 no zip", 65, "damaged"),
        ("broken.json", b'{"segments": [', 65, "JSON"),
        ("ornament.txt", b"* * *\n\n---\n", 65, "no text"),
    ],
)
def test_bad_input_is_one_paragraph_and_65(tmp_path: Path, name: str, data: bytes, code: int, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = turncast("script", name, cwd=tmp_path)
    assert done.returncode == code
    assert name in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_missing_file_and_an_address(tmp_path: Path) -> None:
    assert turncast("script", "none.txt", cwd=tmp_path).returncode == 65
    done = turncast("script", "https://example.org/interview", cwd=tmp_path)
    assert done.returncode == 65
    assert "--fetch" in done.stderr


def test_an_unwritable_target(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = turncast("script", SEED, "--write", tmp_path / "file" / "s.yaml")
    assert done.returncode == 73


def test_speaker_settles_a_doubt(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("甲：你好。\n\n小蓝鲸：你好。\n\n甲：再见。\n\n小蓝鲸：再见。\n", encoding="utf-8")
    made = json.loads(
        turncast("script", "t.txt", "--json", "--speaker", "小蓝鲸", "--speaker", "甲", cwd=tmp_path).stdout
    )
    assert [speaker["name"] for speaker in made["speakers"]] == ["甲", "小蓝鲸"]


def test_which_value_comes_from_where(tmp_path: Path) -> None:
    talk = "---\ntitle: 海边\n---\n安娜：你好吗？\n\n博明：我很好。\n\n旁听者：我也是。\n\n安娜：好。\n"
    (tmp_path / "talk.txt").write_text(talk, encoding="utf-8")
    settings = "engine: tone\ncast: {安娜: {voice: {tone: zh_bass}}}\nlexicon: {重庆: chong2 qing4}\n"
    (tmp_path / "voices.yaml").write_text(settings, encoding="utf-8")

    def origins(source: str, *more: str) -> dict[str, tuple[str, str]]:
        told = command.turncast("script", source, "--explain", "--json", *more, cwd=tmp_path)
        assert told.returncode == 0, told.stderr
        return {row["what"]: (row["value"], row["from"]) for row in json.loads(told.stdout)}

    told = origins("talk.txt", "--date", "2024-03-01")
    expected = {
        "title": ("海边", "front matter"), "episode": ("talk", "the file's name"), "date": ("2024-03-01", "--date"),
        "engine": ("tone", "voices.yaml"), "voice of 安娜": ("zh_bass", "voices.yaml"),
        "lexicon": ("重庆", "voices.yaml"),
    }  # fmt: skip
    assert {key: told[key] for key in expected} == expected
    assert told["voice of 博明"][1] == "the pool"
    assert told["sound"][1] == "built in"
    assert command.turncast("build", "talk.txt", cwd=tmp_path).returncode == 0
    assert origins("talk.txt")["voice of 博明"] == (told["voice of 博明"][0], "the episode's last build")
    assert origins("audio/talk/script.yaml")["voice of 安娜"] == ("zh_bass", "the script file")
    assert "voices.yaml" in command.turncast("script", "talk.txt", "--explain", cwd=tmp_path).stdout
