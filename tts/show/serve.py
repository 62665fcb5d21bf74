"""A site on this machine's own web server: byte ranges, validators, right types, and nothing outside the site."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import re
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.abc import AbstractStreamWriter

from tts.errors import InputError, Place, UnreachableError, UsageError
from tts.language import tr
from tts.show.types import mime_type

_ONE_RANGE = re.compile(r"bytes=(?:([0-9]+)-([0-9]*)|-0*[1-9][0-9]*)", re.IGNORECASE)
"""The ranges that are answered with a part. Any other a server may take as not asked for (RFC 9110, 14.2)."""
_METHODS = "GET, HEAD, OPTIONS"


def serve(site: Path, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serve `site` until interrupted (Ctrl-C, SIGTERM), then close connections and return.

    `started` is called once with the address, when connections are accepted. `port` 0 takes a free one.
    Raises InputError when `site` is no site, UsageError for a host that is not this machine's, and
    UnreachableError when the port is taken.
    """
    if not site.is_dir():
        raise InputError(
            tr("No such folder."), place=Place(site), remedy=tr("Name a site, or make one with `turncast build`.")
        )
    if not (site / "index.html").is_file():
        raise InputError(
            tr("This is no site: it has no index.html."),
            place=Place(site),
            remedy=tr("Name the folder that `turncast build --out` was given; without it, that is audio."),
        )
    with listening(host, port) as listener:
        asyncio.run(run(application(site, host), listener, started))


def application(site: Path, host: str) -> web.Application:
    """The server for `site` as an aiohttp application that listens on `host`."""
    root = site.resolve()

    async def answer(request: web.Request) -> web.StreamResponse:
        if not _is_meant(request.headers.get(hdrs.HOST, ""), host):
            text = tr("421: this server answers to its address and to localhost, not to this name.\n")
            raise web.HTTPMisdirectedRequest(text=text)
        return _answer(request, root)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    return app


def _is_meant(asked: str, host: str) -> bool:
    """Whether `asked`, a request's Host, is this machine's: an address, localhost, the machine's name, or `host`.

    A page on the internet can have its own name lead to this machine (DNS rebinding) and would then read what is
    served as its own. It cannot have a browser ask for an address, or for our name. Only browsers are fooled, and they
    always send a Host: without one, nothing is amiss.
    """
    try:
        name = (urlsplit(f"//{asked}").hostname or "").removesuffix(".")
    except ValueError:
        return False
    own = socket.gethostname().lower()
    if not asked or name in ("localhost", host.lower(), own, f"{own.partition('.')[0]}.local"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name.endswith(".localhost")
    return True


class _Part(web.FileResponse):
    """A file, or the one range of it that was asked for and that still belongs to it."""

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Send it. aiohttp refuses with 416 what it does not know, and takes an entity tag in If-Range for any date."""
        if hdrs.RANGE in request.headers and not self._honours(request):
            headers = request.headers.copy()
            headers.popall(hdrs.RANGE)
            request = request.clone(headers=headers)
        return await super().prepare(request)

    def _honours(self, request: web.BaseRequest) -> bool:
        found = _ONE_RANGE.fullmatch(request.headers[hdrs.RANGE].strip())
        if not found or (found[2] and int(found[2]) < int(found[1])):
            return False
        tag = request.headers.get(hdrs.IF_RANGE, "")
        status = self._path.stat()
        return not tag.startswith(('"', "W/")) or tag == f'"{status.st_mtime_ns:x}-{status.st_size:x}"'


def _answer(request: web.Request, root: Path) -> web.StreamResponse:
    path = request.match_info["path"]
    if request.method == "OPTIONS":
        return web.Response(status=204, headers={"Allow": _METHODS})
    if request.method not in ("GET", "HEAD"):
        raise web.HTTPMethodNotAllowed(request.method, _METHODS.split(", "))
    found = _find(root, path)
    if found is None:
        raise web.HTTPNotFound(text="404: no such file in this site.\n")
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
        # No page of another site may read, play or show what is not published yet.
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return _Part(found, headers=headers)


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


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at `host`; `port` 0 takes a free one. Raises UsageError, UnreachableError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        raise UsageError(
            tr("`{host}` is not an address.", host=host), remedy=tr("Try --host 0.0.0.0 for all of this machine's.")
        ) from None
    listener = socket.socket(family, socket.SOCK_STREAM)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(128)
        except PermissionError:
            raise UnreachableError(
                tr("Port {port} may not be used.", port=port), remedy=tr("Name one above 1023 with --port.")
            ) from None
        except OSError as error:
            raise _refused(error, host, port) from None
        yield listener


def _refused(error: OSError, host: str, port: int) -> UnreachableError | UsageError:

    if error.errno == errno.EADDRNOTAVAIL:
        return UsageError(
            tr("`{host}` is not an address of this machine.", host=host),
            remedy=tr("Try --host 0.0.0.0 for all of them."),
        )
    return UnreachableError(
        tr("Port {port} is taken: another program listens on {host}.", port=port, host=host),
        remedy=tr("Stop it, or name another port with --port; 0 takes a free one."),
    )


async def run(app: web.Application, listener: socket.socket, started: Callable[[str], None]) -> None:
    """Serve `app` until interrupted (Ctrl-C, SIGTERM), then close connections. `started` is given the address."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C arrives as KeyboardInterrupt
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
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
