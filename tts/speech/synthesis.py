"""Turn a script into clips: each different utterance once, several at a time, the long ones beside short ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, as_completed, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from tts.audio import Speech
from tts.errors import ConfigError, EngineError, InputError, TurncastError
from tts.language import tr
from tts.progress import Progress, Report, ignore
from tts.script.model import Line, Script, Utterance
from tts.speech.attempt import ask_again, speak_whole
from tts.speech.cache import Cache, key_of
from tts.speech.engine import SAY_HOW, UNUSUAL, AsksService, Engine, Focused, Request, Scrupulous
from tts.speech.model import Clip, Spoken
from tts.voice import Voice


@dataclass(frozen=True, slots=True)
class Task:
    """An utterance to speak, and where in the script it first stands."""

    key: str
    request: Request
    place: str
    """For messages: `turn 3 (马云)`."""


def speak(  # noqa: PLR0913 the three stage values, then keyword options
    script: Script,
    engine: Engine,
    cache: Cache,
    *,
    lexicon: Mapping[str, str] | None = None,
    jobs: int | None = None,
    report: Report = ignore,
    executor: Executor | None = None,
    remote: Engine | None = None,
    verified: bool = False,
    again: Collection[int] = (),
) -> Spoken:
    """Every utterance of `script` as a clip in `cache`.

    `jobs` limits the calls in flight (by default the engine's `parallel`). `executor` runs them instead of a pool of
    threads, and `remote` is then the engine as it can carry it. The caller closes `engine`.
    `verified`: read every byte of the clips that were kept, which is otherwise done by whoever reads their sound.
    `again`: numbers of lines that are spoken anew even if their clips were kept.

    Raises EngineError or ConfigError naming turn, speaker and sentence, InputError for letters that the engine has no
    sounds for; WriteError when the cache cannot be written.
    Whatever ends it early, KeyboardInterrupt too, all clips made until then are in the cache. A clip that was put
    together from parts, because a service would not speak the whole, is asked for once more.
    """
    lines = tuple(script.lines())
    tasks = [_task(engine, line, lexicon or {}) for line in lines]
    first = {task.key: task for task in reversed(tasks)}  # of equal utterances the first keeps its place
    anew = {task.key for line, task in zip(lines, tasks, strict=True) if line.number in again}
    clips = _kept(cache, first.keys() - anew, verified=verified)
    missing = _longest_first(task for key, task in first.items() if key not in clips)
    state = Progress("speaking", len(clips), len(first), len(clips), chars_left=_chars(missing))
    report(state)
    _refuse_unsaid(engine, missing)
    speaking = remote or engine
    with _pool(executor, at_once := jobs or speaking.parallel) as pool:
        clips |= _keep_all(_speak_all(missing, speaking, at_once, pool), cache, state, report)
        if isinstance(engine, AsksService):
            kept = [task for key, task in first.items() if clips[key].split and task not in missing]
            for task, speech in _whole_now(kept, speaking, pool):
                clips[task.key] = cache.put(task.key, speech)
    cache.tally(len(first), len(first) - len(missing))
    return Spoken(script, tuple((line, clips[task.key]) for line, task in zip(lines, tasks, strict=True)))


def _kept(cache: Cache, keys: Iterable[str], *, verified: bool) -> dict[str, Clip]:
    look = cache.get if verified else cache.find
    return {key: clip for key in keys if (clip := look(key))}


def _keep_all(
    speeches: Iterable[tuple[Task, Speech] | None], cache: Cache, state: Progress, report: Report
) -> dict[str, Clip]:
    """Each of `speeches` as a clip in `cache`, reported as it gets ready."""
    clips = {}
    for made in speeches:
        if made:
            task, speech = made
            clips[task.key] = clip = cache.put(task.key, speech)
            state = _advance(state, task, clip)
        report(state)  # also when nothing is ready yet: who watches sees time go by, and may end it
    return clips


def _longest_first(tasks: Iterable[Task]) -> list[Task]:
    """The order in which both ends are taken: what is begun last is of middling length, and no worker idles long."""
    return sorted(tasks, key=lambda task: (-len(task.request.text), task.key))


def speak_one(request: Request, engine: Engine, cache: Cache, *, alone: bool = True) -> Clip:
    """The clip of one text, from `cache` or made now. Raises EngineError, WriteError.

    `alone`: whether `engine` has nothing else to speak (`Focused`).
    """
    key = key_of(engine, request)
    clip = cache.get(key)
    if clip and clip.split and isinstance(engine, AsksService):
        with suppress(EngineError):
            speech = ask_again(engine, request)
            return cache.put(key, speech) if speech else clip
    if clip:
        return clip
    if alone and isinstance(engine, Focused):
        engine.focus()
    return cache.put(key, speak_whole(engine, request))


def request_for(utterance: Utterance, voice: Voice, lexicon: Mapping[str, str]) -> Request:
    """The request for `utterance` with the entries of `lexicon` whose word occurs in it, so that a new entry leaves the
    clips of all other texts valid."""
    entries = tuple(sorted((word, how) for word, how in lexicon.items() if word in utterance.text))
    return Request(utterance.text, utterance.language, voice, entries)


def _task(engine: Engine, line: Line, lexicon: Mapping[str, str]) -> Task:
    request = request_for(line.utterance, line.voice, lexicon)
    return Task(key_of(engine, request), request, line.place)


def _refuse_unsaid(engine: Engine, tasks: Iterable[Task]) -> None:
    """Raises InputError for letters that `engine` would leave out, before anything is spoken."""
    if not isinstance(engine, Scrupulous):
        return
    for task in tasks:
        if UNUSUAL.search(task.request.text) and (unsaid := engine.unsaid(task.request)):
            raise InputError(
                tr(
                    "In {place}, the engine {engine} cannot say “{unsaid}”.",
                    place=task.place,
                    engine=engine.name,
                    unsaid=unsaid,
                ),
                remedy=SAY_HOW,
            )


def _chars(tasks: Iterable[Task]) -> int:
    return sum(len(task.request.text) for task in tasks)


def _advance(state: Progress, task: Task, clip: Clip) -> Progress:
    """`state` when `clip` has been made for `task`."""
    chars = len(task.request.text)
    return replace(
        state,
        done=state.done + 1,
        audio_s=state.audio_s + clip.duration_s,
        chars=state.chars + chars,
        chars_left=state.chars_left - chars,
    )


_BEAT_S = 0.25
"""While nothing gets ready, progress is reported this often."""


def _speak_all(tasks: list[Task], engine: Engine, jobs: int, pool: Executor) -> Iterator[tuple[Task, Speech] | None]:
    """Each of `tasks`, which come the longest first, with its speech, as they get ready; None for every moment in which
    none does.

    At most `jobs` are in flight, so memory never holds more: half of them from the beginning of the list, half from its
    end.

    After a failure nothing new is begun, but what is in flight is handed on before the error is raised.
    """
    waiting = deque(tasks)
    running: dict[Future[Speech], Task] = {}
    long: set[Future[Speech]] = set()
    failures: list[tuple[Task, TurncastError]] = []
    while True:
        while waiting and not failures and len(running) < jobs:
            # Memory goes by length: two of the longest at once would take the most there can be.
            next_long = 2 * len(long) < jobs
            task = waiting.popleft() if next_long else waiting.pop()
            future = pool.submit(speak_whole, engine, task.request)
            running[future] = task
            if next_long:
                long.add(future)
        if not running:
            break
        ready = wait(running, timeout=_BEAT_S, return_when=FIRST_COMPLETED).done
        if not ready:
            yield None
        for future in ready:
            task = running.pop(future)
            long.discard(future)
            try:
                speech = future.result()
            except TurncastError as error:
                failures.append((task, error))
            else:
                yield task, speech
    for task, failure in failures:
        raise _with_place(task, failure) from failure


def _whole_now(tasks: list[Task], engine: Engine, pool: Executor) -> Iterator[tuple[Task, Speech]]:
    """Those of `tasks`, spoken in parts before, that the service speaks whole today. If it fails, the build goes on."""
    asked = {pool.submit(ask_again, engine, task.request): task for task in tasks}
    for future in as_completed(asked):
        try:
            speech = future.result()
        except EngineError:
            for other in asked:
                other.cancel()
            return
        if speech:
            yield asked[future], speech


def _with_place(task: Task, error: TurncastError) -> TurncastError:
    """`error` with its place in the script; what is wrong in the configuration stays an error of the configuration."""
    problem = tr(
        "In {place}, “{text}” cannot be spoken by {voice}: {problem}",
        place=task.place,
        text=task.request.text,
        voice=task.request.voice.id,
        problem=error.problem,
    )
    remedy = error.remedy or tr("Reword the sentence in the script or choose another voice.")
    kind = ConfigError if isinstance(error, ConfigError) else EngineError
    return kind(problem, place=error.place, remedy=tr("{remedy} What was spoken so far is kept.", remedy=remedy))


@contextmanager
def _pool(executor: Executor | None, jobs: int) -> Iterator[Executor]:
    """`executor`, or threads that nobody waits for when the work ends early: closing the engine ends their calls."""
    if executor is not None:
        yield executor
        return
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="speech")
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
