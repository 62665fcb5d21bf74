"""Publish to S3 and what speaks its language (R2, B2, MinIO, Ceph). Needs the extra `turncast[s3]`."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any
from urllib.parse import urlsplit

from tts.aws import open_bucket
from tts.errors import UnreachableError
from tts.language import tr
from tts.show.publish.item import Item

_LARGE = 8_000_000
"""Bytes. One piece is held in memory whole: eight episodes of ten hours at once would be more than 3 GB."""
_LARGE_AT_ONCE = 2


class S3Target:
    """A bucket, or a prefix of one."""

    at_once = 8

    def __init__(self, address: str) -> None:
        """Raises UsageError unless the address is a bucket's and the endpoint is encrypted."""
        parts = urlsplit(address)
        self._address = f"s3://{parts.netloc}{parts.path}"
        self._room = threading.BoundedSemaphore(_LARGE_AT_ONCE)
        self._store: Any = open_bucket(address, tr("Publishing to S3"), timeout="120s")

    def names(self) -> set[str]:
        """Hidden names are not the site's."""
        return {name for name in self._tags() if not any(part.startswith(".") for part in name.split("/"))}

    def _tags(self) -> dict[str, str]:
        """Name → entity tag, without quotes."""
        import obstore

        found: dict[str, str] = {}
        with self._explained():
            for batch in obstore.list(self._store):
                for entry in batch:
                    found[entry["path"]] = (entry["e_tag"] or "").strip('"')
        return found

    def up_to_date(self, items: Sequence[Item]) -> set[str]:
        """An object put in one piece has the MD5 of its content as its entity tag."""
        tags = self._tags()
        return {item.name for item in items if item.name in tags and tags[item.name] == item.digest("md5")}

    def put(self, item: Item) -> None:
        """In one piece, so that its entity tag is its MD5, and so that it is there whole or not at all."""
        import obstore

        attributes: Any = {"Content-Type": item.type, "Cache-Control": item.cache_control}
        with self._room if item.size > _LARGE else nullcontext(), self._explained():
            obstore.put(self._store, item.name, item.read(), attributes=attributes, use_multipart=False)

    def read(self, name: str) -> bytes | None:
        """None when there is no such object."""
        import obstore

        try:
            with self._explained():
                return bytes(obstore.get(self._store, name).bytes())
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> None:
        """Remove an object."""
        import obstore

        with self._explained():
            obstore.delete(self._store, name)

    def close(self) -> None:
        """The library keeps no connection that needs closing."""

    @contextmanager
    def _explained(self) -> Iterator[None]:
        from obstore.exceptions import BaseError

        try:
            yield
        except FileNotFoundError:
            raise
        except (BaseError, OSError) as error:
            raise UnreachableError(
                tr("{address}: {error}.", address=self._address, error=_reason(str(error))),
                remedy=tr(
                    "Check the bucket, AWS_ENDPOINT_URL, the region and the credentials; then publish "
                    "again: what has arrived is not sent twice."
                ),
            ) from None


def _reason(message: str) -> str:
    """The server's own words, without anything secret: its answers quote keys."""
    code, said = re.search(r"<Code>([^<]*)", message), re.search(r"<Message>([^<]*)", message)
    if code:
        return f"{code.group(1)}: {said.group(1).rstrip('.') if said else ''}"
    first = re.split(r"\n|Debug source", message)[0].strip()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        if os.environ.get(name):
            first = first.replace(os.environ[name], "…")
    return first[:300].rstrip(".")
