"""The report: coverage, findings, and what could not be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from contractkit.core.checker.conformity import Conformity
from contractkit.core.checker.deviation import Idle
from contractkit.core.checker.finding import Finding, ItemVerdict
from contractkit.core.document.tree import Loss
from contractkit.core.matter.standpoint import Side


class DocumentKind(StrEnum):
    """What a document is, by substance."""

    PLAN = "plan"
    AGREEMENT = "agreement"
    OTHER = "other"


class Verdict(StrEnum):
    """The verdict on a whole document."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the file was read: its format, how much, and what was not."""

    format: str
    characters: int
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The verdict on one file.

    Attributes:
        kind_reason: why it is of this kind, one Chinese sentence; empty where it could not be read.
        error: why it could not be read, in Chinese.
        idle: accepted deviations of this draft that do not count, each with why.
        against: how an agreement stands to the plan that it was checked against; None where there was none.
    """

    path: str
    sha256: str
    kind: DocumentKind
    language: str
    verdict: Verdict
    items: tuple[ItemVerdict, ...]
    findings: tuple[Finding, ...]
    reading: Reading
    error: str | None = None
    kind_reason: str = ""
    idle: tuple[Idle, ...] = ()
    against: Conformity | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One run of `check`: all documents, under one edition and locality.

    Attributes:
        documents: in the order of the files; of a large run they are read from disk as they are asked for.
        notes: Chinese sentences on the locality's rules: their source, and what they leave out of the national lists.
        idle: accepted deviations given for all documents that count in none of them.
        playbook: the office's own playbook that was used, as its path was given; empty for that of the clause library.
        side: for whom the check was made; None for nobody in particular.
    """

    edition: str
    locality: str
    documents: Sequence[DocumentReport]
    notes: tuple[str, ...] = ()
    idle: tuple[Idle, ...] = ()
    playbook: str = ""
    side: Side | None = None
