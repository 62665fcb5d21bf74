"""Every pattern that sees a user's text is linear: each is pumped with what makes others run wild."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from limits import HangError, processor_limit

import tts.script

LENGTH = 20_000
"""Characters. Whatever is quadratic takes hundreds of millions of steps for them, which no processor does in `BOUND_S`."""
BOUND_S = 1.0
PUMPS = (
    " ", "\t", "\n", "　", "a", "A ", "Aa ", "1", "1.", "1:", "：", "*", "**", "_", "- ", "=", "#", "|", "[", "]", "(", "[a](", "<a ",
    "<!--", "&a", "{{", "\\", "`", ">", ". ", "。", "，", "·", "马", "马 ", "（", "（笑", "【", "“", "[[", "第", "一", "@", "http://",
    "00:", "(a", "a.b", "Q. ", "a, ", "A-", "¹", "\u200b",
)  # fmt: skip
TAILS = ("", "!")
"""What stands behind, so that no match is found only at the very end."""
SEARCHES = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
MODULES = sorted(module.name for module in pkgutil.walk_packages(tts.script.__path__, "tts.script."))


def patterns(module: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """(name, pattern) of every compiled pattern that `module` makes."""
    for name, value in vars(importlib.import_module(module)).items():
        for number, pattern in enumerate(within(value)):
            if isinstance(pattern.pattern, str):
                yield f"{name}[{number}]", pattern


def within(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from within(item, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for item in value.values():
            yield from within(item, depth + 1)


def searched_in(module: str) -> set[str]:
    """The names of the patterns that `module` looks for anywhere in a text, not at one place alone."""
    spec = importlib.util.find_spec(module)
    assert spec is not None and spec.origin is not None
    called: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called[node.value.id].add(node.attr)
    made = {name.partition("[")[0] for name, _ in patterns(module)}
    return {name for name in made if not called[name] or called[name] & SEARCHES}


def runs_wild(pattern: re.Pattern[str], searched: bool = True) -> str:
    """The pump that `pattern` does not get through; empty when it is linear."""
    for pump in PUMPS:
        text = pump * (LENGTH // len(pump))
        for tail in TAILS:
            try:
                with processor_limit(BOUND_S):
                    pattern.match(text + tail)
                    pattern.fullmatch(text + tail)
                    for _ in pattern.finditer(text + tail) if searched else ():
                        pass
            except HangError:
                return f"{pump!r} then {tail!r}"
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("module", [module for module in MODULES if any(patterns(module))])
def test_every_pattern_is_linear(module: str) -> None:
    searched = searched_in(module)
    wrong = [
        f"{name}: {pump}: {pattern.pattern[:80]}"
        for name, pattern in patterns(module)
        if (pump := runs_wild(pattern, name.partition("[")[0] in searched))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_pattern_that_runs_wild_is_found() -> None:
    assert runs_wild(re.compile(r"\s*a?\s*:"))
    assert not runs_wild(re.compile(r"\s{0,9}a?:"))
