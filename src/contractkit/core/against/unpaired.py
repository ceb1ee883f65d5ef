"""Entries of a list that only one of the two documents has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contractkit.core.against.entries import Entry, Lists
from contractkit.core.against.rule import Compared
from contractkit.core.against.wording import listed
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity


@dataclass(frozen=True, slots=True)
class Listed:
    """How the entries of a list are spoken of.

    Attributes:
        one: 数据资源, 产品: in front of a name.
        all: 数据资源, 产品和服务: behind a number.
        left_out: what to do about entries that the agreement does not list.
    """

    one: str
    all: str
    left_out: str

    def subject(self, entry: Entry) -> str:
        """产品“甲”."""
        return f"{self.one}“{entry.name}”"

    def added(self, entry: Entry, found: Lists, beside: Sequence[Evidence] = ()) -> Compared:
        """An entry of the agreement that the plan does not list.

        Args:
            entry: it.
            found: both lists.
            beside: words of the plan to show where no entry of it is near; by default its first entry.
        """
        near = found.nearest(entry)
        says = f"协议列出的“{entry.name}”不在实施方案的{len(found.plan)}项{self.all}之中"
        says += f"（名称最接近的是“{near.name}”）。" if near else "。"
        shown = near.evidence() if near else tuple(beside) or found.plan[0].evidence()
        severity = Severity.WARNING if found.is_open else None
        return Compared(
            self.subject(entry), Relation.DIFFERS, says, entry.evidence(), shown, is_finding=True, severity=severity
        )

    def missing(self, left: Sequence[Entry], found: Lists, reference: Evidence | None) -> Compared:
        """Entries of the plan that the agreement does not list.

        Args:
            left: them.
            found: both lists.
            reference: where the agreement says that it follows the plan; None where it does not.
        """
        subject = f"协议没有列出的{self.all}"
        words = tuple(one for entry in left for one in entry.evidence())
        names = listed(entry.name for entry in left)
        if reference is not None:
            says = f"实施方案列入的{names}，协议没有重列，但写明以实施方案为准。"
            return Compared(subject, Relation.FOLLOWS, says, (reference,), words)
        says = f"实施方案列入的{len(left)}项{self.all}，协议没有列出：{names}。"
        return Compared(
            subject,
            Relation.PLAN_ONLY,
            says,
            found.agreement[0].evidence(),
            words,
            is_finding=True,
            severity=Severity.WARNING,
            remedy=self.left_out,
        )
