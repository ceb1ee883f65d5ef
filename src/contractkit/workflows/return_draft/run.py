"""Check drafts and write what goes back for each; one that fails is said and stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from contractkit.core.checker.report import DocumentReport, Report, Verdict
from contractkit.errors import ContractkitError, UsageError
from contractkit.workflows.check import CheckOptions, Progress, check_files
from contractkit.workflows.checking.inputs import inputs
from contractkit.workflows.checking.messages import Setup, Stage
from contractkit.workflows.checking.unread import why_stopped
from contractkit.workflows.confined import Confinement, Stopped
from contractkit.workflows.files import file_name, write_atomically
from contractkit.workflows.return_draft.messages import NotWritten, ReturnJob, ReturnSetup, Written

_WORKER: Final = "contractkit.workflows.return_draft.child:open_return"
_SUFFIX: Final = ".docx"


@dataclass(frozen=True, slots=True)
class ReturnOptions:
    """Where to and in whose name.

    Attributes:
        output: the file for one draft; a folder for several.
        author: whose comments and changes they are.
        on: their date and time.
        renumber: new articles take the next number, and those that follow move on as tracked changes.
    """

    output: Path
    author: str
    on: datetime
    renumber: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of one draft.

    Attributes:
        name: of the draft.
        path: where what goes back was written; None where nothing was.
        written: what it is; None where nothing was.
        why: why nothing was written, in Chinese; empty where something was.
    """

    name: str
    path: Path | None
    written: Written | None
    why: str = ""


def return_drafts(
    paths: Sequence[Path],
    check: CheckOptions,
    options: ReturnOptions,
    hear: Callable[[Progress], None] = lambda _: None,
) -> tuple[Report, tuple[Returned, ...]]:
    """Check drafts, and write for each what goes back.

    Raises:
        UsageError: as `check_files`; or several drafts and one file to write.
        InvalidData: as `check_files`.
        ConfinementError: no process can be started in which files are read.
    """
    report = check_files(paths, replace(check, output=options.output), hear)
    jobs = _jobs(report, paths, check)
    targets = _targets([job.report for job in jobs], options.output)
    setup = Setup(check.on, check.kind, check.edition, check.locality, check.clauses, check.reading, check.standpoint)
    opened = ReturnSetup(setup, report.edition, report.locality, options.author, options.on, options.renumber)
    with Confinement(_WORKER, opened, check.limits) as confinement:
        done = tuple(_returned(job, target, confinement) for job, target in zip(jobs, targets, strict=True))
    return report, (*done, *_left_out(report))


def _jobs(report: Report, paths: Iterable[Path], check: CheckOptions) -> list[ReturnJob]:
    files = [one.path for one in inputs(paths, check.output)]
    found = []
    for document in report.documents:
        # A member of an archive is named after the archive.
        path = next((one for one in files if document.path == str(one)), None)
        path = path or next((one for one in files if document.path.startswith(str(one))), None)
        if path is not None and document.error is None and document.items:
            found.append(ReturnJob(path, document))
    return found


def _left_out(report: Report) -> Iterator[Returned]:
    for document in report.documents:
        if document.error is not None:
            yield Returned(document.path, None, None, document.error)
        elif document.verdict is Verdict.NOT_APPLICABLE:
            yield Returned(document.path, None, None, "既不是实施方案，也不是授权运营协议，没有可以返回的意见。")


def _targets(documents: Sequence[DocumentReport], output: Path) -> list[Path]:
    """The file for each draft: the one that was named, or one in the folder that was named."""
    is_file = output.suffix.lower() == _SUFFIX and not output.is_dir()
    if is_file and len(documents) > 1:
        raise UsageError(
            f"要返回的文件有{len(documents)}份，不能写成一个 {output}",
            remedy="给 --output 写一个文件夹，每份草案各写一个文件。",
        )
    if is_file:
        return [output for _ in documents]
    names: dict[str, int] = {}
    found = []
    for document in documents:
        name = file_name(f"{Path(document.path).stem}-审查意见")
        names[name] = names.get(name, 0) + 1
        found.append(output / f"{name}{'' if names[name] == 1 else f'-{names[name]}'}{_SUFFIX}")
    return found


def _returned(job: ReturnJob, target: Path, confinement: Confinement) -> Returned:
    name = job.report.path
    try:
        news = list(confinement.do(job, job.path.stat().st_size))
    except Stopped as stopped:
        return Returned(name, None, None, why_stopped(stopped, Stage.JUDGING))
    except OSError as error:
        return Returned(name, None, None, f"不能打开文件：{error.strerror}。")
    written = next((one for one in news if isinstance(one, Written)), None)
    if written is None:
        why = next((one.why for one in news if isinstance(one, NotWritten)), "没有结果。")
        return Returned(name, None, None, why)
    try:
        write_atomically(target, written.data)
    except ContractkitError as error:
        return Returned(name, None, None, str(error))
    return Returned(name, target, written)
