"""Pages fetched whole and in time, from where the user sent us and nowhere else; real servers on the loopback address."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver
from doubles.page_server import head, leads_to, server

from tts.errors import InputError, UnreachableError
from tts.script.slug import slug
from tts.script.source.fetch import address_of, fetch, name_of, publishable


class Names(AbstractResolver):
    """Knows some names; each time a name is asked for, its next address."""

    def __init__(self, **addresses: list[str]) -> None:
        self.addresses = {name.replace("_", "."): found for name, found in addresses.items()}

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[Any]:  # noqa: ARG002
        found = self.addresses[host]
        address = found.pop(0) if len(found) > 1 else found[0]
        return [{"hostname": host, "host": address, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Nothing is open."""


def test_a_body_shorter_than_announced_is_refused() -> None:
    def send(connection: socket.socket, path: str) -> None:
        connection.sendall(head("200 OK", Content_Length="4000") + b"only this")

    with server(send) as port, pytest.raises(UnreachableError):
        fetch(f"http://127.0.0.1:{port}/", 10_000)


def test_a_server_that_never_ends_is_left() -> None:
    def send(connection: socket.socket, path: str) -> None:
        connection.sendall(head("200 OK"))
        while True:
            connection.sendall(b".")
            time.sleep(0.05)

    with server(send) as port, pytest.raises(UnreachableError, match=r"not whole after 0\.6 s"):
        fetch(f"http://127.0.0.1:{port}/", 10_000, deadline_s=0.6)


@pytest.mark.parametrize(
    "target",
    ["http://localhost:1/x", "http://127.0.0.2/x", "http://[::1]/x", "http://10.0.0.1/x", "http://169.254.169.254/x",
     "http://[::ffff:10.0.0.1]/", "http://2130706433/", "ftp://example.org/x", "file:///etc/passwd", "gopher://example.org/"],
)  # fmt: skip
def test_a_server_leads_nowhere_inside_the_network(target: str) -> None:
    with server(leads_to(target)) as port, pytest.raises((InputError, UnreachableError), match=r"leads to|canonical"):
        fetch(f"http://127.0.0.1:{port}/", 1000)


def test_a_server_may_lead_to_its_own_pages_but_not_for_ever() -> None:
    with server(leads_to("/there")) as port:
        assert fetch(f"http://127.0.0.1:{port}/", 1000) == b"here"
    with server(leads_to("/again")) as port, pytest.raises(InputError, match="more than 5 times"):
        fetch(f"http://127.0.0.1:{port}/", 1000)


def test_a_name_that_changes_its_address_leads_nowhere_inside() -> None:
    """Rebinding: what is checked is what is connected to, however often the name is asked for."""
    names = Names(given_test=["127.0.0.1"], other_test=["127.0.0.1"])
    with server(leads_to("http://other.test/there")) as port, pytest.raises(UnreachableError, match="leads to"):
        fetch(f"http://given.test:{port}/", 1000, resolver=names)


def test_what_is_larger_than_allowed_is_not_read_to_its_end() -> None:
    def send(connection: socket.socket, path: str) -> None:
        connection.sendall(head("200 OK"))
        connection.sendall(b"x" * 10_000_000)

    with server(send) as port:
        assert len(fetch(f"http://127.0.0.1:{port}/", 1000)) == 1001


def test_a_token_is_neither_in_the_slug_nor_in_the_source() -> None:
    address = address_of(
        Path("https://me:pw@example.org/talks/sea.html?id=12&access_token=abc&x=0123456789abcdef0123#y")
    )
    assert publishable(address) == "https://example.org/talks/sea.html?id=12"
    assert slug("", name_of(address)) == "sea"
    assert name_of("https://example.org/?token=abc") == "example.org"
    assert publishable("https://[bad?token=abc") == "https://[bad"


def test_what_is_no_address_is_an_error_of_the_user() -> None:
    with pytest.raises(UnreachableError):
        fetch("https://[bad", 1000)
