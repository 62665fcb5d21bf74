"""One thing has one name: the words of CONTRIBUTING.md against the names in the code."""

from __future__ import annotations

import ast
import re
from itertools import pairwise, takewhile
from pathlib import Path

from test_architecture import MODULES, ROOT, trees

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in takewhile(lambda line: line.startswith("|"), TEXT.partition("| word | means |")[2].splitlines()[2:])
]
"""(word, meaning, types and their files, words that are not used for it)."""
TYPE = re.compile(r"`(\w+)` in `([\w/.]+)`")
WORD = re.compile(r"[A-Z]?[a-z]+")


def public_names(tree: ast.Module) -> set[str]:
    """Names of its classes, functions and methods without an underscore in front."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds) and not node.name.startswith("_")}


def test_the_types_of_the_glossary_stand_where_it_says() -> None:
    files = {path.relative_to(ROOT).as_posix(): module for module, path in MODULES.items()}
    assert len(ROWS) > 15
    for word, _, types, _ in ROWS:
        assert TYPE.findall(types), f"{word} names no type"
        for name, file in TYPE.findall(types):
            assert file in files, f"{word}: there is no {file}"
            assert name in public_names(trees()[files[file]]), f"{word}: {file} defines no {name}"


def test_no_public_name_uses_another_word_for_what_has_one() -> None:
    refused = {other.strip(): word for word, _, _, others in ROWS for other in others.split(",") if other.strip()}
    wrong = [
        f"{module}.{name}: say {refused[part]}, not {part}"
        for module, tree in trees().items()
        for name in public_names(tree)
        for part in {part.lower() for part in WORD.findall(name)} & set(refused)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_chain_of_values_is_one_of_defined_types() -> None:
    chain = next(line.strip() for line in TEXT.splitlines() if "→ Script →" in line).split(" → ")
    assert chain == ["Document", "Transcript", "Script", "Spoken", "Mastered", "Episode"]
    homes = {name: Path(file).parts[1] for _, _, types, _ in ROWS for name, file in TYPE.findall(types)}
    order = ["script", "speech", "master", "show"]
    assert all(order.index(homes[a]) <= order.index(homes[b]) for a, b in pairwise(chain))


def test_where_to_change_what_names_files_that_exist() -> None:
    table = TEXT.partition("| where do I change")[2].partition("\n\n")[0]
    paths = re.findall(r"`(t(?:ts|ests)/[\w/.]*)`", table)
    assert len(paths) >= 5
    assert [path for path in paths if not (ROOT / path).exists()] == []
