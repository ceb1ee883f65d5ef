"""Hold an answer against the draft that we returned, in a confined process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from contractkit.core.law.requirement import Kind
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.answer.messages import Answered, AnswerJob, AnswerSetup, NotAnswered
from contractkit.workflows.checking.alone import told
from contractkit.workflows.checking.messages import Setup
from contractkit.workflows.confined import DEFAULT_LIMITS, Limits
from contractkit.workflows.files import write_atomically
from contractkit.workflows.standpoint import Standpoint

_WORKER: Final = "contractkit.workflows.answer.child:open_answer"


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How to read an answer.

    Attributes:
        on: the day whose law counts; at the same time the date of tracked changes.
        kind: what both are, or None to judge it by substance.
        edition: id, or None for the one in force on that day.
        locality: id of local rules to add, or empty.
        redline: where to write a Word file of what they did; None for none.
        author: in whose name we returned the draft; empty to find it out.
    """

    on: datetime
    kind: Kind | None = None
    edition: str | None = None
    locality: str = ""
    redline: Path | None = None
    author: str = ""
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    limits: Limits = DEFAULT_LIMITS


def read_answer(returned: Path, answer: Path, options: AnswerOptions) -> Answered:
    """Tell what they accepted, rejected and changed of ours, and what else they touched.

    Args:
        returned: the Word file that `check --format docx` wrote and that we sent.
        answer: what came back, in any format that can be read.
        options: how.

    Raises:
        UsageError: a file does not exist, the redline would replace one, the first is none that we returned.
        UnreadableDocument: one of them cannot be read.
        ConfinementError: no process can be started in which files are read.
    """
    for path in (returned, answer):
        if not path.is_file():
            raise UsageError(f"没有这个文件：{path}", remedy="检查路径；answer 先写我方返回稿，后写对方的答复。")
        if options.redline is not None and options.redline.exists() and options.redline.samefile(path):
            raise UsageError(f"写出的文件会覆盖要读的文件：{path}", remedy="给 --output 换一个文件名。")
    found = _answered(AnswerJob(returned, answer, options.redline is not None), options)
    if options.redline is not None and found.redline is not None:
        write_atomically(options.redline, found.redline)
    return found


def _answered(job: AnswerJob, options: AnswerOptions) -> Answered:
    size = job.returned.stat().st_size + job.answer.stat().st_size
    check = Setup(
        options.on.date(), options.kind, options.edition, options.locality, None, options.reading, Standpoint()
    )
    news = told(_WORKER, AnswerSetup(check, options.author, options.on), job, size, options.limits)
    found = next((one for one in news if isinstance(one, Answered)), None)
    if found is not None:
        return found
    failed = next((one for one in news if isinstance(one, NotAnswered)), NotAnswered("没有结果。"))
    raise (UsageError if failed.is_usage else UnreadableDocument)(failed.why, remedy=failed.remedy)
