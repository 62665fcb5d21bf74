"""What can be heard of an episode: a sentence, the finished episode, and how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Annotated, Any

import msgspec
from aiohttp import web

from tts.language import tr
from tts.speech.engine import Request
from tts.speech.shared_cache import cache_at
from tts.studio.building import Building, BuildState
from tts.studio.doorkeeper import MEDIA
from tts.studio.episode_api import BadRequestError, EpisodeApi, parsed, reply
from tts.studio.listening import RiskView, WordView, following, request_at, risks_in, words_at
from tts.studio.openapi import Route
from tts.studio.project import Project
from tts.studio.speaking import SpeakingQueue, Urgency
from tts.studio.understanding import config_file, options_of
from tts.studio.view import Shown

_SOON = 3
"""Sentences that are heard in the next moments."""


class AheadBody(Shown, frozen=True):
    """A place in the episode, and how many sentences behind it to speak."""

    turn: int
    sentence: int
    count: Annotated[int, msgspec.Meta(ge=0, le=50)]


class BuildView(Shown, frozen=True):
    """How far the episode is, and where it can be heard once it is built."""

    build: BuildState
    audio: str
    """The address of the finished MP3, for a player and for a download; empty when there is none."""


class SoundApi:
    """Answers requests for sound."""

    def __init__(self, api: EpisodeApi) -> None:
        self._api = api
        self._speaking = SpeakingQueue(cache_at())
        self._builds = dict[str, Building]()

    def routes(self) -> tuple[Route, ...]:
        """Everything that can be asked."""
        one = "/api/episodes/{id}"
        return (
            Route("GET", f"{one}/clip", self.speak, "A sentence as sound; turn -1 is the opening.", None, "audio/wav",
                  {"turn": "integer", "sentence": "integer", "voice": "string?"}),
            Route("POST", f"{one}/ahead", self.speak_ahead, "Speak what will be heard next, and nothing else ahead.",
                  AheadBody),
            Route("GET", f"{one}/words", self.show_words, "How a sentence is read.", None, list[WordView],
                  {"turn": "integer", "sentence": "integer"}),
            Route("GET", f"{one}/risks", self.show_risks, "Words whose reading is uncertain.", answer=list[RiskView]),
            Route("GET", f"{one}/build", self.show_build, "How far the episode is.", answer=BuildView),
            Route("POST", f"{one}/build", self.start_build, "Build the episode, or go on.", answer=BuildView),
            Route("DELETE", f"{one}/build", self.stop_build, "Stop; what was spoken is kept.", answer=BuildView),
        )  # fmt: skip

    async def close(self) -> None:
        """Stop speaking and building."""
        for building in self._builds.values():
            building.stop()
        self._speaking.close()
        for building in self._builds.values():
            await asyncio.to_thread(building.close)

    async def speak(self, request: web.Request) -> web.StreamResponse:
        turn, sentence, voice = number(request, "turn"), number(request, "sentence"), request.query.get("voice", "")

        def look() -> tuple[Request, Mapping[str, Any]]:
            understood = self._api.project_of(request).understood()
            wanted = request_at(understood, turn, sentence, voice)
            return wanted, options_of(wanted.voice.engine, understood.config)

        wanted, options = await self._api.run(look)
        clip = await asyncio.to_thread(self._speaking.kept, wanted, options)
        made = clip is None
        if clip is None:
            asked = await asyncio.to_thread(self._speaking.want, wanted, options, Urgency.NOW)
            clip = await asyncio.wrap_future(asked)
        content = await asyncio.to_thread(clip.path.read_bytes)
        headers = {"Cache-Control": "no-store", "X-Spoken": "now" if made else "before"}
        return web.Response(body=content, content_type="audio/wav", headers=headers)

    async def speak_ahead(self, request: web.Request) -> web.Response:
        body = await parsed(request, AheadBody)

        def look() -> tuple[list[Request], Mapping[str, Any]]:
            understood = self._api.project_of(request).understood()
            wanted = list(following(understood, body.turn, body.sentence, body.count))
            return wanted, options_of(understood.script.engine, understood.config)

        wanted, options = await self._api.run(look)
        await asyncio.to_thread(self._queue_ahead, wanted, options)
        return web.Response(status=204)

    def _queue_ahead(self, wanted: list[Request], options: Mapping[str, Any]) -> None:
        self._speaking.forget_ahead()
        for place, one in enumerate(wanted):
            if self._speaking.kept(one, options) is None:
                self._speaking.want(one, options, Urgency.NEXT if place < _SOON else Urgency.AHEAD)

    async def show_words(self, request: web.Request) -> web.Response:
        turn, sentence = number(request, "turn"), number(request, "sentence")
        return reply(await self._api.run(lambda: words_at(self._api.project_of(request).understood(), turn, sentence)))

    async def show_risks(self, request: web.Request) -> web.Response:
        understood = await self._api.run(lambda: self._api.project_of(request).understood())
        return reply(await asyncio.to_thread(risks_in, understood))

    async def show_build(self, request: web.Request) -> web.Response:
        return reply(await self._api.run(lambda: self._build_view(self._api.project_of(request))))

    async def start_build(self, request: web.Request) -> web.Response:
        project = await self._api.run(lambda: self._ready(request))
        loop = asyncio.get_running_loop()
        if project.id not in self._builds:
            self._builds[project.id] = Building(
                self._speaking.engines, lambda _: _from_thread(loop, self._tell(project))
            )
        config = await self._api.run(lambda: config_file(project.history.texts.voices, project.voices_path))
        self._builds[project.id].start(project.script_path, config, self._api.home.site)
        return reply(await self._api.run(lambda: self._build_view(project)))

    async def _tell(self, project: Project) -> None:
        shown = await self._api.run(lambda: self._build_view(project))
        self._api.events.tell(project.id, "build", shown)

    async def stop_build(self, request: web.Request) -> web.Response:
        project = await self._api.run(lambda: self._api.project_of(request))
        if project.id in self._builds:
            self._builds[project.id].stop()
        return reply(await self._api.run(lambda: self._build_view(project)))

    def _ready(self, request: web.Request) -> Project:
        """The project, whose files lie there for a build. Raises InputError, ChangedOutsideError."""
        project = self._api.project_of(request)
        project.allow_build()
        return project

    def _build_view(self, project: Project) -> BuildView:
        building = self._builds.get(project.id)
        state = building.state if building else BuildState("idle")
        slug = project.understood().script.slug
        there = self._api.home.episode_file(slug) is not None
        path = f"{MEDIA}{project.id}/{slug}.mp3"
        return BuildView(state, f"{path}?key={self._api.doorkeeper.key_of(path)}" if there else "")

    async def send_audio(self, request: web.Request) -> web.StreamResponse:
        """The finished episode, with byte ranges."""
        name = request.match_info["file"].removesuffix(".mp3")
        path = await self._api.run(lambda: self._api.home.episode_file(name))
        if path is None:
            raise web.HTTPNotFound
        headers = {"Content-Type": "audio/mpeg", "Cache-Control": "no-cache"}
        if "download" in request.query:
            headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
        return web.FileResponse(path, headers=headers)


def _from_thread(loop: asyncio.AbstractEventLoop, work: Coroutine[None, None, None]) -> None:
    """Have `loop` do `work`, from a thread that does not wait for it; nothing happens once the loop is over."""
    try:
        asyncio.run_coroutine_threadsafe(work, loop)
    except RuntimeError:
        work.close()


def number(request: web.Request, name: str) -> int:
    """The whole number in the query under `name`. Raises BadRequestError."""
    try:
        return int(request.query.get(name, ""))
    except ValueError:
        raise BadRequestError(tr("`{name}` has to be a whole number.", name=name)) from None
