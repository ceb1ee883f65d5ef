"""`contractkit check --format docx`: the drafts go back with comments and insertions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from contractkit.core.checker.finding import Severity
    from contractkit.workflows.check import CheckOptions
    from contractkit.workflows.return_draft import Returned


def return_files(files: list[Path], options: CheckOptions, author: str, fail_on: Severity, *, renumber: bool) -> int:
    """Check drafts and write what goes back for each; the exit code is 0, 1 or 3.

    Raises:
        UsageError: it is not said where to.
    """
    from contractkit.cli.progress import shown_progress
    from contractkit.cli.signals import orderly_end
    from contractkit.errors import UsageError
    from contractkit.workflows.check import exit_code
    from contractkit.workflows.return_draft import ReturnOptions, return_drafts

    if options.output is None:
        raise UsageError(
            "没有写明返回的文件写到哪里。", remedy="加 --output 文件.docx；一次返回几份的，加 --output 文件夹。"
        )
    on = datetime.now()  # noqa: DTZ005  the time of this place, which is what Word shows
    with orderly_end(), shown_progress() as hear:
        report, returned = return_drafts(files, options, ReturnOptions(options.output, author, on, renumber), hear)
    for one in returned:
        typer.echo(_line(one), err=True)
    judged = {document.path for document in report.documents if document.error is None and document.items}
    failed = any(one.written is None and one.name in judged for one in returned)
    return max(exit_code(report, fail_on), 3 if failed else 0)


def _line(one: Returned) -> str:
    if one.written is None:
        return f"{one.name}：没有写出返回的文件。{one.why}"
    if one.written.is_letter:
        return f"已写入 {one.path}（{one.name} 不是 .docx，写成审查意见书）"
    moved = f"，顺延编号和引用{one.written.renumbered}处" if one.written.renumbered else ""
    if one.written.renumbered is None:
        moved = "；原有的编号不能顺延，新增的仍写成“之一”或者写入条内"
    signed = "；原文件的数字签名因批注而失效" if one.written.was_signed else ""
    return f"已写入 {one.path}（批注{one.written.comments}条，插入{one.written.insertions}处{moved}{signed}）"
