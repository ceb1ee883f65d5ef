"""export-report: a report that was made into a file, in every format that `check` writes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from contractkit.core.checker.report import Report
from contractkit.errors import UsageError
from contractkit.workflows.check import CheckOptions
from contractkit.workflows.files import appearing, write_atomically

_WIDTH: Final = 120
_AUTHOR: Final = "审查意见"


@dataclass(frozen=True, slots=True)
class Finished:
    """A check that was made.

    Attributes:
        report: what came of it.
        paths: files and folders, as they were given.
        options: as it was made with.
    """

    report: Report
    paths: Sequence[Path]
    options: CheckOptions


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One form of the report.

    Attributes:
        name: as `check --format` has it.
        title: what it is good for, in Chinese.
        ending: of the file; empty where it may be a folder.
        write: puts it in a place.
    """

    name: str
    title: str
    ending: str
    write: Callable[[Finished, Path], None]


def export_report(finished: Finished, form: ReportFormat, path: Path) -> Path:
    """Write a report; the whole file or nothing.

    Raises:
        UsageError: it cannot be written, or something is there already.
        ContractkitError: for the drafts that go back: as `return_drafts`.
    """
    if path.exists():
        raise UsageError(f"已有 {path}", remedy="换一个文件名，或者先移走原来的。")
    form.write(finished, path)
    return path


def _text(path: Path, chunks: Iterable[str]) -> None:
    # Half a character of a damaged file name becomes \udcXX, which is what JSON calls it too.
    write_atomically(path, "".join(chunks).encode("utf-8", "backslashreplace"))


def _json(finished: Finished, path: Path) -> None:
    from contractkit.reporters.json_report import json_chunks  # noqa: PLC0415  each is loaded when it is chosen

    _text(path, json_chunks(finished.report))


def _markdown(finished: Finished, path: Path) -> None:
    from contractkit.reporters.markdown import markdown_chunks  # noqa: PLC0415

    _text(path, markdown_chunks(finished.report))


def _html(finished: Finished, path: Path) -> None:
    from contractkit.reporters.html import html_chunks  # noqa: PLC0415
    from contractkit.workflows.explaining import glossary_of  # noqa: PLC0415

    _text(path, html_chunks(finished.report, glossary_of(finished.report, finished.options.on)))


def _sarif(finished: Finished, path: Path) -> None:
    from contractkit.reporters.sarif import sarif_chunks  # noqa: PLC0415
    from contractkit.workflows.explaining import glossary_of  # noqa: PLC0415

    _text(path, sarif_chunks(finished.report, glossary_of(finished.report, finished.options.on)))


def _junit(finished: Finished, path: Path) -> None:
    from contractkit.reporters.junit import junit_chunks  # noqa: PLC0415
    from contractkit.workflows.explaining import glossary_of  # noqa: PLC0415

    _text(path, junit_chunks(finished.report, glossary_of(finished.report, finished.options.on)))


def _xlsx(finished: Finished, path: Path) -> None:
    from contractkit.reporters.xlsx import write_xlsx  # noqa: PLC0415
    from contractkit.workflows.explaining import glossary_of  # noqa: PLC0415

    with appearing(path) as part:
        write_xlsx(finished.report, glossary_of(finished.report, finished.options.on), part)


def _console(finished: Finished, path: Path) -> None:
    from rich.console import Console  # noqa: PLC0415

    from contractkit.reporters.console import print_report  # noqa: PLC0415

    text = io.StringIO()
    print_report(finished.report, Console(file=text, width=_WIDTH, highlight=False), remedies=True)
    _text(path, (text.getvalue(),))


def _docx(finished: Finished, path: Path) -> None:
    """The draft with comments; it is read once more, for its comments need their places."""
    from contractkit.workflows.return_draft import ReturnOptions, return_drafts  # noqa: PLC0415

    now = datetime.now()  # noqa: DTZ005  the time of this place, which is what Word shows
    _, returned = return_drafts(finished.paths, finished.options, ReturnOptions(path, _AUTHOR, now))
    lost = [f"{one.name}：{one.why}" for one in returned if one.written is None]
    if lost:
        raise UsageError(f"没有写出：{'；'.join(lost)}")


FORMATS: Final = (
    ReportFormat("docx", "Word：带批注和修订的对方文本，供返回", ".docx", _docx),
    ReportFormat("html", "网页：一个文件，便于传阅", ".html", _html),
    ReportFormat("xlsx", "Excel：汇总、明细和依据", ".xlsx", _xlsx),
    ReportFormat("markdown", "Markdown：便于阅读、发邮件", ".md", _markdown),
    ReportFormat("console", "纯文本：与命令行所见相同，带补缺文字", ".txt", _console),
    ReportFormat("json", "JSON：供其他程序读取", ".json", _json),
    ReportFormat("sarif", "SARIF：供代码检查平台读取", ".sarif", _sarif),
    ReportFormat("junit", "JUnit：供持续集成读取", ".xml", _junit),
)
"""All of them, those for people first."""
