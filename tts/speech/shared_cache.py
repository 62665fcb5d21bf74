"""Clips that several machines share: in a folder, or in an S3 bucket with the folder of this machine before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from tts.audio import Speech
from tts.aws import open_bucket
from tts.errors import UnreachableError, UsageError
from tts.language import tr
from tts.speech.cache import Cache
from tts.speech.clip_file import DamagedClipError, decode, encode
from tts.speech.model import CLIPS, Clip
from tts.store import StoredFile, user_path


def cache_at(place: str = "") -> Cache:
    """The cache at `place`: empty for the user's own, a folder, or `s3://bucket/folder`. Raises UsageError."""
    if place.startswith("s3://"):
        return BucketCache(open_bucket(place, tr("A cache on S3")), place)
    if "://" in place:
        raise UsageError(
            tr("Clips cannot be kept at {place}.", place=place), remedy=tr("Name a folder, or s3://bucket/folder.")
        )
    return Cache(user_path(place).absolute() if place else None)


class BucketCache(Cache):
    """The user's own clips, and behind them those of a bucket, which all who use it fill."""

    def __init__(self, store: Any, place: str, folder: Path | None = None) -> None:
        """`store`: obstore's, already at the prefix. `place`: its address, for messages."""
        super().__init__(folder)
        self._bucket, self._address = store, place

    def get(self, key: str) -> Clip | None:
        """The clip from this machine, else from the bucket, verified either way. Raises UnreachableError."""
        return super().get(key) or self._from_bucket(key)

    def find(self, key: str) -> Clip | None:
        """As `get`, but a clip on this machine is only glanced at."""
        return super().find(key) or self._from_bucket(key)

    def _from_bucket(self, key: str) -> Clip | None:
        data = self._fetched(key)
        if data is None:
            return None
        try:
            clip = decode(key, data, self._place)
        except DamagedClipError:
            return None  # it is made again, and then written over
        self._keep(key, data)
        return clip

    def put(self, key: str, speech: Speech) -> Clip:
        import obstore

        clip = super().put(key, speech)
        try:
            obstore.put(self._bucket, self._name(key), encode(key, speech), use_multipart=False)
        except Exception as error:
            raise self._unreachable(error) from error
        return clip

    def exists(self) -> bool:
        """A bucket says so when it is asked for something."""
        return True

    def forget(self, clip: StoredFile) -> None:
        """Remove it from the bucket. This machine's own copy stays: it harms nobody, and `turncast cache` sees it."""
        import obstore

        try:
            obstore.delete(self._bucket, self._name(clip.path.stem))
        except Exception as error:
            raise self._unreachable(error) from error

    def files(self) -> Iterator[StoredFile]:
        """The clips in the bucket; its objects know when they were put there, not when they were last used."""
        import obstore

        try:
            for batch in obstore.list(self._bucket):
                for item in batch:
                    path = PurePosixPath(item["path"])
                    if CLIPS.owns(str(path)) and str(path) == self._name(path.stem):
                        yield StoredFile(Path(path), CLIPS, item["size"], item["last_modified"].timestamp())
        except Exception as error:
            raise self._unreachable(error) from error

    def content(self, clip: StoredFile) -> bytes:
        return self._fetched(clip.path.stem) or b""

    def _fetched(self, key: str) -> bytes | None:
        import obstore

        try:
            return bytes(obstore.get(self._bucket, self._name(key)).bytes())
        except FileNotFoundError:
            return None
        except Exception as error:  # obstore's errors have no common base but Exception
            raise self._unreachable(error) from error

    @staticmethod
    def _name(key: str) -> str:
        return CLIPS.file_of("", key).removeprefix("/")

    def _unreachable(self, error: Exception) -> UnreachableError:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        return UnreachableError(
            tr("The shared cache {address} cannot be used: {reason}.", address=self._address, reason=reason),
            remedy=tr("Check the address, the network and AWS_* in the environment, or leave --cache out."),
        )
