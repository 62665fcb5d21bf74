"""Help as manuals write it: `build SOURCE...` and `--out FOLDER`, whichever typer is installed."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

_BRACED = re.compile(r"\{(.+?)(?:\.\.\.)?\}(\.\.\.)?")
"""An argument that must be given, in the usage line of newer typers: `{SOURCE}`, `{SOURCE...}...`."""
_TYPED = re.compile(r" <.*>$")
"""What the same typer puts behind an argument's name: ` <list[Path]>`."""


class Command(TyperCommand):
    """A command whose help names its arguments plainly."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words behind the command's name in the usage line."""
        return [_BRACED.sub(r"\1\2", piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what each argument and option is for."""
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            records = [param.get_help_record(ctx) for param in self.get_params(ctx) if param.param_type_name == kind]
            rows = [(_TYPED.sub("", name), said) for name, said in filter(None, records)]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
