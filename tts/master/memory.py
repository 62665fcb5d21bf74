"""Memory that goes back when it is free."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""glibc's `malloc.h`."""
_OWN_MAPPING_BYTES = 1 << 20
"""What is larger, as samples of a piece are, lies by itself and goes back whole. From 128 kB on, glibc's own
first value, mastering is slower by a quarter."""
_TRIM_BYTES = 16 << 20
"""As much free memory stays for what comes next."""


def give_back_what_is_free() -> None:
    """Keep glibc from raising its threshold as it sees larger blocks come and go, from now on in this process.

    Raised, samples of a piece lie among small things that stay, and leave holes: 5 MB for every hour of an episode.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, with another way
            tune = ctypes.CDLL(None).mallopt
            tune(_M_MMAP_THRESHOLD, _OWN_MAPPING_BYTES)
            tune(_M_TRIM_THRESHOLD, _TRIM_BYTES)
