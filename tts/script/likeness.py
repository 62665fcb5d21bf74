"""How alike two voices sound, as far as their engine tells, and blends of those it has."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Timbre = Sequence[float]
"""Where a voice lies among its engine's: voices that sound alike point the same way."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of an engine's voices and how they sound."""

    timbres: Mapping[str, Timbre] = field(default_factory=dict)
    """The engine's voice ids → timbre, of one length; a voice without one is like none."""

    def of(self, voice: str) -> Timbre:
        """The timbre of a canonical voice, for a blend the weighted mean; empty when unknown."""
        parts = [part.partition(":") for part in voice.split("+")]
        known = [(self.timbres.get(name, ()), float(weight or 1)) for name, _, weight in parts]
        if not all(timbre for timbre, _ in known):
            return ()
        return [sum(timbre[n] * weight for timbre, weight in known) for n in range(len(known[0][0]))]

    def between(self, a: str, b: str) -> float:
        """The cosine of two canonical voices: 1 the same, 0 no more alike than any two, -1 opposites; 0 if unknown."""
        first, second = self.of(a), self.of(b)
        lengths = math.hypot(*first) * math.hypot(*second)
        return sum(x * y for x, y in zip(first, second, strict=False)) / lengths if lengths else 0.0

    def nearest(self, voice: str, others: Collection[str]) -> float:
        """How alike `voice` is to the most alike of `others`, in tenths, so that trifles decide nothing: -1 to 1."""
        return max((round(self.between(voice, other), 1) for other in others), default=0.0)


def blends(voices: Sequence[str]) -> Iterator[str]:
    """Every even blend of two of `voices`, as a canonical voice, in their order."""
    for pair in combinations(voices, 2):
        yield "+".join(f"{name}:0.5" for name in sorted(pair))
