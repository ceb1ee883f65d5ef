"""The forms in which the report of a check is delivered."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contractkit.core.checker.report import Report
    from contractkit.workflows.check import CheckOptions


class FormatChoice(StrEnum):
    """The form of the report."""

    CONSOLE = "console"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    XLSX = "xlsx"
    SARIF = "sarif"
    JUNIT = "junit"
    DOCX = "docx"


def demand_place(form: FormatChoice, output: Path | None) -> None:
    """Refuse to put a workbook on the screen, before anything is checked.

    Raises:
        UsageError: there is no file to write to.
    """
    from contractkit.errors import UsageError

    if form is FormatChoice.XLSX and output is None:
        raise UsageError("xlsx 报告要写入文件。", remedy="加 --output 报告.xlsx。")


def deliver_report(report: Report, form: FormatChoice, options: CheckOptions, *, remedies: bool) -> None:
    """Write the report in its form, to its file or to stdout."""
    from contractkit.cli.output import deliver_chunks

    if form is FormatChoice.XLSX:
        _workbook(report, options)
    elif form is FormatChoice.CONSOLE:
        _console(report, options.output, remedies=remedies)
    else:
        deliver_chunks(_chunks(report, form, options), options.output)


def _chunks(report: Report, form: FormatChoice, options: CheckOptions) -> Iterable[str]:
    if form is FormatChoice.JSON:
        from contractkit.reporters.json_report import json_chunks

        return json_chunks(report)
    if form is FormatChoice.MARKDOWN:
        from contractkit.reporters.markdown import markdown_chunks

        return markdown_chunks(report)
    from contractkit.workflows.explaining import glossary_of

    glossary = glossary_of(report, options.on)
    if form is FormatChoice.HTML:
        from contractkit.reporters.html import html_chunks

        return html_chunks(report, glossary)
    if form is FormatChoice.SARIF:
        from contractkit.reporters.sarif import sarif_chunks

        return sarif_chunks(report, glossary)
    from contractkit.reporters.junit import junit_chunks

    return junit_chunks(report, glossary)


def _workbook(report: Report, options: CheckOptions) -> None:
    import typer

    from contractkit.reporters.xlsx import write_xlsx
    from contractkit.workflows.explaining import glossary_of
    from contractkit.workflows.files import appearing

    if options.output is not None:
        with appearing(options.output) as part:
            write_xlsx(report, glossary_of(report, options.on), part)
        typer.echo(f"已写入 {options.output}", err=True)


def _console(report: Report, output: Path | None, *, remedies: bool) -> None:
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
