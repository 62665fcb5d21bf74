"""`turncast say` and `turncast voices`: the contract's fields, exit codes, and nothing else on standard output."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from pathlib import Path

import command
import pytest

from tts.config.load import parse
from tts.library.speaking import default_voice
from tts.master.labels import read_aigc

pytestmark = pytest.mark.slow

TALK = "甲方：你好吗？\n\n乙方：我很好。\n"


def turncast(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "", "TURNCAST_CACHE": str(cwd / "cache"), "HOME": str(cwd)}
    return command.turncast(*arguments, cwd=cwd, environment=environment)


def test_reading_is_one_json_document_of_what_will_be_said(tmp_path: Path) -> None:
    done = turncast("say", "就是EWTO，80%的人", "--reading", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert set(document) == {"text", "normalized", "reading", "phonemes"}
    assert document["text"] == "就是EWTO，80%的人"
    assert document["normalized"] == "就是EWTO，百分之八十的人"
    assert document["reading"] == "jiu4 shi4 EWTO bai3 fen1 zhi1 ba1 shi2 de5 ren2"
    assert "dˈʌbᵊlju" in document["phonemes"]


def test_the_lexicon_of_the_configuration_applies(tmp_path: Path) -> None:
    (tmp_path / "voices.yaml").write_text('lexicon: {重庆: "pinyin: zhong4 qing4"}\n', encoding="utf-8")
    done = turncast("say", "重庆", "--reading", cwd=tmp_path)
    assert "zhong4 qing4" in done.stdout


def test_speaking_writes_a_wav(tmp_path: Path) -> None:
    done = turncast("say", "你好，世界。", "--engine", "tone", "--out", "hello.wav", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with wave.open(str(tmp_path / "hello.wav")) as file:
        assert file.getnframes() > 0.5 * file.getframerate()


def test_what_was_said_is_kept_where_it_is_told_to_be(tmp_path: Path) -> None:
    for out in ("one.wav", "two.wav"):
        done = turncast("say", "你好。", "--engine", "tone", "--cache", "shared", "--out", out, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    (clip,) = (tmp_path / "shared").glob("??/*.wav")
    assert (tmp_path / "one.wav").read_bytes() == (tmp_path / "two.wav").read_bytes()
    with wave.open(str(clip)) as kept, wave.open(str(tmp_path / "one.wav")) as written:
        assert kept.readframes(10**6) == written.readframes(10**6) != b""
    assert len(read_aigc(tmp_path / "one.wav")) == 1, "what is given away says that it is synthetic"
    assert not (tmp_path / "cache" / "clips").exists()


def test_errors_have_their_codes_and_leave_nothing_behind(tmp_path: Path) -> None:
    cases: list[tuple[list[str], int, str]] = [
        (["say", "……"], 2, "nothing to say"),
        (["say", "你好", "--engine", "kokro"], 2, "kokoro"),
        (["say", "你好", "--voice", "zf_nobody"], 2, "zf_nobody"),
        (["say", "你好", "--voice", "zf_xiaobe"], 2, "Did you mean `zf_xiaobei`"),
        (["say", "你好", "--out", "x.doc"], 2, "wav, mp3"),
        (["say", "你好", "--as", "马云"], 2, "--source"),
        (["say", "--sentence", "3"], 2, "--source"),
        (["say", "你好", "--source", "talk.txt", "--sentence", "3"], 2, "TEXT"),
        (["say", "--source", "talk.txt", "--sentence", "99", "--engine", "tone"], 2, "the last one is 5"),
        (["say", "你好", "--source", "talk.txt", "--as", "丙方", "--engine", "tone"], 2, "Did you mean `甲方`"),
        (["say", "你好", "--source", "gone.txt", "--as", "甲方"], 65, "gone.txt"),
        (["voices", "--lang", "xx"], 2, "zh"),
        (["voices", "--engine", "kokro"], 2, "kokoro"),
        (["serve", "."], 65, "turncast build"),
        (["say", "你好", "--engine", "tone", "--out", "no/such/folder.wav"], 73, "cannot be written"),
        (["say", "重庆", "--reading", "--cast", "bad.yaml"], 78, "`qing`"),
        (["say", "你好", "--lang", "fr"], 2, "zh or en"),
        (["say", "你好", "--out", "-", "--json"], 2, "standard output"),
        (["voices", "--audition", "马云"], 2, "--source"),
    ]
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text('lexicon: {重庆: "pinyin: chong2 qing"}\n', encoding="utf-8")
    for arguments, code, words in cases:
        done = turncast(*arguments, cwd=tmp_path)
        assert done.returncode == code, (arguments, done.stderr)
        assert words in done.stderr, (arguments, done.stderr)
        assert done.stdout == ""
    assert not list(tmp_path.glob("*.wav"))


def test_a_file_is_written_as_its_name_says(tmp_path: Path) -> None:
    for name in ("a.wav", "b.mp3", "c.flac", "d.M4A", "e.opus"):
        done = turncast("say", "你好，世界。", "--engine", "tone", "--out", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert len(read_aigc(tmp_path / name)) == 1, name


def test_a_speaker_of_a_source_says_a_text_and_a_sentence_of_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text("engine: tone\ncast: {乙方: {voice: {tone: zh_bass}}}\n", encoding="utf-8")
    done = turncast("say", "好的。", "--as", "乙方", "--source", "talk.txt", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["voice"] == "zh_bass", done.stderr
    as_narrator = turncast("say", "好的。", "--as", "旁白", "--source", "talk.txt", "--json", cwd=tmp_path)
    assert json.loads(as_narrator.stdout)["voice"] not in ("zh_bass", "")
    told = json.loads(turncast("script", "talk.txt", "--json", cwd=tmp_path).stdout)
    sentences = [(turn["speaker"], said) for turn in told["turns"] for said in turn["utterances"]]
    (number,) = [said["sentence"] for who, said in sentences if who == "乙方" and said["text"].startswith("我很好")]
    heard = turncast("say", "--source", "talk.txt", "--sentence", str(number), "--json", cwd=tmp_path)
    assert json.loads(heard.stdout)["voice"] == "zh_bass", heard.stderr
    shown = turncast("say", "--source", "talk.txt", "--sentence", str(number), "--reading", cwd=tmp_path)
    assert "wo3 hen2 hao3" in shown.stdout.replace("hen3", "hen2")


def test_no_blend_of_mandarin_voices_speaks_english() -> None:
    config = parse("pool: {kokoro: [zm_yunjian:0.5+zm_yunxia:0.5, zf_xiaoxiao, bf_emma]}", "voices.yaml")
    assert default_voice("kokoro", "en", config) == "bf_emma"
    assert default_voice("kokoro", "zh", config) == "zm_yunjian:0.5+zm_yunxia:0.5"


def test_voices_can_be_chosen_by_engine_and_language(tmp_path: Path) -> None:
    done = turncast("voices", "--engine", "kokoro", "--lang", "zh", "--json", cwd=tmp_path)
    voices = json.loads(done.stdout)
    assert [voice["id"] for voice in voices if voice["gender"] == "male"] == [
        "zm_yunjian", "zm_yunxi", "zm_yunxia", "zm_yunyang",
    ]  # fmt: skip
    assert len(voices) == 8
    assert {voice["engine"] for voice in voices} == {"kokoro"}


def test_an_audition_is_one_page_with_a_player_for_each_voice(tmp_path: Path, seed: Path) -> None:
    done = turncast("voices", "--audition", "马云", "--source", seed, "--engine", "tone", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "audition.html").read_text("utf-8")
    assert "互联网是世界的" in page
    assert page.count("<audio") == page.count("data:audio/wav;base64,") >= 2
    assert done.stdout == "audition.html\n"
    told = turncast("voices", "--audition", "马云", "--source", seed, "--engine", "tone", "--json", cwd=tmp_path)
    document = json.loads(told.stdout)
    assert (document["page"], document["speaker"], document["engine"]) == ("audition.html", "马云", "tone")
    assert "互联网是世界的" in document["sentence"]
    assert len(document["voices"]) == page.count("<audio")


def test_playing_hands_the_player_one_sentence_after_another(tmp_path: Path) -> None:
    """A player that notes what it was given: all of the samples, and at which rate."""
    player = tmp_path / "bin" / "aplay"
    player.parent.mkdir()
    player.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\npathlib.Path('heard').write_bytes(sys.stdin.buffer.read())\n"
        "pathlib.Path('asked').write_text(' '.join(sys.argv[1:]))\n"
    )
    player.chmod(0o755)
    arguments = ("say", "你好，世界。今天很好。", "--engine", "tone", "--play", "--json")
    environment = {"PATH": str(player.parent), "TURNCAST_CACHE": str(tmp_path / "cache")}
    done = command.turncast(*arguments, cwd=tmp_path, environment=environment)
    assert done.returncode == 0, done.stderr
    heard_s = json.loads(done.stdout)["duration_s"]
    rate = int((tmp_path / "asked").read_text().split("-r ")[1])
    assert len((tmp_path / "heard").read_bytes()) / 2 / rate == pytest.approx(heard_s, abs=0.01)
    assert not (tmp_path / "say.wav").exists()


def test_without_a_player_or_with_a_file_playing_is_refused(tmp_path: Path) -> None:
    for more, told in (((), "No player"), (("--out", "x.wav"), "--play")):
        done = turncast("say", "你好。", "--engine", "tone", "--play", *more, cwd=tmp_path)
        assert done.returncode == 2, done.stderr
        assert told in done.stderr


def test_a_language_is_found_by_what_people_call_it(tmp_path: Path) -> None:
    listed = [
        turncast("voices", "--engine", "kokoro", "--lang", name, cwd=tmp_path).stdout for name in ("zh", "cn", "中文")
    ]
    assert listed[0]
    assert len(set(listed)) == 1
