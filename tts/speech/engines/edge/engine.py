"""The `edge` engine: Microsoft's online voices through edge-tts, held to the whole of every sentence."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from contextlib import aclosing
from importlib import metadata
from typing import TYPE_CHECKING, Any

from tts.audio import Speech, Word
from tts.errors import EngineError
from tts.language import tr
from tts.nearest import nearest
from tts.reading.respell import respell
from tts.speech.decode import decode
from tts.speech.engine import BadClipError, Request, VoiceInfo
from tts.speech.engines.edge.address import use
from tts.speech.engines.edge.answer import check_answer, check_ended, hole_in
from tts.speech.engines.edge.faults import explain
from tts.speech.engines.edge.options import read_settings
from tts.speech.engines.edge.voices import BUNDLED, from_service, keep_list, read_kept_list
from tts.speech.engines.online import Courier, bad_answer, proxy_for
from tts.speech.pace import check
from tts.voice import Voice

if TYPE_CHECKING:
    from edge_tts import Communicate

_log = logging.getLogger(__name__)

_TICKS_PER_S = 10_000_000
"""The service counts time in 100 nanoseconds."""

_PROBE, _PROBE_VOICE = "你好。", "zh-CN-XiaoxiaoNeural"
"""What `doctor` has the service say."""

_PITCH_HZ = {"female": 210.0, "male": 120.0}
"""The service shifts pitch by hertz: a semitone is a share of the voice's own, typical for its gender."""


