"""The playbook: how grave it is when an element is not there, and what we insist on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from contractkit.core.checker.finding import Severity


@dataclass(frozen=True, slots=True)
class Standard:
    """Our standard for one element.

    Attributes:
        severity: how grave it is when the element is missing or put off.
        insist: what we do not give up, one Chinese sentence; may be empty.
        accept: what we can live with, one Chinese sentence; may be empty.
    """

    severity: Severity
    insist: str = ""
    accept: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """Standards by element id; elements without an entry have `default`."""

    default: Severity = Severity.ERROR
    elements: Mapping[str, Standard] = field(default_factory=dict)

    def standard(self, element_id: str) -> Standard:
        """The standard for one element."""
        return self.elements.get(element_id, Standard(self.default))

    def severity(self, element_id: str) -> Severity:
        """How grave it is when this element is not there."""
        return self.standard(element_id).severity
