"""`contractkit check`."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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


class LevelChoice(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹...", help="要审查的文件；文件夹则逐个审查其中的文件。")
    ],
    kind: Annotated[KindChoice, typer.Option(help="文件种类；auto 按实质内容判断。")] = KindChoice.AUTO,
    edition: Annotated[
        str | None, typer.Option(metavar="版本", help="按哪个版本审查；默认按日期取施行中的版本。")
    ] = None,
    locality: Annotated[str, typer.Option(metavar="地方", help="加上地方规定，例如 henan。")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="按这一天施行的版本，默认今天。")
    ] = None,
    format_: Annotated[FormatChoice, typer.Option("--format", help="报告形式。")] = FormatChoice.CONSOLE,
    output: Annotated[Path | None, typer.Option(metavar="路径", help="报告写入文件，不写到屏幕。")] = None,
    fail_on: Annotated[LevelChoice, typer.Option(help="达到该级别的问题使退出码为 1。")] = LevelChoice.ERROR,
    clauses: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="用自己条款库里的识别线索，默认为随附的。")
    ] = None,
) -> int:
    """Check documents; the exit code is 0, 1 or 3."""
    from contractkit.core.checker.finding import Severity
    from contractkit.core.law.requirement import Kind
    from contractkit.workflows.check import CheckOptions, check_files, exit_code

    day = on.date() if on else date.today()  # noqa: DTZ011  the law of this place and day
    wanted = None if kind is KindChoice.AUTO else Kind(kind.value)
    options = CheckOptions(on=day, kind=wanted, edition=edition, locality=locality, output=output, clauses=clauses)
    report = check_files(files, options)
    _print(report, format_, output)
    return exit_code(report, Severity(fail_on.value))


def _print(report: Report, form: FormatChoice, output: Path | None) -> None:
    from contractkit.cli.output import deliver

    if form is FormatChoice.JSON:
        from contractkit.reporters.json_report import to_json

        deliver(to_json(report), output)
    elif form is FormatChoice.MARKDOWN:
        from contractkit.reporters.markdown import to_markdown

        deliver(to_markdown(report), output)
    else:
        _print_console(report, output)


def _print_console(report: Report, output: Path | None) -> None:
    import io

    from rich.console import Console

    from contractkit.cli.output import deliver
    from contractkit.reporters.console import print_report

    if output is None:
        print_report(report, Console(highlight=False))
        return
    text = io.StringIO()
    print_report(report, Console(file=text, width=120, highlight=False))
    deliver(text.getvalue(), output)
