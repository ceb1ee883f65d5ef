"""The report: coverage, findings, and what could not be judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contractkit.core.checker.finding import Finding, ItemVerdict
from contractkit.core.document.tree import Loss


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


@dataclass(frozen=True, slots=True)
class Report:
    """One run of `check`: all documents, under one edition and locality.

    Attributes:
        notes: Chinese sentences on the locality's rules: their source, and what they leave out of the national lists.
    """

    edition: str
    locality: str
    documents: tuple[DocumentReport, ...]
    notes: tuple[str, ...] = ()
