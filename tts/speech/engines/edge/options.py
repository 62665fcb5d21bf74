"""What may stand under `engines: edge:` in voices.yaml."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit, urlunsplit

import msgspec
from msgspec import Meta

from tts.config.strict import convert_settings
from tts.errors import ConfigError
from tts.language import tr
from tts.speech.engines.online import NetworkSettings, check_proxy, is_loopback, split_address, without_password

SERVICE = "wss://speech.platform.bing.com/consumer/speech/synthesize/readaloud/edge/v1"
"""Where the voices live; the same address as edge-tts's own."""


class EdgeSettings(NetworkSettings, frozen=True, kw_only=True):
    """All of them optional."""

    endpoint: str = ""
    """`wss://…` of a gateway or server that speaks the service's protocol; `ws://` for this machine only."""
    volume: Annotated[int, Meta(ge=-100, le=100)] = 0
    """Percent louder or softer, before Turncast levels the voices."""


def read_settings(mapping: Mapping[str, Any]) -> EdgeSettings:
    """The mapping, checked; TURNCAST_EDGE_ENDPOINT goes before its `endpoint`. Raises ConfigError."""
    options = convert_settings("edge", mapping, EdgeSettings)
    check_proxy(options.proxy)
    if elsewhere := os.environ.get("TURNCAST_EDGE_ENDPOINT"):
        return msgspec.structs.replace(options, endpoint=_checked(elsewhere, ()))
    return msgspec.structs.replace(options, endpoint=_checked(options.endpoint or SERVICE, ("endpoint",)))


def voices_address(endpoint: str) -> str:
    """The address of the list of voices that belongs to `endpoint`."""
    parts = urlsplit(endpoint)
    scheme = {"wss": "https", "ws": "http"}[parts.scheme]
    path = parts.path.removesuffix("/edge/v1").rstrip("/") + "/voices/list"
    return urlunsplit((scheme, parts.netloc, path, parts.query, ""))


def _checked(endpoint: str, key: tuple[str, ...]) -> str:
    """`endpoint`, with the service's own path when it has none."""
    parts = split_address(endpoint)
    wrong = ""
    if parts is None or parts.scheme not in ("wss", "ws") or not parts.hostname:
        wrong = tr("is not a WebSocket address")
    elif parts.scheme == "ws" and not is_loopback(endpoint):
        wrong = tr("would send the text unencrypted over the network")
    if parts is None or wrong:
        raise ConfigError(
            tr(
                "The endpoint `{endpoint}` of the engine `edge` {wrong}.",
                endpoint=without_password(endpoint),
                wrong=wrong,
            ),
            remedy=tr("Write `wss://host/path`; `ws://` is for 127.0.0.1 and localhost only."),
            key=key,
        )
    return urlunsplit(parts._replace(path=parts.path or urlsplit(SERVICE).path))
