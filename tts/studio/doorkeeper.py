"""Who may ask: this machine's own page, and programs that were given the run's token. Everybody else is refused.

A page of another site can have a browser send requests here, by our address or by a name of its own that leads here
(DNS rebinding). It knows no token, a browser says where it comes from (`Origin`, `Sec-Fetch-Site`), and it cannot
choose `Host`. The token travels in a header only, never in a cookie: other servers on this machine would be sent it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

PUBLIC = "/static/"
"""Below this lies what the page is made of, which is the same for everybody."""
MEDIA = "/media/"
"""Below this lies what a player or a download asks for, which cannot send headers: a key for this one address does."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """What is let in."""

    token: str
    hosts: frozenset[str]
    """The values of `Host` that mean this server, such as `127.0.0.1:8123`."""

    def key_of(self, path: str) -> str:
        """What opens one address below `MEDIA`, for as long as this run lasts."""
        return hmac.new(self.token.encode(), path.encode(), hashlib.sha256).hexdigest()[:32]

    def middleware(self) -> Middleware:
        """For an aiohttp application: refuses, and puts the policy on whatever is answered."""

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            refused = self._refusal(request)
            if refused:
                refused.headers.update(_HEADERS)
                return refused
            try:
                response = await handler(request)
            except web.HTTPException as error:
                error.headers.update(_HEADERS)
                raise
            if not response.prepared:
                response.headers.update(_HEADERS)
            return response

        return check

    def sign(self, response: web.StreamResponse) -> None:
        """Put the policy on a response that is sent bit by bit, before it begins."""
        response.headers.update(_HEADERS)

    def _refusal(self, request: web.Request) -> web.Response | None:
        host, origin = request.headers.get(hdrs.HOST, ""), request.headers.get(hdrs.ORIGIN)
        if host not in self.hosts:
            return web.Response(status=421, text="421: this server answers to 127.0.0.1 and localhost only.\n")
        if origin is not None and origin not in {f"http://{own}" for own in self.hosts}:
            return web.Response(status=403, text="403: another site asks.\n")
        if request.path == "/" or request.path.startswith(PUBLIC) or request.path == "/api":
            return None
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return web.Response(status=403, text="403: another site asks.\n")
        if request.path.startswith(MEDIA) and request.method in ("GET", "HEAD"):
            given, wanted = request.query.get("key", ""), self.key_of(request.path)
        else:
            given, wanted = request.headers.get(hdrs.AUTHORIZATION, ""), f"Bearer {self.token}"
        if not hmac.compare_digest(given.encode(), wanted.encode()):
            return web.Response(status=401, text="401: open the address that the terminal shows.\n")
        return None
