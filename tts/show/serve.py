"""A site on this machine's own web server: byte ranges, validators, right types, and nothing outside the site."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tts.errors import InputError, Place, UnreachableError, UsageError
from tts.show.types import mime_type

if TYPE_CHECKING:
    from aiohttp import web

_READ_ELSEWHERE = (".vtt", ".srt", ".json", ".xml")
"""Players on other sites fetch captions, chapters and feeds from a page, which needs CORS. Pages and sound do not."""
_METHODS = "GET, HEAD, OPTIONS"


def serve(site: Path, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serve `site` until interrupted (Ctrl-C, SIGTERM), then close connections and return.

    `started` is called once with the address, when connections are accepted. `port` 0 takes a free one.
    Raises InputError when `site` is not a folder, UsageError for a host that is not this machine's, and
    UnreachableError when the port is taken.
    """
    if not site.is_dir():
        raise InputError("No such folder.", place=Place(site), remedy="Name a site, or make one with `turncast build`.")
    with _listening(host, port) as listener:
        asyncio.run(_run(site, listener, started))


def application(site: Path) -> web.Application:
    """The server for `site` as an aiohttp application."""
    from aiohttp import web

    root = site.resolve()

    async def answer(request: web.Request) -> web.StreamResponse:
        return _answer(request, root)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    return app


def _answer(request: web.Request, root: Path) -> web.StreamResponse:
    from aiohttp import web

    path = request.match_info["path"]
    cors = _cors(path)
    if request.method == "OPTIONS":
        return web.Response(status=204, headers={"Allow": _METHODS, **cors})
    if request.method not in ("GET", "HEAD"):
        raise web.HTTPMethodNotAllowed(request.method, _METHODS.split(", "))
    found = _find(root, path)
    if found is None:
        raise web.HTTPNotFound(text="404: no such file in this site.\n", headers=cors)
    if found.is_dir():
        # Relative to where it was asked for: an absolute `//host/` would lead to another server.
        name = request.raw_path.partition("?")[0].rpartition("/")[2]
        raise web.HTTPMovedPermanently(
            location=f"./{name}/" + (f"?{request.query_string}" if request.query_string else "")
        )
    headers = {
        "Content-Type": mime_type(found.name),
        # Asked again each time, answered with 304: what was built a moment ago is what is seen.
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        **cors,
    }
    return web.FileResponse(found, headers=headers)


def _find(root: Path, path: str) -> Path | None:
    """The file, or a folder asked for without its slash; None when there is none or it lies outside of `root`.

    Hidden files are not of the site: they are editors', version control's, and half-written ones of a build.
    """
    parts = [part for part in path.split("/") if part]
    if "\0" in path or "\\" in path or any(part.startswith(".") for part in parts):
        return None
    target = root.joinpath(*parts)
    if path == "" or path.endswith("/"):
        target /= "index.html"
    try:
        # Symbolic links are followed first: a link may lead out of the site.
        target = target.resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    if not target.is_relative_to(root):
        return None
    return target if target.is_file() or (target.is_dir() and (target / "index.html").is_file()) else None


def _cors(path: str) -> dict[str, str]:
    if not path.lower().endswith(_READ_ELSEWHERE):
        return {}
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": "Range, If-None-Match",
        "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    }


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        raise UsageError(
            f"`{host}` is not an address.", remedy="Try --host 0.0.0.0 for all of this machine's."
        ) from None
    listener = socket.socket(family, socket.SOCK_STREAM)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(128)
        except PermissionError:
            raise UnreachableError(f"Port {port} may not be used.", remedy="Name one above 1023 with --port.") from None
        except OSError as error:
            raise _refused(error, host, port) from None
        yield listener


def _refused(error: OSError, host: str, port: int) -> UnreachableError | UsageError:

    if error.errno == errno.EADDRNOTAVAIL:
        return UsageError(f"`{host}` is not an address of this machine.", remedy="Try --host 0.0.0.0 for all of them.")
    return UnreachableError(
        f"Port {port} is taken: another program listens on {host}.",
        remedy="Stop it, or name another port with --port; 0 takes a free one.",
    )


async def _run(site: Path, listener: socket.socket, started: Callable[[str], None]) -> None:
    from aiohttp import web

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C arrives as KeyboardInterrupt
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(application(site), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        started(address_of(listener))
        await stop.wait()
    finally:
        await runner.cleanup()


def address_of(listener: socket.socket) -> str:
    """`http://127.0.0.1:8000/`; for all of this machine's addresses, the one others in its network reach."""
    host, port = listener.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = _reachable(listener.family)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _reachable(family: int) -> str:
    """This machine's address in its network, as the system would choose it. Nothing is sent."""
    # Documentation addresses (RFC 5737, RFC 3849): a datagram socket that is only connected sends no packet.
    outside = "2001:db8::1" if family == socket.AF_INET6 else "192.0.2.1"
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((outside, 9))
        except OSError:
            return "::1" if family == socket.AF_INET6 else "127.0.0.1"
        host: str = probe.getsockname()[0]
        return host


def opened_up(address: str) -> bool:
    """Can other machines reach this address?"""
    host = address.partition("://")[2].rpartition(":")[0].strip("[]")
    return not ipaddress.ip_address(host).is_loopback
