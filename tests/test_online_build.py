"""Whole builds through an online engine: killed, interrupted, stormed at, given up on."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from doubles import speech_server
from doubles.edge_service import FAULTS, EdgeService
from doubles.faults import Always, AtRandom
from doubles.speech_server import SpeechServer

from tts.config.load import ConfigFile
from tts.config.schema import Config, Sound
from tts.errors import ConfigError, EngineError
from tts.pipeline import BuildOptions, Built, Failed, build
from tts.progress import Progress
from tts.speech.cache import Cache, key_of
from tts.speech.engines import create
from tts.speech.scripts import read_script
from tts.speech.synthesis import request_for
from tts.store import cache_folder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent

INTERVIEW = """\
---
title: 短访谈
time: 2020-01-02
---
查理：你怎么创造信任？

马云：我们一开始在网上让人做生意。大家互相都不认识，怎么做生意呢？要依靠信任。

查理：今天呢？你还相信吗？

马云：每天我们做的事情，就是建立信任机制。今天我很自豪。我们互相不认识，但是做生意。
"""

HASTY = {"first-wait": 0.01, "longest-wait": 0.05, "timeout": 2.0, "parallel": 2, "attempts": 14}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "short.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    return path


def config_for(service: EdgeService) -> Config:
    options = {"endpoint": service.endpoint, **HASTY}
    return Config(engine="edge", engines={"edge": options}, sound=Sound(music=False))


def ignore(progress: Progress) -> None:
    """Nobody is watching."""


def built(source: Path, config: Config, out: Path, fallback: str = "") -> Built:
    (result,) = build([source], ConfigFile(config), BuildOptions(out=out, fallback=fallback), ignore)
    if isinstance(result, Failed):
        raise result.error
    return result


def files_of(episode: Built) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(episode.folder.iterdir())}


def _child(source: Path, config: Config, out: Path, cache: Path) -> None:
    os.environ["TURNCAST_CACHE"] = str(cache)
    built(source, config, out)


def _texts_by_key(source: Path, config: Config) -> dict[str, tuple[str, str]]:
    """Clip key → (voice id, text) of every utterance."""
    script = read_script(source, ConfigFile(config))
    engine = create("edge", config.engines["edge"])
    lines = [(line.voice, line.utterance) for line in script.lines()]
    return {key_of(engine, request_for(u, v, {})): (v.id, u.text) for v, u in lines}


def test_killed_at_twenty_moments_a_build_goes_on(source: Path, tmp_path: Path) -> None:
    """No clip that was finished is asked for again, and the episode is the one of an undisturbed build."""
    moments = random.Random(7)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tts.pipeline", "tts.master", "tts.show.episode", "edge_tts", "av"])
    with EdgeService(delay_s=0.02) as service:
        config = config_for(service)
        undisturbed = files_of(built(source, config, tmp_path / "undisturbed"))
        texts = _texts_by_key(source, config)
        kills = rounds = 0
        while kills < 20:
            rounds += 1
            cache, out = tmp_path / f"cache{rounds}", tmp_path / f"out{rounds}"
            for _ in range(7):
                before = _cached(cache, texts)
                asked = len(service.asked)
                child = processes.Process(target=_child, args=(source, config, out, cache))
                child.start()
                _await(moments, child, service, asked, len(texts))
                kills += child.is_alive()
                child.kill()
                child.join()
                assert not before & set(service.asked[asked:])
                assert not list(out.glob("short")) or (out / "short" / "episode.json").exists()
            done = _cached(cache, texts)
            asked = len(service.asked)
            _child(source, config, out, cache)
            assert not done & set(service.asked[asked:])
            assert {path.name: path.read_bytes() for path in sorted((out / "short").iterdir())} == undisturbed


def _await(moments: random.Random, child: object, service: EdgeService, asked: int, utterances: int) -> None:
    """Until a random number of sentences has been asked for, or, where fewer are missing, a while longer."""
    assert isinstance(child, multiprocessing.process.BaseProcess)
    target = moments.randint(0, utterances)
    deadline = time.monotonic() + moments.uniform(0.2, 1.5)
    while child.is_alive() and len(service.asked) - asked < target and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(moments.uniform(0.0, 0.05))


def _cached(folder: Path, texts: dict[str, tuple[str, str]]) -> set[str]:
    cache = Cache(folder / "clips")
    return {text for key, (_, text) in texts.items() if cache.path_of(key).exists()}


def test_storms_change_no_byte_of_the_episode(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with EdgeService() as service:
        calm = files_of(built(source, config_for(service), tmp_path / "calm"))
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "another cache"))
    with EdgeService(AtRandom(FAULTS, 0.3, seed=11)) as service:
        assert files_of(built(source, config_for(service), tmp_path / "stormy")) == calm
    assert sum(service.faults.values()) > service.faults[""]


class Moody(EdgeService):
    """Says nothing of sentences above ten characters."""

    async def _answer(self, ws: Any, request: Any, answer: Any, fault: str) -> None:
        await super()._answer(ws, request, answer, "silent" if len(answer.text) > 10 else fault)


def test_what_was_spoken_in_parts_is_told_and_asked_for_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EdgeService() as service:
        calm = files_of(built(source, config_for(service), tmp_path / "calm"))
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "another cache"))
    config = config_for(service)
    config.engines["edge"]["attempts"] = 2
    with Moody() as moody:
        config.engines["edge"]["endpoint"] = moody.endpoint
        episode = built(source, config, tmp_path / "out").episode
    long = {turn.text for turn in episode.turns if len(turn.text) > 10}
    assert long
    assert any("大家互相都不认识" in part.text for part in episode.split)
    assert all(len(part.text) > 10 for part in episode.split)
    gone = built(source, config, tmp_path / "out").episode  # nobody answers: what there is will do
    assert gone.split == episode.split
    with EdgeService() as again:
        whole = built(source, config_for(again), tmp_path / "out")
    assert sorted(again.asked) == sorted({part.text for part in episode.split})
    assert files_of(whole) == calm
    assert not whole.episode.split


def test_an_openai_server_builds_an_episode_that_knows_no_key(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    key = "sk-a-very-secret-key"
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with SpeechServer(AtRandom(speech_server.FAULTS, 0.3, seed=5), key=key) as server:
        settings = {"base-url": server.base_url, "voices": {name: "zh-CN" for name in "abc"}, **HASTY}
        config = Config(engine="openai", engines={"openai": settings}, sound=Sound(music=False))
        built(source, config, tmp_path / "out")
    script = read_script(source, ConfigFile(config))
    assert len({speaker.voice.id for speaker in script.speakers} | {script.narrator.id}) == 3
    wanted = {(line.voice.id, line.utterance.text) for line in script.lines()}
    assert server.spoken == dict.fromkeys(wanted, 1)
    assert key not in caplog.text
    kept = [path for path in (*tmp_path.rglob("*"), *cache_folder().rglob("*")) if path.is_file()]
    assert not any(key.encode() in path.read_bytes() for path in kept)
    assert not any(str(server.port).encode() in path.read_bytes() for path in kept if path.suffix != ".wav")


def test_giving_up_names_the_sentence_and_keeps_the_rest(source: Path, tmp_path: Path) -> None:
    class Gone(EdgeService):
        """Refuses after three answers."""

        def __init__(self) -> None:
            super().__init__(lambda: "503" if len(self.asked) >= 3 else "")

    with (
        Gone() as service,
        pytest.raises(EngineError, match=r"In sentence \d+, (turn \d \((马云|查理)\)|the opening), .*503.*kept"),
    ):
        built(source, config_for(service), tmp_path / "out")
    assert not (tmp_path / "out" / "short").exists()
    with EdgeService() as again:
        built(source, config_for(again), tmp_path / "out")
    assert not set(service.spoken) & set(again.spoken)


def test_a_fallback_revoices_the_whole_episode(source: Path, tmp_path: Path) -> None:
    class Gone(EdgeService):
        def __init__(self) -> None:
            super().__init__(lambda: "403" if len(self.asked) >= 3 else "")

    with Gone() as service:
        episode = built(source, config_for(service), tmp_path / "out", fallback="tone")
    people = (*episode.episode.speakers, episode.episode.narrator)
    assert {person.voice.engine for person in people} == {"tone"}
    written = json.loads((episode.folder / "episode.json").read_text(encoding="utf-8"))
    assert "edge" in json.dumps(written["engine"])
    assert "403" in episode.gave_up


def test_a_fallback_that_is_none_is_found_out_before_anything_is_spoken(source: Path, tmp_path: Path) -> None:
    with EdgeService() as service, pytest.raises(ConfigError, match="kokro"):
        built(source, config_for(service), tmp_path / "out", fallback="kokro")
    assert not service.asked


def test_without_a_fallback_it_stops(source: Path, tmp_path: Path) -> None:
    with EdgeService(Always("403")) as service, pytest.raises(EngineError, match="403"):
        built(source, config_for(service), tmp_path / "out")


def test_ctrl_c_abandons_a_stalled_call_at_once(source: Path, tmp_path: Path) -> None:
    with EdgeService(Always("stall")) as service:
        (tmp_path / "voices.yaml").write_text(f"engines: {{edge: {{endpoint: '{service.endpoint}', timeout: 600}}}}\n")
        command = [sys.executable, "-m", "tts", "build", "short.txt", "--engine", "edge", "--out", "out"]
        process = subprocess.Popen(
            command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
        )
        while not service.asked:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert not (tmp_path / "out" / "short").exists()
