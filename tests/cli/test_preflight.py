"""What would spoil an episode is found before anything is spoken, with file and line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from command import turncast
from PIL import Image

from cli.test_build import TRANSCRIPT, VOICES
from tts.cli.build import LOUDNESS_TOLERANCE_LU
from tts.errors import ExitCode
from tts.store import cache_folder

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "noise.mp3").write_text("no sound at all", encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("sound:\n  bitrate: 100\n", "voices.yaml:7: "),
        ("sound:\n  music:\n    sting: gone.mp3\n", "voices.yaml:8: "),
        ("sound:\n  music: {closing: noise.mp3}\n", "voices.yaml:7: "),
        ("show:\n  cover: gone.jpg\n", "voices.yaml:7: "),
        ("show:\n  cover: noise.mp3\n", "JPEG or PNG"),
    ],
)
def test_a_bad_setting_is_found_before_anything_is_spoken(folder: Path, more: str, says: str) -> None:
    (folder / "voices.yaml").write_text(VOICES + more, encoding="utf-8")
    for command in (["build", "talk.txt"], ["script", "talk.txt"], ["doctor", "--offline"]):
        ended = turncast(*command, cwd=folder)
        assert ended.returncode == ExitCode.BAD_CONFIG, ended.stderr
        assert says in " ".join((ended.stderr + ended.stdout).split())
    assert not list((cache_folder() / "clips").glob("??/*.wav"))


@pytest.mark.parametrize(("entry", "line"), [("episode: two", 4), ("soundbite: 99", 4), ("episode-type: x", 4)])
def test_front_matter_that_no_feed_can_carry_is_found_with_its_line(folder: Path, entry: str, line: int) -> None:
    text = TRANSCRIPT.replace("date: 2024-03-01\n", f"date: 2024-03-01\n{entry}\n")
    (folder / "talk.txt").write_text(text, encoding="utf-8")
    built = turncast("build", "talk.txt", cwd=folder)
    assert built.returncode == ExitCode.BAD_INPUT
    assert f"talk.txt:{line}: `{entry}`" in built.stderr
    assert not list((cache_folder() / "clips").glob("??/*.wav"))


@pytest.mark.parametrize("engine", ["tone", "edge"])
def test_a_blend_is_refused_where_an_engine_has_none(folder: Path, engine: str) -> None:
    ids = {"tone": ("zh_alto", "zh_bass"), "edge": ("zh-CN-YunxiNeural", "zh-CN-YunyangNeural")}[engine]
    blend = f"cast:\n  安娜:\n    voice: {{{engine}: {{{ids[0]}: 0.5, {ids[1]}: 0.5}}}}\n"
    (folder / "voices.yaml").write_text(f"engine: {engine}\n{blend}", encoding="utf-8")
    built = turncast("build", "talk.txt", cwd=folder)
    assert built.returncode == ExitCode.BAD_CONFIG
    assert "voices.yaml:4: 安娜 has the blend" in built.stderr


def test_a_fallback_without_its_key_is_found_before_anything_is_spoken(folder: Path) -> None:
    more = "engines:\n  openai: {key-env: NO_SUCH_KEY, base-url: https://localhost/v1}\npool: {openai: [a, b, c]}\n"
    (folder / "voices.yaml").write_text(VOICES + more, encoding="utf-8")
    built = turncast("build", "talk.txt", "--fallback", "openai", cwd=folder)
    assert built.returncode == ExitCode.BAD_CONFIG
    assert "NO_SUCH_KEY" in built.stderr
    assert not list((cache_folder() / "clips").glob("??/*.wav"))


def test_a_cover_may_be_png(folder: Path) -> None:
    made = BytesIO()
    Image.new("RGBA", (1400, 1400), (200, 10, 10, 255)).save(made, "PNG")
    (folder / "c.png").write_bytes(made.getvalue())
    (folder / "voices.yaml").write_text(VOICES + "show: {cover: c.png}\n", encoding="utf-8")
    assert turncast("build", "talk.txt", cwd=folder).returncode == ExitCode.DONE
    with Image.open(folder / "audio/cover.jpg") as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (1400, 1400), "RGB")


def test_loudness_that_was_missed_is_told(folder: Path) -> None:
    (folder / "voices.yaml").write_text(VOICES + "sound: {loudness: -12, true-peak: -1}\n", encoding="utf-8")
    built = turncast("build", "talk.txt", "--json", cwd=folder)
    assert built.returncode == ExitCode.DONE
    measured = float(built.stdout.split('"integrated_lufs": ')[1].split(",")[0])
    assert ("LUFS instead of -12" in built.stderr) == (abs(measured + 12) > LOUDNESS_TOLERANCE_LU)
