"""What a worker of check does: it drives one confined process, file after file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from contractkit.core.checker.report import DocumentReport
from contractkit.workflows.checking.messages import (
    Begun,
    ConversionJob,
    Converted,
    FileJob,
    More,
    Opened,
    Pages,
    Setup,
    Stage,
)
from contractkit.workflows.checking.unread import unread, why_stopped
from contractkit.workflows.confined import Confinement, Limits, Stopped

MOST_STOPS: Final = 5  # in one archive: who packs more of the kind means no good
NOTHING_MORE: Final = "这个压缩包里其余的文件没有审查，请解压后分别审查。"


class Listener(Protocol):
    """Is told how far a run is, by all workers at once."""

    def hear(self, name: str, pages: int, of_pages: int) -> None:
        """A document is at this page; 0 of 0 where nobody counts them."""

    def finished(self) -> None:
        """A file is done."""


class Silence:
    """Nobody listens."""

    def hear(self, name: str, pages: int, of_pages: int) -> None:
        """Says nothing."""

    def finished(self) -> None:
        """Says nothing."""


@dataclass(frozen=True, slots=True)
class BenchSetup:
    """What a worker is opened with.

    Attributes:
        setup: for the confined process.
        limits: for each file.
        worker: what the confined process opens, `module:function`.
        listener: is told of progress; silence where it would have to cross to another process.
    """

    setup: Setup
    limits: Limits
    worker: str
    listener: Listener = field(default_factory=Silence)


@dataclass(frozen=True, slots=True)
class Turn:
    """Something to do; `job` None only asks what the run is about.

    Attributes:
        number: of the file in the run, from 0.
        size: bytes of the file, for its time limit.
    """

    number: int
    job: FileJob | ConversionJob | None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of it.

    Attributes:
        opened: what the run is about.
        documents: the reports, one for each document in the file.
        converted: what became of conversions.
        done: members of an archive that have their reports now.
        more: an archive whose other members still wait for a turn.
    """

    opened: Opened
    documents: tuple[DocumentReport, ...] = ()
    converted: tuple[Converted, ...] = ()
    done: int = 0
    more: bool = False


def open_bench(setup: BenchSetup) -> Bench:
    """A worker's bench; its confined process starts at once, and is waited for with the first turn.

    Raises:
        ConfinementError: no process can be started.
    """
    return Bench(setup)


class Bench:
    """Drives one confined process."""

    def __init__(self, setup: BenchSetup) -> None:
        """Start the process.

        Args:
            setup: what to judge by.
        """
        self._stack = ExitStack()
        self._setup = setup
        self._confinement = self._stack.enter_context(Confinement(setup.worker, setup.setup, setup.limits))

    def __call__(self, turn: Turn) -> Judged:
        """Do one turn.

        Raises:
            ContractkitError: the law or the library has mistakes, or no process can be started.
        """
        opened: Opened = self._confinement.greeting()
        match turn.job:
            case None:
                return Judged(opened)
            case ConversionJob() as job:
                return Judged(opened, converted=tuple(self._converted(job)))
            case FileJob() as job:
                judged = _File(self._confinement, self._setup.listener, job, turn.size).judged(opened)
                if not judged.more:
                    self._setup.listener.finished()
                return judged

    def close(self) -> None:
        """End the process, also in the middle of a turn."""
        self._stack.close()

    def _converted(self, job: ConversionJob) -> Iterator[Converted]:
        """What became of files of old formats; those that it did not come to have their own turns."""
        folder = self._confinement.folder / job.folder
        folder.mkdir()
        try:
            for news in self._confinement.do(replace(job, folder=folder)):
                if isinstance(news, Converted):
                    self._setup.listener.hear(str(news.path), 0, 0)
                    yield news
        except Stopped:
            return


@dataclass(slots=True)
class _File:
    """One file's turn: what its work tells, and what is known when that ends early."""

    confinement: Confinement
    listener: Listener
    job: FileJob
    size: int
    more: bool = False
    done: int = 0

    def judged(self, opened: Opened) -> Judged:
        documents = tuple(self._reports())
        return Judged(opened, documents, done=self.done, more=self.more)

    def _reports(self) -> Iterator[DocumentReport]:
        """The reports on a file, one for each document in it."""
        name = str(self.job.path)
        whole = Begun(name, "", Stage.READING)
        stops = 0
        again = True
        while again:
            begun = whole
            again = False
            try:
                for news in self.confinement.do(self._rest(), self.size):
                    begun = self._follow(news, begun)
                    if isinstance(news, DocumentReport):
                        self.done, begun = self.done + 1, whole
                        yield news
            except Stopped as stopped:
                rest = NOTHING_MORE if self.done and not begun.member else ""
                yield unread(begun.name, why_stopped(stopped, begun.stage) + rest, begun.sha256)
                self.done, stops = self.done + 1, stops + 1
                again = begun.member and stops < MOST_STOPS
                if begun.member and not again:
                    yield unread(name, f"其中已有{stops}个文件使处理中断。{NOTHING_MORE}")

    def _rest(self) -> FileJob:
        """The job without what is done of it."""
        job = self.job
        most = None if job.most is None else job.most - self.done
        return replace(job, passed=job.passed + self.done, most=most)

    def _follow(self, news: object, begun: Begun) -> Begun:
        match news:
            case Begun():
                self.listener.hear(news.name, 0, 0)
                return news
            case Pages(done, total):
                self.listener.hear(begun.name, done, total)
            case More():
                self.more = True
        return begun
