"""Point edge-tts, which knows one address only, at another one."""

from __future__ import annotations

from contextvars import ContextVar

from tts.errors import EngineError
from tts.language import tr
from tts.speech.engines.edge.options import SERVICE, voices_address

_endpoint: ContextVar[str] = ContextVar("endpoint", default=SERVICE)


class _Speech(str):
    """edge-tts builds each call's address as f"{WSS_URL}&…": what it gets depends on who calls."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        endpoint = _endpoint.get()
        return str(self) if endpoint == SERVICE else _with_token(endpoint)


class _Voices(str):
    """The same for the list of voices."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        endpoint = _endpoint.get()
        return str(self) if endpoint == SERVICE else _with_token(voices_address(endpoint))


def use(endpoint: str) -> None:
    """Let edge-tts talk to `endpoint` in the running task, and only there: other engines may be at work elsewhere."""
    if endpoint != SERVICE:
        _install()
    _endpoint.set(endpoint)


def _install() -> None:
    """Make edge-tts's two addresses answer by task. Raises EngineError when this version has none to replace."""
    from edge_tts import communicate, voices

    for module, name, kind in ((communicate, "WSS_URL", _Speech), (voices, "VOICE_LIST", _Voices)):
        address = getattr(module, name, None)
        if not isinstance(address, str):
            raise EngineError(
                tr("This version of edge-tts has no `{name}`: it cannot be pointed at another endpoint.", name=name),
                remedy=tr("Install a version that Turncast's requirements name."),
            )
        if not isinstance(address, kind):
            setattr(module, name, kind(address))


def _with_token(address: str) -> str:
    """`address` with the query a client of the service sends; edge-tts appends `&ConnectionId=…`."""
    from edge_tts.constants import TRUSTED_CLIENT_TOKEN

    return f"{address}{'&' if '?' in address else '?'}TrustedClientToken={TRUSTED_CLIENT_TOKEN}"
