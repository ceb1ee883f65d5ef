"""What the check says of one place: statuses, evidence, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contractkit.core.document.tree import Location


class Status(StrEnum):
    """Whether an element is there."""

    PRESENT = "present"
    DEFERRED = "deferred"
    MISSING = "missing"
    NOT_ASSESSED = "not_assessed"


class ItemStatus(StrEnum):
    """Whether an item is there: the sum of its elements."""

    PRESENT = "present"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_ASSESSED = "not_assessed"


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words of the file, and where they stand.

    Attributes:
        confidence: how sure text recognition is of them, 0 to 1; None where they are text in the file.
    """

    quote: str
    path: tuple[str, ...]
    location: Location
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict on one place.

    Attributes:
        rule: kebab-case name (`term-too-long`), each with a page under `show rule`.
        item: the statutory item it belongs to (`14.2`), or empty.
        message: what is wrong, in Chinese, with the figures.
        remedy: what to do, in Chinese.
        basis: the law it rests on, in Chinese.
    """

    rule: str
    severity: Severity
    item: str
    message: str
    remedy: str
    basis: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ElementVerdict:
    """The verdict on one element, with the words it rests on.

    Attributes:
        reason: one Chinese sentence a lawyer would write.
        evidence: for present and deferred the carrying passage; for missing empty or the nearest passages.
    """

    id: str
    title: str
    status: Status
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """The verdict on one item."""

    id: str
    title: str
    status: ItemStatus
    elements: tuple[ElementVerdict, ...]
