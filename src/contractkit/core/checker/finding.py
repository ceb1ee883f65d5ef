"""What the check says of one place: statuses, evidence, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contractkit.core.checker.deviation import Deviation
from contractkit.core.checker.remedies.remedy import Remedy
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


SEVERITIES = tuple(Severity)
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words of the file, and where they stand.

    Attributes:
        confidence: how sure text recognition is of them, 0 to 1; None where they are text in the file.
        lacks: for the nearest passages of what is missing: what they lack, half a Chinese sentence.
        before: the words of the same passage before the quote, the last few of them.
        after: those after it, the first few.
    """

    quote: str
    path: tuple[str, ...]
    location: Location
    confidence: float | None = None
    lacks: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict on one place.

    Attributes:
        rule: kebab-case name (`term-too-long`), each with a page under `show rule`.
        item: the statutory item it belongs to (`14.2`), or empty.
        message: what is wrong, in Chinese, with the figures.
        remedy: what to do, in Chinese.
        basis: the law it rests on, in Chinese.
        insist: what our playbook does not give up here, in Chinese; may be empty.
        accept: what it can live with, in Chinese; may be empty.
        accepted: the accepted deviation that covers it; None where it is open.
        plan: the words of the approved plan that the evidence departs from; only where one was given to check against.
    """

    rule: str
    severity: Severity
    item: str
    message: str
    remedy: str
    basis: str
    evidence: tuple[Evidence, ...]
    insist: str = ""
    accept: str = ""
    accepted: Deviation | None = None
    plan: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AspectVerdict:
    """Whether one of the aspects is dealt with that the law names within an element (Art. 10: feasibility).

    Attributes:
        key: `market_size`.
        name: as the law names it.
        evidence: the first words that deal with it; empty where none do.
    """

    key: str
    name: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether it is dealt with."""
        return bool(self.evidence)


@dataclass(frozen=True, slots=True)
class ElementVerdict:
    """The verdict on one element, with the words it rests on.

    Attributes:
        reason: one Chinese sentence a lawyer would write.
        evidence: for present and deferred the carrying passage; for missing empty or the nearest passages.
        severity: how grave our playbook finds it when the element is not there.
        insist: what our playbook does not give up, in Chinese; may be empty.
        accept: what it can live with, in Chinese; may be empty.
        aspects: those that the law names within this element; mostly none.
        remedy: the clause text that closes the gap; None where there is no gap, or no clause.
        accepted: the accepted deviation that covers the gap; None where it is open.
        counts: whether what demands it is law (see `Element.counts`).
    """

    id: str
    title: str
    status: Status
    reason: str
    evidence: tuple[Evidence, ...] = ()
    severity: Severity = Severity.ERROR
    insist: str = ""
    accept: str = ""
    aspects: tuple[AspectVerdict, ...] = ()
    remedy: Remedy | None = None
    accepted: Deviation | None = None
    counts: bool = True

    @property
    def is_gap(self) -> bool:
        """Whether the law's content is not there: missing or put off."""
        return self.status in (Status.MISSING, Status.DEFERRED)


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """The verdict on one item."""

    id: str
    title: str
    status: ItemStatus
    elements: tuple[ElementVerdict, ...]
