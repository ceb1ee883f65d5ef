"""The playbook: how grave it is when something is wrong, what we insist on, what we accept; for each side.

An office's file changes and extends another one. What it says of an element holds before what the file below says of the
same element for one side: the writer of the upper file need not know the lower one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from contractkit.core.checker.finding import Severity
from contractkit.core.matter.standpoint import Position, Side


@dataclass(frozen=True, slots=True)
class Standard:
    """Our standard for one element or rule.

    Attributes:
        severity: how grave it is when the element is not there, or when the rule finds something.
        insist: what we do not give up, one Chinese sentence; may be empty.
        accept: what we can live with, one Chinese sentence; may be empty.
        position: whose clause text closes the gap.
    """

    severity: Severity
    insist: str = ""
    accept: str = ""
    position: Position = Position.PREFERRED


@dataclass(frozen=True, slots=True)
class Terms:
    """What a file says of one element or rule; None where it says nothing and the file below it holds."""

    severity: Severity | None = None
    insist: str | None = None
    accept: str | None = None
    position: Position | None = None

    def over(self, below: Terms) -> Terms:
        """These terms, and those below where they say nothing."""
        return Terms(
            severity=below.severity if self.severity is None else self.severity,
            insist=below.insist if self.insist is None else self.insist,
            accept=below.accept if self.accept is None else self.accept,
            position=below.position if self.position is None else self.position,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file says of one element or rule for everybody, and what is different for one side."""

    common: Terms = Terms()
    sides: Mapping[Side, Terms] = field(default_factory=dict)

    def over(self, below: Entry) -> Entry:
        """This entry laid over that of the file below."""
        named = [side for side in Side if side in self.sides or side in below.sides]
        sides = {side: self.terms(side).over(below.sides.get(side, Terms())) for side in named}
        return Entry(self.common.over(below.common), sides)

    def terms(self, side: Side | None) -> Terms:
        """What holds for a side, or for nobody in particular."""
        return self.common if side is None else self.sides.get(side, Terms()).over(self.common)


@dataclass(frozen=True, slots=True)
class Playbook:
    """Standards by element id and by rule name.

    Attributes:
        default: of elements that have no severity of their own.
        elements: by element id.
        rules: by rule name; a rule without an entry has the severity of its page.
        side: for whom the check is made; None for nobody in particular.
        position: whose clause text closes gaps, whatever the entries say; None to go by the entries.
    """

    default: Severity = Severity.ERROR
    elements: Mapping[str, Entry] = field(default_factory=dict)
    rules: Mapping[str, Entry] = field(default_factory=dict)
    side: Side | None = None
    position: Position | None = None

    def standard(self, element_id: str) -> Standard:
        """The standard for one element."""
        return self._standard(self.elements.get(element_id, Entry()), self.default)

    def rule(self, name: str, severity: Severity) -> Standard:
        """The standard for one rule; `severity` is its page's."""
        return self._standard(self.rules.get(name, Entry()), severity)

    def extended(self, elements: Mapping[str, Entry], rules: Mapping[str, Entry], default: Severity | None) -> Playbook:
        """This playbook with the entries of another file laid over it."""
        return replace(
            self,
            default=default or self.default,
            elements=_laid_over(elements, self.elements),
            rules=_laid_over(rules, self.rules),
        )

    def for_side(self, side: Side | None, position: Position | None = None) -> Playbook:
        """This playbook as one side reads it."""
        return replace(self, side=side, position=position)

    def _standard(self, entry: Entry, severity: Severity) -> Standard:
        terms = entry.terms(self.side)
        return Standard(
            severity=terms.severity or severity,
            insist=terms.insist or "",
            accept=terms.accept or "",
            position=self.position or terms.position or Position.PREFERRED,
        )


def _laid_over(upper: Mapping[str, Entry], lower: Mapping[str, Entry]) -> Mapping[str, Entry]:
    names = (*lower, *(name for name in upper if name not in lower))
    return {name: upper.get(name, Entry()).over(lower.get(name, Entry())) for name in names}
