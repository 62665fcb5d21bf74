"""Turncast by its own name: all that `tts` offers (`docs/library.md`)."""

from tts import *  # noqa: F403  # the names in its `__all__`
from tts import __all__ as __all__
from tts import __version__ as __version__
