"""`check` finds each kind of damage, says where, and passes what is whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from command import turncast
from doubles.editions import hum
from mutagen.id3 import ID3
from PIL import Image, ImageDraw

from tts.errors import InputError
from tts.master.tags import tag
from tts.show.check.episode import check_episode
from tts.show.edition import Edition
from tts.show.episode import write


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, hummed: Any) -> Path:
    from doubles.editions import edition_of

    return write(edition_of(hummed), tmp_path_factory.mktemp("whole"), tag)


def test_a_whole_episode_passes(whole: Path) -> None:
    report = check_episode(whole)
    assert report.findings == ()
    assert report.ok
    assert report.measured["duration_s"] == pytest.approx(24.0, abs=0.05)
    assert report.measured["integrated_lufs"] == pytest.approx(-16.0, abs=0.5)


def said(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder / "episode.json"
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def replace(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def replace_all(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def swap_chapters(document: dict[str, Any]) -> None:
    document["chapters"][1], document["chapters"][2] = document["chapters"][2], document["chapters"][1]


def hush(folder: Path, start_s: float, stop_s: float) -> None:
    """Encode the sound anew with nothing from `start_s` to `stop_s`."""
    path = folder / "tides.mp3"
    tag_before: Any = ID3(path)
    with av.open(str(path)) as heard:
        samples = np.concatenate([frame.to_ndarray() for frame in heard.decode(audio=0)], axis=1)[:1].copy()
    samples[:, int(start_s * 44100) : int(stop_s * 44100)] = 0
    with av.open(str(path), "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=44100, layout="mono")
        for start in range(0, samples.shape[1] - 1151, 1152):
            part = np.ascontiguousarray(samples[:, start : start + 1152])
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
            frame.rate, frame.pts = 44100, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    tag_before.save(path, v2_version=3)


def lose_text(document: dict[str, Any]) -> None:
    document["accounting"]["unspoken"] = []


def share_voice(document: dict[str, Any]) -> None:
    document["speakers"][1]["voice"] = document["speakers"][0]["voice"]


def retag(folder: Path, **frames: Any) -> None:

    found: Any = ID3(folder / "tides.mp3", translate=False)
    for frame in frames["drop"]:
        found.delall(frame)
    found.save(folder / "tides.mp3", v2_version=frames.get("version", 3))


def scribble(folder: Path) -> None:
    with Image.open(folder / "cover.jpg") as image:
        for row in range(2450, 2950, 60):
            ImageDraw.Draw(image).line((0, row, 3000, row), fill="white", width=30)
        image.save(folder / "cover.jpg", dpi=(72, 72))


def turn_down(folder: Path) -> None:

    hum(folder / "loud.mp3")
    with av.open(str(folder / "loud.mp3")) as source, av.open(str(folder / "tides.mp3"), "w", format="mp3") as target:
        stream: Any = target.add_stream("libmp3lame", rate=44100, layout="mono")
        for frame in source.decode(audio=0):
            quiet = av.AudioFrame.from_ndarray(frame.to_ndarray() * 0.3, format="fltp", layout="mono")
            quiet.rate, quiet.pts = 44100, None
            target.mux(stream.encode(quiet))
        target.mux(stream.encode(None))
    (folder / "loud.mp3").unlink()


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing file": (lambda f: (f / "chapters.json").unlink(), "files.missing"),
    "changed file": (lambda f: replace(f, "script.yaml", "潮汐", "潮水"), "files.hash"),
    "truncated file": (lambda f: (f / "cover.jpg").write_bytes((f / "cover.jpg").read_bytes()[:-9]), "files.size"),
    "stray file": (lambda f: (f / "notes.txt").write_text("mine"), "files.unknown"),
    "no page": (lambda f: (f / "index.html").unlink(), "files.missing"),
    "half a page": (lambda f: (f / "index.html").write_bytes((f / "index.html").read_bytes()[:-90]), "pages.whole"),
    "another's page": (lambda f: replace_all(f, "index.html", "tides.mp3", "moon.mp3"), "pages.whole"),
    "no audio": (lambda f: (f / "tides.mp3").write_bytes(b"not music"), "audio.decodes"),
    "half the audio": (
        lambda f: (f / "tides.mp3").write_bytes((f / "tides.mp3").read_bytes()[:-90000]),
        "audio.duration",
    ),
    "too quiet": (turn_down, "audio.loudness"),
    "wrong claim": (lambda f: said(f, lambda d: d["loudness"].update(integrated_lufs=-14)), "audio.stated"),
    "too loud a peak": (lambda f: said(f, lambda d: d["loudness"].update(limit_dbtp=-20)), "audio.true-peak"),
    "other tag version": (lambda f: retag(f, drop=(), version=4), "id3.version"),
    "no cover in the tag": (lambda f: retag(f, drop=("APIC",)), "id3.frame"),
    "no disclosure": (lambda f: retag(f, drop=("COMM",)), "id3.disclosure"),
    "lost chapter frame": (lambda f: retag(f, drop=("CHAP:chp1",)), "id3.contents"),
    "chapters out of order": (lambda f: said(f, swap_chapters), "chapters.order"),
    "other chapters in JSON": (lambda f: replace(f, "chapters.json", "月亮", "太阳"), "chapters.agree"),
    "first chapter late": (lambda f: replace(f, "chapters.json", '"startTime": 0', '"startTime": 1'), "chapters.first"),
    "old chapters version": (lambda f: replace(f, "chapters.json", "1.2.0", "1.1.0"), "chapters.version"),
    "captions overlap": (lambda f: replace(f, "transcript.vtt", "00:00:05.", "00:00:09."), "captions.order"),
    "captions too late": (lambda f: replace(f, "transcript.srt", "00:00:23,500", "00:00:53,500"), "captions.inside"),
    "captions backwards": (
        lambda f: replace(f, "transcript.vtt", "00:00:00.000 -->", "00:00:07.000 -->"),
        "captions.time",
    ),
    "captions broken": (lambda f: replace(f, "transcript.srt", "-->", "->"), "captions.format"),
    "captions without speaker": (lambda f: replace(f, "transcript.vtt", "<v 林海>", ""), "captions.format"),
    "captions by another": (lambda f: replace(f, "transcript.vtt", "<v 林海>", "<v 海林>"), "captions.speaker"),
    "captions say else": (lambda f: replace(f, "transcript.json", "火车", "汽车"), "captions.text"),
    "captions too wide": (lambda f: replace(f, "transcript.srt", "海会记得", "海会记得" * 9), "captions.width"),
    "caption lost": (lambda f: said(f, lambda d: d["cues"].pop()), "captions.agree"),
    "text lost": (lambda f: said(f, lose_text), "accounting.sum"),
    "no reason": (lambda f: said(f, lambda d: d["accounting"]["unspoken"][0].update(reason="")), "accounting.reason"),
    "shared voice": (lambda f: said(f, share_voice), "voices.distinct"),
    "turn after the end": (lambda f: said(f, lambda d: d["turns"][-1].update(end_s=99)), "turns.order"),
    "turn in no chapter": (lambda f: said(f, lambda d: d["turns"][0].update(chapter=9)), "turns.chapter"),
    "cover is no picture": (lambda f: (f / "cover.jpg").write_bytes(b"\xff\xd8"), "cover.decodes"),
    "cover too small": (lambda f: Image.new("RGB", (900, 900)).save(f / "cover.jpg", dpi=(72, 72)), "cover.size"),
    "cover grey": (lambda f: Image.new("L", (3000, 3000)).save(f / "cover.jpg", dpi=(72, 72)), "cover.colours"),
    "cover is PNG": (lambda f: Image.new("RGB", (3000, 3000)).save(f / "cover.jpg", "PNG"), "cover.format"),
    "cover not clear": (scribble, "cover.clear"),
    "mark removed": (lambda f: retag(f, drop=("TXXX:AIGC",)), "labels.mark"),
    "mark altered": (lambda f: said(f, lambda d: d["labels"].update(producer="somebody else")), "labels.altered"),
    "no notice": (lambda f: said(f, lambda d: d.update(disclosure="")), "labels.notice"),
    "notice without its words": (lambda f: said(f, lambda d: d.update(disclosure="由电脑合成。")), "labels.words"),
    "notice not said": (lambda f: said(f, lambda d: d.update(disclosure="由AI生成。")), "labels.spoken"),
    "notice too fast": (lambda f: said(f, lambda d: d["cues"][1].update(start_s=2.0)), "labels.pace"),
    "notice inaudible": (lambda f: hush(f, 0.0, 7.0), "labels.audible"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(whole: Path, tmp_path: Path, name: str) -> None:
    damage, rule = DAMAGE[name]
    folder = tmp_path / "tides"
    shutil.copytree(whole, folder)
    damage(folder)
    report = check_episode(folder)
    assert rule in {finding.rule for finding in report.findings}, report.findings
    assert all(finding.remedy and finding.place and finding.problem for finding in report.findings)
    assert report.ok == (rule in {"files.unknown"}), report.findings


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b"\xff\xfe", b'{"format": 2}'])
def test_no_episode(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "episode.json").write_bytes(content)
    with pytest.raises(InputError):
        check_episode(tmp_path)


def test_the_command_prints_findings_and_fails(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tides"
    shutil.copytree(whole, folder)
    good = turncast("check", folder, "--json", cwd=tmp_path)
    assert good.returncode == 0
    assert json.loads(good.stdout)["ok"] is True
    (folder / "chapters.json").unlink()
    bad = turncast("check", folder, "--json", cwd=tmp_path)
    assert bad.returncode == 65
    assert {finding["rule"] for finding in json.loads(bad.stdout)["findings"]} >= {"files.missing"}
    plain = turncast("check", folder, cwd=tmp_path)
    assert plain.returncode == 65
    assert "chapters.json" in plain.stdout
    assert "turncast:" in plain.stderr
    assert "Traceback" not in plain.stderr


def test_edition_is_what_the_fixture_makes(edition: Edition) -> None:
    """The module's episode is made from the same edition as other tests'."""
    from doubles.editions import edition_of

    assert edition_of(edition.mastered) == edition


@pytest.mark.parametrize("size", [0, 10, 70_000, None])
def test_an_mp3_that_was_cut_off_or_is_gone_is_found(whole: Path, tmp_path: Path, size: int | None) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / whole.name))
    audio = next(folder.glob("*.mp3"))
    if size is None:
        audio.unlink()
    else:
        audio.write_bytes(audio.read_bytes()[:size])
    report = check_episode(folder)
    assert not report.ok
    assert {one.place for one in report.findings if one.rule.startswith(("files.", "audio."))} >= {audio.name}