class Edge:
    """Constructed from the mapping under `engines: edge:`; connects to nothing before it is asked to speak."""

    name = "edge"
    max_chars = 300
    """At most 1,500 bytes of escaped text: edge-tts cuts at 4,096 bytes, the service at ten minutes of sound."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Raises ConfigError for settings that make no sense."""
        self._options = read_settings(options)
        self.parallel, self.attempts = self._options.parallel, self._options.attempts
        volume = f", volume {self._options.volume:+d}%" if self._options.volume else ""
        self.identity = f"edge-tts {metadata.version('edge-tts')}, 24 kHz 48 kbit/s MP3{volume}"
        self._courier = Courier(self.name, self._options)
        self._proxy = proxy_for(self._options.endpoint, self._options.proxy)
        self._tells_words = False
        """Whether an answer has ever come with boundaries; a gateway may leave them out."""
        self._doubted: set[bytes] = set()
        """SHA-256 of answers that seemed to have a hole."""
        self._listed: tuple[VoiceInfo, ...] = ()

    def voices(self) -> tuple[VoiceInfo, ...]:
        """The service's list, at most a day old; when it cannot be asked, the last one, or the one we know."""
        endpoint = self._options.endpoint
        try:
            return read_kept_list(endpoint, fresh=True) or self._courier.run(self._list())
        except EngineError as error:
            _log.warning(tr("The list of voices may be out of date. {error}", error=error))
            return read_kept_list(endpoint) or BUNDLED

    def speak(self, request: Request) -> Speech:
        """Raises EngineError when the service cannot be reached or refuses, BadClipError when its answers are cut."""
        text = self.sent(request)  # here, in the caller's thread: it may have dictionaries to load
        return self._courier.carry(lambda: self._speak(text, request))

    def sent(self, request: Request) -> str:
        return respell(request.text, request.lexicon)[0]

    def probe(self) -> str:
        """Speaks a word of ours, none of the user's. Raises EngineError."""
        voices = self._courier.run(self._list())
        speech = self._courier.run(self._speak(_PROBE, Request(_PROBE, "zh", Voice(self.name, _PROBE_VOICE))))
        return tr(
            "it lists {number} voices and spoke a word of {duration_s:.1f} s",
            number=len(voices),
            duration_s=speech.duration_s,
        )

    def close(self) -> None:
        self._courier.close()

    async def _speak(self, text: str, request: Request) -> Speech:
        try:
            return await self._ask(text, request)
        except BadClipError as error:
            raise bad_answer(error) from error
        except Exception as error:  # one place that knows what edge-tts and aiohttp may raise
            ours = explain(error)
            if _no_sound(error):
                await self._refuse_if_withdrawn(request.voice.id)
            raise ours from error

    async def _ask(self, text: str, request: Request) -> Speech:
        """`text` is what `request` becomes when it is spelled as it is to be said."""

        use(self._options.endpoint)
        call = self._call(text, request.voice)
        sound = bytearray()
        words: list[Word] = []
        async with aclosing(call.stream()) as chunks:
            while True:
                # The limit is for silence on the line, not for the whole answer.
                async with asyncio.timeout(self._options.timeout):
                    chunk = await anext(chunks, None)
                if chunk is None:
                    break
                if chunk["type"] == "audio":
                    sound += chunk["data"]
                else:
                    start_s = chunk["offset"] / _TICKS_PER_S
                    words.append(Word(chunk["text"], start_s, start_s + chunk["duration"] / _TICKS_PER_S))
        check_ended(call.state, len(sound))
        # Decoding takes milliseconds, but the loop carries the other calls meanwhile.
        samples, rate = await asyncio.to_thread(decode, bytes(sound))
        speech = Speech(samples, rate, tuple(words))
        check(speech, request)
        check_answer(text, speech, told_before=self._tells_words)
        self._tells_words = self._tells_words or bool(speech.words)
        if (hole := hole_in(speech)) and not self._came_before(bytes(sound)):
            raise BadClipError(hole)
        return speech

    def _came_before(self, sound: bytes) -> bool:
        """Whether the same bytes came as an answer that was doubted before: then they are the voice's way."""
        digest = hashlib.sha256(sound).digest()
        before = digest in self._doubted
        self._doubted.add(digest)
        return before

    def _call(self, text: str, voice: Voice) -> Communicate:
        """Raises EngineError for a voice that edge-tts does not take."""
        from edge_tts import Communicate

        base_hz = _PITCH_HZ[_gender(voice.id)]
        try:
            return Communicate(
                text,
                voice.id,
                rate=f"{round((voice.speed - 1.0) * 100.0):+d}%",
                volume=f"{self._options.volume:+d}%",
                pitch=f"{round(base_hz * (2.0 ** (voice.pitch_semitones / 12.0) - 1.0)):+d}Hz",
                boundary="WordBoundary",
                proxy=self._proxy,
                connect_timeout=10,
                receive_timeout=max(1, round(self._options.timeout)),
            )
        except ValueError as error:
            raise EngineError(
                tr("The engine `edge` has no voice `{voice}`.", voice=voice.id),
                remedy=tr("See `turncast voices --engine edge`."),
            ) from error

    async def _refuse_if_withdrawn(self, voice_id: str) -> None:
        """No sound may mean that the voice is gone. Raises EngineError when the service no longer lists it."""
        try:
            self._listed = self._listed or await self._list()
        except EngineError:
            return
        ids = [voice.id for voice in self._listed]
        if ids and voice_id not in ids:
            near = nearest(voice_id, ids)
            instead = tr("Choose another in voices.yaml, e.g. {near}.", near=near) if near else tr("Choose another.")
            raise EngineError(
                tr("The service no longer has the voice `{voice_id}`.", voice_id=voice_id), remedy=instead
            )

    async def _list(self) -> tuple[VoiceInfo, ...]:
        """The service's list, asked for now and kept. Raises EngineError."""
        from edge_tts import list_voices

        use(self._options.endpoint)
        try:
            async with asyncio.timeout(self._options.timeout):
                rows = await list_voices(proxy=self._proxy)
            voices = from_service(rows)
        except Exception as error:  # as in `_speak`
            raise explain(error) from error
        if voices:
            keep_list(self._options.endpoint, voices)
        return voices


def _no_sound(error: Exception) -> bool:
    from edge_tts.exceptions import NoAudioReceived

    return isinstance(error, NoAudioReceived)


def _gender(voice_id: str) -> str:
    return next((voice.gender for voice in BUNDLED if voice.id == voice_id), "female")
