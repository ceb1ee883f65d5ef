"""What a comparison finds in one point, and the rule that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.core.checker.conformity import Point, Relation, Topic
from contractkit.core.checker.finding import Evidence, Finding, Severity
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules import RulePage


@dataclass(frozen=True, slots=True)
class Compared:
    """One point in which plan and agreement were compared.

    Attributes:
        subject: see `Point.subject`; says, agreement, plan: likewise.
        severity: of the finding that it is, instead of that of the rule's page.
        remedy: instead of that of the page.
        is_finding: whether it is one.
    """

    subject: str
    relation: Relation
    says: str
    agreement: tuple[Evidence, ...] = ()
    plan: tuple[Evidence, ...] = ()
    is_finding: bool = False
    severity: Severity | None = None
    remedy: str = ""

    def point(self, topic: Topic) -> Point:
        """The row of the comparison."""
        return Point(topic, self.subject, self.relation, self.says, self.agreement, self.plan)

    def finding(self, page: RulePage) -> Finding:
        """The finding, with its rule's law and remedy."""
        return Finding(
            rule=page.name,
            severity=self.severity or page.severity,
            item=page.item(DocumentKind.AGREEMENT),
            message=self.says,
            remedy=self.remedy or page.remedy,
            basis=page.basis,
            evidence=self.agreement,
            plan=self.plan,
        )
