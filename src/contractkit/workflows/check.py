"""check: files → documents → verdicts; a file that cannot be read is a row of the report and stops nothing.

Every file is read and judged in a confined process: one that hangs, crashes or fills the memory costs its own row.
Several such processes work side by side, on this machine or on those of a cluster; reports come in the order of the
files and are kept on disk until they are rendered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import DocumentReport, Report, Verdict
from contractkit.core.checker.settlement import open_gaps
from contractkit.core.law.requirement import Kind
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.checking.bench import BenchSetup, Silence
from contractkit.workflows.checking.inputs import inputs
from contractkit.workflows.checking.keeping import keeping
from contractkit.workflows.checking.messages import Setup
from contractkit.workflows.checking.running import Running
from contractkit.workflows.checking.settling import Ledgers
from contractkit.workflows.confined import DEFAULT_LIMITS, Limits
from contractkit.workflows.executors import CrewOptions, Opening, bearable, open_crew
from contractkit.workflows.standpoint import Standpoint

_SEVERITIES: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR)
_WORKER: Final = "contractkit.workflows.checking.child:open_check"
_EACH: Final = 600 * 1024 * 1024  # bytes that a process which reads and judges ordinary drafts has in use at most
_BENCH: Final = "contractkit.workflows.checking.bench:open_bench"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to check against, and how.

    Attributes:
        kind: the kind of every document, or None to judge it by substance.
        edition: id of an edition, or None for the one in force on `on`.
        locality: id of local rules to add, or empty.
        output: where the report will be written, if in a file; it is never read as a draft.
        clauses: folder of an office's own clause library with its cues, or None for the one that comes along.
        reading: view of tracked changes, password.
        standpoint: playbook, side, position.
        deviations: accepted deviations for all drafts, instead of those beside each; None to look beside each.
        against: the plan that agreements have to follow; None to check them by themselves.
        limits: of time and memory, for each file.
        worker: what reads and judges, `module:function`, see `confined.child.Target`.
        jobs: processes side by side; 0 for as many as the machine bears.
        scheduler: address of a Dask scheduler whose workers do it instead; or empty.
        resume: take over what an earlier run with this `output` has done, and keep the journal for the next.
    """

    on: date
    kind: Kind | None = None
    edition: str | None = None
    locality: str = ""
    output: Path | None = None
    clauses: Path | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    standpoint: Standpoint = field(default_factory=Standpoint)
    deviations: Path | None = None
    against: Path | None = None
    limits: Limits = DEFAULT_LIMITS
    worker: str = _WORKER
    jobs: int = 1
    scheduler: str = ""
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        name: the document that is being read or judged.
        files: files that are done.
        of_files: files altogether.
        pages: pages of the document that are done, where its reader tells.
        of_pages: its pages; 0 where not told.
    """

    name: str
    files: int
    of_files: int
    pages: int = 0
    of_pages: int = 0

    @property
    def done(self) -> tuple[float, int]:
        """How much is done, in files and parts of files, of how many."""
        part = self.pages / self.of_pages if self.of_pages else 0.0
        return self.files + part, self.of_files


@dataclass(frozen=True, slots=True)
class Checked:
    """A finished run.

    Attributes:
        report: its documents are read from disk as they are asked for, as long as the context lasts.
        taken_over: files whose reports an earlier run had made.
    """

    report: Report
    taken_over: int = 0


def check_files(
    paths: Iterable[Path], options: CheckOptions, hear: Callable[[Progress], None] = lambda _: None
) -> Report:
    """Check every file, and every file in a folder; the whole report in memory.

    Args:
        paths: files and folders.
        options: what to check against.
        hear: is told of progress.

    Raises:
        UsageError: a path does not exist, the report would replace a draft, an edition or locality is unknown, or what
            agreements are to be held against is no plan.
        UnreadableDocument: that plan cannot be read.
        InvalidData: the law, the clause library, the playbook or a file of deviations has mistakes.
        ConfinementError: no process can be started in which files are read.
    """
    with checking(paths, options, hear, journal=False) as checked:
        return replace(checked.report, documents=tuple(checked.report.documents))


@contextmanager
def checking(
    paths: Iterable[Path],
    options: CheckOptions,
    hear: Callable[[Progress], None] = lambda _: None,
    *,
    journal: bool = True,
) -> Iterator[Checked]:
    """Check every file, and every file in a folder; the reports stay on disk.

    A report that is to be written to `options.output` has a journal beside it until the context is left in peace:
    a run that is ended earlier can be resumed.

    Args:
        paths: files and folders.
        options: what to check against, and how.
        hear: is told of progress, also from other threads.
        journal: whether there is a journal beside the report.

    Raises:
        UsageError: as `check_files`; also when there is a journal that is not to be resumed, or no scheduler answers.
        UnreadableDocument: as `check_files`.
        InvalidData: as `check_files`.
        ConfinementError: as `check_files`.
    """
    given = inputs(paths, options.output)
    ledgers = Ledgers.opened(given, options.deviations, options.on)
    setup = _with_plan(_setup(options), options)
    with keeping(options.output if journal else None, setup, resume=options.resume and journal) as kept:
        counted = _Counted(hear, len(given))
        local = not options.scheduler
        bench = BenchSetup(setup, options.limits, options.worker, counted if local else Silence())
        with open_crew(
            Opening(_BENCH, bench, threads=local),
            CrewOptions(options.jobs or bearable(_EACH), options.scheduler, finish_running=False),
        ) as crew:
            running = Running(crew, kept, ledgers, given, counted, local)
            documents = running.documents()
            opened = running.opened()
        report = Report(
            edition=opened.edition,
            locality=opened.locality,
            documents=documents,
            notes=opened.notes,
            idle=ledgers.idle(),
            playbook=str(options.standpoint.playbook or ""),
            side=options.standpoint.side,
        )
        yield Checked(report, running.taken_over)


def exit_code(report: Report, fail_on: Severity) -> int:
    """0, 1 or 3 over all documents: the highest counts.

    What the law demands and is not there makes it 1 however grave the playbook finds it; what was accepted does not count.
    """
    return max((_code(document, fail_on) for document in report.documents), default=0)


def _code(document: DocumentReport, fail_on: Severity) -> int:
    if document.verdict is Verdict.NOT_ASSESSED:
        return 3
    failing = _SEVERITIES[_SEVERITIES.index(fail_on) :]
    found = any(finding.severity in failing and finding.accepted is None for finding in document.findings)
    return int(found or bool(open_gaps(document)))


def _setup(options: CheckOptions) -> Setup:
    return Setup(
        on=options.on,
        kind=options.kind,
        edition=options.edition,
        locality=options.locality,
        clauses=options.clauses,
        reading=options.reading,
        standpoint=options.standpoint,
    )


def _with_plan(setup: Setup, options: CheckOptions) -> Setup:
    """The setup with the plan, read once for all workers."""
    if options.against is None:
        return setup
    from contractkit.workflows.checking.plan import read_plan  # noqa: PLC0415  most runs have none

    return replace(setup, plan=read_plan(options.against, setup, options.limits))


class _Counted:
    """What workers tell, with how many files are done."""

    def __init__(self, tell: Callable[[Progress], None], of: int) -> None:
        self._tell = tell
        self._of = of
        self._done = 0
        self._lock = threading.Lock()

    def hear(self, name: str, pages: int, of_pages: int) -> None:
        self._tell(Progress(name, self._done, self._of, pages, of_pages))

    def finished(self) -> None:
        with self._lock:
            self._done += 1
