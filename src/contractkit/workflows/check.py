"""check: files → documents → verdicts; a file that cannot be read is a row of the report and stops nothing.

Every file is read and judged in a confined process: one that hangs, crashes or fills the memory costs its own row.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import DocumentReport, Report, Verdict
from contractkit.core.checker.settlement import open_gaps
from contractkit.core.law.requirement import Kind
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.checking.inputs import Input, inputs
from contractkit.workflows.checking.messages import (
    Begun,
    ConversionJob,
    Converted,
    FileJob,
    Opened,
    Pages,
    Setup,
    Stage,
)
from contractkit.workflows.checking.settling import Ledgers
from contractkit.workflows.checking.unread import unread, why_stopped
from contractkit.workflows.confined import DEFAULT_LIMITS, Confinement, Limits, Stopped
from contractkit.workflows.standpoint import Standpoint

_SEVERITIES: Final = (Severity.INFO, Severity.WARNING, Severity.ERROR)
_MOST_STOPS: Final = 5  # in one archive: who packs more of the kind means no good
_NOTHING_MORE: Final = "这个压缩包里其余的文件没有审查，请解压后分别审查。"
_WORKER: Final = "contractkit.workflows.checking.child:open_check"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to check against.

    Attributes:
        kind: the kind of every document, or None to judge it by substance.
        edition: id of an edition, or None for the one in force on `on`.
        locality: id of local rules to add, or empty.
        output: where the report will be written, if in a file; it is never read as a draft.
        clauses: folder of an office's own clause library with its cues, or None for the one that comes along.
        reading: view of tracked changes, password.
        standpoint: playbook, side, position.
        deviations: accepted deviations for all drafts, instead of those beside each; None to look beside each.
        limits: of time and memory, for each file.
        worker: what reads and judges, `module:function`, see `confined.child.Target`.
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
    limits: Limits = DEFAULT_LIMITS
    worker: str = _WORKER


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


def check_files(
    paths: Iterable[Path], options: CheckOptions, hear: Callable[[Progress], None] = lambda _: None
) -> Report:
    """Check every file, and every file in a folder.

    Args:
        paths: files and folders.
        options: what to check against.
        hear: is told of progress.

    Raises:
        UsageError: a path does not exist, the report would replace a draft, or an edition or locality is unknown.
        InvalidData: the law, the clause library, the playbook or a file of deviations has mistakes.
        ConfinementError: no process can be started in which files are read.
    """
    given = inputs(paths, options.output)
    ledgers = Ledgers.opened(given, options.deviations, options.on)
    with Confinement(options.worker, _setup(options), options.limits) as confinement:
        opened: Opened = confinement.greeting()
        documents: list[DocumentReport] = []
        conversions = _conversions(confinement, given, hear)
        for number, one in enumerate(given):
            run = _Run(confinement, hear, number, len(given))
            documents += ledgers.settle(one.path, tuple(run.reports(one, conversions.get(one.path))))
    return Report(
        edition=opened.edition,
        locality=opened.locality,
        documents=tuple(documents),
        notes=opened.notes,
        idle=ledgers.idle(),
        playbook=str(options.standpoint.playbook or ""),
        side=options.standpoint.side,
    )


def _conversions(
    confinement: Confinement, given: Sequence[Input], hear: Callable[[Progress], None]
) -> dict[Path, Converted]:
    """What became of files of old formats, converted together; those that it did not come to have their own turns."""
    paths = tuple(one.path for one in given if not one.problem)
    found: dict[Path, Converted] = {}
    if len(paths) > 1:
        folder = confinement.folder / "converted"
        folder.mkdir()
        with contextlib.suppress(Stopped):
            for news in confinement.do(ConversionJob(paths, folder)):
                if isinstance(news, Converted):
                    found[news.path] = news
                    hear(Progress(str(news.path), 0, len(given)))
    return found


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


@dataclass(slots=True)
class _Run:
    """One file's turn: what its work tells, and what is known when that ends early."""

    confinement: Confinement
    hear: Callable[[Progress], None]
    number: int
    of: int

    def reports(self, given: Input, converted: Converted | None) -> Iterator[DocumentReport]:
        """The reports on a file, one for each document in it."""
        name = str(given.path)
        if given.problem:
            yield unread(name, given.problem)
            return
        whole = Begun(name, "", Stage.READING)
        done = stops = 0
        again = True
        while again:
            begun = whole
            again = False
            try:
                for news in self.confinement.do(FileJob(given.path, done, converted), given.size):
                    begun = self._follow(news, begun)
                    if isinstance(news, DocumentReport):
                        done, begun = done + 1, whole
                        yield news
            except Stopped as stopped:
                rest = _NOTHING_MORE if done and not begun.member else ""
                yield unread(begun.name, why_stopped(stopped, begun.stage) + rest, begun.sha256)
                done, stops = done + 1, stops + 1
                again = begun.member and stops < _MOST_STOPS
                if begun.member and not again:
                    yield unread(name, f"其中已有{stops}个文件使处理中断。{_NOTHING_MORE}")

    def _follow(self, news: object, begun: Begun) -> Begun:
        match news:
            case Begun():
                self.hear(Progress(news.name, self.number, self.of))
                return news
            case Pages(done, total):
                self.hear(Progress(begun.name, self.number, self.of, done, total))
        return begun
