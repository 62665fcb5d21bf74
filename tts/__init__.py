"""Turncast: from an interview transcript to a podcast episode."""

import os

__version__ = "0.1.0"

# onnxruntime's wheels report to Microsoft, with an id they keep in the user's cache folder, unless this is set before
# the library is loaded; its own disable_telemetry_events() comes too late. What we speak leaves nobody's machine.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
