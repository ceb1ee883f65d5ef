"""The comparison of an agreement with its plan: points side by side, and the findings among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from contractkit.core.against import parties, products, scope, security, shares, term
from contractkit.core.against.plan import Plan
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.checker.conformity import Conformity, Topic
from contractkit.core.checker.finding import Finding, Severity
from contractkit.core.checker.rules import RulePage


@dataclass(frozen=True, slots=True)
class PlanRule:
    """One rule: its name, its topic, and how it compares.

    Attributes:
        name: kebab-case name; its page has the same.
        compare: pure function from plan and agreement to what was compared.
    """

    name: str
    topic: Topic
    compare: Callable[[Text, Text], Iterable[Compared]]


PLAN_RULES: tuple[PlanRule, ...] = (
    PlanRule("plan-term-differs", Topic.TERM, term.compare),
    PlanRule("plan-scope-differs", Topic.SCOPE, scope.compare),
    PlanRule("plan-products-differ", Topic.PRODUCTS, products.compare),
    PlanRule("plan-share-differs", Topic.SHARES, shares.compare),
    PlanRule("plan-security-differs", Topic.SECURITY, security.compare),
    PlanRule("plan-party-differs", Topic.PARTIES, parties.compare),
)
"""Every rule that holds an agreement against its plan, in the order in which points are listed."""


@dataclass(frozen=True, slots=True)
class Against:
    """The outcome for one agreement."""

    conformity: Conformity
    findings: tuple[Finding, ...]


def failed(plan: Plan, why: str) -> Against:
    """The outcome where nothing could be compared, because the agreement's facts could not be read."""
    message = f"读取协议中要与实施方案对照的内容时程序出错（{why}），没有对照。"
    finding = Finding(PLAN_RULES[0].name, Severity.INFO, "", message, "请人工对照，并把这句话告诉维护者。", "", ())
    return Against(Conformity(plan.path, plan.sha256, (), plan.unread), (finding,))


def beside(plan: Plan, agreement: Text, pages: Mapping[str, RulePage]) -> Against:
    """Hold an agreement against a plan; one crash of a rule costs one rule, and a finding says so."""
    points, findings = [], []
    for rule in PLAN_RULES:
        try:
            compared = tuple(rule.compare(plan.text, agreement))
        except Exception as error:  # noqa: BLE001 - one crash costs one rule, and the report says so
            message = f"规则 {rule.name} 执行时程序出错（{type(error).__name__}），这一方面没有与实施方案对照。"
            findings.append(Finding(rule.name, Severity.INFO, "", message, "请人工对照这一方面。", "", ()))
            continue
        points += [one.point(rule.topic) for one in compared]
        findings += [one.finding(pages[rule.name]) for one in compared if one.is_finding]
    conformity = Conformity(plan.path, plan.sha256, tuple(points), plan.unread)
    return Against(conformity, tuple(findings))
