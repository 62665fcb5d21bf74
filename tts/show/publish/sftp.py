"""Publish over SSH, to any machine with an SFTP server. Needs the extra `turncast[sftp]`."""

from __future__ import annotations

import asyncio
import hashlib
import json
import posixpath
import stat
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import msgspec

from tts.errors import UnreachableError, UsageError, reason
from tts.language import tr
from tts.show.publish.item import Item

_JOURNAL = ".turncast-published"
"""One JSON line for each file sent: name, size, SHA-256. SFTP tells no hashes; the last line of a name counts."""
_PIECE = 1 << 18
_TIMEOUT_S = 30.0

T = TypeVar("T")


class SftpTarget:
    """A folder on another machine. Keys, agent, known hosts and `~/.ssh/config` as ssh itself uses them."""

    at_once = 1

    def __init__(self, address: str) -> None:
        try:
            import asyncssh
        except ImportError:
            raise UsageError(
                tr("Publishing over SSH needs the library asyncssh."),
                remedy=tr("Install it: pip install 'turncast[sftp]'."),
            ) from None
        parts = urlsplit(address)
        if not parts.hostname:
            raise UsageError(
                tr("{address!r} names no host.", address=address),
                remedy=tr("Write it like sftp://me@example.org/srv/pod."),
            )
        self._failures = (asyncssh.Error, OSError, TimeoutError, asyncio.TimeoutError)
        self._host = parts.hostname
        path = unquote(parts.path)
        self._root = path.removeprefix("/~/") if path.startswith("/~/") else path.rstrip("/") or "."
        self._runner = asyncio.Runner()
        try:
            self._connection, self._client = self._run(self._connect(parts.port, parts.username))
        except BaseException:
            self._runner.close()
            raise
        self._sent = self._run(self._read_journal())

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            return self._runner.run(work)
        except self._failures as error:
            problem = reason(error) or type(error).__name__
            raise UnreachableError(
                tr("{host}: {reason}.", host=self._host, reason=problem.rstrip(".。")),
                remedy=tr(
                    "Check that `sftp` reaches the host with your key and that the folder is yours to "
                    "write; then publish again: what has arrived is not sent twice."
                ),
            ) from None

    async def _connect(self, port: int | None, user: str | None) -> tuple[Any, Any]:
        import asyncssh

        options: dict[str, Any] = {"connect_timeout": _TIMEOUT_S, "keepalive_interval": 15}
        if port:
            options["port"] = port
        if user:
            options["username"] = user
        try:
            connection = await asyncssh.connect(self._host, **options)
        except ValueError as error:  # the system does not know who its user is
            raise UsageError(f"{error}.".replace("..", "."), remedy=tr("Name the user: sftp://me@host/path.")) from None
        client = await connection.start_sftp_client()
        await client.makedirs(self._root, exist_ok=True)
        return connection, client

    async def _read_journal(self) -> dict[str, tuple[int, str]]:
        """Name → (size, SHA-256) of what was sent. A line cut short by a lost connection is no line."""
        content = await self._read(_JOURNAL) or b""
        sent: dict[str, tuple[int, str]] = {}
        for line in content.splitlines():
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                name, size, digest = msgspec.json.decode(line, type=tuple[str, int, str])
                sent[name] = (size, digest)
        return sent

    def names(self) -> set[str]:
        """Hidden files are not the site's."""
        return set(self._run(self._sizes()))

    async def _sizes(self) -> dict[str, int]:
        return {name: size async for name, size in self._walk("")}

    async def _walk(self, folder: str) -> AsyncIterator[tuple[str, int]]:
        async for entry in self._client.scandir(posixpath.join(self._root, folder)):
            if entry.filename.startswith("."):
                continue
            name = posixpath.join(folder, entry.filename)
            if stat.S_ISDIR(entry.attrs.permissions or 0):
                async for found in self._walk(name):
                    yield found
            else:
                yield name, entry.attrs.size or 0

    def up_to_date(self, items: Sequence[Item]) -> set[str]:
        """Those that the journal knows with this content, and that lie there at this size."""
        sizes = self._run(self._sizes())
        return {
            item.name
            for item in items
            if sizes.get(item.name) == item.size and self._sent.get(item.name) == (item.size, item.digest("sha256"))
        }

    def put(self, item: Item) -> None:
        """Sent beside, then renamed over; then noted in the journal."""
        self._run(self._put(item))

    async def _put(self, item: Item) -> None:
        path = posixpath.join(self._root, item.name)
        fresh = posixpath.join(posixpath.dirname(path), f".{posixpath.basename(path)}.new")
        await self._client.makedirs(posixpath.dirname(path), exist_ok=True)
        digest = hashlib.sha256()
        async with self._client.open(fresh, "wb") as remote:
            for piece in _pieces(item):
                digest.update(piece)
                await remote.write(piece)
        await self._client.posix_rename(fresh, path)
        await self._note(item.name, item.size, digest.hexdigest())

    async def _note(self, name: str, size: int, digest: str) -> None:
        self._sent[name] = (size, digest)
        async with self._client.open(posixpath.join(self._root, _JOURNAL), "ab") as journal:
            await journal.write(json.dumps([name, size, digest]).encode() + b"\n")

    def read(self, name: str) -> bytes | None:
        """None when there is no such file."""
        return self._run(self._read(name))

    async def _read(self, name: str) -> bytes | None:
        path = posixpath.join(self._root, name)
        if not await self._client.exists(path):
            return None
        async with self._client.open(path, "rb") as remote:
            return bytes(await remote.read())

    def delete(self, name: str) -> None:
        """And the journal knows it no more."""
        self._run(self._delete(name))

    async def _delete(self, name: str) -> None:
        await self._client.remove(posixpath.join(self._root, name))
        await self._note(name, -1, "")

    def close(self) -> None:
        """Ends the connection."""
        if self._connection is not None:
            self._connection.close()
            self._run(self._connection.wait_closed())
            self._connection = None
            self._runner.close()


def _pieces(item: Item) -> Any:
    if isinstance(item.content, bytes):
        yield item.content
        return
    with item.content.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
