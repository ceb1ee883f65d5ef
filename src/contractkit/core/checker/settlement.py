"""A report settled with the deviations that somebody has accepted: what they cover is marked, the others are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from contractkit.core.checker.deviation import Deviation, Idle, key_of
from contractkit.core.checker.finding import SEVERITIES, ElementVerdict, Finding, ItemVerdict, Status
from contractkit.core.checker.report import DocumentReport

Key = tuple[str, tuple[str, ...]]
_Verdict = TypeVar("_Verdict", ElementVerdict, Finding)


def words_of(verdict: ElementVerdict | Finding) -> tuple[str, ...]:
    """The words of the draft on which a gap or a finding rests; none for what is missing: it has no words.

    What is missing is accepted as such; the passages nearest to it may change with anything else in the draft.
    """
    if isinstance(verdict, ElementVerdict) and verdict.status is not Status.DEFERRED:
        return ()
    return tuple(evidence.quote for evidence in verdict.evidence)


def subject_of(verdict: ElementVerdict | Finding) -> str:
    """Element id or rule name."""
    return verdict.id if isinstance(verdict, ElementVerdict) else verdict.rule


@dataclass(slots=True)
class Ledger:
    """Accepted deviations, and which of them were met in a draft.

    Attributes:
        deviations: by their keys; of two with the same key the one that holds longer.
        on: the day of the check.
    """

    deviations: dict[Key, Deviation]
    on: date
    _met: set[Key] = field(default_factory=set)

    @classmethod
    def of(cls, deviations: Iterable[Deviation], on: date) -> Ledger:
        """A ledger in which nothing has been met yet."""
        return cls({one.key: one for one in sorted(deviations, key=lambda one: one.until)}, on)

    def settle(self, document: DocumentReport) -> DocumentReport:
        """The report with every gap and finding marked that an accepted deviation covers on that day."""
        if not self.deviations or document.error is not None:
            return document
        items = tuple(self._item(item) for item in document.items)
        return replace(document, items=items, findings=tuple(self._settled(one) for one in document.findings))

    def idle(self) -> tuple[Idle, ...]:
        """Those that cover nothing: expired, or not met in any draft that was settled."""
        found = (Idle(one, why) for key, one in self.deviations.items() if (why := self._why_idle(key, one)))
        return tuple(sorted(found, key=lambda idle: idle.deviation.line))

    def _item(self, item: ItemVerdict) -> ItemVerdict:
        elements = tuple(self._settled(element) if element.is_gap else element for element in item.elements)
        return replace(item, elements=elements)

    def _settled(self, verdict: _Verdict) -> _Verdict:
        words = words_of(verdict)
        if isinstance(verdict, Finding) and not words:
            return verdict  # a rule that failed: there is nothing that could be accepted
        key = (subject_of(verdict), key_of(words))
        deviation = self.deviations.get(key)
        if deviation is None:
            return verdict
        self._met.add(key)
        return replace(verdict, accepted=deviation) if deviation.holds(self.on) else verdict

    def _why_idle(self, key: Key, deviation: Deviation) -> str:
        if not deviation.holds(self.on):
            return f"已于{deviation.until.isoformat()}到期，不再计入。仍然接受的，请重新登记；否则请删去。"
        if key in self._met:
            return ""
        if deviation.words:
            return "没有用到：文本中没有这处问题，或者所引的原文已经改动。请核对后删去，或者重新登记。"
        return "没有用到：文本已经写明该要素，或者审查范围不含该要素。请核对后删去。"


def open_gaps(document: DocumentReport) -> Sequence[ElementVerdict]:
    """The gaps that count and that nobody has accepted, gravest first, else in statutory order."""
    return [gap for gap in gaps(document) if gap.accepted is None and gap.counts]


def gaps(document: DocumentReport) -> Sequence[ElementVerdict]:
    """All gaps, gravest first, else in statutory order."""
    found = [element for item in document.items for element in item.elements if element.is_gap]
    return sorted(found, key=lambda gap: (not gap.counts, SEVERITIES.index(gap.severity)))
