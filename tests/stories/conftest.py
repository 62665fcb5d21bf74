"""The package as people get it: built into a wheel, installed into an environment of its own, far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
Turncast = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built out of the sdist, as a package index has both."""
    made = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(made)]
    subprocess.run([*build, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (sdist,) = made.glob("*.tar.gz")
    subprocess.run(["tar", "-xzf", str(sdist), "-C", str(made)], check=True)
    subprocess.run(
        [*build, "-t", "wheel"], cwd=made / sdist.name.removesuffix(".tar.gz"), check=True, capture_output=True
    )
    return next(made.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment's folder of programs. What Turncast depends on is lent by the one that runs the tests."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    python = Path(paths["scripts"]) / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*pip, str(wheel)], check=True)
    lent = [path for path in map(Path, sys.path) if path.name == "site-packages" and path.is_dir()]
    (Path(paths["purelib"]) / "zz_lent.pth").write_text("\n".join(map(str, lent)), encoding="utf-8")
    return Path(paths["scripts"])


@pytest.fixture(params=["en_US.UTF-8", "zh_CN.UTF-8"])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def turncast(installed: Path, tmp_path: Path, locale: str) -> Turncast:
    """Runs the installed command in an empty folder; a wrong exit code is told with all that was said."""
    environment = {
        "PATH": f"{installed}{os.pathsep}{os.environ.get('PATH', '')}",
        "HOME": str(tmp_path / "home"), "LANG": locale, "TURNCAST_CACHE": str(tmp_path / "home" / "cache"),
    }  # fmt: skip
    folder = tmp_path / "work"
    folder.mkdir()

    def run(*words: str | Path, code: int = 0, program: str = "turncast") -> subprocess.CompletedProcess[str]:
        command = [str(installed / program), *map(str, words)]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
        return done

    return run
