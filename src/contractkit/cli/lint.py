"""`contractkit lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def lint(
    clauses: Annotated[Path | None, typer.Option(metavar="文件夹", help="条款库文件夹，默认为随附的条款库。")] = None,
    templates: Annotated[Path | None, typer.Option(metavar="文件夹", help="模板文件夹，默认为随附的模板。")] = None,
) -> int:
    """Check clause library and templates; the exit code is 0 or 2."""
    from contractkit.workflows.lint import lint_library

    outcome = lint_library(clauses, templates)
    for problem in outcome.problems:
        typer.echo(str(problem))
    if outcome.problems:
        typer.echo(f"共{len(outcome.problems)}处问题。", err=True)
        return 2
    typer.echo(
        f"没有问题：{outcome.clauses}个条款、{outcome.texts}种立场文字，覆盖{outcome.editions}个版本和"
        f"{outcome.localities}个地方规定的全部{outcome.elements}项要素；{outcome.templates}个模板。"
    )
    return 0
