"""A server with OpenAI's speech interface, faults included."""

from __future__ import annotations

import asyncio
import io
import random
import wave
from collections import Counter
from typing import Any

import numpy as np
from aiohttp import web

from doubles.faults import Faultless, Plan
from doubles.hum import encode, hum
from doubles.server import LoopbackServer
from tts.audio import Samples
from tts.speech.engines.tone import RATE

REFUSALS = {"400": 400, "401": 401, "403": 403, "404": 404, "429": 429, "500": 500, "503": 503, "302": 302}

FAULTS = ("429", "500", "503", "cut", "short file", "empty", "reset", "malformed", "stall", "silent")
"""Every way to fail that may pass."""


class SpeechServer(LoopbackServer):
    """`with SpeechServer() as server: … server.base_url`."""

    def __init__(
        self, plan: Plan | None = None, *, key: str = "", retry_after: str = "0", delay_s: float = 0.0
    ) -> None:
        """`key`: the one that is demanded; empty for none."""
        self.plan = plan or Faultless()
        self.key, self.retry_after, self.delay_s = key, retry_after, delay_s
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.spoken: Counter[tuple[str, str]] = Counter()
        self.voices: list[str] | None = ["af_heart", "zf_xiaoxiao"]
        self.open = self.most_open = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/v1/audio/speech", self._speech)
        app.router.add_get("/v1/audio/voices", self._list)
        app.router.add_get("/v1/models", self._models)
        return app

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response({"voices": self.voices}) if self.voices is not None else web.Response(status=404)

    async def _models(self, request: web.Request) -> web.Response:
        self.headers.append(dict(request.headers))
        return web.json_response({"data": []}) if self._admitted(request) else web.Response(status=401)

    def _admitted(self, request: web.Request) -> bool:
        return not self.key or request.headers.get("Authorization") == f"Bearer {self.key}"

    async def _speech(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(body)
        self.headers.append(dict(request.headers))
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await asyncio.sleep(self.delay_s)
            if not self._admitted(request):
                said = f"Incorrect API key provided: {request.headers.get('Authorization', '').removeprefix('Bearer ')}"
                return web.json_response({"error": {"message": said}}, status=401)
            return await self._answer(request, body, self.plan())
        finally:
            self.open -= 1

    async def _answer(self, request: web.Request, body: dict[str, Any], fault: str) -> web.StreamResponse:
        if fault in REFUSALS:
            headers = {"Retry-After": self.retry_after} if fault == "429" else {}
            headers |= {"Location": "http://127.0.0.1:9/elsewhere"} if fault == "302" else {}
            return web.Response(status=REFUSALS[fault], headers=headers, text="model not loaded")
        samples, _ = await asyncio.to_thread(hum, body["input"], body["voice"], body.get("speed", 1.0))
        data = file_of(samples * (fault != "silent"), body["response_format"])
        match fault:
            case "empty":
                return web.Response(body=b"")
            case "malformed":
                return web.Response(body=random.Random(0).randbytes(len(data)))
            case "short file":  # a proxy that lost the end and made the length fit
                return web.Response(body=data[: len(data) // 2])
            case "cut" | "reset" | "stall":
                return await self._break(request, data, fault)
        self.spoken[body["voice"], body["input"]] += not fault
        return web.Response(body=data, content_type="audio/wav")

    async def _break(self, request: web.Request, data: bytes, fault: str) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": str(len(data))} if fault != "cut" else {})
        if fault == "cut":
            answer.enable_chunked_encoding()
        await answer.prepare(request)
        await answer.write(data[: len(data) // 2])
        if fault == "stall":
            await asyncio.sleep(30)
        assert request.transport is not None
        request.transport.close() if fault == "cut" else request.transport.abort()
        return answer


def file_of(samples: Samples, kind: str) -> bytes:
    """As the server's `response_format`: mp3, pcm, or wav with the sizes a streaming server cannot know."""
    if kind == "mp3":
        return encode(samples)
    pcm = (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()
    if kind == "pcm":
        return pcm
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm)
    return buffer.getvalue()


def streamed(wav: bytes) -> bytes:
    """The same WAV as a server writes it that does not know its length yet."""
    return wav[:4] + b"\xff\xff\xff\xff" + wav[8:40] + b"\xff\xff\xff\xff" + wav[44:]
