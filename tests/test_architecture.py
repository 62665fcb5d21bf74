"""The way through the house: data flows one way, and imports point one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ["base", "reading", "script", "speech", "master", "show", "pipeline", "cli"]
"""A module may import from its own stage and from those before it."""


def stage_of(module: str) -> str:
    """`tts.script.model` → `script`; everything outside the stages is base."""
    parts = module.split(".")
    if module == "tts.__main__":
        return "cli"
    return parts[1] if len(parts) > 1 and parts[1] in ORDER else "base"


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            found.add(node.module or "")
    return {name for name in found if name == "tts" or name.startswith("tts.")}


MODULES = sorted((ROOT / "tts").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    own = ORDER.index(stage_of(module))
    wrong = [name for name in imports_of(path) if ORDER.index(stage_of(name)) > own]
    assert not wrong, f"{module} ({ORDER[own]}) imports later stages: {wrong}"


def test_no_rooms_without_a_purpose() -> None:
    """Names that say nothing collect everything."""
    names = {part for path in MODULES for part in (*path.parts, path.stem)}
    assert not names & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
