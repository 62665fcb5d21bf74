"""The page's modules are as typed as the rest of the house: checked by TypeScript, out of their comments."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

NODE = Path(__file__).parents[1] / "node"
TSC = NODE / "node_modules" / ".bin" / "tsc"


@pytest.mark.slow
@pytest.mark.skipif(not TSC.exists(), reason="npm ci --prefix tests/node installs TypeScript")
def test_the_page_s_modules_fit_together() -> None:
    done = subprocess.run([TSC, "-p", NODE / "jsconfig.json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
