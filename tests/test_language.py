"""The program speaks its user's language, and says everything in both."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from catalogue import ROOT, gather, stored, written
from tables import table

from tts import language
from tts.cli.commands import COMMANDS, app
from tts.language import CATALOGUE, KEPT, kept, places, preferred, retell, sentences, spoken, tr, trn


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is said in Chinese."""
    monkeypatch.setattr(language, "_chosen", "zh")


@table(
    "environment, expected",
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, "zh"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "TURNCAST_LANG": "en"}, "en"),
        ({"LANG": "C", "TURNCAST_LANG": "zh"}, "zh"),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], expected: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TURNCAST_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        assert preferred() == expected


def test_names_of_languages() -> None:
    names = ("zh-Hant", "zh_HK.Big5", "ZH", "en-GB", "C", "POSIX", "fr", "")
    assert [spoken(name) for name in names] == ["zh", "zh", "zh", "en", "en", "en", "", ""]


def test_english_loads_no_catalogue_and_leaves_braces_alone() -> None:
    code = "import sys, tts.language as l; assert l.tr('{a}', a=1) == '1' and l.tr('{a: b}') == '{a: b}'; "
    code += "assert not l._catalogue.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"TURNCAST_LANG": "en"})


def test_english_counts() -> None:
    assert [trn("{number} file", "{number} files", n) for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


@pytest.mark.usefixtures("chinese")
def test_chinese_comes_out_of_the_catalogue() -> None:
    assert tr("Options") == "选项"
    assert tr("Not in the catalogue: {name}.", name="{x}") == "Not in the catalogue: {x}."
    assert sentences("没有这个文件。", "请检查。", "", "ok", "then") == "没有这个文件。请检查。ok then"


@pytest.mark.usefixtures("chinese")
def test_what_files_hold_is_told_again() -> None:
    english = kept("Invalid value for {hint}: {message}", hint="'--jobs'", message=kept("required"))
    assert english == "Invalid value for '--jobs': required"
    assert retell(english) == "'--jobs' 的值无效：必填"
    assert retell("马云：{x}") == "马云：{x}"


def test_the_catalogue_says_everything_the_code_says() -> None:
    said, known = gather(), stored()
    wrong = []
    for message in filter(lambda message: message.id, said):
        there = known.get(message.id, context=message.context)
        if there is None or not all(_forms(there.string)):
            wrong.append(f"not translated: {message.id!r}")
        elif there.fuzzy:
            wrong.append(f"fuzzy: {message.id!r}")
    wrong += [f"obsolete: {m.id!r}" for m in known if m.id and said.get(m.id, context=m.context) is None]
    assert not wrong, "run `make messages`, then translate:\n" + "\n".join(wrong)
    assert CATALOGUE.read_bytes() == written(known), "run `make messages`"


def test_translations_fill_the_same_places() -> None:
    wrong = []
    for message in stored():
        wanted = set().union(*map(_places, _forms(message.id)))
        wrong += [text for text in _forms(message.string) if message.id and text and _places(text) != wanted]
    assert not wrong, "\n".join(wrong)


def _forms(message: object) -> tuple[str, ...]:
    """One for a plain message, all for one that counts."""
    return tuple(map(str, message)) if isinstance(message, tuple | list) else (str(message),)


def _places(text: str) -> set[str]:
    """None for a message that shows braces: it is told as it is."""
    try:
        return set(places(text))
    except ValueError:
        return set()


TOLD = re.compile(
    r"(?!Value|Type|Key|Index|Runtime|Assertion|OS|FileNotFound|Timeout|Attribute|NotImplemented)\w+Error$"
)
"""Errors of ours; what Python's own say is for developers."""
TELLS = {"Finding": (1, 2, 3), "Mistake": (1, 2), "Diagnosis": (0, 2, 3), "print": (0,), "echo": (0,), "Place": (0,)}
"""What else tells a person something → the places of its arguments that do."""
LOGS = frozenset({"warning", "info", "error"})
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|[A-Za-z]{3,}[.!?:](?:\s|$)|` [a-z]+ ")


def test_no_message_passes_the_catalogue_by() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{text.lineno}: {ast.unparse(text)}"
        for path in sorted((ROOT / "tts").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for text in _told(call)
        if isinstance(text, ast.Constant | ast.JoinedStr) and WORDS.search(_plain(text))
    ]
    assert not wrong, "say it with `tr` (CONTRIBUTING.md, “Messages”):\n" + "\n".join(wrong)


def _told(node: ast.AST) -> Iterator[ast.expr]:
    """What `node` tells a person, as far as it can be seen from here."""
    if isinstance(node, ast.Assign) and any(getattr(t, "id", "") in ("problem", "remedy") for t in node.targets):
        yield from _arms(node.value)
    if not isinstance(node, ast.Call):
        return
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    places = (0,) if TOLD.match(name) or (name in LOGS and "_log" in ast.unparse(node.func)) else TELLS.get(name, ())
    for place in places:
        yield from _arms(node.args[place]) if place < len(node.args) else ()
    for keyword in node.keywords:
        yield from _arms(keyword.value) if keyword.arg in ("problem", "remedy") else ()


def _arms(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.IfExp):
        yield from (*_arms(value.body), *_arms(value.orelse))
    elif isinstance(value, ast.BinOp):
        yield from (*_arms(value.left), *_arms(value.right))
    else:
        yield value


def _plain(text: ast.Constant | ast.JoinedStr) -> str:
    """Its own words, without what fills its places."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    told = "".join(str(part.value) if isinstance(part, ast.Constant) else "§" for part in parts)
    return "" if told.startswith("pip install ") else told.removeprefix("turncast: ")


_MISSET = re.compile(
    r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]|[\u4e00-\u9fff][,;:?!](?!/)|[\u4e00-\u9fff]\.(?!\.)"
)
"""No space between Chinese and Latin, and punctuation of the one in the other."""
_QUOTED = ("AI生成",)
"""What stands so on other people's pages."""


def test_chinese_is_set_as_chinese_is() -> None:
    told = [text for message in stored() if message.id for text in _forms(message.string)]
    wrong = [text for text in told if _MISSET.search(re.sub("|".join(_QUOTED), "", text))]
    assert not wrong, "\n".join(wrong)


FOREIGN_OPTIONS = {"--convert-to", "--force-reinstall", "--no-deps"}
"""Of LibreOffice and pip."""
FOREIGN_WORDS = {"small", "str", "model"}
"""A model of faster-whisper; what msgspec calls text; a field of the service's."""
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_TICKED = re.compile(r"`([^`]*)`")
_KEYS = re.compile(r"[a-z][a-z-]*(?:\.[a-z][a-z-]*)*:?(?: [a-z][a-z-]*:)*")
"""`show:`, `engines: edge: parallel:`, `sound.bitrate`, `loudness`."""


def test_messages_name_only_what_there_is() -> None:
    options = {option for param in _parameters() for option in getattr(param, "opts", ())}
    options |= {option for param in _parameters() for option in getattr(param, "secondary_opts", ())} | {"--debug"}
    words = set(_words_in_code())
    wrong = []
    for text in _all_texts():
        wrong += [f"{name}: {text}" for name in _OPTION.findall(text) if name not in options | FOREIGN_OPTIONS]
        wrong += [
            f"turncast {name}: {text}" for name in re.findall(r"\bturncast ([a-z]+)", text) if name not in COMMANDS
        ]
        for ticked in filter(_KEYS.fullmatch, set(_TICKED.findall(text)) - words):
            keys = re.split(r"[.: ]+", ticked.rstrip(":"))
            wrong += [f"{key}: {text}" for key in keys if key not in words | FOREIGN_WORDS]
        wrong += [f"{name}: {text}" for name in re.findall(r"[\w/.-]+\.md\b", text)]  # pip installs no documents
        wrong += [f"{name}: {text}" for name in re.findall(r"\bTURNCAST_\w+", text) if name not in words]
    assert not wrong, "\n".join(wrong)


def test_a_translation_names_what_the_message_names() -> None:
    wrong = []
    for message in filter(lambda message: message.id and message.context != KEPT, stored()):
        for told in _forms(message.string):
            for found in (_OPTION, _TICKED, re.compile(r"\bhttps?://\w[\w.]*\w")):
                named = set(found.findall(told)) ^ set(found.findall(_forms(message.id)[-1]))
                wrong += [f"{named}: {told}"] if named else []
    assert not wrong, "\n".join(wrong)


def _all_texts() -> Iterator[str]:
    for message in filter(lambda message: message.id, stored()):
        yield from (*_forms(message.id), *_forms(message.string))


def _parameters() -> Iterator[Any]:
    root: Any = typer.main.get_command(app)
    return _parameters_of(root, root.make_context("turncast", [], resilient_parsing=True))


def _parameters_of(command: Any, context: Any) -> Iterator[Any]:
    yield from command.get_params(context)
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        one = command.get_command(context, name)
        yield from _parameters_of(one, one.make_context(name, [], parent=context, resilient_parsing=True))


def _words_in_code() -> Iterator[str]:
    """Every word that stands alone in quotes in the program, every field of its classes as YAML writes it, and
    every module: what keys, engines, commands and variables are called."""
    for path in sorted((ROOT / "tts").rglob("*.py")):
        yield path.stem
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                yield node.target.id.replace("_", "-")
