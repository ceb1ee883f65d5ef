"""A document as one row: a mark for each element, how many findings of which rule, and where it ranks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from contractkit.core.checker.finding import ElementVerdict, Severity, Status
from contractkit.core.checker.report import DocumentKind, DocumentReport, Verdict
from contractkit.core.law.requirement import Kind


class Mark(StrEnum):
    """What a cell of the matrix says, in one character."""

    PRESENT = "有"
    DEFERRED = "虚"
    MISSING = "缺"
    ACCEPTED = "受"  # a gap that somebody has accepted
    NOT_ASSESSED = "疑"
    BESIDE = "外"  # a gap in what is not law yet


MARKS = tuple(Mark)


@dataclass(frozen=True, slots=True)
class Column:
    """An element at the head of the matrix.

    Attributes:
        id: `14.6.disclosure`.
        item: `14.6`.
        group: title of the item.
    """

    id: str
    title: str
    item: str
    group: str


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the matrix.

    Attributes:
        name: as users see it.
        number: of the document in its run, from 0.
        marks: by element id; empty for what was not judged.
        findings: by rule, how many are open.
        severities: how many open findings there are of each.
        note: why it was not judged, in Chinese.
    """

    name: str
    number: int
    kind: DocumentKind
    verdict: Verdict
    marks: Mapping[str, Mark] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    severities: Mapping[Severity, int] = field(default_factory=dict)
    note: str = ""

    def count(self, *marks: Mark) -> int:
        """How many elements have one of these marks."""
        return sum(mark in marks for mark in self.marks.values())

    @property
    def gaps(self) -> int:
        """Elements that the law demands and that are open."""
        return self.count(Mark.MISSING, Mark.DEFERRED)

    @property
    def rank(self) -> tuple[int, ...]:
        """Worst first: what has most gaps, then most grave findings; what was not judged before what is in order."""
        errors, warnings = self.severities.get(Severity.ERROR, 0), self.severities.get(Severity.WARNING, 0)
        order = (Verdict.NOT_ASSESSED, Verdict.INCOMPLETE, Verdict.COMPLETE, Verdict.NOT_APPLICABLE)
        return (-self.gaps, -errors, order.index(self.verdict), -warnings, self.number)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All documents of a run.

    Attributes:
        rows: worst first.
        columns: by kind, in statutory order; only kinds that occur.
        folder: that all documents have in common, with its slash; empty where there is none.
    """

    rows: tuple[Row, ...]
    columns: Mapping[Kind, tuple[Column, ...]]
    folder: str = ""

    def short(self, row: Row) -> str:
        """A document's name without that folder."""
        return row.name.removeprefix(self.folder)

    def of_kind(self, kind: Kind) -> tuple[Row, ...]:
        """The documents of a kind that were judged."""
        return tuple(row for row in self.rows if row.kind.value == kind.value and row.marks)

    def findings(self) -> tuple[tuple[str, int, int], ...]:
        """Rule, open findings, documents that have some; most first."""
        open_, documents = Counter[str](), Counter[str]()
        for row in self.rows:
            open_.update(row.findings)
            documents.update(row.findings.keys())
        return tuple((rule, number, documents[rule]) for rule, number in open_.most_common())

    def verdicts(self) -> Mapping[Verdict, int]:
        """How many documents have which verdict, worst first."""
        found = Counter(row.verdict for row in self.rows)
        order = (Verdict.INCOMPLETE, Verdict.NOT_ASSESSED, Verdict.COMPLETE, Verdict.NOT_APPLICABLE)
        return {verdict: found[verdict] for verdict in order if found[verdict]}


def portfolio(documents: Iterable[DocumentReport]) -> Portfolio:
    """The documents of a run, read once; what is kept of each is a row."""
    rows: list[Row] = []
    columns: dict[Kind, dict[str, Column]] = {}
    for number, document in enumerate(documents):
        rows.append(row_of(document, number))
        if document.items:
            heads = columns.setdefault(Kind(document.kind.value), {})
            for column in columns_of(document):
                heads.setdefault(column.id, column)
    return Portfolio(
        tuple(sorted(rows, key=lambda row: row.rank)),
        {kind: tuple(columns[kind].values()) for kind in Kind if kind in columns},
        _folder([row.name for row in rows]),
    )


def row_of(document: DocumentReport, number: int) -> Row:
    """The row of one document."""
    open_ = [finding for finding in document.findings if finding.accepted is None]
    return Row(
        name=document.path,
        number=number,
        kind=document.kind,
        verdict=document.verdict,
        marks={element.id: mark_of(element) for item in document.items for element in item.elements},
        findings=Counter(finding.rule for finding in open_),
        severities=Counter(finding.severity for finding in open_),
        note=document.error or "",
    )


def columns_of(document: DocumentReport) -> Iterable[Column]:
    """The heads over the elements of one document."""
    for item in document.items:
        for element in item.elements:
            yield Column(element.id, element.title, item.id, item.title)


def mark_of(element: ElementVerdict) -> Mark:
    """The mark of one element."""
    if element.is_gap and element.accepted is not None:
        return Mark.ACCEPTED
    if element.is_gap and not element.counts:
        return Mark.BESIDE
    match element.status:
        case Status.PRESENT:
            return Mark.PRESENT
        case Status.DEFERRED:
            return Mark.DEFERRED
        case Status.MISSING:
            return Mark.MISSING
        case Status.NOT_ASSESSED:
            return Mark.NOT_ASSESSED


def _folder(names: list[str]) -> str:
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)  # what these two have in common all have
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    common = first[:same]
    return common[: max(common.rfind("/"), common.rfind("\\")) + 1]
