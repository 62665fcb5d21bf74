"""Help and wrong usage in the user's language: what click says of its own, and lines as wide as Chinese is."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from tts.language import kept, language, retell, sentences, tr
from tts.show.lines import columns

CLICKS_OWN = (
    kept("[OPTIONS]"),
    kept("COMMAND [ARGS]..."),
    kept("required"),
    kept("default: {value}"),
    kept("x>={least}"),
    kept("{least}<=x<={most}"),
    kept("Missing command."),
    kept("Missing argument {hint}."),
    kept("Missing option {hint}."),
    kept("No such command {name}."),
    kept("No such command {name}. Did you mean {names}?"),
    kept("No such option: {name}"),
    kept("No such option: {name} (Possible options: {names})"),
    kept("Got unexpected extra argument(s) ({names})"),
    kept("Option {name} requires an argument."),
    kept("Option {name} does not take a value."),
    kept("Invalid value for {hint}: {message}"),
    kept("Input should be a valid integer, unable to parse string as an integer"),
    kept("Input should be a valid number, unable to parse string as a number"),
    kept("Input should be less than or equal to {limit}"),
    kept("Input should be greater than or equal to {limit}"),
    kept("Input should be {choices}"),
)
"""What click and pydantic put together themselves."""

_EXTRA = re.compile(r"(.*?) *\[([^\[\]]+)\]", re.DOTALL)
"""What click adds behind an option's help: `[default: audio; required]`."""
_COLUMN = 30
"""The widest first column of a table, as click has it."""
_UNIT = re.compile(r"[“‘（《\[]*(?:[!-Z\\-~’…]+|\S)[，。；：！？、”’）》\]]*|\s+")
"""What no line breaks: a Latin word or a Chinese character, with the punctuation that belongs to it."""


class InTheUsersLanguage:
    """A click command that says everything about itself in the user's language. Stands before click's own class."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, their help and the names of their values translated."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params if language() != "en" else ():
            param.help = tr(param.help) if getattr(param, "help", None) else None
            param.metavar = tr(param.metavar) if param.metavar else param.metavar
        return params

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words behind the command's name in the usage line."""
        return [retell(piece) for piece in super().collect_usage_pieces(ctx)]  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), tr("Usage: "))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's own signature
        """Write what the command does."""
        _write_text(formatter, tr(getattr(self, "help", None) or ""))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's own signature
        """Write what stands below all else."""
        _write_text(formatter, tr(getattr(self, "epilog", None) or ""))


def write_section(formatter: Any, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Write a table of names and what they mean under its title, in columns of Chinese width."""
    if language() == "en":
        with formatter.section(title):
            formatter.write_dl(list(rows))
        return
    formatter.write_paragraph()
    formatter.write(f"{title}：\n")
    with formatter.indentation():
        _write_rows(formatter, rows)


def _write_rows(formatter: Any, rows: Iterable[tuple[str, str]]) -> None:
    """As click's `write_dl` does."""
    rows = [(name, with_extra(meaning)) for name, meaning in rows]
    column = min(max((columns(name) for name, _ in rows), default=0), _COLUMN) + 2
    left = " " * formatter.current_indent
    for name, meaning in rows:
        fits = columns(name) <= column - 2
        formatter.write(left + name + (" " * (column - columns(name)) if fits else "\n" + left + " " * column))
        lines = list(wrapped(meaning, max(formatter.width - column - 2, 20)))
        formatter.write(f"\n{left}{' ' * column}".join(lines) + "\n")


def _write_text(formatter: Any, text: str) -> None:
    if not text:
        return
    formatter.write_paragraph()
    with formatter.indentation():
        if language() == "en":
            formatter.write_text(text)
            return
        left = " " * formatter.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            lines = wrapped(paragraph, formatter.width - formatter.current_indent)
            formatter.write(("\n" if number else "") + "".join(f"{left}{line}\n" for line in lines))


def with_extra(meaning: str) -> str:
    """`meaning`, what click added to it translated."""
    found = _EXTRA.fullmatch(meaning)
    if not found or language() == "en":
        return meaning
    return sentences(found[1], f"[{'；'.join(map(retell, found[2].split('; ')))}]")


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of `text`, none of more than `width` columns, but for a single word that is."""
    line = ""
    for unit in _UNIT.findall(" ".join(text.split())):
        if line and columns(line + unit.rstrip()) > width:
            yield line.rstrip()
            line = unit.lstrip()
        else:
            line += unit
    if line.strip():
        yield line.rstrip()


def report_usage(error: Any) -> int:
    """Tell on standard error what click found wrong with the command line; returns the exit code."""
    context = getattr(error, "ctx", None)
    if language() == "en" or type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return int(error.exit_code)
    if context is not None:
        print(context.get_usage(), file=sys.stderr)
        hint = f"{context.command_path} {context.help_option_names[0]}"
        print(tr("Try '{command}' for help.", command=hint) + "\n", file=sys.stderr)
    print(tr("Error: {problem}", problem=retell(error.format_message())), file=sys.stderr)
    return int(error.exit_code)
