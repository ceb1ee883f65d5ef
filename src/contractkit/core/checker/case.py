"""Cases: the texts beside each element and each rule that show what the check must say, and what it still gets wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from contractkit.core.law.requirement import Kind


class Sort(StrEnum):
    """What a case shows."""

    PASS = "pass"  # noqa: S105 - written as it should be
    FAIL = "fail"  # put off, denied, only recited, or forbidden
    NEAR = "near"  # reads alike and is about something else, or lawful


class Outcome(StrEnum):
    """What the check says of a text: of an element its status, of a rule whether it speaks."""

    PRESENT = "present"
    DEFERRED = "deferred"
    MISSING = "missing"
    NOT_ASSESSED = "not_assessed"
    SILENT = "silent"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what the check must say when a document holds just this text.

    Attributes:
        subject: id of an element or name of a rule.
        kind: the document that an element belongs to; None for rules, which are judged in both.
        text: Markdown; of a rule that holds an agreement against its plan, the agreement's.
        heading: the heading over the text; empty where any will do.
        why: why a text does not count, in Chinese without a full stop; empty for those that need no reason.
        place: file and line.
        plan: Markdown of the plan, for such a rule; empty for all others.
    """

    subject: str
    kind: Kind | None
    sort: Sort
    expected: Outcome
    text: str
    heading: str = ""
    why: str = ""
    place: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """All cases of one element or rule.

    Attributes:
        why: why an element matters, in Chinese; empty for rules, whose pages say it.
    """

    subject: str
    why: str
    cases: tuple[Case, ...]

    def of(self, sort: Sort) -> tuple[Case, ...]:
        """The cases of one sort, in their order."""
        return tuple(case for case in self.cases if case.sort is sort)


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of everything.

    Attributes:
        pages: by element id or rule name.
        wrong: what the check says today instead of what it must, by subject and text.
    """

    pages: Mapping[str, CasePage]
    wrong: Mapping[tuple[str, str], Outcome]

    def wrong_of(self, case: Case) -> Outcome | None:
        """What the check wrongly says of a case; None where it is judged rightly."""
        return self.wrong.get((case.subject, case.text))
