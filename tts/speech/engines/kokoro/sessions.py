"""The neural network: which file it is, how many calls run at once, tokens in, samples out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tts.audio import Samples
from tts.errors import EngineError
from tts.language import tr
from tts.speech.engines.kokoro.faster.file import COMPILED, GRAPH, best_form, prepare_model
from tts.speech.engines.kokoro.inputs import Inputs
from tts.speech.engines.kokoro.making import stop_making
from tts.speech.engines.kokoro.model_file import join_model
from tts.speech.engines.kokoro.options import KokoroSettings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from tts.speech.engines.kokoro.faster.compiled.network import Network

_Run = Callable[[dict[str, Any], Any], Any]
"""Inputs by name, onnxruntime's RunOptions → outputs."""

RATE = 24_000
"""Hertz."""


@dataclass(frozen=True, slots=True, eq=False)
class _Loaded:
    """A model that is ready to speak."""

    inputs: Inputs
    run: _Run
    network: Network | None
    """Where the blocks are compiled."""


class Sessions:
    """One copy of the network, run by several threads at once: its weights and its memory are there only once.

    Made when first needed. `run` may be called from many threads.
    """

    def __init__(self, options: KokoroSettings, count: int, *, undivided: bool = False) -> None:
        """At most `count` calls run at once; the others wait.

        `undivided`: mostly one alone does, and gets the cores of all. The sound is the same.
        """
        self._options = options
        self._undivided = undivided
        self._cores = count * options.threads
        self._threads = self._cores if undivided else options.threads
        self._turn = threading.BoundedSemaphore(count)
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._loaded_model: _Loaded | None = None
        self._closed = False
        self._running: list[Any] = []
        """onnxruntime's RunOptions of the calls in flight."""

    def begin(self) -> None:
        """Load the network in a thread of its own, while the first text is read. Whoever needs it is told of errors."""

        def load() -> None:
            with suppress(Exception):
                self._loaded()

        threading.Thread(target=load, name="kokoro").start()

    def run(self, phonemes: str, style: Samples, speed: float) -> Samples:
        """The network's sound of at most 510 phonemes, silence at both ends and all.

        `style`: float32 (rows, 1, 256), of which the network takes the row for this length. `speed`: 0.5 to 2.
        """
        with self._turn:
            model = self._loaded()
            sounds = self._stoppably(model.run, model.inputs.of(phonemes, style, speed))
        return np.asarray(sounds[0], dtype=np.float32).ravel()

    def vocabulary(self) -> frozenset[str]:
        """The phonemes this network knows."""
        return frozenset(self._loaded().inputs.vocabulary)

    def close(self) -> None:
        """Let the network go and end the calls in flight at their next operation. Nothing runs afterwards."""
        with self._lock:
            self._closed = True
            for options in self._running:
                options.terminate = True
            model, self._loaded_model = self._loaded_model, None
        if model and model.network:
            model.network.close()
        stop_making()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise EngineError(tr("The engine `kokoro` was closed."))

    def _loaded(self) -> _Loaded:
        with self._making:
            self._refuse_if_closed()
            model = self._loaded_model or self._make()
            with self._lock:
                self._refuse_if_closed()
                self._loaded_model = model
            return model

    def _make(self) -> _Loaded:
        import onnxruntime  # heavy: only when something is spoken

        provider = self._options.provider or "CPUExecutionProvider"
        if provider not in onnxruntime.get_available_providers():
            raise EngineError(
                tr(
                    "onnxruntime here has no {provider}; it has {providers}.",
                    provider=provider,
                    providers=", ".join(onnxruntime.get_available_providers()),
                ),
                remedy=tr("Correct engines.kokoro.provider in voices.yaml."),
            )

        def load(path: Path, *, optimized: bool = False) -> InferenceSession:
            settings = self._session_options(onnxruntime)
            if optimized:
                settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
            try:
                return onnxruntime.InferenceSession(str(path), settings, providers=[provider])
            except Exception as error:
                raise EngineError(
                    tr(
                        "The voice model {path} cannot be loaded by {provider}: {error}",
                        path=path,
                        provider=provider,
                        error=_told(error),
                    ),
                    remedy=tr("Leave engines.kokoro.provider out: the processor can.")
                    if self._options.provider
                    else "",
                ) from error

        if self._options.rewritten and best_form() == COMPILED:
            network = self._compiled(lambda path: load(path, optimized=True))
            return _Loaded(self._inputs(network.sessions[0]), network.run, network)
        session = load(self._graph())
        return _Loaded(self._inputs(session), lambda feeds, options: session.run(None, feeds, options), None)

    def _compiled(self, load: Callable[[Path], InferenceSession]) -> Network:
        try:
            from tts.speech.engines.kokoro.faster.compiled.network import Network  # heavy: llvmlite

            return Network(prepare_model(COMPILED, self._refuse_if_closed), load, self._cores, sparing=self._undivided)
        except ImportError as error:  # numba refuses a numpy newer than itself
            raise EngineError(
                tr("The extra `fast` is installed, but cannot be used: {error}", error=error),
                remedy=tr("Repair it (pip install -U 'turncast[fast]'), or pip uninstall numba: all works without it."),
            ) from error

    def _graph(self) -> Path:
        if self._options.model:
            return Path(self._options.model).expanduser()
        refuse = self._refuse_if_closed
        return prepare_model(best_form(), refuse) / GRAPH if self._options.rewritten else join_model(refuse)

    def _inputs(self, session: InferenceSession) -> Inputs:
        config = Path(self._options.config).expanduser() if self._options.config else None
        try:
            return Inputs(session, config)
        except (OSError, ValueError, KeyError) as error:
            raise EngineError(
                tr("The vocabulary of the voice model cannot be read: {error!r}.", error=error),
                remedy=tr("Correct engines.kokoro.config in voices.yaml.") if config else "",
            ) from error

    def _stoppably(self, run: _Run, feeds: dict[str, Any]) -> Any:
        """What `run` gives, such that `close` can end it: nobody waits out a long utterance after Ctrl-C."""
        import onnxruntime  # loaded long since

        options = onnxruntime.RunOptions()
        with self._lock:
            self._refuse_if_closed()
            self._running.append(options)
        try:
            return run(feeds, options)
        finally:
            with self._lock:
                self._running.remove(options)

    def _session_options(self, onnxruntime: Any) -> Any:
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = self._threads
        settings.inter_op_num_threads = 1
        settings.log_severity_level = 4  # what is wrong comes as an exception
        # What a long utterance needs for a moment, hundreds of megabytes, goes back as soon as it is not needed. With
        # an arena it went back at the end, and 200 MB more were taken; it was no faster.
        settings.enable_cpu_mem_arena = False
        # Threads that wait in a circle take the core of those that have something to do.
        settings.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return settings


def _told(error: Exception) -> str:
    """The beginning and the end of `error`, on one line: some providers write pages."""
    text = " ".join(str(error).split())
    return text if len(text) < 500 else f"{text[:150]} … {text[-250:]}"


def bundled_voices() -> Path:
    """The voices that come with Turncast."""
    return Path(__file__).parent / "data" / "kokoro-voices.npz"
