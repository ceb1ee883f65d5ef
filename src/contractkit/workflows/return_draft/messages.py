"""What crosses between `return_drafts` and the confined process that writes on a draft; nothing heavy is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contractkit.core.checker.report import DocumentReport
from contractkit.workflows.checking.messages import Setup


@dataclass(frozen=True, slots=True)
class ReturnSetup:
    """What every draft of a run is written on with.

    Attributes:
        check: what it was checked against, see `checking.messages.Setup`.
        edition: id that the check used; locality: likewise.
        author: whose comments and changes they are.
        on: their date and time.
        renumber: new articles take the next number, and those that follow move on as tracked changes.
    """

    check: Setup
    edition: str
    locality: str
    author: str
    on: datetime
    renumber: bool = False


@dataclass(frozen=True, slots=True)
class ReturnJob:
    """One draft.

    Attributes:
        path: the file, or the archive in which it lies.
        report: on it; `report.path` is its name.
    """

    path: Path
    report: DocumentReport


@dataclass(frozen=True, slots=True)
class Written:
    """What goes back for one draft.

    Attributes:
        data: a Word file: the draft itself, or a letter about it.
        is_letter: it is a letter, because the draft is no Word file of today.
        comments: how many.
        insertions: how many pieces of text.
        was_signed: the draft carried a digital signature, which no longer holds.
        renumbered: how many numbers and references moved on; None where they were to and could not.
    """

    data: bytes
    is_letter: bool
    comments: int
    insertions: int
    was_signed: bool = False
    renumbered: int | None = 0


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Why nothing goes back, in Chinese."""

    why: str
