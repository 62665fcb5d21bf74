"""Where a site is published. To add a kind: one file here, and one row in `TARGETS`."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

from tts.errors import UsageError
from tts.language import tr
from tts.show.publish.item import Item


class Target(Protocol):
    """A place that holds files by name. Every `put` replaces a file whole. All raise UnreachableError or WriteError."""

    at_once: int
    """How many `put` calls at once are worth while."""

    def names(self) -> set[str]:
        """What it holds, by name under the target, without hidden files."""
        ...

    def up_to_date(self, items: Sequence[Item]) -> set[str]:
        """The names of those items whose content it holds already."""
        ...

    def put(self, item: Item) -> None:
        """Store an item, whole or not at all."""
        ...

    def read(self, name: str) -> bytes | None:
        """A small file's content; None when there is none."""
        ...

    def delete(self, name: str) -> None:
        """Remove a file."""
        ...

    def close(self) -> None:
        """Free connections. Safe to call twice."""
        ...


TARGETS = {
    "file": "tts.show.publish.folder:FolderTarget",
    "s3": "tts.show.publish.s3:S3Target",
    "sftp": "tts.show.publish.sftp:SftpTarget",
}
"""Address scheme → class. Each is constructed from the address as the user wrote it."""


def open_target(address: str) -> Target:
    """The target at `address`: a folder's path, `s3://bucket/prefix`, `sftp://user@host:port/path`.

    Raises UsageError for an address of no known kind or with a password in it, and what the target's own start raises.
    """
    scheme = address.partition("://")[0] if "://" in address else "file"
    if scheme not in TARGETS:
        raise UsageError(
            tr("Sites cannot be published to `{scheme}://`.", scheme=scheme),
            remedy=tr("Known: a folder, {targets}.", targets=", ".join(sorted(TARGETS)[1:])),
        )
    if scheme != "file" and urlsplit(address).password is not None:
        raise UsageError(
            tr("The target's address holds a password, which others see in the list of processes."),
            remedy=tr("Leave it out; keys come from the environment, ssh-agent or the standard files."),
        )
    module, _, name = TARGETS[scheme].partition(":")
    target: Target = getattr(importlib.import_module(module), name)(address)
    return target
