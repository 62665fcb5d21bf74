"""Web addresses as sources. Nothing is fetched unless the user asks for it, and then nothing but what he asked for."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tts.errors import InputError, Place, UnreachableError, reason
from tts.language import tr
from tts.version import __version__

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from aiohttp.abc import AbstractResolver, ResolveResult

DEADLINE_S = 60.0
"""Seconds that all of it may take, redirections included."""
MOST_HOPS = 5
_ADDRESS = re.compile(r"^(https?):/{1,2}(?=[^/])", re.IGNORECASE)
_PLAIN_VALUE = re.compile(r"[\w.-]{0,16}")
_SECRET = re.compile(r"token|key|secret|sig|pass|pwd|auth|session|credential|code|ticket|jwt", re.IGNORECASE)
"""Names of what opens doors."""


def address_of(source: Path) -> str:
    """`source` as a web address, with the slash that `Path` took from it; empty when it is no address."""
    text = source.as_posix()
    return _ADDRESS.sub(lambda found: f"{found[1].lower()}://", text) if _ADDRESS.match(text) else ""


def publishable(address: str) -> str:
    """`address` as it may be shown to anybody: without a password, and of the query only what names a page."""
    try:
        parts = urlsplit(address)
    except ValueError:  # no address at all
        return address.partition("?")[0]
    host = parts.netloc.rpartition("@")[2]
    kept = [(k, v) for k, v in parse_qsl(parts.query) if _PLAIN_VALUE.fullmatch(v) and not _SECRET.search(k)]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(kept), ""))


def name_of(address: str) -> str:
    """What a file with the content of `address` would be called, without its ending."""
    parts = urlsplit(address)
    return Path(parts.path).stem or parts.hostname or ""


def fetch(
    address: str, most: int, *, deadline_s: float = DEADLINE_S, resolver: AbstractResolver | None = None
) -> bytes:
    """What stands at `address`, at most `most` bytes and one more. `resolver`: what finds hosts, the system's by default.

    Raises InputError when the server has no such page or leads to where nobody sent us, UnreachableError when it
    cannot be had whole in time.
    """
    from aiohttp import ClientError, ThreadedResolver

    async def all_of_it() -> bytes:
        return await _get(address, most, resolver or ThreadedResolver())

    try:
        return asyncio.run(asyncio.wait_for(all_of_it(), deadline_s))
    except TimeoutError:
        problem = tr("not whole after {deadline_s:g} s", deadline_s=deadline_s)
    except (OSError, ClientError, ValueError) as error:
        problem = reason(error) or type(error).__name__
    raise UnreachableError(
        tr("Cannot be fetched: {problem}.", problem=problem),
        place=Place(publishable(address)),
        remedy=tr("Check the address and the network, or save the page and give the file."),
    )


async def _get(address: str, most: int, resolver: AbstractResolver) -> bytes:
    from aiohttp import ClientSession, TCPConnector

    headers = {"User-Agent": f"turncast/{__version__}", "Accept": "text/html,text/*,*/*;q=0.5"}
    guard = _guarded(resolver, urlsplit(address).hostname or "")
    connector = TCPConnector(resolver=guard, use_dns_cache=False)
    async with ClientSession(connector=connector, headers=headers, trust_env=True) as session:
        here = address
        for _ in range(MOST_HOPS + 1):
            answer = await _hop(session, here, most)
            if isinstance(answer, bytes):
                return answer
            here = urljoin(here, answer)
            _check(here, address)
    raise _elsewhere(address, tr("leads on more than {most_hops} times", most_hops=MOST_HOPS))


async def _hop(session: ClientSession, here: str, most: int) -> bytes | str:
    """The content at `here`, or where it leads to. A body shorter than announced raises aiohttp's ClientPayloadError."""
    async with session.get(here, allow_redirects=False) as answer:
        if answer.status in (301, 302, 303, 307, 308) and "Location" in answer.headers:
            return answer.headers["Location"]
        if answer.status >= 400:
            raise InputError(
                tr("The server answers {status} {reason}.", status=answer.status, reason=answer.reason),
                place=Place(publishable(here)),
                remedy=tr("Open the address in a browser, save the page, and give the file."),
            )
        pieces, size = list[bytes](), 0
        async for piece in answer.content.iter_chunked(2**16):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                break
        return b"".join(pieces)[: most + 1]


def _check(here: str, given: str) -> None:
    """Raises InputError unless a server may lead us to `here` from the address the user gave."""
    parts = urlsplit(here)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _elsewhere(given, tr("leads to `{scheme}:`, which is no web page", scheme=parts.scheme))
    if parts.hostname != urlsplit(given).hostname and _is_inside(parts.hostname):
        raise _elsewhere(given, tr("leads to {hostname}, an address of this network", hostname=parts.hostname))


def _is_inside(host: str) -> bool:
    """Whether `host` is an address in figures that only this machine or network can reach."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return not (getattr(address, "ipv4_mapped", None) or address).is_global


def _elsewhere(given: str, what: str) -> InputError:
    return InputError(
        tr("The server {what}.", what=what),
        place=Place(publishable(given)),
        remedy=tr("Give that address itself, if it is what you mean."),
    )


def _known(given: str) -> frozenset[str]:
    """The hosts that may have addresses inside this network: the one the user gave, and his proxies."""
    from urllib.request import getproxies

    return frozenset((given, *(urlsplit(proxy).hostname or "" for proxy in getproxies().values())))


def _guarded(resolver: AbstractResolver, given: str) -> AbstractResolver:
    """`resolver`, which for other hosts than the one `given` finds no address inside this network. What it finds is what
    is connected to: a name that means another address a moment later changes nothing."""
    from aiohttp.abc import AbstractResolver

    known = _known(given)

    class Guard(AbstractResolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            found: list[Any] = await resolver.resolve(host, port, family)
            if host not in known:
                found = [each for each in found if not _is_inside(each["host"])]
            if not found:
                raise OSError(
                    None, tr("{host} is an address of this network, which {given} leads to", host=host, given=given)
                )
            return found

        async def close(self) -> None:
            await resolver.close()

    return Guard()
