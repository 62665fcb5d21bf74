"""Studio's server: on this machine only, for whoever has the run's token."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from aiohttp import hdrs, web

from tts import language
from tts.errors import ConfigError, EngineError, InputError, TurncastError, UnreachableError, UsageError, WriteError
from tts.language import tr
from tts.show.serve import listening, run
from tts.studio.doorkeeper import MEDIA, PUBLIC, Doorkeeper, Handler
from tts.studio.episode_api import BadRequestError, EpisodeApi, reply
from tts.studio.events import Events
from tts.studio.folder import MOST_BYTES, Home
from tts.studio.openapi import ErrorBody, describe
from tts.studio.project import ChangedOutsideError, StaleError
from tts.studio.sound_api import SoundApi
from tts.studio.static import assets

HOST = "127.0.0.1"
_LOOK_S = 1.5
"""Seconds between two looks at whether an editor changed a file that a page shows."""
_log = logging.getLogger(__name__)

_STATUS: dict[type[TurncastError], tuple[int, str]] = {
    BadRequestError: (400, "usage"),
    StaleError: (409, "stale"),
    ChangedOutsideError: (409, "outside"),
    InputError: (422, "input"),
    ConfigError: (422, "config"),
    UsageError: (422, "usage"),
    EngineError: (502, "engine"),
    UnreachableError: (502, "engine"),
    WriteError: (507, "write"),
}
"""What an error is answered with; the first that fits."""


def serve_studio(home: Home, port: int, opened: str, started: Callable[[str], None]) -> None:
    """Serve until interrupted. `opened`: the id of the episode that the page shows first; empty: the list.

    `started` is called with the address, token and all, when connections are accepted. Raises UnreachableError when the
    port is taken.
    """
    token = secrets.token_urlsafe(24)
    with listening(HOST, port) as listener:
        own = listener.getsockname()[1]
        doorkeeper = Doorkeeper(token, frozenset({f"{HOST}:{own}", f"localhost:{own}"}))
        episode = f"&episode={opened}" if opened else ""
        asyncio.run(run(application(home, doorkeeper), listener, lambda at: started(f"{at}#token={token}{episode}")))


def application(home: Home, doorkeeper: Doorkeeper) -> web.Application:
    """Studio as an aiohttp application."""
    events = Events()
    api = EpisodeApi(home, events, doorkeeper)
    sound = SoundApi(api)
    app = web.Application(middlewares=[doorkeeper.middleware(), answer_errors], client_max_size=MOST_BYTES)
    routes = (*api.routes(), *sound.routes())
    for route in routes:
        app.router.add_route(route.method, route.path, route.handler)
    document = describe(routes)

    async def describe_api(_request: web.Request) -> web.Response:
        return reply(document)

    app.router.add_get("/api", describe_api)
    app.router.add_get(f"{MEDIA}{{id}}/{{file}}", sound.send_audio)
    for path, asset in assets(PUBLIC).items():
        app.router.add_get(path, asset)

    async def look(_app: web.Application) -> AsyncIterator[None]:
        looking = asyncio.create_task(_watch(api, events))
        yield
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        await sound.close()
        await api.close()

    app.cleanup_ctx.append(look)
    return app


async def _watch(api: EpisodeApi, events: Events) -> None:
    """Tell the pages when somebody else changes a file that they show."""
    told: dict[str, tuple[object, ...]] = {}
    while True:
        await asyncio.sleep(_LOOK_S)
        for name in events.listened():
            with suppress(TurncastError):
                found = await api.run(lambda name=name: api.home.project(name).outside())  # type: ignore[misc]
                if found != told.get(name, ()):
                    told[name] = found
                    events.tell(name, "changed", {"revision": -1})


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error as JSON that says what is wrong and what to do; a defect is told to the terminal as well.

    Messages are in the page's language: a person has one Studio, and one language in it at a time.
    """
    if asked := language.spoken(request.headers.get(hdrs.ACCEPT_LANGUAGE, "")):
        language.choose(asked)
    try:
        return await handler(request)
    except web.HTTPRequestEntityTooLarge:
        body = ErrorBody(
            "input",
            tr("This is more than {number} MB.", number=MOST_BYTES // 1_000_000),
            remedy=tr("Give a shorter file."),
        )
        return _refused(413, body)
    except web.HTTPException as error:
        if error.status >= 400:
            return _refused(error.status, ErrorBody("usage", f"{error.status}: {error.reason}."))
        raise
    except TurncastError as error:
        status, kind = next((said for type_, said in _STATUS.items() if isinstance(error, type_)), (500, "defect"))
        return _refused(status, ErrorBody(kind, error.problem, str(error.place or ""), error.remedy))
    except (ConnectionResetError, asyncio.CancelledError):
        raise
    except Exception as error:
        _log.exception("A defect of Studio's at %s %s", request.method, request.path)
        problem = tr(
            "This is a bug in Turncast: {kind}: {error}.",
            kind=type(error).__name__,
            error=error,
        )
        return _refused(
            500, ErrorBody("defect", problem, remedy=tr("Nothing that was done is lost. Please report it."))
        )


def _refused(status: int, body: ErrorBody) -> web.Response:
    response = reply(body)
    response.set_status(status)
    return response
