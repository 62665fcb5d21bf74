"""Signs of units and currencies with their names, from `data/`."""

from __future__ import annotations

from pathlib import Path

from tts.reading.rule import rows

_DATA = Path(__file__).parent / "data"
_UNITS = rows(_DATA / "units.tsv")
_CURRENCIES = rows(_DATA / "currencies.tsv")

UNITS = {sign: chinese for sign, chinese, _ in _UNITS if chinese != "-"}
"""Sign → its Chinese name."""
ENGLISH_UNITS = {sign: english for sign, _, english in _UNITS if english != "-"}
"""Sign → its English name in the plural."""
CURRENCIES = {sign: chinese for sign, chinese, *_ in _CURRENCIES if chinese != "-"}
"""Sign → its Chinese name."""
ENGLISH_CURRENCIES = {sign: (one, cents.strip("-")) for sign, _, one, cents in _CURRENCIES if one != "-"}
"""Sign → its English name, and that of its hundredth part or nothing."""
