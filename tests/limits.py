"""Bounds that only a hang can reach: no measurement, and no matter how busy the machine is."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class HangError(BaseException):
    """Not an `Exception`: no `except Exception` on the way may take it for a damaged file."""


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """Raise HangError in the block once it has used `seconds` of processor time. For the main thread of POSIX systems.

    Regular expressions look for signals while they backtrack, so that they end, too.
    """

    def end(number: int, frame: object) -> None:
        raise HangError(f"took more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
