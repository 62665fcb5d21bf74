"""pydub, without its warning that no `ffmpeg` program is installed: PyAV decodes here."""

from __future__ import annotations

import os
import warnings

os.environ.setdefault("PATH", os.defpath)  # pydub looks for programs, and breaks where there is no PATH
with warnings.catch_warnings():
    # RuntimeWarning: no ffmpeg; SyntaxWarning: pydub 0.25.1's regular expressions on Python 3.12 and later.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

__all__ = ["AudioSegment"]
