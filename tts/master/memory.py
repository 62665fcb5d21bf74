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
    """Give the system back what is free now, and from now on keep glibc from raising its threshold.

    Raised, as it is when larger blocks come and go, samples of a piece lie among small things that stay, and leave
    holes: 5 MB for every hour of an episode. When mastering ends, 10 MB are free.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, with another way
            libc = ctypes.CDLL(None)
            libc.mallopt(_M_MMAP_THRESHOLD, _OWN_MAPPING_BYTES)
            libc.mallopt(_M_TRIM_THRESHOLD, _TRIM_BYTES)
            libc.malloc_trim(0)
