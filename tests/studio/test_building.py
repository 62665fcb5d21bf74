"""An episode is built while others look on, stopped, gone on with, and heard."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .serving import Studio, studio

pytestmark = pytest.mark.slow  # whole builds, servers killed and started again


def events(server: Studio) -> Iterator[tuple[str, Any]]:
    """What happens to the episode, as it does."""
    request = urllib.request.Request(
        f"{server.origin}{server.episode}/events", headers={"Authorization": f"Bearer {server.token}"}
    )
    with urllib.request.urlopen(request, timeout=120) as stream:
        kind = ""
        for line in stream:
            name, _, value = line.decode().strip().partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                yield kind, json.loads(value)


def test_an_episode_is_built_and_heard(folder: Path) -> None:
    with studio(folder, "davos.txt") as server:
        told = events(server)
        assert next(told)[0] == "hello"
        assert server.do(0, do="title", title="达沃斯").status == 200
        assert next(told) == ("changed", {"revision": 1})
        answer = server.ask(f"{server.episode}/build", method="POST")
        assert (answer.status, answer.json["problem"]) == (422, "The files are not written yet.")
        assert server.ask(f"{server.episode}/write", method="POST").json["allowed"]
        assert server.ask(f"{server.episode}/build", method="POST").json["build"]["state"] == "running"
        stages = list[str]()
        for kind, what in told:
            if kind == "build":
                stages.append(what["build"]["stage"])
                assert what["build"]["state"] in ("running", "done"), what
                if what["build"]["state"] == "done":
                    break
        assert {"speaking", "mastering"} <= set(stages)
        audio = what["audio"]
        sound = server.ask(audio, Authorization="")
        assert (sound.status, sound.headers["Content-Type"]) == (200, "audio/mpeg")
        part = server.ask(audio, Authorization="", Range="bytes=100-199")
        assert (part.status, part.body) == (206, sound.body[100:200])
        assert "attachment" in server.ask(f"{audio}&download", Authorization="").headers["Content-Disposition"]
        assert server.ask(audio.partition("?")[0], Authorization="").status == 401
        assert server.ask(audio.replace("davos.mp3", "voices.mp3"), Authorization="").status == 401
    episode = json.loads((folder / "audio" / "davos" / "episode.json").read_text(encoding="utf-8"))
    assert episode["title"] == "达沃斯"
    assert (folder / "audio" / "feed.xml").is_file()


def test_a_build_is_stopped_and_gone_on_with(folder: Path) -> None:
    text = "\n\n".join(f"甲：第{n}个问题，你怎么看？\n\n乙：这是第{n}个回答，我觉得很好。" for n in range(30))
    (folder / "long.txt").write_text(text, encoding="utf-8")
    with studio(folder, "long.txt") as server:
        server.ask(f"{server.episode}/write", method="POST")
        server.ask(f"{server.episode}/build", method="POST")
        assert server.ask(f"{server.episode}/build", method="DELETE").status == 200
        assert ended(server)["state"] == "stopped"
        assert not (folder / "audio" / "long").exists()
        server.ask(f"{server.episode}/build", method="POST")
        assert ended(server)["state"] == "done"
        # What is changed in an editor is not built unseen.
        (folder / "long.yaml").write_text("turncast-script: 1\n", encoding="utf-8")
        assert server.ask(f"{server.episode}/build", method="POST").json["kind"] == "outside"


def ended(server: Studio) -> dict[str, Any]:
    deadline = time.monotonic() + 300
    while (state := server.ask(f"{server.episode}/build").json["build"])["state"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    found: dict[str, Any] = state
    return found


def test_a_killed_server_loses_nothing(folder: Path) -> None:
    """Killed at any moment between two answers, and asked again by the next one."""
    revision = 0
    for round_ in range(4):
        with studio(folder, "davos.txt") as server:
            shown = server.ask(server.episode).json
            assert (shown["revision"], shown["can_undo"]) == (revision, revision > 0)
            if round_ == 1:
                server.ask(f"{server.episode}/write", method="POST")
            for step in range(3):
                answer = server.do(revision, do="text", turn=3, sentence=0, text=f"第{round_}次，第{step}步？")
                assert answer.status == 200, answer.body
                revision += 1
            server.kill()
    assert "第3次，第2步？" in (folder / "davos.yaml").read_text(encoding="utf-8")
    with studio(folder, "davos.txt") as server:
        while server.ask(server.episode).json["can_undo"]:
            assert server.ask(f"{server.episode}/undo", {"revision": revision}).status == 200
            revision += 1
        assert "第" not in server.ask(server.episode).json["turns"][3]["sentences"][0]["text"]


def test_an_edit_in_an_editor_is_told_to_the_page(folder: Path) -> None:
    with studio(folder, "davos.txt") as server:
        server.ask(f"{server.episode}/write", method="POST")
        told = events(server)
        assert next(told)[0] == "hello"
        path = folder / "davos.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("开场", "开头"), encoding="utf-8")
        assert next(told) == ("changed", {"revision": -1})
        assert server.do(0, do="title", title="x").json["kind"] == "outside"
        taken = server.ask(f"{server.episode}/outside/take", method="POST").json
        assert (taken["chapters"][0]["title"], taken["outside"]) == ("开头", [])
