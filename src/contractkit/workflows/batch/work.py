"""What a worker does: a few rows at a time, each row's documents made, proved and written, or a reason why not."""

from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contractkit.errors import ContractkitError, InvalidData, Problem
from contractkit.library.matter import KeptParts
from contractkit.rendering import pdf as pdf_edge
from contractkit.workflows.batch.jobs import Setup, Task
from contractkit.workflows.batch.making import Bench, Made, made_with, make_documents, open_bench
from contractkit.workflows.batch.request import MadeFile, RowOutcome

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


@dataclass(frozen=True, slots=True)
class _Work:
    setup: Setup
    bench: Bench
    kept: KeptParts

    def do(self, tasks: tuple[Task, ...]) -> tuple[RowOutcome, ...]:
        """What became of each row; one that fails stops none of the others."""
        return tuple(self._row(task) for task in tasks)

    def _row(self, task: Task) -> RowOutcome:
        begun = time.perf_counter()
        try:
            loaded = self.setup.reader.read(task.row, self.bench.registry, self.kept)
            made = make_documents(loaded, self.setup.kinds, self.bench, read_back=task.read_back, judged=task.judged)
            files = self._written(task, made)
        except ContractkitError as error:
            return self._failed(task, error.problems or (self._problem(error, task),), begun, stop=_is_disk(error))
        except Exception as error:  # noqa: BLE001  a fault of ours costs one row, and is told with it
            told = Problem(
                f"程序出错：{type(error).__name__}：{error}",
                "请把这一行告诉维护者。",
                self.setup.reader.layout.file,
                task.row.number,
            )
            return self._failed(task, (told,), begun, stop=False)
        warnings = tuple(str(warning) for warning in loaded.warnings)
        return RowOutcome(task.row.number, task.row.label, task.key, files, (), warnings, time.perf_counter() - begun)

    def _written(self, task: Task, made: list[Made]) -> tuple[MadeFile, ...]:
        """The row's files, all made before the first is written."""
        wanted = [(f"{name}.docx", one, one.data) for name, one in zip(task.names, made, strict=True)]
        if self.setup.pdf:
            copies = pdf_edge.convert([one.data for one in made])
            wanted += [(f"{name}.pdf", one, pdf) for name, one, pdf in zip(task.names, made, copies, strict=True)]
        files = []
        for name, one, data in wanted:
            home = None if self.setup.destination else data
            sha256 = hashlib.sha256(data).hexdigest()
            files.append(MadeFile(name, one.kind, sha256, len(data), one.verdict, home))
        if self.setup.destination:
            for name, _, data in wanted:
                self.setup.destination.write(name, data)
        return tuple(files)

    def _problem(self, error: ContractkitError, task: Task) -> Problem:
        return Problem(error.message, error.remedy, self.setup.reader.layout.file, task.row.number)

    def _failed(self, task: Task, problems: tuple[Problem, ...], begun: float, *, stop: bool) -> RowOutcome:
        return RowOutcome(
            task.row.number,
            task.row.label,
            task.key,
            problems=problems,
            seconds=time.perf_counter() - begun,
            stop=stop,
        )


def _is_disk(error: BaseException) -> bool:
    """Whether the place for the files is full or gone, so that every other row would fail likewise."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _FULL
