"""A few hundred cases of every ground each time; `make fuzz` takes as many as there is time for."""

from __future__ import annotations

import sys

import pytest

from fuzz.grounds import GROUNDS
from fuzz.run import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits on memory as Linux has them"),
]

CASES = {"docx": 100, "epub": 100, "episode": 40, "site": 30}


@pytest.mark.parametrize("ground", GROUNDS)
def test_whatever_is_damaged_is_read_or_refused(ground: str) -> None:
    result = run(ground, CASES.get(ground, 250))
    assert result.cases == result.read + result.refused + len(result.failures)
    assert not result.failures, "\n".join(f"{ground} {number}: {said}" for number, said in result.failures.items())
