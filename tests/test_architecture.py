"""The way through the house: data flows one way, imports point one way, and one thing has one name."""

from __future__ import annotations

import ast
import functools
import graphlib
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ["base", "reading", "script", "speech", "master", "show", "pipeline", "library", "studio", "cli"]
"""A module may import from its own stage and from those before it."""


FRONT = {"tts": "library", "tts.__main__": "cli"}
"""The two that stand in front of the house instead of in it."""


def stage_of(module: str) -> str:
    """`tts.script.model` → `script`; everything outside the stages is base."""
    parts = module.split(".")
    if module in FRONT:
        return FRONT[module]
    return parts[1] if len(parts) > 1 and parts[1] in ORDER else "base"


def imports_of(module: str, tree: ast.Module) -> set[str]:
    """The modules of ours that `module` imports anywhere."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide the direction"
            names.update(_imported(node.module or "", alias.name) for alias in node.names)
    return {name for name in names if name == "tts" or name.startswith("tts.")} - {module}


def _imported(package: str, name: str) -> str:
    """What `from package import name` imports: a module in a package, or the package that has the name."""
    return f"{package}.{name}" if f"{package}.{name}" in MODULES else package


MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "tts").rglob("*.py"))
}


@functools.cache
def trees() -> dict[str, ast.Module]:
    """Module → its syntax tree."""
    return {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}


def test_imports_point_one_way() -> None:
    wrong = [
        f"{module} imports {name} of a later stage"
        for module, tree in trees().items()
        for name in imports_of(module, tree)
        if ORDER.index(stage_of(name)) > ORDER.index(stage_of(module))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_two_modules_import_each_other() -> None:
    """However indirectly, and wherever the import stands: at the top, in a function, or for types only."""
    try:
        graphlib.TopologicalSorter({module: imports_of(module, tree) for module, tree in trees().items()}).prepare()
    except graphlib.CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_class_has_the_name_of_another() -> None:
    places = defaultdict(list)
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(module)
    twice = [f"{name}: {', '.join(modules)}" for name, modules in places.items() if len(modules) > 1]
    assert not twice, "\n".join(twice)


def test_no_rooms_without_a_purpose() -> None:
    """Names that say nothing collect everything."""
    names = {part for path in MODULES.values() for part in (*path.parts, path.stem)}
    assert not names & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


CRUMB_LINES, MOST_CRUMBS = 40, 36


def test_few_files_are_crumbs() -> None:
    """What is shorter than that should be one thing that several others use, a row of a table, or part of its user."""
    small = [
        path.relative_to(ROOT).as_posix()
        for path in MODULES.values()
        if not path.name.startswith("__") and len(path.read_text(encoding="utf-8").splitlines()) < CRUMB_LINES
    ]
    assert len(small) <= MOST_CRUMBS, "join one of these with what it belongs to:\n" + "\n".join(small)


HEAVY = frozenset({
    "PIL", "aiohttp", "asyncssh", "av", "distributed", "docx", "edge_tts", "email", "espeakng_loader", "fcntl",
    "faster_whisper", "filelock", "http", "jinja2", "kokoro_onnx", "lxml", "markupsafe", "mutagen", "numba",
    "numpy", "obstore", "onnx", "onnxruntime", "phonemizer", "platformdirs", "pypdfium2", "pypinyin", "readability",
    "rich", "rjieba", "segno", "striprtf", "tenacity", "threadpoolctl", "urllib", "opencc", "anyascii",
    "c2pa", "cryptography", "ctypes", "markdown_it",
})  # fmt: skip
"""Libraries that take long to load, or are not there everywhere: imported where they are used."""

DOORS = {
    "tts": "commands that build nothing must not load what builds",
    "tts.cli": "an interrupt or an error while the program loads is told like any other",
    "tts.cli.say": "one sentence is to be heard soon: whole texts are parsed only for --source",
    "tts.reading": "an episode whose clips are all kept reads nothing",
    "tts.script": "the script's values must not cost later stages the parser",
    "tts.show.preflight": "a cover or music is looked at only when voices.yaml names one",
    "tts.speech.engines.kokoro.engine": "its lists of voices are asked for without the model",
    "tts.speech.engines.kokoro.faster.file": "compiled only once for each machine",
    "tts.speech.engines.kokoro.sessions": "compiled only with the extra `fast`",
}
"""Modules that import others of ours in functions, and why. Tables of commands, engines and formats name theirs as
text."""


def test_imports_stand_at_the_top() -> None:
    deferred = [
        f"{module}, line {node.lineno}: {ast.unparse(node)}"
        for module, tree in trees().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not _may_wait(module, node)
    ]
    assert not deferred, "\n".join(deferred)


def _may_wait(module: str, node: ast.Import | ast.ImportFrom) -> bool:
    name = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
    return name.split(".")[0] in HEAVY or (module in DOORS and name.split(".")[0] == "tts")


SLOW_TO_LOAD = frozenset({
    "PIL", "aiohttp", "av", "docx", "jinja2", "lameenc", "lxml", "mutagen", "numpy", "obstore", "onnxruntime", "opencc",
    "pydub", "pypdfium2", "pyromark", "rjieba",
})  # fmt: skip


def test_script_loads_nothing_slow() -> None:
    """`turncast script` answers at once: nothing that it imports at the top imports one of these at the top.

    `tests/cli/test_script.py` looks at what is really loaded; this names the way there, and is quick.
    """
    ways = {"tts.cli.script": "tts.cli.script"}
    waiting, slow = ["tts.cli.script"], []
    while waiting:
        module = waiting.pop()
        for name in _imported_at_the_top(module):
            if name.split(".")[0] in SLOW_TO_LOAD:
                slow.append(f"{ways[module]} → {name}")
            elif name in MODULES and name not in ways:
                ways[name] = f"{ways[module]} → {name}"
                waiting.append(name)
    assert not slow, "\n".join(slow)


def _imported_at_the_top(module: str) -> set[str]:
    """What importing `module` imports, packages of modules too; not what stands in functions or is for types only."""
    names: set[str] = set()
    for node in trees()[module].body:
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update(_imported(node.module or "", alias.name) for alias in node.names)
    parts = [name.split(".") for name in names | {module}]
    return {".".join(part[:end]) for part in parts for end in range(1, len(part) + 1)} - {module}


def test_nothing_is_set_up_with_what_no_lock_names() -> None:
    """Each installation is of hashed versions, or of this project alone, built with what is installed already."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    setup = makefile[makefile.index("$(VENV)/.installed:") : makefile.index("lint:")]
    lines = [line for line in setup.splitlines() if "pip install" in line]
    assert lines
    for line in lines:
        assert "--require-hashes -r" in line or ("--no-deps" in line and "--no-build-isolation" in line), line
