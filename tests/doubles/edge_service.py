"""A server that speaks the protocol of Microsoft Edge's read-aloud service, as edge-tts expects it, faults included."""

from __future__ import annotations

import asyncio
import json
import math
import random
import re
import socket
import struct
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from aiohttp import WSMsgType, web

from doubles.faults import Faultless, Plan
from doubles.hum import encode, mp3
from doubles.server import LoopbackServer
from tts.audio import Word
from tts.speech.decode import decode
from tts.speech.engines.edge.voices import BUNDLED
from tts.speech.pace import syllables

REFUSALS = {"403": 403, "429": 429, "503": 503, "401": 401, "404": 404}
"""Faults at the handshake, before the service knows the text."""

FAULTS = (
    *("403", "429", "503"),
    *("no audio", "cut", "cut at the end", "short", "short sound", "reset", "malformed", "damaged", "garbage", "stall"),
    *("headless", "middle missing", "doubled", "said twice", "swapped", "other sentence", "hole", "dropout", "silent"),
)
"""Every way to fail that may pass."""

_TICKS_PER_S = 10_000_000
_BYTES_PER_S = 6_000
"""48 kbit/s."""
_FRAME_BYTES = 144
_DROPOUT_S = 0.24
"""Ten lost frames."""
_MESSAGE_BYTES = 720
_SSML = "{http://www.w3.org/2001/10/synthesis}"
_VOICE = re.compile(r"Microsoft Server Speech Text to Speech Voice \(([\w-]+), (\w+)\)")


