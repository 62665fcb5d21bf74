"""`turncast init`: a commented voices.yaml for a new show, from what it is asked or told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tts.cli.output import write_whole
from tts.config.starter import Answers, first_settings
from tts.errors import ConfigError, Place, UsageError, WriteError
from tts.language import language as users_language
from tts.language import tr
from tts.library.settings import USUAL, load_settings
from tts.show.preflight import check_files


def init(
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The show's name.")] = "",
    author: Annotated[str, typer.Option("--author", metavar="TEXT", help="Who makes it: a person or a house.")] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="LANGUAGE", help="What it is in: `zh-CN`, `en-GB`.")
    ] = "",
    email: Annotated[
        str, typer.Option("--email", metavar="ADDRESS", help="Published in the feed; directories write to it.")
    ] = "",
    cover: Annotated[
        str, typer.Option("--cover", metavar="FILE", help="A square JPEG or PNG; without one, a cover is drawn.")
    ] = "",
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where it goes.")] = USUAL,
) -> None:
    """Write a commented voices.yaml for a new show.

    Asks for what no option says, where somebody is there to answer.
    """
    if out.exists():
        raise WriteError(
            tr("There is one already."), place=Place(out), remedy=tr("Edit it, or name another file with --out.")
        )
    given = Answers(title.strip(), author, language or _usual_language(), email, cover)
    options = {"title": title, "author": author, "language": language, "email": email, "cover": cover}
    for name, value in options.items():
        if value:
            _check(replace(Answers("…"), **{name: value}), out)
    if sys.stdin.isatty():
        given = _asked(given, [name for name, value in options.items() if not value], out)
    if not given.title:
        raise UsageError(tr("What is the show called?"), remedy=tr("Add --title."))
    write_whole(first_settings(given, users_language()).encode(), out)
    print(tr("{file} is written. Next: turncast script TRANSCRIPT, then turncast build TRANSCRIPT.", file=out))


def _usual_language() -> str:
    return {"zh": "zh-CN", "en": "en-US"}[users_language()]


def _check(answers: Answers, out: Path) -> None:
    """Raises UsageError for an answer that no show can have."""
    try:
        check_files(replace(load_settings(first_settings(answers, users_language())), path=out))
    except ConfigError as error:
        raise UsageError(error.problem, remedy=error.remedy) from None


def _asked(answers: Answers, names: list[str], out: Path) -> Answers:
    """`answers`, those called `names` as somebody gives them; what is no answer is told, and asked again."""
    questions = {
        "title": tr("What is the show called?"),
        "author": tr("Who makes it? (a person or a house; empty: nobody is named)"),
        "language": tr("What language is it in?"),
        "email": tr("Which e-mail address may the feed show? (empty: none)"),
        "cover": tr("Which picture is its cover? (a square JPEG or PNG; empty: one is drawn)"),
    }
    for name in (field.name for field in fields(Answers) if field.name in names):
        said = _ask(questions[name], getattr(answers, name), partial(_refused, name, out))
        answers = replace(answers, **{name: said})
    return answers


def _refused(name: str, out: Path, value: str) -> str:
    """Why `value` is no answer for `name`; empty when it is one."""
    if name == "title" and not value:
        return tr("A show needs a name.")
    try:
        _check(replace(Answers("…"), **{name: value}), out)
    except UsageError as error:
        return str(error)
    return ""


def _ask(question: str, usual: str, refused: Callable[[str], str]) -> str:
    """What somebody types; `usual` for nothing."""
    while True:
        print(f"{question}{f' [{usual}]' if usual else ''} ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise UsageError(tr("Nobody answers."), remedy=tr("Give the options: --title, --author, --language."))
        said = line.strip() or usual
        if not (why := refused(said)):
            return said
        print(why, file=sys.stderr)
