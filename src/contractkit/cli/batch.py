"""`contractkit batch`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contractkit.cli.generate import KindChoice
from contractkit.cli.signals import orderly_end

if TYPE_CHECKING:
    from contractkit.errors import Problem
    from contractkit.workflows.batch.run import BatchOutcome

_INTERRUPTED = 130
_MOST = 50


class VerifyChoice(StrEnum):
    """How closely finished documents are looked at."""

    NONE = "none"
    SAMPLE = "sample"
    ALL = "all"
    FULL = "full"


def batch(
    table: Annotated[
        Path | None,
        typer.Argument(metavar="表格", help="一行一个事项的 .xlsx、.csv、.jsonl，或者放事项文件的文件夹。"),
    ] = None,
    out: Annotated[str, typer.Option(metavar="文件夹", help="写到哪里：文件夹，或者 s3://… 一类地址。")] = "out",
    kind: Annotated[KindChoice, typer.Option(help="生成方案、协议，或者全部。")] = KindChoice.ALL,
    base: Annotated[Path | None, typer.Option(metavar="事项文件", help="表格没有写的内容取自这个事项。")] = None,
    mapping: Annotated[Path | None, typer.Option(metavar="文件", help="说明列名各指哪一项的 YAML 文件。")] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="文件.xlsx", help="不生成文件，写一份待填的空白表格。")
    ] = None,
    name_pattern: Annotated[
        str | None,
        typer.Option(metavar="格式", help="文件名，例如 {序号}-{授权运营名称}-{文件}；默认 {授权运营名称}{文件}。"),
    ] = None,
    verify: Annotated[
        VerifyChoice, typer.Option(help="核对：不读回、抽查、逐份读回、逐份读回并自查（慢）。")
    ] = VerifyChoice.ALL,
    pdf: Annotated[bool, typer.Option("--pdf", help="另生成 PDF（需要 LibreOffice）。")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, metavar="个数", help="同时用几个进程；默认每个核一个。")] = 0,
    scheduler: Annotated[str, typer.Option(metavar="地址", help="交给 Dask 集群，例如 tcp://10.0.0.5:8786。")] = "",
    resume: Annotated[bool, typer.Option("--resume", help="接着上一次做：已经做好的不重做，改过的行重做。")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="覆盖生成后被修改过的同名文件。")] = False,
    clauses: Annotated[Path | None, typer.Option(metavar="文件夹", help="用自己的条款库，默认为随附的。")] = None,
    templates: Annotated[Path | None, typer.Option(metavar="文件夹", help="用自己的模板，默认为随附的。")] = None,
) -> int:
    """Generate documents from a table; the exit code is 0, 1 when rows failed, or 2."""
    from contractkit.cli.batch_progress import shown_batch
    from contractkit.core.law.requirement import Kind
    from contractkit.errors import UsageError
    from contractkit.workflows.batch.request import DEFAULT_PATTERN, BatchOptions, Verify
    from contractkit.workflows.batch.run import run_batch

    if template is not None:
        return _write_template(template)
    if table is None:
        raise UsageError("缺少“表格”", remedy="写上表格文件；要一份待填的空白表格，用 --template 文件.xlsx。")
    options = BatchOptions(
        table=table,
        out=out,
        kinds=tuple(Kind) if kind is KindChoice.ALL else (Kind(kind.value),),
        base=base,
        mapping=mapping,
        clauses=clauses,
        templates=templates,
        pattern=name_pattern or DEFAULT_PATTERN,
        verify=Verify(verify.value),
        pdf=pdf,
        jobs=jobs,
        scheduler=scheduler,
        resume=resume,
        overwrite=overwrite,
    )
    with orderly_end(), shown_batch() as hear:
        outcome = run_batch(options, hear, _heard)
    return _tell(outcome, options.out)


def _write_template(path: Path) -> int:
    from contractkit.workflows.tables import write_template

    write_template(path)
    typer.echo(f"已写好空白表格 {path}。填好后：contractkit batch {path} --out 文件夹")
    return 0


def _heard() -> None:
    typer.echo("收到中断：正在做的行做完就停。再按一次 Ctrl-C 立即停下。", err=True)


def _tell(outcome: BatchOutcome, out: str) -> int:
    for notice in outcome.notices:
        typer.echo(f"提醒：{notice}", err=True)
    for name in outcome.edited:
        typer.echo(f"提醒：{name} 在生成后被修改过，保留修改后的文件。", err=True)
    _tell_failed(outcome)
    left = outcome.rows - outcome.done - outcome.failures
    kept = f"（其中{outcome.kept}行是以前做好的）" if outcome.kept else ""
    failed = f"，{outcome.failures}行未完成" if outcome.failures else ""
    rest = f"，还有{left}行没有做" if left else ""
    typer.echo(f"{out}：共{outcome.rows}行，完成{outcome.done}行{kept}{failed}{rest}。清单：{outcome.manifest}")
    if outcome.interrupted:
        typer.echo("用同样的命令加 --resume 接着做。", err=True)
        return _INTERRUPTED
    return 1 if outcome.failures else 0


def _tell_failed(outcome: BatchOutcome) -> None:
    from contractkit.reporters.columns import visible

    told: list[tuple[str, Problem]] = [(label, problem) for label, problems in outcome.failed for problem in problems]
    for _, problem in told[:_MOST]:
        typer.echo(f"错误：{visible(str(problem))}", err=True)
    if len(told) > _MOST:
        typer.echo(f"……另有{len(told) - _MOST}处错误，见清单。", err=True)
    if outcome.marked:
        typer.echo(f"错误已标在表格的副本里：{outcome.marked}", err=True)
