"""What engines with a network behind them share: one event loop, and patience with what may pass."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import CancelledError, Future
from ipaddress import ip_address
from typing import Annotated, Any, TypeVar
from urllib.parse import SplitResult, urlsplit

import msgspec
from msgspec import Meta

from tts.errors import ConfigError, EngineError
from tts.language import tr
from tts.speech.engine import BadClipError

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

LONGEST_HOLD_S = 120.0
"""A server that asks to wait longer than this is taken at its word: the build stops and says so."""

MOST_PARALLEL = 16
"""Calls in flight at once, whatever `--jobs` says: a service that sees hundreds refuses the address."""


_FAILING = tr("The service fails with this sentence: build again later, or choose another voice or engine.")


class NetworkSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Settings every online engine takes."""

    parallel: Annotated[int, Meta(ge=1, le=MOST_PARALLEL)] = 4
    """Utterances in flight at once. The free service refuses clients that open hundreds."""
    attempts: Annotated[int, Meta(ge=1, le=20)] = 8
    """Calls for one utterance before giving up. With three calls in ten failing, an episode of a hundred utterances
    fails once in 150 builds."""
    first_wait: Annotated[float, Meta(ge=0.0, le=60.0)] = 0.5
    """Seconds before the second attempt; doubled, with jitter, before each further one."""
    longest_wait: Annotated[float, Meta(ge=0.0, le=600.0)] = 8.0
    """Seconds, the most to wait between two attempts."""
    timeout: Annotated[float, Meta(gt=0.0, le=600.0)] = 30.0
    """Seconds without a single byte after which an answer counts as stalled."""
    proxy: str = ""
    """`http://host:port`; empty: HTTPS_PROXY, HTTP_PROXY and NO_PROXY decide."""


class PassingError(EngineError):
    """A failure that may pass: the same call is worth another try."""

    def __init__(
        self,
        problem: str,
        *,
        remedy: str = "",
        status: int = 0,
        retry_after_s: float = 0.0,
        final: type[EngineError] = EngineError,
    ) -> None:
        """`retry_after_s`: how long the server asks to wait. `final`: what to raise when it does not pass."""
        super().__init__(problem, remedy=remedy, status=status)
        self.retry_after_s = retry_after_s
        self.final = final


def bad_answer(problem: str | BadClipError) -> PassingError:
    """An answer that came but cannot be right: ask again; in the end the text may be tried in pieces."""
    return PassingError(str(problem), remedy=_FAILING, final=BadClipError)


