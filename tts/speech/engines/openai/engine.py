"""The `openai` engine: a request per utterance, its answer decoded to the last byte."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tts.audio import Samples, Speech, from_pcm
from tts.errors import EngineError
from tts.language import tr, trn
from tts.reading.respell import respell
from tts.speech.decode import decode
from tts.speech.engine import BadClipError, Request, VoiceInfo
from tts.speech.engines import network
from tts.speech.engines.online import Courier, PassingError, bad_answer, proxy_for
from tts.speech.engines.openai.options import key_for, list_voices, read_settings
from tts.speech.engines.sounding import check_ends
from tts.speech.pace import check

if TYPE_CHECKING:
    import aiohttp

_REMEDIES = {
    400: tr("Check model, voice and `extra:` under `engines: openai:`."),
    401: tr("Check the key in the environment."),
    403: tr("Check what the key may do."),
    404: tr("Check `base-url` and `model` under `engines: openai:`."),
    422: tr("Check model, voice and `extra:` under `engines: openai:`."),
    429: tr("The account's limit is reached: lower `engines: openai: parallel:` or build again later."),
    503: tr("The server is overloaded or broken: build again later."),
}

_PASSING = network.PASSING - {403}
"""Here 403 means what it says."""

_LONGEST_MESSAGE = 300
"""Characters of a server's explanation that are shown."""


class OpenAI:
    """Constructed from the mapping under `engines: openai:`; connects to nothing before it is asked to speak."""

    name = "openai"

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Raises ConfigError for settings that make no sense, or a key that is missing."""
        self._mapping = dict(options)
        self._options = read_settings(options)
        self._proxy = proxy_for(self._options.base_url, self._options.proxy)
        self._key = key_for(self._options)
        self.parallel, self.attempts = self._options.parallel, self._options.attempts
        self.max_chars = self._options.max_chars
        self.identity = self._identity()
        self._courier = Courier(self.name, self._options)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Those of the settings or the paid service, else what the server lists. Raises EngineError."""
        return list_voices(self._mapping) or self._courier.run(self._list())

    def speak(self, request: Request) -> Speech:
        """Raises EngineError when the server cannot be reached or refuses, BadClipError when its answers are cut."""
        if request.voice.pitch_semitones:
            raise EngineError(
                tr("The engine `openai` cannot change a voice's pitch."),
                remedy=tr("Leave out `pitch:` in voices.yaml."),
            )
        text = self.sent(request)  # here, in the caller's thread: it may have dictionaries to load
        return self._courier.carry(lambda: self._speak(text, request))

    def sent(self, request: Request) -> str:
        return respell(request.text, request.lexicon)[0]

    def close(self) -> None:
        self._courier.close()

    def _identity(self) -> str:
        """Model, format, and digests of the server's address and the extra fields: this gets published."""
        options = self._options
        server = json.dumps([options.base_url, options.extra], sort_keys=True, ensure_ascii=False)
        rate = f" {options.pcm_rate} Hz" if options.format == "pcm" else ""
        return f"{options.model}, {options.format}{rate}, server {hashlib.sha256(server.encode()).hexdigest()[:8]}"

    def probe(self) -> str:
        """Whether the server answers and takes the key; no text is sent. Raises EngineError."""
        try:
            answer = self._courier.run(self._fetch("GET", "/models"))
        except EngineError as error:
            if error.status in (404, 405):
                return tr("it answers; it does not list its models")
            raise
        count = answer.count(b'"id"')
        return trn("it answers, {number} model", "it answers, {number} models", count) if count else tr("it answers")

    async def _speak(self, text: str, request: Request) -> Speech:
        voice = request.voice
        body: dict[str, Any] = {
            "model": self._options.model,
            "voice": voice.id,
            "input": text,
            "response_format": self._options.format,
            **self._options.extra,
        }
        if voice.speed != 1.0:
            body["speed"] = voice.speed
        data = await self._fetch("POST", "/audio/speech", body)
        if not data:
            raise PassingError(tr("The server answered without sound."), remedy=_REMEDIES[503])
        try:
            speech = Speech(*await asyncio.to_thread(self._decoded, data))
            check(speech, request)
            check_ends(speech)
            return speech
        except BadClipError as error:
            raise bad_answer(error) from error

    def _decoded(self, data: bytes) -> tuple[Samples, int]:
        if self._options.format != "pcm":
            return decode(data)
        whole = data[: len(data) // 2 * 2]
        return from_pcm(whole), self._options.pcm_rate

    async def _list(self) -> tuple[VoiceInfo, ...]:
        """What the server lists; not part of OpenAI's interface, but several servers have it. Raises EngineError."""
        try:
            rows = json.loads(await self._fetch("GET", "/audio/voices"))["voices"]
            ids = sorted(row if isinstance(row, str) else str(row.get("id") or row["name"]) for row in rows)
        except (EngineError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise EngineError(
                tr("The server does not list its voices: {error}", error=error),
                remedy=tr("Write them under `engines: openai: voices:`, id and language."),
            ) from error
        return tuple(VoiceInfo(id, "", "") for id in ids)

    async def _fetch(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        """The whole answer. Raises EngineError, PassingError."""
        import aiohttp

        url = self._options.base_url + path
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10.0, sock_read=self._options.timeout)
        try:
            async with (
                # A redirect could carry the text, and the key, somewhere nobody chose.
                aiohttp.ClientSession(timeout=timeout) as session,
                session.request(
                    method, url, json=body, headers=headers, proxy=self._proxy, allow_redirects=False
                ) as answer,
            ):
                if answer.status != 200:
                    raise await self._refusal(answer)
                return await answer.read()
        except Exception as error:  # one place that knows what aiohttp may raise
            ours = network.explain(error, _REMEDIES)
            if ours is None:
                raise
            raise ours from error

    async def _refusal(self, answer: aiohttp.ClientResponse) -> EngineError:
        """The server's own words, without the key it may repeat in them."""
        error = network.refused(answer.status, answer.headers, _REMEDIES, _PASSING)
        said = (await answer.text(errors="replace"))[:_LONGEST_MESSAGE].strip()
        if self._key:
            said = said.replace(self._key, "…")
        if said:
            error.problem = tr("{problem} It says: {said}", problem=error.problem, said=said)
        return error
