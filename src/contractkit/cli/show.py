"""`contractkit show requirement|clause|rule|edition|schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="查看法定要求、条款、规则、规范版本和事项文件的格式。",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)


@app.command("requirement", help="一项要求：法条原文、条款、识别线索、规则、用例。不写编号则列出全部。")
def requirement(
    name: Annotated[str, typer.Argument(metavar="编号", help="条目（14.6）或者要素（14.6.disclosure）。")] = "",
    edition: Annotated[str, typer.Option(metavar="版本", help="按哪个版本，默认最新。")] = "",
) -> int:
    """Print one requirement, or the list of all."""
    from contractkit.cli.output import deliver
    from contractkit.workflows import show

    deliver(show.requirement(name, edition), None)
    return 0


@app.command("edition", help="规范版本和地方规定；--diff A B 比较两个版本。")
def edition(
    name: Annotated[str, typer.Argument(metavar="版本", help="版本编号；不写则列出全部。")] = "",
    locality: Annotated[str, typer.Option(metavar="地方", help="加上地方规定，例如 henan。")] = "",
    diff: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="列出从版本 A 到版本 B 的变化。")] = None,
) -> int:
    """Print editions, one edition, or the difference of two."""
    from contractkit.cli.output import deliver
    from contractkit.workflows import show

    deliver(show.difference_of(*diff) if diff else show.edition(name, locality), None)
    return 0


@app.command("clause", help="一个条款的全部立场、依据和起草说明。不写编号则列出全部。")
def clause(name: Annotated[str, typer.Argument(metavar="编号", help="例如 14.11.dispute。")] = "") -> int:
    """Print one clause, or the list of all."""
    from contractkit.cli.output import deliver
    from contractkit.workflows import show

    deliver(show.clause(name), None)
    return 0


@app.command(
    "rule",
    help="一条审查规则或者一项要素：依据、理由、处理办法，合格、不合格、近似的例子，以及目前判错的例子。不写名称则列出全部规则。",
)
def rule(
    name: Annotated[str, typer.Argument(metavar="名称", help="例如 term-too-long、14.6.disclosure。")] = "",
) -> int:
    """Print one rule or element, or the list of all rules."""
    from contractkit.cli.output import deliver
    from contractkit.workflows import show

    deliver(show.rule(name), None)
    return 0


@app.command("schema", help="事项文件的 JSON Schema，供编辑器提示和校验。")
def schema(
    output: Annotated[Path | None, typer.Option(metavar="路径", help="写入文件。")] = None,
) -> int:
    """Print the JSON schema of a matter."""
    from contractkit.cli.output import deliver
    from contractkit.workflows import show

    deliver(show.schema(), output)
    return 0
