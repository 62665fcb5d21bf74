"""A bucket behind the cache: what one machine spoke the others find, whole or not at all."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tts.audio import Speech
from tts.errors import UnreachableError, UsageError
from tts.speech.shared_cache import BucketCache, cache_at
from tts.store import prune

KEY = "ab" + "0" * 62
SPEECH = Speech(np.sin(np.arange(24_000, dtype=np.float32) / 20), 24_000)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A real S3 server on the loopback address with the bucket `clips`."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hushhush")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/clips", method="PUT")).close()
    yield f"http://127.0.0.1:{port}"
    server.stop()


def machine(folder: Path) -> BucketCache:
    """A machine with a folder of its own and the common bucket."""
    cache = cache_at("s3://clips/talks")
    assert isinstance(cache, BucketCache)
    return BucketCache(cache._bucket, "s3://clips/talks", folder)


def test_one_puts_another_gets(endpoint: str, tmp_path: Path) -> None:
    one, other = machine(tmp_path / "one"), machine(tmp_path / "other")
    assert other.get(KEY) is None
    put = one.put(KEY, SPEECH)
    got = other.get(KEY)
    assert got is not None
    assert got.path.read_bytes() == put.path.read_bytes()
    assert got.path.is_relative_to(tmp_path / "other")


def test_a_damaged_clip_in_the_bucket_is_made_again(endpoint: str, tmp_path: Path) -> None:
    import obstore

    one, other = machine(tmp_path / "one"), machine(tmp_path / "other")
    obstore.put(one._bucket, f"ab/{KEY}.wav", b"RIFF, but not for long")
    assert other.get(KEY) is None
    one.put(KEY, SPEECH)
    assert other.get(KEY) is not None


def test_a_bucket_is_counted_verified_and_pruned(endpoint: str, tmp_path: Path) -> None:
    import obstore

    cache, broken = machine(tmp_path), "cd" + "1" * 62
    cache.put(KEY, SPEECH)
    obstore.put(cache._bucket, f"cd/{broken}.wav", b"RIFF, but not for long")
    obstore.put(cache._bucket, "readme.txt", b"not ours")
    files = {file.path.stem: file for file in cache.files()}
    assert set(files) == {KEY, broken}
    assert files[KEY].size == len(cache.path_of(KEY).read_bytes())
    assert abs(files[KEY].used_s - time.time()) < 60
    assert [file.path.stem for file in cache.damaged()] == [broken]
    gone = prune(cache.files(), older_than_s=None, most_bytes=0, now_s=time.time(), remove=cache.forget)
    assert {file.path.stem for file in gone} == {KEY, broken}
    assert not list(cache.files())
    assert bytes(obstore.get(cache._bucket, "readme.txt").bytes()) == b"not ours"
    assert machine(tmp_path / "another").get(KEY) is None


def test_a_bucket_that_is_not_there(endpoint: str, tmp_path: Path) -> None:
    cache = cache_at("s3://nowhere/talks")
    cache.folder = tmp_path
    with pytest.raises(UnreachableError, match="s3://nowhere/talks"):
        cache.put(KEY, SPEECH)
    with pytest.raises(UnreachableError, match="s3://nowhere/talks"):
        list(cache.files())


def test_plain_http_is_for_this_machine_or_who_asks_for_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.delenv("AWS_ALLOW_HTTP", raising=False)
    for endpoint in ("http://10.0.0.5:9000", "http://localhost.example.org", "http://127.0.0.1.example.org/x"):
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        with pytest.raises(UsageError, match=r"not encrypted.*AWS_ALLOW_HTTP"):
            cache_at("s3://clips/talks")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    assert isinstance(cache_at("s3://clips/talks"), BucketCache)


def test_a_clip_under_another_key_of_the_bucket_is_not_taken(endpoint: str, tmp_path: Path) -> None:
    import obstore

    one, other = machine(tmp_path / "one"), machine(tmp_path / "other")
    swapped = "ab" + "1" * 62
    obstore.put(one._bucket, f"ab/{swapped}.wav", one.put(KEY, SPEECH).path.read_bytes())
    assert other.get(swapped) is None


@pytest.mark.parametrize("place", ["ftp://host/folder", "s3://"])
def test_places_that_are_none(place: str) -> None:
    with pytest.raises(UsageError):
        cache_at(place)


def test_a_folder(tmp_path: Path) -> None:
    assert cache_at(str(tmp_path)).folder == tmp_path