class EdgeService(LoopbackServer):
    """`with EdgeService() as service: … service.endpoint`. Every answer is decided by text, voice and `plan`."""

    def __init__(
        self, plan: Plan | None = None, *, delay_s: float = 0.0, realtime: float = 0.0, retry_after: str = "0"
    ) -> None:
        """`delay_s`: before the first byte. `realtime`: sound sent per second, 0 for all at once."""
        self.plan = plan or Faultless()
        self.delay_s, self.realtime, self.retry_after = delay_s, realtime, retry_after
        self.voices = [voice.id for voice in BUNDLED]
        self.asked: list[str] = []
        """Texts in the order they came."""
        self.spoken: Counter[tuple[str, str]] = Counter()
        """(voice, text) → whole answers sent."""
        self.faults: Counter[str] = Counter()
        self.open = self.most_open = self.connections = 0
        self.dropout_at = 0.0
        """Where in the sound a dropout begins, a share of its length; 0: elsewhere each time, as damage does."""
        self.path = "/consumer/speech/synthesize/readaloud"

    @property
    def endpoint(self) -> str:
        return f"ws://127.0.0.1:{self.port}{self.path}/edge/v1"

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_get(f"{self.path}/edge/v1", self._connect)
        app.router.add_get(f"{self.path}/voices/list", self._list)
        return app

    async def _list(self, request: web.Request) -> web.Response:
        self._admit(request, "trustedclienttoken")
        known = {voice.id: voice for voice in BUNDLED}
        rows = [
            {"ShortName": id, "Locale": known[id].language, "Gender": known[id].gender.title()}
            for id in self.voices
            if id in known
        ]
        return web.json_response(rows)

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        self.connections += 1
        self._admit(request, "ConnectionId")
        fault = self.plan()
        self.faults[fault] += 1
        if fault in REFUSALS:
            headers = {"Retry-After": self.retry_after} if fault == "429" else {}
            return web.Response(status=REFUSALS[fault], headers=headers)
        ws = web.WebSocketResponse(max_msg_size=0)
        await ws.prepare(request)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await self._converse(ws, request, fault)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the client has left
        finally:
            self.open -= 1
        return ws

    def _admit(self, request: web.Request, identity: str) -> None:
        """What the service demands of a client."""
        query = {key.lower() for key in request.query}
        assert {"trustedclienttoken", "sec-ms-gec", "sec-ms-gec-version", identity.lower()} <= query, query
        assert "Edg/" in request.headers["User-Agent"]

    async def _converse(self, ws: web.WebSocketResponse, request: web.Request, fault: str) -> None:
        boundaries = False
        async for message in ws:
            if message.type is not WSMsgType.TEXT:
                continue
            head, _, body = message.data.partition("\r\n\r\n")
            if "Path:speech.config" in head:
                audio = json.loads(body)["context"]["synthesis"]["audio"]
                assert audio["outputFormat"] == "audio-24khz-48kbitrate-mono-mp3"
                boundaries = audio["metadataoptions"]["wordBoundaryEnabled"] == "true"
            elif "Path:ssml" in head:
                voice, rate, text = _parse(body)
                self.asked.append(text)
                await self._answer(ws, request, _Answer(voice, rate, text, boundaries), fault)

    async def _answer(self, ws: web.WebSocketResponse, request: web.Request, answer: _Answer, fault: str) -> None:
        await asyncio.sleep(self.delay_s)
        await ws.send_str(_message("turn.start", {"context": {"serviceTag": "loopback"}}))
        await ws.send_str(_message("response", {"context": {"serviceTag": "loopback"}, "audio": {"type": "inline"}}))
        if fault == "garbage":
            await ws.send_str("Path:nobody.knows\r\n\r\n{}")
        if fault != "no audio" and answer.voice in self.voices:
            text = another_sentence(answer.text) if fault == "other sentence" else answer.text
            data, words = await asyncio.to_thread(mp3, text, answer.voice, answer.speed)
            at = self.dropout_at or random.Random(self.connections).uniform(0.2, 0.7)
            data, words = await asyncio.to_thread(damage, data, words, fault, at)
            await self._send(ws, data, words if answer.boundaries else ())
        if fault == "reset":
            assert request.transport is not None
            sock: socket.socket = request.transport.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            request.transport.abort()
        elif fault == "stall":
            await ws.receive()  # nothing more is said until the client leaves
        elif fault in ("cut", "cut at the end"):
            await ws.close()
        else:
            await ws.send_bytes(_header("X-RequestId:1\r\nPath:audio\r\n"))
            await ws.send_str(_message("turn.end", {}))
            self.spoken[answer.voice, answer.text] += not fault

    async def _send(self, ws: web.WebSocketResponse, data: bytes, words: tuple[Word, ...]) -> None:
        """Boundaries a little before their sound, as the service sends them."""
        waiting, start_s = list(words), time.monotonic()
        for at in range(0, len(data), _MESSAGE_BYTES):
            while waiting and waiting[0].start_s <= (at + _MESSAGE_BYTES) / _BYTES_PER_S:
                await ws.send_str(_boundary(waiting.pop(0)))
            head = "X-RequestId:1\r\nContent-Type:audio/mpeg\r\nX-StreamId:1\r\nPath:audio\r\n"
            await ws.send_bytes(_header(head) + data[at : at + _MESSAGE_BYTES])
            if self.realtime:
                sent_s = (at + _MESSAGE_BYTES) / _BYTES_PER_S
                await asyncio.sleep(max(0.0, start_s + sent_s / self.realtime - time.monotonic()))
        for word in waiting:
            await ws.send_str(_boundary(word))


class _Answer:
    """What was asked for."""

    def __init__(self, voice: str, rate: int, text: str, boundaries: bool) -> None:
        self.voice, self.speed, self.text, self.boundaries = voice, 1.0 + rate / 100.0, text, boundaries


def _parse(ssml: str) -> tuple[str, int, str]:
    """(voice id, rate in percent, text). The service takes no more than 4,096 bytes of text."""
    voice = ET.fromstring(ssml).find(f"{_SSML}voice")
    assert voice is not None
    name = _VOICE.fullmatch(voice.attrib["name"])
    prosody = voice.find(f"{_SSML}prosody")
    assert name is not None
    assert prosody is not None
    text = prosody.text or ""
    assert len(text.encode()) <= 4096
    return f"{name[1]}-{name[2]}", int(prosody.attrib["rate"].rstrip("%")), text


