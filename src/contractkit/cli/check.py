"""`contractkit check`."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contractkit.cli.party import PartyChoice, PositionChoice, position_of, side_of

if TYPE_CHECKING:
    from contractkit.core.checker.report import Report


class KindChoice(StrEnum):
    """How the kind of the documents is decided."""

    AUTO = "auto"
    PLAN = "plan"
    AGREEMENT = "agreement"


class FormatChoice(StrEnum):
    """The form of the report."""

    CONSOLE = "console"
    JSON = "json"
    MARKDOWN = "markdown"


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
    output: Annotated[Path | None, typer.Option(metavar="路径", help="报告写入文件，不写到屏幕。")] = None,
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
) -> int:
    """Check documents; the exit code is 0, 1 or 3."""
    from contractkit.cli.password import find_password
    from contractkit.cli.progress import shown_progress
    from contractkit.cli.signals import orderly_end
    from contractkit.core.checker.finding import Severity
    from contractkit.core.law.requirement import Kind
    from contractkit.readers.options import ReadingOptions, RevisionView
    from contractkit.workflows.check import CheckOptions, check_files, exit_code
    from contractkit.workflows.confined import Limits
    from contractkit.workflows.standpoint import Standpoint

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
    )
    with orderly_end(), shown_progress() as hear:
        report = check_files(files, options, hear)
    _print(report, format_, output, remedies=remedies)
    return exit_code(report, Severity(fail_on.value))


def _print(report: Report, form: FormatChoice, output: Path | None, *, remedies: bool) -> None:
    from contractkit.cli.output import deliver

    if form is FormatChoice.JSON:
        from contractkit.reporters.json_report import to_json

        deliver(to_json(report), output)
    elif form is FormatChoice.MARKDOWN:
        from contractkit.reporters.markdown import to_markdown

        deliver(to_markdown(report), output)
    else:
        _print_console(report, output, remedies=remedies)


def _print_console(report: Report, output: Path | None, *, remedies: bool) -> None:
    import io

    from rich.console import Console

    from contractkit.cli.output import deliver
    from contractkit.reporters.console import print_report

    if output is None:
        print_report(report, Console(highlight=False), remedies=remedies)
        return
    text = io.StringIO()
    print_report(report, Console(file=text, width=120, highlight=False), remedies=remedies)
    deliver(text.getvalue(), output)
