"""Tables of cases: one test a table, which names every wrong row."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable

import pytest
from limits import HangError


def table(names: str | tuple[str, ...], rows: Iterable[object]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Like `pytest.mark.parametrize`, but as one test: thousands of rows take as long as their work, not pytest's.

    `names`: the test's parameters that a row fills, as a tuple or separated by commas. What else the test takes are
    fixtures, which all rows share: a row that needs a folder of its own makes one.
    """
    columns = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else names
    cells = [row if isinstance(row, tuple) and len(columns) > 1 else (row,) for row in rows]

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test, updated=())
        def every_row(**fixtures: object) -> None:
            wrong = [told for row in cells if (told := _wrong(test, dict(zip(columns, row, strict=True)), fixtures))]
            assert cells, "a table without rows tests nothing"
            if wrong:
                pytest.fail(f"{len(wrong)} of {len(cells)} rows are wrong:\n" + "\n".join(wrong), pytrace=False)

        own = inspect.signature(test)
        left = [parameter for name, parameter in own.parameters.items() if name not in columns]
        every_row.__signature__ = own.replace(parameters=left)  # type: ignore[attr-defined]
        del every_row.__wrapped__  # pytest would look through it and ask for the columns as fixtures
        return every_row

    return decorate


def _wrong(test: Callable[..., None], row: dict[str, object], fixtures: dict[str, object]) -> str:
    """What is wrong with `row`; empty when it holds."""
    try:
        test(**row, **fixtures)
    except (Exception, HangError, pytest.fail.Exception) as error:
        shown = ", ".join(repr(value) for value in row.values())
        return f"  {shown}\n    {type(error).__name__}: " + "\n    ".join(str(error).splitlines()[:12])
    return ""
