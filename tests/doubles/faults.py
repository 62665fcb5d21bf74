"""What a server does wrong, and when."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from typing import Protocol


class Plan(Protocol):
    def __call__(self) -> str:
        """The fault of the next attempt; empty for none."""
        ...


class Faultless:
    def __call__(self) -> str:
        return ""


class InOrder:
    """These faults for the first attempts, none afterwards."""

    def __init__(self, *faults: str) -> None:
        self._faults = list(faults)

    def __call__(self) -> str:
        return self._faults.pop(0) if self._faults else ""


class Always:
    def __init__(self, fault: str) -> None:
        self._fault = fault

    def __call__(self) -> str:
        return self._fault


class AtRandom:
    """Each attempt fails with probability `share`, in one of the ways of `kinds`."""

    def __init__(self, kinds: Sequence[str], share: float, seed: int) -> None:
        self._kinds, self._share, self._random = list(kinds), share, random.Random(seed)
        self._lock = threading.Lock()

    def __call__(self) -> str:
        with self._lock:
            return self._random.choice(self._kinds) if self._random.random() < self._share else ""
