"""The course of a run: files become turns, turns are done side by side, reports are kept in the order of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from contractkit.core.checker.report import DocumentReport
from contractkit.errors import UnreadableDocument
from contractkit.readers.contents import read_bytes
from contractkit.workflows.checking.bench import Judged, Listener, Turn
from contractkit.workflows.checking.content import content_key
from contractkit.workflows.checking.conversion import may_be_legacy
from contractkit.workflows.checking.inputs import Input
from contractkit.workflows.checking.journal import Documents, Entry, Journal, Kept
from contractkit.workflows.checking.messages import ConversionJob, Converted, FileJob, Opened
from contractkit.workflows.checking.settling import Ledgers
from contractkit.workflows.checking.unread import unread
from contractkit.workflows.executors import Crew, Done, WorkerLost

_MEMBERS: Final = 8  # of an archive in one turn: several workers share it, and little of it is lost
_TOGETHER: Final = 50  # files of old formats in one conversion


@dataclass(slots=True)
class Running:
    """One run of check.

    Attributes:
        crew: benches.
        journal: where reports are kept.
        ledgers: accepted deviations.
        given: the files.
        listener: is told of files that are done; workers that are not local do not tell it themselves.
        local: the workers see the files where we see them.
        taken_over: files whose reports an earlier run had made.
    """

    crew: Crew
    journal: Journal
    ledgers: Ledgers
    given: Sequence[Input]
    listener: Listener
    local: bool = True
    taken_over: int = 0
    _opened: Opened | None = None
    _keys: dict[int, str] = field(default_factory=dict)
    _kept: dict[int, list[Kept]] = field(default_factory=dict)  # by number of the file: they are done in any order
    _told: set[Path] = field(default_factory=set)  # files whose idle deviations have a report to stand in

    def documents(self) -> Documents:
        """The reports on all documents of all files.

        Raises:
            ContractkitError: nothing can be judged, or the disk is full.
        """
        for done in self.crew.results(self._turns(self._converted()), ordered=False):
            self._follow(done)
            if not self.local:
                self.listener.finished()
                self.listener.hear(str(self.given[done.job.number].path), 0, 0)
        kept = [one for number in sorted(self._kept) for one in self._kept[number]]
        return Documents(self.journal, kept, self._settled)

    def opened(self) -> Opened:
        """What the run is about; asks a worker when none had anything else to do."""
        if self._opened is None:
            for done in self.crew.results([Turn(0, None)]):
                self._judged(done)
        if self._opened is None:
            raise UnreadableDocument("审查的进程没有回应。", remedy="请再试一次。")
        return self._opened

    def _turns(self, converted: dict[Path, Converted]) -> Iterator[Turn]:
        """What is to be done; what need not be done is kept at once."""
        for number, one in enumerate(self.given):
            if one.problem:
                self._refuse(number, one.problem)
                continue
            passed = self._take_over(number)
            if passed is None:
                self.taken_over += 1
                self.listener.finished()
                continue
            try:
                data = None if self.local else read_bytes(one.path)
            except UnreadableDocument as error:
                self._refuse(number, str(error))
                continue
            most = _MEMBERS if self.local else None
            yield Turn(number, FileJob(one.path, passed, most, data, converted.get(one.path)), one.size)

    def _take_over(self, number: int) -> int | None:
        """Keep what an earlier run has made of a file; None when that is all, else where to go on."""
        if self.journal.path is None:
            return 0
        key = content_key(self.given[number].path)
        self._keys[number] = key
        passed = 0
        while key and (entry := self.journal.known.get(_part(key, passed))) is not None:
            self._keep(number, entry, self.journal.at(entry.place))
            passed += entry.members
            if not entry.more:
                return None
        return passed

    def _refuse(self, number: int, why: str) -> None:
        """Keep the report on a file that no worker can look at."""
        report = unread(str(self.given[number].path), why)
        self._keep(number, self.journal.add("", (report,)), (report,))
        self.listener.finished()

    def _follow(self, done: Done) -> None:
        """Keep what came of a turn, and of those that an archive still needs."""
        turn, judged = done.job, self._judged(done)
        self._add(turn, judged)
        if not judged.more:
            return
        start = turn.job.passed + judged.done
        turns = (Turn(turn.number, FileJob(turn.job.path, at, _MEMBERS), turn.size) for at in count(start, _MEMBERS))
        for following in self.crew.results(turns):
            judged = self._judged(following)
            self._add(following.job, judged)
            if not judged.more:
                return

    def _judged(self, done: Done) -> Judged:
        if isinstance(done.error, WorkerLost):
            return Judged(Opened("", ()), (unread(str(done.job.job.path), str(done.error)),))
        if done.error is not None:
            raise done.error
        judged: Judged = done.value
        self._opened = judged.opened
        return judged

    def _add(self, turn: Turn, judged: Judged) -> None:
        """Write reports down, and keep them."""
        key, passed = self._keys.get(turn.number, ""), turn.job.passed if isinstance(turn.job, FileJob) else 0
        entry = self.journal.add(_part(key, passed) if key else "", judged.documents, judged.done, more=judged.more)
        self._keep(turn.number, entry, judged.documents)

    def _keep(self, number: int, entry: Entry, documents: Iterable[DocumentReport]) -> None:
        """Put reports at their file's place in the order; deviations are told what they meet."""
        path = self.given[number].path
        for index, report in enumerate(documents):
            self.ledgers.settle(path, report)
            tells = report.error is None and path not in self._told
            if tells:
                self._told.add(path)
            self._kept.setdefault(number, []).append(Kept(entry.place, index, path, tells))

    def _settled(self, kept: Kept, report: DocumentReport) -> DocumentReport:
        return self.ledgers.settle(kept.path, report, tell_idle=kept.tells_idle)

    def _converted(self) -> dict[Path, Converted]:
        """What became of files of old formats, converted together before all else."""
        if not self.local or len(self.given) < 2:
            return {}
        old = [one.path for one in self.given if not one.problem and may_be_legacy(one.path)]
        if len(old) < 2:
            return {}
        groups = [tuple(old[at : at + _TOGETHER]) for at in range(0, len(old), _TOGETHER)]
        turns = [Turn(0, ConversionJob(group, Path(f"converted-{at}"))) for at, group in enumerate(groups)]
        return {one.path: one for done in self.crew.results(turns) for one in self._judged(done).converted}


def _part(key: str, passed: int) -> str:
    """The key of what follows after so many members of an archive."""
    return f"{key}#{passed}"
