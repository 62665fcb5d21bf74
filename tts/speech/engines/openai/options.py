"""What may stand under `engines: openai:` in voices.yaml."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, field

from tts.config.strict import convert_settings
from tts.errors import ConfigError
from tts.language import tr
from tts.speech.engine import VoiceInfo
from tts.speech.engines.online import NetworkSettings, check_proxy, is_loopback, split_address, without_password

SERVICE = "https://api.openai.com/v1"

_DEFAULT_KEY = "OPENAI_API_KEY"

_ANY_LANGUAGE = ""
"""These voices read whatever they are given."""

_SERVICE_VOICES = ("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse")

_SECRETS = frozenset({"api_key", "apikey", "key", "token", "authorization", "password", "secret"})
"""Names under which nobody should write anything into voices.yaml."""


class OpenAISettings(NetworkSettings, frozen=True, kw_only=True):
    """All of them optional; the key is never written here."""

    base_url: str = SERVICE
    """Up to and including `/v1`."""
    model: str = "gpt-4o-mini-tts"
    format: Literal["wav", "mp3", "flac", "opus", "aac", "pcm"] = "wav"
    """What the server is asked for; `pcm` is 16-bit mono at `pcm-rate`."""
    pcm_rate: Annotated[int, Meta(ge=8_000, le=96_000)] = 24_000
    timeout: Annotated[float, Meta(gt=0.0, le=3600.0)] = 120.0
    """As for every online engine, but longer: a server of one's own may think before its first byte."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Further fields of the request, as the server understands them: `instructions`, `seed`, ..."""
    voices: dict[str, str] = field(default_factory=dict)
    """Voice id → language (BCP 47) for servers that do not list theirs."""
    key_env: str = _DEFAULT_KEY
    """Name of the environment variable that holds the key."""
    max_chars: Annotated[int, Meta(ge=20, le=4096)] = 300
    """Longest text of one request."""


def read_settings(mapping: Mapping[str, Any]) -> OpenAISettings:
    """The mapping, checked. Raises ConfigError."""
    options = convert_settings("openai", mapping, OpenAISettings)
    check_proxy(options.proxy)
    url = options.base_url.rstrip("/")
    parts = split_address(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise ConfigError(
            tr("`{url}` is no base URL for the engine `openai`.", url=without_password(url)),
            remedy=tr(
                "Write `https://host/v1`, without user, password or query; the key belongs into the environment."
            ),
            key=("base-url",),
        )
    if secret := next((name for name in options.extra if name.lower().replace("-", "_") in _SECRETS), ""):
        raise ConfigError(
            tr("`engines: openai: extra: {secret}:` looks like a key in a file.", secret=secret),
            remedy=tr("Put it into the environment variable {key_env}.", key_env=options.key_env),
            key=("extra", secret),
        )
    return msgspec.structs.replace(options, base_url=url)


def key_for(options: OpenAISettings) -> str:
    """The key from the environment; empty when there is none, or when it would travel unencrypted.

    Raises ConfigError when a key was asked for by name but must not or cannot be sent.
    """
    key = os.environ.get(options.key_env, "").strip()
    safe = options.base_url.startswith("https:") or is_loopback(options.base_url)
    if options.key_env == _DEFAULT_KEY:
        return key if safe else ""
    if not key:
        raise ConfigError(
            tr("The environment variable {key_env} (`engines: openai: key-env:`) is empty.", key_env=options.key_env),
            remedy=tr("Set it: export {key_env}=…", key_env=options.key_env),
            key=("key-env",),
        )
    if not safe:
        raise ConfigError(
            tr(
                "The key in {key_env} would be sent unencrypted to {base_url}.",
                key_env=options.key_env,
                base_url=without_password(options.base_url),
            ),
            remedy=tr("Use https, or leave out `key-env` if the server needs no key."),
            key=("key-env",),
        )
    return key


def list_voices(mapping: Mapping[str, Any]) -> tuple[VoiceInfo, ...]:
    """The voices written in the settings, or the paid service's; empty for any other server: ids are not checked."""
    options = read_settings(mapping)
    listed = dict.fromkeys(_SERVICE_VOICES, _ANY_LANGUAGE) if options.base_url == SERVICE else {}
    return tuple(VoiceInfo(id, language, "") for id, language in sorted({**listed, **options.voices}.items()))
