"""The neural network: which file it is, how many calls run at once, tokens in, samples out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tts.audio import Samples
from tts.errors import EngineError
from tts.speech.engines.kokoro.faster.file import COMPILED, GRAPH, best_form, prepared_model
from tts.speech.engines.kokoro.making import stop_making
from tts.speech.engines.kokoro.model_file import installed_model
from tts.speech.engines.kokoro.options import KokoroSettings

if TYPE_CHECKING:
    from kokoro_onnx import Kokoro
    from onnxruntime import InferenceSession

_Run = Callable[[dict[str, Any], Any], Any]
"""Inputs by name, onnxruntime's RunOptions → outputs."""

RATE = 24_000
"""Hertz."""


class Sessions:
    """One copy of the network, run by several threads at once: its weights and its memory are there only once.

    Made when first needed. `run` may be called from many threads.
    """

    def __init__(self, options: KokoroSettings, count: int) -> None:
        """At most `count` calls run at once; the others wait."""
        self._options = options
        self._turn = threading.BoundedSemaphore(count)
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._network: Kokoro | None = None
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
            samples, _ = self._loaded().create(phonemes, style, speed, is_phonemes=True, trim=False)
        return np.asarray(samples, dtype=np.float32)

    def vocabulary(self) -> frozenset[str]:
        """The phonemes this network knows."""
        return frozenset(self._loaded().tokenizer.vocab)

    def close(self) -> None:
        """Let the network go and end the calls in flight at their next operation. Nothing runs afterwards."""
        with self._lock:
            self._closed = True
            for options in self._running:
                options.terminate = True
            self._network = None
        stop_making()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise EngineError("The engine `kokoro` was closed.")

    def _loaded(self) -> Kokoro:
        with self._making:
            self._refuse_if_closed()
            network = self._network or self._make()
            with self._lock:
                self._refuse_if_closed()
                self._network = network
            return network

    def _make(self) -> Kokoro:
        import onnxruntime  # heavy: only when something is spoken
        from kokoro_onnx import Kokoro  # the same

        provider = self._options.provider or "CPUExecutionProvider"
        if provider not in onnxruntime.get_available_providers():
            raise EngineError(
                f"onnxruntime here has no {provider}; it has {', '.join(onnxruntime.get_available_providers())}.",
                remedy="Correct engines.kokoro.provider in voices.yaml.",
            )

        def load(path: Path) -> InferenceSession:
            try:
                return onnxruntime.InferenceSession(str(path), self._session_options(onnxruntime), providers=[provider])
            except Exception as error:
                raise EngineError(
                    f"The voice model {path} cannot be loaded by {provider}: {_told(error)}",
                    remedy="Leave engines.kokoro.provider out: the processor can." if self._options.provider else "",
                ) from error

        session, run = self._model(load)
        session.run = self._stoppable(run, onnxruntime)
        voices = Path(self._options.voices).expanduser() if self._options.voices else bundled_voices()
        config = str(Path(self._options.config).expanduser()) if self._options.config else None
        try:
            network: Kokoro = Kokoro.from_session(session, str(voices), vocab_config=config)
        except Exception as error:
            raise EngineError(f"The voices {voices} cannot be used with the voice model: {error}") from error
        return network

    def _model(self, load: Callable[[Path], InferenceSession]) -> tuple[InferenceSession, _Run]:
        """The session that knows the model's inputs, and what runs the whole of it."""
        if self._options.rewritten and best_form() == COMPILED:
            try:
                from tts.speech.engines.kokoro.faster.compiled.network import Network  # heavy: numba
            except ImportError as error:  # numba refuses a numpy newer than itself
                raise EngineError(
                    f"The extra `fast` is installed, but cannot be used: {error}",
                    remedy="Repair it (pip install -U 'turncast[fast]'), or pip uninstall numba: all works without it.",
                ) from error

            network = Network(prepared_model(COMPILED), load, self._options.threads)
            return network.sessions[0], network.run
        if self._options.model:
            path = Path(self._options.model).expanduser()
        else:
            path = prepared_model(best_form()) / GRAPH if self._options.rewritten else installed_model()
        session = load(path)
        run = session.run
        return session, lambda feeds, options: run(None, feeds, options)

    def _stoppable(self, run: _Run, onnxruntime: Any) -> Callable[..., Any]:
        """As a session's `run`, such that `close` can end it: nobody waits out a long utterance after Ctrl-C."""

        def stoppable(_: None, feeds: dict[str, Any]) -> Any:
            options = onnxruntime.RunOptions()
            # What a long utterance needs for a moment, hundreds of megabytes, goes back when it is done.
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
            with self._lock:
                self._refuse_if_closed()
                self._running.append(options)
            try:
                return run(feeds, options)
            finally:
                with self._lock:
                    self._running.remove(options)

        return stoppable

    def _session_options(self, onnxruntime: Any) -> Any:
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = self._options.threads
        settings.inter_op_num_threads = 1
        settings.log_severity_level = 4  # what is wrong comes as an exception
        return settings


def _told(error: Exception) -> str:
    """Its beginning and its end, on one line: some providers tell pages."""
    text = " ".join(str(error).split())
    return text if len(text) < 500 else f"{text[:150]} … {text[-250:]}"


def bundled_voices() -> Path:
    """The voices that come with Turncast."""
    return Path(__file__).parent / "data" / "kokoro-voices.npz"
