"""`make messages`: every message of the program, gathered into the catalogue that translates it.

Messages stand in the code (`tr`, `trn`, `kept`), and in the table of commands: what each command, argument and option
says of itself. What nobody says any more leaves the catalogue; what is new stands in it untranslated.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import typer
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tts.cli.commands import COMMANDS, app
from tts.config.reference import CONTEXT, descriptions
from tts.language import CATALOGUE, KEPT

ROOT = Path(__file__).parent.parent
MARKS = {"tr": "", "trn": "", "kept": KEPT}
"""The functions that take a message → the context it gets in the catalogue."""

HEADER = "# Turncast in Chinese. `make messages` brings in what the code says anew; CONTRIBUTING.md has the words."
DATED = ("#, fuzzy", '"Project', '"Report', '"POT', '"PO-', '"Last', '"Generated')
"""Lines of the header that change without a message changing, or say nothing."""

Message = str | tuple[str, str]
"""What the code says; of a plural, both forms."""


def gather() -> Catalog:
    """All messages of the program, untranslated, in the order of its files."""
    made = Catalog(locale="zh", header_comment=HEADER, fuzzy=False)
    for path in sorted((ROOT / "tts").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for message, context, line in in_code(ast.parse(path.read_text(encoding="utf-8"))):
            made.add(message, context=context or None, locations=[(name, line)])
    for section in descriptions().values():
        for text in filter(None, section.values()):
            made.add(text, context=CONTEXT, locations=[("tts/config/schema.py", 0)])
    for number, message in enumerate(in_commands()):
        made.add(message, locations=[("turncast --help", number)])
    return made


def in_code(tree: ast.Module) -> Iterator[tuple[Message, str, int]]:
    """(message, context, line) of every call of `tr`, `trn`, `kept` with a literal message."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if (name := getattr(node.func, "id", "")) in MARKS and node.args:
            wanted = node.args[: 2 if name == "trn" else 1]
            texts = [arg.value for arg in wanted if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if len(texts) == len(wanted):
                yield (texts[0] if len(texts) == 1 else (texts[0], texts[1])), MARKS[name], node.lineno


def in_commands() -> Iterator[str]:
    """What the commands say of themselves, in the order of the table."""
    yield from COMMANDS.values()
    root: Any = typer.main.get_command(app)
    yield from _told_by(root, root.make_context("turncast", [], resilient_parsing=True))


def _told_by(command: Any, context: Any) -> Iterator[str]:
    for text in (command.help, command.epilog):
        if text:
            yield inspect.cleandoc(text)
    for param in command.get_params(context):
        yield from filter(None, (getattr(param, "help", None), param.metavar))
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        one = command.get_command(context, name)
        yield from _told_by(one, one.make_context(name, [], parent=context, resilient_parsing=True))


def stored() -> Catalog:
    """The catalogue as it stands in the repository."""
    return read_po(BytesIO(CATALOGUE.read_bytes()), locale="zh")


def written(catalogue: Catalog) -> bytes:
    """`catalogue` as a PO file without dates and line numbers, so that two branches rarely disagree."""
    file = BytesIO()
    write_po(file, catalogue, width=120, include_lineno=False)
    head, _, entries = file.getvalue().decode().partition("\n\n")
    head = "\n".join(line for line in head.split("\n") if not line.startswith(DATED))
    return f"{head}\n\n{entries}".encode()


def main() -> None:
    """Bring the catalogue in step with the code."""
    known, made = stored(), gather()
    for message in filter(lambda message: message.id, made):
        if there := known.get(message.id, context=message.context):
            message.string = there.string
    CATALOGUE.write_bytes(written(made))
    open_ones = sum(not all(m.string) if isinstance(m.string, tuple) else not m.string for m in made if m.id)
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(made)} messages, {open_ones} to translate")


if __name__ == "__main__":
    main()
