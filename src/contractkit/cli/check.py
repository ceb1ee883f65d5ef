"""`contractkit check`."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contractkit.cli.party import PartyChoice, PositionChoice, position_of, side_of
from contractkit.cli.report_forms import FormatChoice

if TYPE_CHECKING:
    from contractkit.core.checker.finding import Severity
    from contractkit.workflows.check import CheckOptions


class KindChoice(StrEnum):
    """How the kind of the documents is decided."""

    AUTO = "auto"
    PLAN = "plan"
    AGREEMENT = "agreement"


class ViewChoice(StrEnum):
    """Which text of a file with tracked changes is checked."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


class LevelChoice(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹...", help="要审查的文件；文件夹和 .zip 压缩包则逐个审查其中的文件。"),
    ],
    kind: Annotated[KindChoice, typer.Option(help="文件种类；auto 按实质内容判断。")] = KindChoice.AUTO,
    edition: Annotated[
        str | None, typer.Option(metavar="版本", help="按哪个版本审查；默认按日期取施行中的版本。")
    ] = None,
    locality: Annotated[str, typer.Option(metavar="地方", help="加上地方规定，例如 henan 或者 河南。")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="按这一天施行的版本，默认今天。")
    ] = None,
    format_: Annotated[FormatChoice, typer.Option("--format", help="报告形式。")] = FormatChoice.CONSOLE,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="实施方案", help="协议对照这份经审定的实施方案审查：期限、范围、产品、收益比例等是否一致。"
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="路径", help="报告写入文件，不写到屏幕；xlsx 必须写入文件。")
    ] = None,
    author: Annotated[str, typer.Option(metavar="名称", help="--format docx：批注和修订以谁的名义写。")] = "审查意见",
    renumber: Annotated[
        bool,
        typer.Option(
            "--renumber",
            help="--format docx：新增的条占用后面的编号，其后的编号和引用以修订顺延；默认写成“第八条之一”。",
        ),
    ] = False,
    fail_on: Annotated[LevelChoice, typer.Option(help="达到该级别的问题使退出码为 1。")] = LevelChoice.ERROR,
    clauses: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="用自己条款库里的识别线索，默认为随附的。")
    ] = None,
    playbook: Annotated[
        Path | None, typer.Option(metavar="文件", help="用自己的审查标准（YAML），在随附标准之上修改、增加。")
    ] = None,
    party: Annotated[PartyChoice | None, typer.Option(help="站在哪一方审查：甲方即实施机构，乙方即运营机构。")] = None,
    position: Annotated[PositionChoice | None, typer.Option(help="用哪种立场的条款补缺，默认按审查标准。")] = None,
    remedies: Annotated[bool, typer.Option("--remedies", help="逐项写出补缺的条款文字。")] = False,
    deviations: Annotated[
        Path | None,
        typer.Option(metavar="文件", help="已接受的偏离；默认取每份草案旁边的“草案文件名.deviations.yaml”。"),
    ] = None,
    revisions: Annotated[
        ViewChoice, typer.Option(help="带修订的文件按哪种文本审查：accepted 视为全部接受，original 视为全部拒绝。")
    ] = ViewChoice.ACCEPTED,
    password: Annotated[
        str | None,
        typer.Option(
            metavar="口令",
            help="加密 PDF 的打开密码。写 - 则另行提示输入；不写则取环境变量 CONTRACTKIT_PASSWORD。"
            "直接写在命令里的，同一台机器的其他用户可能看到。",
        ),
    ] = None,
    time_limit: Annotated[
        int, typer.Option(min=1, max=7200, metavar="秒", help="一个文件多少秒没有进展就放弃，另按每 MB 加1秒。")
    ] = 120,
    jobs: Annotated[
        int, typer.Option(min=0, max=512, metavar="个数", help="几个进程同时审查；默认 0，按机器的核数和内存。")
    ] = 0,
    scheduler: Annotated[
        str, typer.Option(metavar="地址", help="交给 Dask 集群审查，例如 tcp://10.0.0.1:8786；需要安装 cluster 组件。")
    ] = "",
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="接着上次没有做完的审查（与 --output 同用）；进度文件留在报告旁边，下次只审查改动过的文件。",
        ),
    ] = False,
) -> int:
    """Check documents; the exit code is 0, 1 or 3."""
    from contractkit.cli.password import find_password
    from contractkit.cli.report_forms import demand_place
    from contractkit.core.checker.finding import Severity
    from contractkit.core.law.requirement import Kind
    from contractkit.readers.options import ReadingOptions, RevisionView
    from contractkit.workflows.check import CheckOptions
    from contractkit.workflows.confined import Limits
    from contractkit.workflows.standpoint import Standpoint

    demand_place(format_, output)
    options = CheckOptions(
        on=on.date() if on else date.today(),  # noqa: DTZ011  the law of this place and day
        kind=None if kind is KindChoice.AUTO else Kind(kind.value),
        edition=edition,
        locality=locality,
        output=output,
        clauses=clauses,
        reading=ReadingOptions(RevisionView(revisions.value), find_password(password)),
        limits=Limits(seconds=time_limit),
        standpoint=Standpoint(playbook, side_of(party), position_of(position)),
        deviations=deviations,
        against=against,
        jobs=jobs,
        scheduler=scheduler,
        resume=resume,
    )
    if format_ is FormatChoice.DOCX:
        from contractkit.cli.returning import return_files

        return return_files(files, options, author, Severity(fail_on.value), renumber=renumber)
    return _report(files, options, format_, Severity(fail_on.value), remedies=remedies)


def _report(files: list[Path], options: CheckOptions, form: FormatChoice, fail_on: Severity, *, remedies: bool) -> int:
    """Check, write the report, say what can be resumed."""
    from contractkit.cli.progress import shown_progress
    from contractkit.cli.report_forms import deliver_report
    from contractkit.cli.signals import orderly_end
    from contractkit.workflows.check import checking, exit_code
    from contractkit.workflows.checking.beside import journal_beside

    with orderly_end(), ExitStack() as stack:
        try:
            with shown_progress() as hear:
                checked = stack.enter_context(checking(files, options, hear))
        except (KeyboardInterrupt, SystemExit):
            if options.output is not None and journal_beside(options.output).exists():
                typer.echo(f"已经完成的记在 {journal_beside(options.output)}，同一命令加 --resume 接着做。", err=True)
            raise
        if checked.taken_over:
            typer.echo(f"有{checked.taken_over}个文件沿用上次的结果。", err=True)
        deliver_report(checked.report, form, options, remedies=remedies)
        return exit_code(checked.report, fail_on)
