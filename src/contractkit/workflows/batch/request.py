"""What a batch is asked for, and what travels between it and its workers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from contractkit.core.law.requirement import Kind
from contractkit.errors import Problem

DEFAULT_PATTERN: Final = "{授权运营名称}{文件}"


class Verify(StrEnum):
    """How closely a finished document is looked at before it counts.

    NONE trusts the rendering. SAMPLE reads the documents of every twentieth row back, ALL those of every one: each
    answer, clause paragraph and fixed text must stand in the file, the clauses in order; so each element of the law
    has its clause there word for word. FULL also has the checker judge each document, as `contractkit check` would,
    which takes seconds for each.
    """

    NONE = "none"
    SAMPLE = "sample"
    ALL = "all"
    FULL = "full"


class Verdict(StrEnum):
    """What is known of a finished document."""

    COMPLETE = "complete"  # read back, and the checker finds every element of the law
    WRITTEN = "written"  # read back: every clause of the draft stands in the file word for word
    UNREAD = "unread"  # not read back


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What to make of a table, and how.

    Attributes:
        out: folder, or address that fsspec understands.
        base: matter file that supplies what rows leave out.
        mapping: file that says what headings mean.
        jobs: workers on this machine; 0 for as many as there are cores.
        scheduler: address of a Dask scheduler; empty for this machine.
        resume: go on with an earlier run into the same folder.
        overwrite: replace files that were changed since they were made.
    """

    table: Path
    out: str
    kinds: tuple[Kind, ...] = tuple(Kind)
    base: Path | None = None
    mapping: Path | None = None
    clauses: Path | None = None
    templates: Path | None = None
    pattern: str = DEFAULT_PATTERN
    verify: Verify = Verify.ALL
    pdf: bool = False
    jobs: int = 0
    scheduler: str = ""
    resume: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One finished file.

    Attributes:
        data: its bytes where the worker does not write it itself, else None.
    """

    name: str
    kind: Kind
    sha256: str
    size: int
    verdict: Verdict
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row; without problems all its files are there.

    Attributes:
        number: the row's number in the table.
        label: what the row is called: its key, or 第5行.
        key: hash of all that its documents are made from.
        problems: why nothing was made.
        warnings: what a careful lawyer points out, in Chinese.
        seconds: of work.
        stop: going on would fail likewise for every row (the disk is full).
    """

    number: int
    label: str
    key: str
    files: tuple[MadeFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    stop: bool = False
