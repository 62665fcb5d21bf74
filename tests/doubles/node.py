"""Readers of feeds and captions written in JavaScript, from `tests/node`."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).parent.parent / "node"

installed = pytest.mark.skipif(
    not (shutil.which("node") and (_FOLDER / "node_modules").is_dir()),
    reason="npm ci --prefix tests/node installs these readers",
)


def run(script: str, path: Path) -> Any:
    """What `script` prints about the file at `path`."""
    done = subprocess.run(["node", _FOLDER / script, path], capture_output=True, check=True, text=True)
    return json.loads(done.stdout)
