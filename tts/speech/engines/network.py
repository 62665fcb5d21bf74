"""What a network can do to a call, in words that help."""

from __future__ import annotations

from collections.abc import Mapping

from tts.errors import EngineError, reason
from tts.language import tr
from tts.speech.engines.online import PassingError, retry_after_s

OFFLINE = tr("Check the network and the proxy, or build offline with `--engine kokoro`.")

PASSING = frozenset({403, 408, 425, 429})
"""Refusals worth another try, besides every 5xx. 403 is the free service's way of saying `later` as well as `never`."""


def refused(
    status: int, headers: object, remedies: Mapping[int, str], passing: frozenset[int] = PASSING
) -> EngineError:
    """The error for an HTTP `status`; `remedies` say what to do, those for 503 standing in for every 5xx."""
    problem = tr("The service refuses ({status}).", status=status)
    if status >= 500 or status in passing:
        remedy = remedies.get(status, remedies.get(503, OFFLINE))
        return PassingError(problem, remedy=remedy, status=status, retry_after_s=retry_after_s(headers))
    remedy = remedies.get(status, "Check the engine's address and settings in voices.yaml.")
    return EngineError(problem, remedy=remedy, status=status)


def explain(error: Exception, remedies: Mapping[int, str]) -> EngineError | None:
    """An error of aiohttp or the socket below it as ours; None for any other."""
    import aiohttp

    match error:
        case aiohttp.ClientHttpProxyError():
            problem = tr("The proxy refuses: {status} {message}.", status=error.status, message=error.message)
            found = EngineError(problem, remedy=tr("Check the proxy and the rights it grants."))
        case aiohttp.ClientResponseError():
            found = refused(error.status, error.headers, remedies)
        case aiohttp.ClientConnectorCertificateError():
            problem = tr("The connection is not safe: {certificate_error}.", certificate_error=error.certificate_error)
            found = EngineError(problem, remedy=tr("Check the endpoint, its certificate, and this machine's clock."))
        case TimeoutError():
            found = PassingError(tr("The service stopped answering."), remedy=OFFLINE)
        case aiohttp.ClientConnectorError():
            why = reason(error.os_error)
            found = PassingError(
                tr("The service cannot be reached: {host}:{port}: {why}.", host=error.host, port=error.port, why=why),
                remedy=OFFLINE,
            )
        case aiohttp.ClientError() | OSError():
            found = PassingError(
                tr("The connection broke: {error}.", error=str(error) or type(error).__name__), remedy=OFFLINE
            )
        case _:
            return None
    return found
