"""`turncast completion`: what makes a shell complete commands and options."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.completion import get_completion_script  # type: ignore[attr-defined]  # not in its list of names

from tts.errors import UsageError
from tts.language import tr
from tts.nearest import suggestion

SHELLS = ("bash", "zsh", "fish", "powershell")
VARIABLE = "_TURNCAST_COMPLETE"
"""In the environment when a shell asks what could stand there; see `tts.cli.commands`."""


def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="`bash`, `zsh`, `fish` or `powershell`.")],
) -> None:
    """Print what makes your shell complete commands and options.

    For bash: `turncast completion bash >> ~/.bashrc`.
    """
    if shell not in SHELLS:
        raise UsageError(tr("There is no completion for `{shell}`.", shell=shell), remedy=suggestion(shell, SHELLS))
    print(get_completion_script(prog_name="turncast", complete_var=VARIABLE, shell=shell))
