"""The example in docs/engines.md, installed by pip as a reader would, is an engine like any other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import wave
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # pip, and a process for each command

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```(toml|python)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder pip installed the example into. The wheel is zipped here: a build backend would need a network."""
    blocks = dict(BLOCK.findall((ROOT / "docs/engines.md").read_text(encoding="utf-8")))
    assert sum(len(block.splitlines()) for block in blocks.values()) < 60
    project = tomllib.loads(blocks["toml"])["project"]
    folder = tmp_path_factory.mktemp("whistle")
    name = project["name"].replace("-", "_")
    wheel = folder / f"{name}-{project['version']}-py3-none-any.whl"
    points = "".join(f"{key} = {value}\n" for key, value in project["entry-points"]["turncast.engines"].items())
    about = f"{name}-{project['version']}.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("turncast_whistle.py", blocks["python"])
        file.writestr(f"{about}/entry_points.txt", f"[turncast.engines]\n{points}")
        file.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        )
        file.writestr(f"{about}/RECORD", "")
    target = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True)
    return target


def turncast(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": f"{installed}{os.pathsep}{ROOT}"}
    return subprocess.run(
        [sys.executable, "-m", "tts", *arguments], check=False, env=env, cwd=cwd, capture_output=True, text=True
    )


def test_its_voices_are_listed(installed: Path, tmp_path: Path) -> None:
    done = turncast(installed, "voices", "--engine", "whistle", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [voice["id"] for voice in json.loads(done.stdout)] == ["high", "low"]


def test_it_speaks_with_its_settings(installed: Path, tmp_path: Path) -> None:
    seconds = {}
    for setting in (0.2, 0.3):
        (tmp_path / "voices.yaml").write_text(f"engines: {{whistle: {{seconds: {setting}}}}}\n")
        done = turncast(installed, "say", "互联网是世界的", "--engine", "whistle", "--voice", "low", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        with wave.open(str(tmp_path / "say.wav")) as file:
            seconds[setting] = file.getnframes() / file.getframerate()
    assert seconds == {0.2: pytest.approx(1.4), 0.3: pytest.approx(2.1)}


def test_its_errors_are_ours(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "voices.yaml").write_text("engines: {whistle: {volume: 3}}\n")
    wrong = turncast(installed, "voices", "--engine", "whistle", cwd=tmp_path)
    assert (wrong.returncode, "seconds" in wrong.stderr) == (78, True)
    (tmp_path / "voices.yaml").unlink()
    wrong = turncast(installed, "say", "好", "--engine", "whistle", "--voice", "middle", cwd=tmp_path)
    assert (wrong.returncode, "whistle has no voice `middle`" in wrong.stderr) == (2, True)


def test_without_it_the_engine_is_unknown(tmp_path: Path) -> None:
    missing = turncast(tmp_path, "voices", "--engine", "whistle", cwd=tmp_path)
    assert missing.returncode == 2
    assert "There are: edge, kokoro, openai, tone" in missing.stderr


def test_one_that_is_none_is_named(installed: Path, tmp_path: Path) -> None:
    broken = tmp_path / "site"
    about = broken / "broken-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    points = "[turncast.engines]\nbroken = no_such_module:Engine\nhalf = half_an_engine:Half\n"
    (about / "entry_points.txt").write_text(points)
    (broken / "half_an_engine.py").write_text(
        "class Half:\n    name = 'half'\n\n    def __init__(self, options): ...\n"
    )
    for name, says in (("broken", "no_such_module"), ("half", "lacks identity, parallel, max_chars, voices")):
        done = turncast(broken, "voices", "--engine", name, cwd=tmp_path)
        assert done.returncode == 78
        assert says in done.stderr
