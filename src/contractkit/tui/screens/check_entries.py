"""The lines of a checked document: what the list shows, and which of it a filter lets through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from contractkit.core.checker.finding import SEVERITIES, ElementVerdict, Finding, Severity, Status
from contractkit.core.checker.report import DocumentReport
from contractkit.reporters import words

Verdict: TypeAlias = Finding | ElementVerdict


class Filter(Enum):
    """Which lines are shown; the value is how users read it."""

    OPEN = "须处理"
    ERROR = "错误"
    WARNING = "警告"
    INFO = "提示"
    UNJUDGED = "未能判断"
    ALL = "全部"


_SEVERITIES: Final[Mapping[Filter, Severity]] = {
    Filter.ERROR: Severity.ERROR,
    Filter.WARNING: Severity.WARNING,
    Filter.INFO: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding or element, with the item it belongs to.

    Attributes:
        item: id, or empty.
        accepted: somebody has accepted it as a deviation.
    """

    verdict: Verdict
    item: str
    accepted: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody has to deal with it."""
        if isinstance(self.verdict, Finding):
            return not self.accepted
        return (self.verdict.is_gap and not self.accepted) or self.verdict.status is Status.NOT_ASSESSED

    @property
    def complains(self) -> bool:
        """Whether its severity says anything: of what is there, or could not be judged, it does not."""
        return isinstance(self.verdict, Finding) or self.verdict.is_gap

    @property
    def mark(self) -> str:
        """What it is, in one or two words."""
        if self.accepted:
            return "已接受"
        if isinstance(self.verdict, Finding):
            return words.SEVERITY[self.verdict.severity]
        return words.STATUS[self.verdict.status]

    @property
    def title(self) -> str:
        """What it is about."""
        if isinstance(self.verdict, Finding):
            return " ".join(part for part in (self.item, self.verdict.message) if part)
        grave = self.verdict.severity
        note = f"（{words.SEVERITY[grave]}）" if self.complains and grave is not Severity.ERROR else ""
        return f"{self.item} {self.verdict.title}{note}"


def entries(document: DocumentReport) -> tuple[Entry, ...]:
    """All lines: gravest first, findings before gaps, then what could not be judged, then what is there."""
    found = [Entry(one, one.item, one.accepted is not None) for one in document.findings]
    found += [
        Entry(element, item.id, element.accepted is not None) for item in document.items for element in item.elements
    ]
    return tuple(sorted(found, key=_rank))


def passing(found: tuple[Entry, ...], chosen: Filter) -> tuple[Entry, ...]:
    """The lines that a filter lets through."""
    return tuple(entry for entry in found if _passes(entry, chosen))


def _passes(entry: Entry, chosen: Filter) -> bool:
    match chosen:
        case Filter.ALL:
            return True
        case Filter.OPEN:
            return entry.is_open
        case Filter.UNJUDGED:
            return isinstance(entry.verdict, ElementVerdict) and entry.verdict.status is Status.NOT_ASSESSED
    return entry.complains and entry.verdict.severity is _SEVERITIES[chosen]


def _rank(entry: Entry) -> tuple[int, int]:
    if entry.accepted:
        return len(SEVERITIES) + 1, 0
    if not entry.complains:
        assessed = isinstance(entry.verdict, ElementVerdict) and entry.verdict.status is Status.PRESENT
        return len(SEVERITIES) + (2 if assessed else 0), 0
    return SEVERITIES.index(entry.verdict.severity), int(isinstance(entry.verdict, ElementVerdict))
