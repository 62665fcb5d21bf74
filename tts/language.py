"""The language that the program speaks to its user: English, which stands in the code, or Chinese, out of a catalogue.

    raise UsageError(tr("There is no engine `{name}`.", name=name), remedy=tr("Write --engine kokoro."))
    print(trn("{number} file", "{number} files", len(files)))

A message is a plain string with named places; what fills them is the user's and stays as it is. What goes into files
must not depend on who runs the program: there stands English, marked with `kept`, and `retell` translates it when it
is shown. `make messages` gathers all of them into the catalogue, and a test fails while one is untranslated.

The catalogue is `locale/zh/LC_MESSAGES/turncast.po` itself, read when the first message is told in Chinese; who reads
English loads nothing.
"""

from __future__ import annotations

import functools
import os
import re
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "zh")
VARIABLE: Final = "TURNCAST_LANG"
"""The environment variable that goes before the system's own."""
CATALOGUE: Final = Path(__file__).parent / "locale" / "zh" / "LC_MESSAGES" / "turncast.po"
FULL_WIDTH: Final = tuple("。！？；：，、）”’》」")
KEPT: Final = "kept"
"""The context in the catalogue of what stands in files."""


def tr(message: str, /, **values: object) -> str:
    """`message` in the user's language, its places filled with `values`. Without values, braces stand for themselves.

    Raises KeyError for a place that no value fills.
    """
    told = translation(message) if language() != "en" else message
    return told.format(**values) if values else told


def trn(one: str, many: str, number: int, /, **values: object) -> str:
    """`one` or `many`, whichever `number` asks for in the user's language; its place `{number}` is filled too."""
    if language() == "en":
        told = one if number == 1 else many
    else:
        told = _catalogue().get(("", one), one if number == 1 else many)
    return told.format(number=number, **values)


def translation(message: str, context: str = "") -> str:
    """`message` in Chinese, whatever the user's language; itself where the catalogue has it not."""
    return _catalogue().get((context, message), message)


def kept(message: str, /, **values: object) -> str:
    """`message` in English, for a file or for comparing; `retell` translates it for people."""
    return message.format(**values) if values else message


def retell(text: str) -> str:
    """What `kept` made, perhaps read from a file, in the user's language; any other text as it is.

    What fills a place called `{message}` is itself retold.
    """
    if language() == "en":
        return text
    told = _catalogue().get((KEPT, text))
    if told is not None:
        return told
    for pattern, translation in _patterns():
        if found := pattern.fullmatch(text):
            values = found.groupdict()
            return translation.format(**values | {"message": retell(values.get("message", ""))})
    return text


def sentences(*told: str) -> str:
    """Messages one after another, with the space between them that the first one's script has: Chinese has none."""
    line = ""
    for each in filter(None, told):
        line += each if not line or line.endswith(FULL_WIDTH) else f" {each}"
    return line


def language() -> str:
    """`en` or `zh`. Chosen once, when it is first asked for: see `choose`."""
    return _chosen or choose(preferred())


def choose(code: str) -> str:
    """Speak the language `code`, one of LANGUAGES, from now on; returns it."""
    global _chosen  # noqa: PLW0603 - a process speaks one language
    _chosen = code
    return code


_chosen = ""


def preferred() -> str:
    """The first of the languages the environment asks for that the program speaks; `en` when it speaks none of them.

    As GNU gettext reads it, behind a variable of our own: TURNCAST_LANG, then LANGUAGE (a list, which the locale C
    switches off), LC_ALL, LC_MESSAGES, LANG. Windows sets none of them, and is asked itself.
    """
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    plain = locale.partition(".")[0] in ("C", "POSIX")
    wanted = [os.environ.get(VARIABLE, ""), *("" if plain else os.environ.get("LANGUAGE", "")).split(":"), locale]
    if not any(wanted) and sys.platform == "win32":
        wanted.append(_of_windows())
    return next(filter(None, map(spoken, wanted)), "en")


def spoken(name: str) -> str:
    """The one of LANGUAGES that `name` means, such as `zh_CN.UTF-8`, `zh-Hant` or `C`; empty for any other."""
    code = re.split(r"[-_.@]", name.strip().lower(), maxsplit=1)[0]
    return "en" if code in ("c", "posix") else code if code in LANGUAGES else ""


def _of_windows() -> str:
    import ctypes

    chinese = 0x04  # the primary language of all of `zh-…` (winnt.h, LANG_CHINESE)
    ours: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined,unused-ignore]
    return "zh" if ours & 0x3FF == chinese else ""


@functools.cache
def _catalogue() -> dict[tuple[str, str], str]:
    """(context, English message) → Chinese."""
    return dict(_read(CATALOGUE.read_text(encoding="utf-8")))


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """What each kept message with places looks like when they are filled → its translation, the longest words first."""
    placed = [(message, told) for (context, message), told in _catalogue().items() if context == KEPT]
    placed = [(message, told) for message, told in placed if places(message)]
    placed.sort(key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[0])))
    return [(re.compile(_pattern(message), re.DOTALL), told) for message, told in placed]


def _pattern(message: str) -> str:
    parts = string.Formatter().parse(message)
    return "".join(re.escape(words) + (f"(?P<{place}>.*)" if place else "") for words, place, _, _ in parts)


def places(message: str) -> list[str]:
    """The names of the places in `message`, in their order."""
    return [place for _, place, _, _ in string.Formatter().parse(message) if place]


_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[0\])?) )?"(.*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def _read(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """The entries of a PO file; of a plural, Chinese has one form."""
    for block in text.split("\n\n"):
        entry = dict(_fields(block.splitlines()))
        if entry.get("msgid") and entry.get("msgstr"):
            yield (entry.get("msgctxt", ""), entry["msgid"]), entry["msgstr"]


def _fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    name, parts = "", list[str]()
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            continue
        if found[1]:
            yield name, "".join(parts)
            name, parts = found[1].removesuffix("[0]"), []
        parts.append(_ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), found[2]) if "\\" in found[2] else found[2])
    yield name, "".join(parts)
