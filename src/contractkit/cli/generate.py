"""`contractkit generate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contractkit.cli.messages import tell

if TYPE_CHECKING:
    from contractkit.workflows.generate import Outcome


class KindChoice(StrEnum):
    """Which documents are made."""

    PLAN = "plan"
    AGREEMENT = "agreement"
    ALL = "all"


def generate(
    matters: Annotated[list[Path], typer.Argument(metavar="事项文件...", help="事项文件（YAML）。")],
    kind: Annotated[KindChoice, typer.Option(help="生成方案、协议，或者全部。")] = KindChoice.ALL,
    out: Annotated[Path, typer.Option(metavar="文件夹", help="写到哪个文件夹。")] = Path("out"),
    pdf: Annotated[bool, typer.Option("--pdf", help="另生成 PDF（需要 LibreOffice）。")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="覆盖生成后被修改过的同名文件。")] = False,
    clauses: Annotated[Path | None, typer.Option(metavar="文件夹", help="用自己的条款库，默认为随附的。")] = None,
    templates: Annotated[Path | None, typer.Option(metavar="文件夹", help="用自己的模板，默认为随附的。")] = None,
) -> int:
    """Generate documents from matters; the exit code is 0, 1 or 2."""
    from contractkit.core.law.requirement import Kind
    from contractkit.errors import ContractkitError
    from contractkit.workflows.generate import GenerateOptions, generate_matter, open_workshop

    kinds = tuple(Kind) if kind is KindChoice.ALL else (Kind(kind.value),)
    options = GenerateOptions(kinds=kinds, out=out, pdf=pdf, overwrite=overwrite)
    workshop = open_workshop(clauses, templates)
    code = 0
    for matter in matters:
        try:
            print_outcome(generate_matter(matter, options, workshop))
        except ContractkitError as error:  # one bad matter stops none of the others
            tell(error)
            code = max(code, error.exit_code)
    return code


def print_outcome(outcome: Outcome) -> None:
    """The documents on stdout, what to think about on stderr."""
    from contractkit.reporters import words

    for warning in outcome.warnings:
        typer.echo(f"提醒：{warning}", err=True)
    for document in outcome.documents:
        report = document.report
        typer.echo(f"{document.path}  {words.VERDICT[report.verdict]}（{words.coverage(report)}）")
        if document.pdf:
            typer.echo(str(document.pdf))
        for finding in report.findings:
            typer.echo(f"提醒：{document.path.name}：{finding.rule}：{finding.message}{finding.remedy}", err=True)
    if outcome.fonts:
        fonts = "、".join(outcome.fonts)
        typer.echo(f"PDF 实际使用的字体：{fonts}。与模板所列不同的，是本机没有该字体而由 LibreOffice 替代。", err=True)