def another_sentence(text: str) -> str:
    """Another sentence, as long."""
    return "".join("别" if syllables(char) else char for char in text)


def damage(data: bytes, words: tuple[Word, ...], fault: str, at: float) -> tuple[bytes, tuple[Word, ...]]:
    """The answer, with its content changed where `fault` says so: whole by length, but not what was asked for.

    `at`: where a dropout begins, a share of the length.
    """
    frames = len(data) // _FRAME_BYTES
    half, third, thirds = (frames * part // 6 * _FRAME_BYTES for part in (3, 2, 4))
    half_s, third_s, thirds_s, whole_s = (at / _BYTES_PER_S for at in (half, third, thirds, len(data)))
    first, second = _between(words, 0.0, half_s, 0.0), _between(words, half_s, math.inf, -half_s)
    early, late = _between(words, 0.0, third_s, 0.0), _between(words, thirds_s, math.inf, third_s - thirds_s)
    frame = _FRAME_BYTES
    changed: dict[str, Callable[[], tuple[bytes, tuple[Word, ...]]]] = {
        **dict.fromkeys(("cut", "short", "reset", "stall"), lambda: (data[:half], first)),
        "cut at the end": lambda: (data[: -10 * frame], words),
        "short sound": lambda: (data[:half], words),
        "malformed": lambda: (random.Random(0).randbytes(len(data)), words),
        "damaged": lambda: (data[:half] + bytes(5 * frame) + data[half + 5 * frame :], words),
        "headless": lambda: (data[half:], second),
        "middle missing": lambda: (data[:third] + data[thirds:], (*early, *late)),
        "doubled": lambda: (data + data, words),
        "said twice": lambda: (data + data, (*words, *_between(words, 0.0, math.inf, whole_s))),
        "swapped": lambda: (data[half:] + data[:half], (*second, *_between(words, 0.0, half_s, whole_s - half_s))),
        "hole": lambda: (data[:half] + data[half + 10 * frame :], words),
        "dropout": lambda: (_quiet(data, at * whole_s, at * whole_s + _DROPOUT_S), words),
        "silent": lambda: (_quiet(data, 0.0, math.inf), words),
    }
    return changed[fault]() if fault in changed else (data, words)


def silenced_s(data: bytes, words: tuple[Word, ...], at: float) -> float:
    """How much of the `words` a dropout at the share `at` takes; the rest of it falls into pauses."""
    start_s = at * len(data) / _BYTES_PER_S
    end_s = start_s + _DROPOUT_S
    return sum(max(0.0, min(end_s, word.end_s) - max(start_s, word.start_s)) for word in words)


def _between(words: tuple[Word, ...], start_s: float, end_s: float, shift_s: float) -> tuple[Word, ...]:
    """Those of `words` that begin between two times, `shift_s` later."""
    inside = (word for word in words if start_s <= word.start_s < end_s)
    return tuple(Word(word.text, word.start_s + shift_s, word.end_s + shift_s) for word in inside)


def _quiet(data: bytes, start_s: float, end_s: float) -> bytes:
    """The same sound with silence between two times."""
    samples, rate = decode(data)
    samples[round(start_s * rate) : round(min(end_s, len(samples) / rate) * rate)] = 0.0
    return encode(samples)


def _boundary(word: Word) -> str:
    ticks = round(word.start_s * _TICKS_PER_S), round((word.end_s - word.start_s) * _TICKS_PER_S)
    text = {"Text": word.text, "Length": len(word.text), "BoundaryType": "WordBoundary"}
    data = {"Offset": ticks[0], "Duration": ticks[1], "text": text}
    return _message("audio.metadata", {"Metadata": [{"Type": "WordBoundary", "Data": data}]})


def _message(path: str, body: dict[str, Any]) -> str:
    head = f"X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n"
    return head + json.dumps(body)


def _header(head: str) -> bytes:
    return struct.pack(">H", len(head)) + head.encode()


def texts_of(service: EdgeService) -> Iterator[str]:
    """All texts that were answered whole, as often as they were."""
    return (text for _, text in service.spoken.elements())
