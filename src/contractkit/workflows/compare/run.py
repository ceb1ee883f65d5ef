"""Compare two files in a confined process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from contractkit.core.law.requirement import Kind
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.checking.alone import told
from contractkit.workflows.checking.messages import Setup
from contractkit.workflows.compare.messages import Compared, CompareJob, CompareSetup, NotCompared
from contractkit.workflows.confined import DEFAULT_LIMITS, Limits
from contractkit.workflows.files import write_atomically
from contractkit.workflows.standpoint import Standpoint

_WORKER: Final = "contractkit.workflows.compare.child:open_compare"


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """How to compare.

    Attributes:
        on: the day whose law counts; at the same time the date of tracked changes.
        kind: what both are, or None to judge it by substance.
        edition: id, or None for the one in force on that day.
        locality: id of local rules to add, or empty.
        redline: where to write a Word file with tracked changes; None for none.
        author: in whose name the changes are.
    """

    on: datetime
    kind: Kind | None = None
    edition: str | None = None
    locality: str = ""
    redline: Path | None = None
    author: str = "修订对照"
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    limits: Limits = DEFAULT_LIMITS


def compare_files(old: Path, new: Path, options: CompareOptions) -> Compared:
    """Compare two versions of a document, in whatever formats they are.

    Raises:
        UsageError: a file does not exist, the redline would replace one of them, an edition or locality is unknown.
        UnreadableDocument: one of them cannot be read or compared.
        ConfinementError: no process can be started in which files are read.
    """
    for path in (old, new):
        if not path.is_file():
            raise UsageError(f"没有这个文件：{path}", remedy="检查路径；compare 比较两个文件。")
        if options.redline is not None and options.redline.exists() and options.redline.samefile(path):
            raise UsageError(f"修订对照会覆盖要比较的文件：{path}", remedy="给 --output 换一个文件名。")
    found = _compared(CompareJob(old, new, options.redline is not None), options)
    if options.redline is not None and found.redline is not None:
        write_atomically(options.redline, found.redline)
    return found


def _compared(job: CompareJob, options: CompareOptions) -> Compared:
    size = job.old.stat().st_size + job.new.stat().st_size
    news = told(_WORKER, _setup(options), job, size, options.limits)
    found = next((one for one in news if isinstance(one, Compared)), None)
    if found is None:
        raise UnreadableDocument(next((one.why for one in news if isinstance(one, NotCompared)), "没有比较的结果。"))
    return found


def _setup(options: CompareOptions) -> CompareSetup:
    day: date = options.on.date()
    check = Setup(day, options.kind, options.edition, options.locality, None, options.reading, Standpoint())
    return CompareSetup(check, options.author, options.on)
