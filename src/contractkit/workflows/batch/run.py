"""batch: plan every name, then do the rows that are not done yet, and list what became of all."""

from __future__ import annotations

import contextlib
import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from contractkit import __version__
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.rows.layout import resolve
from contractkit.core.matter.rows.row import Row
from contractkit.errors import ContractkitError, InvalidData, Problem, UsageError
from contractkit.workflows.batch.jobs import Setup, Task
from contractkit.workflows.batch.journal import Journal, open_journal
from contractkit.workflows.batch.making import load_materials, made_with
from contractkit.workflows.batch.manifest import SCHEMA, write_manifest
from contractkit.workflows.batch.naming import Pattern, Plan
from contractkit.workflows.batch.request import BatchOptions, RowOutcome, Verify
from contractkit.workflows.destination import Destination, destination
from contractkit.workflows.executors import CrewOptions, Done, Opening, open_crew
from contractkit.workflows.tables import Table, open_table, write_problems

JOURNAL: Final = ".contractkit-batch.jsonl"
_TARGET: Final = "contractkit.workflows.batch.work:open_work"
_ROWS: Final = 8  # in a job: a document takes as long as a few messages between processes
_SAMPLE: Final = 20  # every so many rows are read back with `--verify sample`
_MOST_PROBLEMS: Final = 20_000  # that are kept to be written back


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: rows done in it, of how many, how many failed, how many were done before it."""

    done: int
    of: int
    failed: int
    kept: int


@dataclass(slots=True)
class BatchOutcome:
    """What came of a run.

    Attributes:
        rows: in the table.
        done: rows whose documents are there, from this run or an earlier one.
        kept: those of them that were done before.
        failed: rows that could not be done, with label and problems; at most 20,000 are kept.
        edited: files that somebody changed after they were made; they were left alone.
        notices: what was met in the table that stops nothing.
        interrupted: Ctrl-C was pressed; the rest can be done with `--resume`.
        manifest: where the list of rows and files is; None while there is none.
        marked: the copy of the table with the mistakes, if any.
    """

    rows: int = 0
    done: int = 0
    kept: int = 0
    failures: int = 0
    failed: list[tuple[str, tuple[Problem, ...]]] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    notices: tuple[Problem, ...] = ()
    interrupted: bool = False
    manifest: str | None = None
    marked: str | None = None


def run_batch(
    options: BatchOptions,
    hear: Callable[[Progress], None] = lambda _: None,
    on_interrupt: Callable[[], None] = lambda: None,
) -> BatchOutcome:
    """Make the documents of every row of a table.

    Args:
        options: what to make.
        hear: is told after each few rows.
        on_interrupt: is told when Ctrl-C was heard; what runs is finished.

    Raises:
        InvalidData: the table, the clauses or the templates have mistakes, or names collide; nothing was written.
        UsageError: a file cannot be read or written, or the folder holds another run's files; or the disk is full:
            what was written is whole, and `resume` goes on.
    """
    with ExitStack() as stack:
        table = stack.enter_context(open_table(options.table, base=options.base, mapping=options.mapping))
        run = _Run(options, table)
        run.plan()
        place = destination(options.out)
        journal = stack.enter_context(open_journal(_journal_path(place), run.stamp, resume=options.resume))
        place.tidy()
        run.begin(journal, place)
        run.work(hear, on_interrupt)
        return run.finish()


class _Run:
    def __init__(self, options: BatchOptions, table: Table) -> None:
        self._options = options
        self._table = table
        catalog, templates = load_materials(options.clauses, options.templates)
        self._made_with = made_with(catalog, templates)
        layout = table.reader.layout

        def answer(label: str) -> Keys | None:
            found = resolve(label, layout.headings, layout.mapped)
            return found if isinstance(found, tuple) else None

        self._pattern = Pattern.of(options.pattern, answer, len(options.kinds))
        self.stamp = {"schema": SCHEMA, "verb": "batch"}
        self.outcome = BatchOutcome()
        self._keys: list[bytes] = []
        self._stopped: str = ""

    def plan(self) -> None:
        """Give every file its name; nothing is written before all names can stand."""
        total = sum(1 for _ in self._table.rows())
        if not total:
            raise InvalidData(f"{self._options.table} 里没有数据行", remedy="在列名下面逐行填写事项。")
        self.outcome.rows = total
        self._names = Plan(self._pattern, self._options.kinds, total)
        for ordinal, row in enumerate(self._table.rows(), 1):
            if names := self._names_of(row, ordinal):
                self._names.claim(names, row.number, row.label, str(self._options.table))
        self._names.stop_on_problems()
        self._names.forget()

    def begin(self, journal: Journal, place: Destination) -> None:
        """Look at what is there already."""
        self._journal, self._place = journal, place
        there = place.names()
        self._there = there if self._options.resume or there else frozenset()
        if not self._options.resume and not self._options.overwrite and there:
            self._refuse_to_replace(there)

    def work(self, hear: Callable[[Progress], None], on_interrupt: Callable[[], None]) -> None:
        """Do the rows that are not done."""
        options, home = self._options, bool(self._options.scheduler) and self._place.folder is not None
        setup = Setup(
            self._table.reader,
            options.kinds,
            None if home else self._place,
            options.clauses,
            options.templates,
            self._made_with,
            options.verify,
            options.pdf,
        )
        tasks = self._tasks()
        if (first := next(tasks, None)) is None:  # nothing is left to do: nobody has to warm up for it
            return
        crew_options = CrewOptions(jobs=options.jobs, scheduler=options.scheduler)
        with open_crew(Opening(_TARGET, setup), crew_options, on_interrupt) as crew:
            rows = max(1, min(_ROWS, math.ceil(self.outcome.rows / (4 * crew.size))))
            jobs = self._jobs(chain((first,), tasks), 1 if options.verify is Verify.FULL else rows)
            for done in crew.results(jobs, ordered=False):
                self._settle(done)
                result = self.outcome
                hear(Progress(result.done - result.kept + result.failures, result.rows, result.failures, result.kept))
            self.outcome.interrupted = crew.interrupted

    def finish(self) -> BatchOutcome:
        """List what became of every row, and write the mistakes back beside the cells.

        Raises:
            UsageError: the run had to stop; what was written is whole.
        """
        self.outcome.notices = self._table.notices
        if self._stopped:
            with contextlib.suppress(UsageError):  # there may be no room for it either
                self._list()
            raise UsageError(
                f"中途停下：{self._stopped}",
                remedy=f"已写好{self.outcome.done}行，都是完整的；腾出空间后用同样的命令加 --resume 接着做。",
            )
        self._list()
        self._mark()
        return self.outcome

    def _list(self) -> None:
        entries = ((number, self._journal.done(key.hex())) for number, key in enumerate(self._keys, 1))
        self.outcome.manifest = write_manifest(self._place, entries, self._about())

    def _mark(self) -> None:
        """The mistakes in a copy of the table; they are told on the console and in the manifest, too."""
        table, folder = self._options.table, self._place.folder
        if self.outcome.failed and folder is not None:
            problems = [problem for _, told in self.outcome.failed for problem in told]
            with contextlib.suppress(ContractkitError):
                target = folder / f"{table.stem}-错误{_ending(table)}"
                self.outcome.marked = str(write_problems(table, problems, target))

    def _jobs(self, tasks: Iterator[Task], rows: int) -> Iterator[tuple[Task, ...]]:
        """What is left to do, a few rows at a time; written down before it is given out."""
        while waiting := list(islice(tasks, rows)):
            yield self._given(waiting)

    def _tasks(self) -> Iterator[Task]:
        """What is left to do, row by row."""
        for ordinal, row in enumerate(self._table.rows(), 1):
            if self._stopped:
                return
            if (task := self._task(row, ordinal)) is not None:
                yield task

    def _given(self, tasks: list[Task]) -> tuple[Task, ...]:
        self._journal.begin(file for task in tasks for file in self._files(task.names))
        return tuple(tasks)

    def _task(self, row: Row, ordinal: int) -> Task | None:
        """What is to be done for a row, or None when nothing is."""
        names = self._names_of(row, ordinal)
        key = self._key(row, names)
        self._keys.append(bytes.fromhex(key))
        if not names:
            self._fail(row, key, self._nameless(row))
            return None
        if self._is_done(key):
            self.outcome.done += 1
            self.outcome.kept += 1
            return None
        if changed := self._changed(names):
            told = Problem(
                f"{row.label}的文件在生成后被修改过，没有覆盖：{'、'.join(changed)}",
                "先把它改名；确要覆盖的加 --overwrite。",
                str(self._options.table),
                row.number,
            )
            self._fail(row, key, (told,))
            return None
        verify = self._options.verify
        sampled = verify is Verify.SAMPLE and ordinal % _SAMPLE == 1
        return Task(row, key, names, sampled or verify in {Verify.ALL, Verify.FULL}, verify is Verify.FULL)

    def _names_of(self, row: Row, ordinal: int) -> tuple[str, ...]:
        """The names of a row's files; none where the row does not say what they are made of."""
        try:
            return self._names.names(self._table.reader.answers(row), ordinal, row.key)
        except (LookupError, TypeError, InvalidData):
            return ()

    def _nameless(self, row: Row) -> tuple[Problem, ...]:
        """Why a row has no names: usually it has mistakes, which say more."""
        from contractkit.library.law import load_registry  # noqa: PLC0415  rare

        try:
            self._table.reader.read(row, load_registry())
        except InvalidData as error:
            return error.problems
        message = f"{row.label}没有填写文件名格式“{self._options.pattern}”要用的内容。"
        return (Problem(message, "补上，或者换一个 --name-pattern。", str(self._options.table), row.number),)

    def _key(self, row: Row, names: tuple[str, ...]) -> str:
        options = self._options
        kinds = ",".join(options.kinds)
        parts = (row.sha256, self._made_with, __version__, kinds, options.verify, str(options.pdf), *names)
        return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()

    def _files(self, names: tuple[str, ...]) -> list[str]:
        endings = (".docx", ".pdf") if self._options.pdf else (".docx",)
        return [f"{name}{ending}" for name in names for ending in endings]

    def _is_done(self, key: str) -> bool:
        """Whether a row's files are there as they were made; those that somebody changed since count as there."""
        entry = self._journal.done(key)
        if entry is None or not entry.get("files"):
            return False
        for file in entry["files"]:
            if file["name"] not in self._there:
                return False
            if self._sha256(file["name"]) != file["sha256"]:
                if self._options.overwrite or self._journal.began(file["name"]):
                    return False
                self.outcome.edited.append(file["name"])
        return True

    def _changed(self, names: tuple[str, ...]) -> list[str]:
        """Files in the way of a row that are not as any run left them."""
        if self._options.overwrite:
            return []
        there = [name for name in self._files(names) if name in self._there and not self._journal.began(name)]
        return [name for name in there if not self._journal.made(name, self._sha256(name))]

    def _sha256(self, name: str) -> str:
        return hashlib.sha256(self._place.read(name) or b"").hexdigest()

    def _refuse_to_replace(self, there: frozenset[str]) -> None:
        known = {name.casefold() for name in there}
        for ordinal, row in enumerate(self._table.rows(), 1):
            for name in self._files(self._names_of(row, ordinal)):
                if name.casefold() in known:
                    raise UsageError(
                        f"{self._options.out} 里已有同名文件：{name}",
                        remedy="换一个 --out 文件夹；确要覆盖的加 --overwrite。",
                    )

    def _settle(self, done: Done) -> None:
        """Write down what became of a job's rows."""
        tasks: tuple[Task, ...] = done.job
        if done.error is not None:
            if isinstance(done.error, InvalidData | UsageError):
                raise done.error
            for task in tasks:
                told = Problem(
                    f"没有做成：{done.error}", "用 --resume 再试一次。", str(self._options.table), task.row.number
                )
                self._fail(task.row, task.key, (told,))
            return
        entries = [(outcome.key, self._entry(outcome)) for outcome in done.value]
        try:
            self._journal.record(entries)
        except UsageError as error:
            self._stopped = self._stopped or error.message

    def _entry(self, outcome: RowOutcome) -> dict[str, Any]:
        """A row's line in the journal; files that came home are written first."""
        if not outcome.problems:
            try:
                for file in outcome.files:
                    if file.data is not None:
                        self._place.write(file.name, file.data)
            except UsageError as error:
                self._stopped = self._stopped or error.message
                return self._failed_entry(outcome.number, outcome.label, (Problem(error.message, error.remedy),))
            self.outcome.done += 1
            return {
                "row": outcome.number,
                "label": outcome.label,
                "files": [
                    {
                        "name": file.name,
                        "kind": file.kind.value,
                        "sha256": file.sha256,
                        "size": file.size,
                        "verdict": file.verdict.value,
                    }
                    for file in outcome.files
                ],
                "warnings": list(outcome.warnings),
                "seconds": round(outcome.seconds, 4),
            }
        if outcome.stop:
            self._stopped = self._stopped or outcome.problems[0].message
        return self._failed_entry(outcome.number, outcome.label, outcome.problems, outcome.seconds)

    def _fail(self, row: Row, key: str, problems: tuple[Problem, ...]) -> None:
        self._journal.record([(key, self._failed_entry(row.number, row.label, problems))])

    def _failed_entry(
        self, number: int, label: str, problems: tuple[Problem, ...], seconds: float = 0.0
    ) -> dict[str, Any]:
        self.outcome.failures += 1
        if len(self.outcome.failed) < _MOST_PROBLEMS:
            self.outcome.failed.append((label, problems))
        told = [str(problem) for problem in problems]
        return {"row": number, "label": label, "problems": told, "seconds": round(seconds, 4)}

    def _about(self) -> dict[str, Any]:
        options = self._options
        return {
            "version": __version__,
            "table": options.table.name,
            "table_sha256": self._table.sha256,
            "made_with_sha256": self._made_with,
            "kinds": [kind.value for kind in options.kinds],
            "pattern": options.pattern,
            "verify": options.verify.value,
        }


def _journal_path(place: Destination) -> Path:
    """In the folder of the documents; for an address in the working folder, under a name of its own."""
    if place.folder is not None:
        return place.folder / JOURNAL
    mark = hashlib.sha256(str(place).encode()).hexdigest()[:12]
    return Path(f".contractkit-batch-{mark}.jsonl")


def _ending(table: Path) -> str:
    return table.suffix if table.suffix.lower() in {".xlsx", ".xlsm"} else ".xlsx"
