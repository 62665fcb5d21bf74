"""What can go wrong between edge-tts and the service, in words that help."""

from __future__ import annotations

from importlib import metadata

from tts.errors import EngineError
from tts.language import tr
from tts.speech.engines import network
from tts.speech.engines.network import OFFLINE
from tts.speech.engines.online import PassingError, bad_answer

_REMEDIES = {
    403: tr(
        "The service changes its terms now and then: update edge-tts (`pip install -U "
        "edge-tts`), check this machine's clock, or try again later."
    ),
    429: tr("Too many requests came from this address: lower `engines: edge: parallel:` or build again later."),
    503: tr("The service is overloaded: build again later."),
}


def explain(error: Exception) -> EngineError:
    """`error`, raised by edge-tts or aiohttp, as ours; a PassingError when trying again is worth while."""
    from edge_tts import exceptions

    if isinstance(error, EngineError):
        return error
    if found := network.explain(error, _REMEDIES):
        return found
    match error:
        case exceptions.NoAudioReceived():
            return PassingError(tr("The service answered without sound."), remedy=OFFLINE)
        case exceptions.SkewAdjustmentError():
            return network.refused(403, None, _REMEDIES)
        case exceptions.EdgeTTSException() | ValueError() | KeyError() | TypeError():
            # What the protocol does not allow makes edge-tts stumble over its own parsing.
            return bad_answer(tr("The answer makes no sense: {error!r}.", error=error))
    return EngineError(tr("edge-tts {version} failed: {error!r}.", version=metadata.version("edge-tts"), error=error))
