"""What a worker does: a few rows at a time, each row's documents made, proved and written, or a reason why not."""

from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from contractkit.core.clauses.draft import Draft
from contractkit.errors import ContractkitError, InvalidData, Problem, UsageError
from contractkit.library.matter import KeptParts, LoadedMatter
from contractkit.rendering import pdf as pdf_edge
from contractkit.workflows.batch.jobs import Setup, Task
from contractkit.workflows.batch.making import Bench, drafts_of, made_with, open_bench, proved, rendered
from contractkit.workflows.batch.request import MadeFile, RowOutcome

_TOGETHER: Final = 8
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def open_work(setup: Setup) -> Callable[[tuple[Task, ...]], tuple[RowOutcome, ...]]:
    """Warm up; what comes back does rows.

    Raises:
        InvalidData: this machine has other clauses or templates than the one that gives out the work, or faulty ones.
    """
    bench = open_bench(setup.clauses, setup.templates)
    if made_with(bench.catalog, bench.templates) != setup.made_with:
        raise InvalidData(
            "工作机上的条款库或者模板与发起批量的机器不同",
            remedy="在各台机器上安装同一版本，并使用同样的条款库和模板。",
        )
    return _Work(setup, bench, KeptParts(setup.reader.base.data)).do


@dataclass(slots=True)
class _Doing:
    """A row while it is done.

    Attributes:
        made: its documents.
        files: what is written of it, by name.
        outcome: what became of it; None while nothing is amiss and it is not done.
        seconds: of work so far.
    """

    task: Task
    loaded: LoadedMatter | None = None
    drafts: list[Draft] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)
    made: list[MadeFile] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    outcome: RowOutcome | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Work:
    setup: Setup
    bench: Bench
    kept: KeptParts

    def do(self, tasks: tuple[Task, ...]) -> tuple[RowOutcome, ...]:
        """What became of each row; one that fails stops none of the others.

        A few rows take each step together: the processor's caches stay warm, and the disk is asked once for all.
        """
        outcomes: list[RowOutcome] = []
        for begin in range(0, len(tasks), _TOGETHER):
            rows = [_Doing(task) for task in tasks[begin : begin + _TOGETHER]]
            for step in (self._read, self._draft, self._render, self._finish):
                for row in rows:
                    self._try(step, row)
            self._write(rows)
            outcomes += [row.outcome for row in rows if row.outcome is not None]
        return tuple(outcomes)

    def _try(self, step: Callable[[_Doing], None], row: _Doing) -> None:
        """One step of one row; what goes wrong is told of that row."""
        if row.outcome is not None:
            return
        begun = time.perf_counter()
        try:
            step(row)
        except ContractkitError as error:
            self._fail(row, error.problems or (self._problem(error, row.task),), stop=_is_disk(error))
        except Exception as error:  # noqa: BLE001  a fault of ours costs one row, and is told with it
            told = Problem(
                f"程序出错：{type(error).__name__}：{error}",
                "请把这一行告诉维护者。",
                self.setup.reader.layout.file,
                row.task.row.number,
            )
            self._fail(row, (told,), stop=False)
        row.seconds += time.perf_counter() - begun

    def _read(self, row: _Doing) -> None:
        row.loaded = self.setup.reader.read(row.task.row, self.bench.registry, self.kept)

    def _draft(self, row: _Doing) -> None:
        row.drafts = drafts_of(_known(row), self.setup.kinds, self.bench)

    def _render(self, row: _Doing) -> None:
        row.data = [rendered(_known(row), draft, self.bench) for draft in row.drafts]

    def _finish(self, row: _Doing) -> None:
        """All that is proved of the documents, and their copies in PDF."""
        task = row.task
        made = proved(
            _known(row), row.drafts, row.data, self.bench, read_back=task.read_back, judged=task.judged
        )  # fmt: skip
        wanted = [(f"{name}.docx", one, one.data) for name, one in zip(task.names, made, strict=True)]
        if self.setup.pdf:
            copies = pdf_edge.convert([one.data for one in made])
            wanted += [(f"{name}.pdf", one, pdf) for name, one, pdf in zip(task.names, made, copies, strict=True)]
        for name, one, data in wanted:
            home = None if self.setup.destination else data
            sha256 = hashlib.sha256(data).hexdigest()
            row.made.append(MadeFile(name, one.kind, sha256, len(data), one.verdict, home))
            row.files[name] = data

    def _write(self, rows: list[_Doing]) -> None:
        """The files of all rows together; row by row where that fails, so that only the row at fault is lost."""
        waiting = [row for row in rows if row.outcome is None]
        begun = time.perf_counter()
        try:
            if self.setup.destination and waiting:
                self.setup.destination.write_together(
                    {name: data for row in waiting for name, data in row.files.items()}
                )
        except UsageError:
            for row in waiting:
                self._try(self._write_alone, row)
        for row in waiting:
            row.seconds += (time.perf_counter() - begun) / len(waiting)
            if row.outcome is None:
                row.outcome = self._done(row)

    def _write_alone(self, row: _Doing) -> None:
        if self.setup.destination:
            self.setup.destination.write_together(row.files)

    def _done(self, row: _Doing) -> RowOutcome:
        number, label = row.task.row.number, row.task.row.label
        warnings = tuple(str(warning) for warning in _known(row).warnings)
        return RowOutcome(number, label, row.task.key, tuple(row.made), (), warnings, row.seconds)

    def _problem(self, error: ContractkitError, task: Task) -> Problem:
        return Problem(error.message, error.remedy, self.setup.reader.layout.file, task.row.number)

    def _fail(self, row: _Doing, problems: tuple[Problem, ...], *, stop: bool) -> None:
        number, label = row.task.row.number, row.task.row.label
        row.outcome = RowOutcome(number, label, row.task.key, problems=problems, seconds=row.seconds, stop=stop)


def _known(row: _Doing) -> LoadedMatter:
    """The row's matter, in the steps after it was read."""
    if row.loaded is None:
        raise ValueError(row.task.row.label)
    return row.loaded


def _is_disk(error: BaseException) -> bool:
    """Whether the place for the files is full or gone, so that every other row would fail likewise."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _FULL
