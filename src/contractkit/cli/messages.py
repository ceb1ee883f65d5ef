"""Errors and problems as the console tells them, on stderr."""

from __future__ import annotations

from typing import Final

import typer

from contractkit.errors import ContractkitError
from contractkit.reporters.columns import visible

_MOST: Final = 200


def tell(error: ContractkitError) -> None:
    """Print an error with its problems: what is wrong, where, what to do."""
    typer.echo(f"错误：{visible(str(error))}", err=True)
    for problem in error.problems[:_MOST]:
        typer.echo(f"  {visible(str(problem))}", err=True)
    if len(error.problems) > _MOST:
        typer.echo(f"  ……另有{len(error.problems) - _MOST}处。", err=True)
