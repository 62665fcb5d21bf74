"""A page of another site can neither read nor change anything; who has the token can do all there is, documented."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from tts.studio.folder import MOST_BYTES

from .conftest import begun
from .serving import Studio, studio


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with studio(begun(tmp_path_factory.mktemp("studio")), "davos.txt") as server:
        yield server


def test_another_site_learns_nothing(running: Studio) -> None:
    own = running.origin.removeprefix("http://")
    port = own.rpartition(":")[2]
    refused = {
        "a name that leads here (DNS rebinding)": {"Host": f"evil.example:{port}"},
        "the right name without its port": {"Host": "127.0.0.1"},
        "another name of this machine": {"Host": f"127.0.0.2:{port}"},
        "another site's page": {"Origin": "https://evil.example"},
        "a page from a file": {"Origin": "null"},
        "another server on this machine": {"Origin": "http://127.0.0.1:1"},
        "a link or a picture there": {"Sec_Fetch_Site": "cross-site"},
        "one there, on this machine": {"Sec_Fetch_Site": "same-site"},
        "no token": {"Authorization": ""},
        "a wrong token": {"Authorization": "Bearer nothing"},
        "another scheme": {"Authorization": f"Basic {running.token}"},
    }
    for what, headers in refused.items():
        for path in ("/api/episodes", running.episode, f"{running.episode}/events"):
            answer = running.ask(path, **headers)
            assert answer.status in (401, 403, 421), what
            assert "马云" not in answer.body.decode(), what
            assert "Access-Control-Allow-Origin" not in answer.headers, what
        answer = running.ask(f"{running.episode}/undo", {"revision": 0}, **headers)
        assert answer.status in (401, 403, 421), what
    assert running.ask("/api/episodes", method="OPTIONS", Origin="https://evil.example").status == 403
    assert running.ask("/", Host=f"evil.example:{port}").status == 421


def test_every_answer_carries_the_policy(running: Studio) -> None:
    for path in ("/", "/api", "/static/nothing.js", running.episode, "/nothing", f"{running.episode}/clip?turn=x"):
        answer = running.ask(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';"), path
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_no_path_leads_out(running: Studio) -> None:
    for name in ("..", "../davos", "..%2f..%2fetc", "%2e%2e", ".studio", "davos.txt", "a" * 300):
        assert running.ask(f"/api/episodes/{name}").status in (404, 422), name
    for path in ("/static/../server.py", "/static/%2e%2e/server.py", "/static//etc/passwd", "/../voices.yaml"):
        assert running.ask(path).status == 404, path
    assert running.ask("/media/x/..%2fvoices.yaml").status == 401


def test_what_is_dropped_stays_in_the_folder(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    before = {path.name for path in tmp_path.rglob("*")}
    text = "甲：你好，今天我们谈谈天气。\n\n乙：好的，今天的天气很好。\n\n甲：真的吗？\n\n乙：真的。\n"
    names = ("..%2f..%2fevil.txt", "%2Fetc%2Fevil2.txt", "..%5Cevil3.txt", ".hidden.txt", "con%00.txt", "")
    with studio(folder) as server:
        for name in names:
            answer = server.ask(f"/api/episodes?name={name}", text.encode())
            assert answer.status == 200, (name, answer.body)
            assert len(answer.json["people"]) == 3
        assert server.ask("/api/episodes?name=x.txt", b"").status == 422
        assert server.ask("/api/episodes?name=x.pdf", b"%PDF-1.4 no").status == 422
        too_much = b"x" * (MOST_BYTES + 10)
        assert server.ask("/api/episodes?name=x.txt", too_much).status == 413
        listed = server.ask("/api/episodes").json
    assert {path.name for path in tmp_path.iterdir()} <= {folder.name, "cache"}
    new = {path.name for path in folder.iterdir()} - before
    pasted = "甲-你好-今天我们谈谈天气.txt"
    assert new == {".studio", "evil.txt", "evil2.txt", "evil3.txt", "hidden.txt", "con.txt", pasted}
    assert len(listed) == 6
    assert not list((folder / ".studio").glob(".new-*"))


def test_a_body_that_makes_no_sense(running: Studio) -> None:
    for body in (b"{", b"[]", b'{"revision": 0}', b'{"revision": 0, "action": {"do": "rm"}}', b"\xff", b"null"):
        answer = running.ask(f"{running.episode}/actions", body)
        assert (answer.status, answer.json["kind"]) == (400, "usage"), body
    answer = running.ask(f"{running.episode}/undo", b"{}", Content_Type="text/plain")
    assert answer.status == 400
    assert running.ask(f"{running.episode}/undo", {"revision": 0}).json["problem"] == "There is nothing to undo."
    assert running.ask(f"{running.episode}/undo", {"revision": 7}).status == 409


def test_everything_is_described(running: Studio) -> None:
    document = running.ask("/api", Authorization="").json
    assert document["openapi"].startswith("3.1")
    asked = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert ("post", "/api/episodes/{id}/actions") in asked
    kinds = document["components"]["schemas"]["ActionBody"]["properties"]["action"]["anyOf"]
    assert len(kinds) == 18
    references = {part.split('"')[0] for part in json.dumps(document).split('"#/components/schemas/')[1:]}
    assert references <= document["components"]["schemas"].keys()
    for method, path in asked:
        answer = running.ask(path.replace("{id}", "nobody"), b"{}" if method == "post" else None, method.upper())
        assert answer.status != 405, path


def test_a_sentence_is_heard(running: Studio) -> None:
    clip = running.ask(f"{running.episode}/clip?turn=3&sentence=0")
    assert (clip.status, clip.headers["Content-Type"], clip.headers["X-Spoken"]) == (200, "audio/wav", "now")
    with wave.open(io.BytesIO(clip.body)) as sound:
        assert sound.getnframes() / sound.getframerate() > 3.0
    again = running.ask(f"{running.episode}/clip?turn=3&sentence=0")
    assert (again.headers["X-Spoken"], again.body) == ("before", clip.body)
    other = running.ask(f"{running.episode}/clip?turn=3&sentence=0&voice=zh_soprano")
    assert other.body != clip.body
    assert running.ask(f"{running.episode}/clip?turn=-1&sentence=0").status == 200
    assert running.ask(f"{running.episode}/clip?turn=3&sentence=9").status == 422
    assert running.ask(f"{running.episode}/clip?turn=3&sentence=0&voice=nobody").status == 502


def test_what_comes_next_is_spoken_ahead(running: Studio) -> None:
    assert running.ask(f"{running.episode}/ahead", {"turn": 4, "sentence": 0, "count": 2}).status == 204
    assert running.ask(f"{running.episode}/clip?turn=9&sentence=0").headers["X-Spoken"] == "now"
    # What was asked for later is answered later: both were spoken by then.
    for sentence in (1, 2):
        assert running.ask(f"{running.episode}/clip?turn=4&sentence={sentence}").status == 200


def test_a_sentence_shows_its_readings(running: Studio) -> None:
    words = running.ask(f"{running.episode}/words?turn=3&sentence=0").json
    assert {"text": "阿里巴巴", "syllables": ["a1", "li3", "ba1", "ba1"]}.items() <= next(
        word for word in words if word["text"] == "阿里巴巴"
    ).items()
    assert all(len(word["others"]) in (0, len(word["text"])) for word in words)
