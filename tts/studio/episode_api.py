"""What can be asked of Studio, as JSON. The page asks the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import msgspec
from aiohttp import web

from tts.errors import TurncastError
from tts.language import tr
from tts.studio.actions import AnyAction
from tts.studio.doorkeeper import Doorkeeper
from tts.studio.events import Events
from tts.studio.folder import Home, pasted_name
from tts.studio.openapi import Route
from tts.studio.project import Outside, Pending, Project
from tts.studio.view import EpisodeView, Shown, view

_Value = TypeVar("_Value")
_QUIET_S = 15.0
"""Seconds without an event after which the connection shows that it is still there."""


class KnownView(Shown, frozen=True):
    """An episode that was edited here before."""

    id: str
    title: str
    file: str
    changed_s: float
    """Seconds since the epoch."""


class ActionBody(Shown, frozen=True):
    """What to do, and the revision that was seen."""

    revision: int
    action: AnyAction


class RevisionBody(Shown, frozen=True):
    """The revision that was seen."""

    revision: int


class VoiceView(Shown, frozen=True):
    """A voice that the episode's engine has."""

    id: str
    language: str
    gender: str
    note: str


class EpisodeApi:
    """Answers requests about what an episode says.

    All that touches projects runs on one thread, in the order in which it was asked.
    """

    def __init__(self, home: Home, events: Events, doorkeeper: Doorkeeper) -> None:
        self.home, self.events, self.doorkeeper = home, events, doorkeeper
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="studio")

    def routes(self) -> tuple[Route, ...]:
        """Everything that can be asked."""
        one = "/api/episodes/{id}"
        return (
            Route("GET", "/api/episodes", self.list_episodes, "The episodes of this folder.", answer=list[KnownView]),
            Route("POST", "/api/episodes", self.add_episode, "Begin an episode from a transcript.", bytes, EpisodeView,
                  {"name": "string?"}),
            Route("GET", one, self.show_episode, "All there is to see of an episode.", answer=EpisodeView),
            Route("POST", f"{one}/actions", self.do_action, "Change something.", ActionBody, EpisodeView),
            Route("POST", f"{one}/undo", self.undo, "Take the last action back.", RevisionBody, EpisodeView),
            Route("POST", f"{one}/redo", self.redo, "Do it again.", RevisionBody, EpisodeView),
            Route("GET", f"{one}/pending", self.show_pending, "What would be written.", answer=list[Pending]),
            Route("POST", f"{one}/write", self.write_files, "Write the files, now and with every action.",
                  answer=EpisodeView),
            Route("GET", f"{one}/outside", self.show_outside, "Files changed by others.", answer=list[Outside]),
            Route("POST", f"{one}/outside/take", self.take_outside, "Take what others made of the files.",
                  answer=EpisodeView),
            Route("POST", f"{one}/outside/keep", self.keep_own, "Write ours over it; theirs stays in the journal.",
                  answer=EpisodeView),
            Route("GET", f"{one}/voices", self.list_voices, "The voices of its engine.", answer=list[VoiceView]),
            Route("GET", f"{one}/events", self.stream_events, "What happens: `changed`, `build`.",
                  answer="text/event-stream"),
        )  # fmt: skip

    async def run(self, work: Callable[[], _Value]) -> _Value:
        """`work` on the projects' thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def close(self) -> None:
        """Close all projects."""
        await self.run(self.home.close)
        self._thread.shutdown()

    async def list_episodes(self, _request: web.Request) -> web.Response:
        known = await self.run(self.home.known)
        return reply([KnownView(one.id, one.title, one.file, one.changed_s) for one in known])

    async def add_episode(self, request: web.Request) -> web.Response:
        content = await request.read()
        name = request.query.get("name") or pasted_name(content.decode("utf-8", "replace"))
        return reply(await self.run(lambda: view(self.home.add(name, content))))

    async def show_episode(self, request: web.Request) -> web.Response:
        return reply(await self.run(lambda: view(self.project_of(request))))

    async def do_action(self, request: web.Request) -> web.Response:
        body = await parsed(request, ActionBody)
        return await self._change(request, lambda project: project.do(body.action, body.revision))

    async def undo(self, request: web.Request) -> web.Response:
        body = await parsed(request, RevisionBody)
        return await self._change(request, lambda project: project.undo(body.revision))

    async def redo(self, request: web.Request) -> web.Response:
        body = await parsed(request, RevisionBody)
        return await self._change(request, lambda project: project.redo(body.revision))

    async def show_pending(self, request: web.Request) -> web.Response:
        return reply(await self.run(lambda: self.project_of(request).pending()))

    async def write_files(self, request: web.Request) -> web.Response:
        return await self._change(request, lambda project: project.allow())

    async def show_outside(self, request: web.Request) -> web.Response:
        return reply(await self.run(lambda: self.project_of(request).outside()))

    async def take_outside(self, request: web.Request) -> web.Response:
        return await self._change(request, lambda project: project.take())

    async def keep_own(self, request: web.Request) -> web.Response:
        return await self._change(request, lambda project: project.keep())

    async def list_voices(self, request: web.Request) -> web.Response:
        voices = await self.run(lambda: self.project_of(request).understood().voices)
        return reply([VoiceView(voice.id, voice.language, voice.gender, voice.note) for voice in voices])

    async def stream_events(self, request: web.Request) -> web.StreamResponse:
        project = await self.run(lambda: self.project_of(request))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        self.doorkeeper.sign(response)
        await response.prepare(request)
        with self.events.listening(project.id) as queue:
            await response.write(b"event: hello\ndata: {}\n\n")
            while not gone(request):
                try:
                    message = await asyncio.wait_for(queue.get(), _QUIET_S)
                except TimeoutError:
                    message = b": still here\n\n"  # or the page has gone, and this shows it
                if not gone(request):
                    await response.write(message)
        return response

    def project_of(self, request: web.Request) -> Project:
        """The project that a request names; to be called on the projects' thread. Raises InputError."""
        return self.home.project(request.match_info["id"])

    async def _change(self, request: web.Request, work: Callable[[Project], None]) -> web.Response:
        """Do `work`, answer with what there is to see now, and tell the other pages."""

        def change() -> EpisodeView:
            project = self.project_of(request)
            work(project)
            return view(project)

        shown = await self.run(change)
        self.events.tell(shown.id, "changed", {"revision": shown.revision})
        return reply(shown)


def gone(request: web.Request) -> bool:
    """Whether nobody waits for the answer any more."""
    return request.transport is None or request.transport.is_closing()


def reply(value: Any) -> web.Response:
    """`value` as JSON that nobody keeps."""
    body = msgspec.json.encode(value)
    return web.Response(body=body, content_type="application/json", headers={"Cache-Control": "no-store"})


async def parsed(request: web.Request, kind: type[_Value]) -> _Value:
    """The request's JSON as a `kind`. Raises BadRequestError."""
    if request.content_type != "application/json":
        raise BadRequestError(tr("The body has to be application/json."))
    try:
        return msgspec.json.decode(await request.read(), type=kind)
    except msgspec.DecodeError as error:
        raise BadRequestError(tr("The body does not fit: {error}.", error=error)) from None


class BadRequestError(TurncastError):
    """What was sent makes no sense."""