class Courier:
    """Runs calls on an event loop of its own, from any thread, and tries again what may pass."""

    def __init__(self, name: str, options: NetworkSettings) -> None:
        self._name = name
        self._options = options
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False
        self._in_flight: set[Future[Any]] = set()
        self._gate = asyncio.Semaphore(MOST_PARALLEL)
        self._held_until = 0.0
        """Loop time before which no call is begun: one 429 with Retry-After is meant for all of them."""

    def carry(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of `call`, made as often as patience allows. Raises EngineError. Blocks this thread."""
        return self.run(self._persist(call))

    def run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """The result of `work`, run on the loop. Raises EngineError when the engine is closed meanwhile."""
        with self._lock:
            # Under the lock: nothing is handed to a loop that `close` has already told to stop.
            if self._closed:
                work.close()
                raise EngineError(tr("The engine `{name}` was closed.", name=self._name))
            future = asyncio.run_coroutine_threadsafe(work, self._running_loop())
            self._in_flight.add(future)
        try:
            return future.result()
        except CancelledError:
            raise EngineError(tr("The engine `{name}` was closed.", name=self._name)) from None
        finally:
            self._in_flight.discard(future)

    def close(self) -> None:
        """End all calls in flight, at once. Safe to call twice."""
        with self._lock:
            self._closed = True
            loop, self._loop = self._loop, None
            waiting = list(self._in_flight)
        for future in waiting:
            future.cancel()  # whoever waits for it goes on now, however long its connection takes to give up
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=_serve, args=(self._loop,), name=self._name, daemon=True).start()
        return self._loop

    async def _persist(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_exponential, wait_random

        options = self._options
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(PassingError),
            stop=stop_after_attempt(options.attempts),
            wait=wait_exponential(options.first_wait, options.longest_wait) + wait_random(0.0, options.first_wait),
            reraise=True,
        )
        try:
            return await retrying(self._try, call)
        except PassingError as error:
            tried = (
                tr("{problem} (Tried {attempts} times.)", problem=error.problem, attempts=options.attempts)
                if options.attempts > 1
                else error.problem
            )
            raise error.final(tried, remedy=error.remedy, status=error.status) from error

    async def _try(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        await self._hold()
        try:
            async with self._gate:
                return await call()
        except PassingError as error:
            _log.info("%s: %s", self._name, error.problem)
            if error.retry_after_s > LONGEST_HOLD_S:
                raise EngineError(
                    error.problem, remedy=tr("Build again in {retry_after_s:.0f} s.", retry_after_s=error.retry_after_s)
                ) from error
            now = asyncio.get_running_loop().time()
            self._held_until = max(self._held_until, now + error.retry_after_s)
            raise

    async def _hold(self) -> None:
        """Wait until the server wants to be asked again."""
        while (left := self._held_until - asyncio.get_running_loop().time()) > 0.0:
            await asyncio.sleep(left)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    """Run `loop` until it is stopped, then cancel what is left, so that no socket outlives it."""
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()


def retry_after_s(headers: Any) -> float:
    """The `Retry-After` of an answer in seconds, 0.0 when there is none; a date counts from the answer's own Date."""
    from email.utils import parsedate_to_datetime

    value = str((headers or {}).get("Retry-After", "")).strip()
    if value.isdigit():
        return float(value)
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(str(headers.get("Date", "")))
    except (TypeError, ValueError, AttributeError):
        return 0.0
    return max(0.0, wait.total_seconds())


def split_address(url: str) -> SplitResult | None:
    """The parts of `url`; None for what is no address at all, such as `wss://[half` or a port of letters."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # a property that raises
    except ValueError:
        return None
    return parts


def is_loopback(url: str) -> bool:
    """Whether `url` leads to this machine."""
    parts = split_address(url)
    host = (parts.hostname if parts else "") or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def proxy_for(url: str, chosen: str) -> str | None:
    """The proxy for `url`: the `chosen` one, or the environment's. Raises ConfigError for a kind that does not work.

    aiohttp looks for WSS_PROXY only, which nobody sets; a WebSocket goes through the proxy of its HTTP sibling.
    """
    from urllib.request import getproxies, proxy_bypass

    proxy = chosen
    if not proxy and not is_loopback(url) and not proxy_bypass(urlsplit(url).netloc):
        scheme = {"wss": "https", "ws": "http"}.get(urlsplit(url).scheme, urlsplit(url).scheme)
        proxies = getproxies()
        proxy = proxies.get(scheme) or proxies.get("all") or ""
    check_proxy(proxy)
    return proxy or None


def check_proxy(proxy: str) -> None:
    """Raises ConfigError for a `proxy` of a kind that does not work; empty is none."""
    parts = split_address(proxy)
    if proxy and (parts is None or parts.scheme not in ("http", "https")):
        raise ConfigError(
            tr("The proxy `{proxy}` is not an HTTP proxy.", proxy=without_password(proxy)),
            remedy=tr("Set `proxy:` under the engine's settings, or HTTPS_PROXY, to `http://host:port`."),
            key=("proxy",),
        )


def without_password(url: str) -> str:
    """`url` as it may be shown: without user, password, query and fragment."""
    parts = split_address(url)
    if parts is None:
        return url.rpartition("@")[2].partition("?")[0].partition("#")[0]
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
