"""The rewritten residual blocks in machine code of their own: the extra `fast`, used wherever numba is installed.

What ONNX Runtime does node by node, each time reading and writing the whole signal, happens here in one go for a few
columns of the signal at a time, while they are in the processor's cache: normalise, bend, lay out, transform.
"""

import os
from pathlib import Path

from tts.store import cache_folder

if not os.access(Path(__file__).parent, os.W_OK):
    # numba keeps machine code beside the source, and gives up where neither that nor the home folder can be written.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder() / "models" / "numba"))
