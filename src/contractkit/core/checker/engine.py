"""The check of one document: what it is, its elements, its findings.

One crash of a recogniser or a rule costs one element or one rule, and the report says which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from contractkit.core.checker.aspects import aspects_of
from contractkit.core.checker.finding import (
    SEVERITIES,
    ElementVerdict,
    Finding,
    ItemStatus,
    ItemVerdict,
    Severity,
    Status,
)
from contractkit.core.checker.kinds import KindVerdict, classify
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.recognition.cues import Cues
from contractkit.core.checker.recognition.recogniser import Learnt, Recogniser
from contractkit.core.checker.remedies.remedy import failed
from contractkit.core.checker.remedies.writing import RemedyWriter
from contractkit.core.checker.report import DocumentKind, Verdict
from contractkit.core.checker.rules import RULES, Rule, RuleContext, RulePage
from contractkit.core.checker.substance import by_elements
from contractkit.core.clauses.clause import Catalog
from contractkit.core.document.tree import Document, Loss
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Element, Item, Kind


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a check is made with, loaded once for all documents.

    Attributes:
        cues: how elements are recognised, and what a document is.
        playbook: how grave it is when an element is not there.
        pages: page per rule name.
        rules: the rules that look for findings.
        learnt: what weighs the sentences that may carry an element; None to let the cues decide alone.
        catalog: clauses from which gaps are closed; None to offer no remedies.
    """

    cues: Cues
    playbook: Playbook
    pages: Mapping[str, RulePage]
    rules: tuple[Rule, ...] = RULES
    learnt: Learnt | None = None
    catalog: Catalog | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for one document.

    Attributes:
        kind: what it is, and why.
        items: verdicts in statutory order; empty for `other`.
        findings: worst first, those of one severity in the order of the rules.
    """

    kind: KindVerdict
    verdict: Verdict
    items: tuple[ItemVerdict, ...]
    findings: tuple[Finding, ...]


def check(
    document: Document, requirements: Requirements, knowledge: Knowledge, kind: DocumentKind | None = None
) -> Checked:
    """Judge a document.

    Args:
        document: the outlined document.
        requirements: what applies to it.
        knowledge: cues, playbook and rule pages.
        kind: what the user says it is; None to decide by substance.
    """
    kinds = (
        kind_of(document, requirements, knowledge) if kind is None else KindVerdict(kind, "按使用者指定的类型审查。")
    )
    if kinds.kind is DocumentKind.OTHER:
        return Checked(kinds, _verdict_of_other(document.source.losses), (), ())
    wanted = Kind(kinds.kind.value)
    recogniser = Recogniser(document, knowledge.cues, wanted, knowledge.learnt)
    items = tuple(_item(item, recogniser, document, knowledge.playbook) for item in requirements.of_kind(wanted))
    items = _with_remedies(items, document, wanted, requirements, knowledge)
    models = knowledge.learnt.models if knowledge.learnt else None
    context = RuleContext(document, kinds.kind, requirements, knowledge.pages, models)
    findings = [finding for rule in knowledge.rules for finding in _findings(rule, context, knowledge.playbook)]
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return Checked(kinds, verdict_of(items), items, tuple(findings))


def kind_of(document: Document, requirements: Requirements, knowledge: Knowledge) -> KindVerdict:
    """By form and subject matter; of what has the form of neither, by the elements that it states."""
    found = classify(document, knowledge.cues.kinds)
    if found.kind is not DocumentKind.OTHER or knowledge.learnt is None:
        return found
    return by_elements(document, requirements, knowledge.cues, knowledge.learnt) or found


def _verdict_of_other(losses: Sequence[Loss]) -> Verdict:
    """What was not read may be what makes it a plan or an agreement."""
    return Verdict.NOT_ASSESSED if any(loss.withholds for loss in losses) else Verdict.NOT_APPLICABLE


def verdict_of(items: Sequence[ItemVerdict]) -> Verdict:
    """Complete when every element is there; not assessed when one that is not missing could not be judged."""
    statuses = [element.status for item in items for element in item.elements if element.counts]
    if any(status in (Status.MISSING, Status.DEFERRED) for status in statuses):
        return Verdict.INCOMPLETE
    if not statuses or any(status is Status.NOT_ASSESSED for status in statuses):
        return Verdict.NOT_ASSESSED
    return Verdict.COMPLETE


def item_status(elements: Sequence[ElementVerdict]) -> ItemStatus:
    """The sum of the elements that count: present when all are, missing when none is there or touched."""
    statuses = {element.status for element in elements if element.counts}
    if statuses == {Status.PRESENT}:
        return ItemStatus.PRESENT
    if Status.NOT_ASSESSED in statuses and statuses <= {Status.NOT_ASSESSED, Status.PRESENT}:
        return ItemStatus.NOT_ASSESSED
    return ItemStatus.MISSING if statuses == {Status.MISSING} else ItemStatus.PARTIAL


def _with_remedies(
    items: tuple[ItemVerdict, ...],
    document: Document,
    kind: Kind,
    requirements: Requirements,
    knowledge: Knowledge,
) -> tuple[ItemVerdict, ...]:
    """Gaps with the text that closes them; the text needs the verdicts on everything else."""
    verdicts = [element for item in items for element in item.elements]
    if knowledge.catalog is None or not any(verdict.is_gap for verdict in verdicts):
        return items
    catalog, playbook = knowledge.catalog, knowledge.playbook
    writer = cache(lambda: RemedyWriter(document, kind, requirements, catalog, playbook, verdicts))
    return tuple(
        replace(item, elements=tuple(_with_remedy(element, writer) for element in item.elements)) for item in items
    )


def _with_remedy(verdict: ElementVerdict, writer: Callable[[], RemedyWriter]) -> ElementVerdict:
    if not verdict.is_gap:
        return verdict
    try:
        return replace(verdict, remedy=writer().remedy(verdict))
    except Exception as error:  # noqa: BLE001 - one crash costs one text, and the report says so
        return replace(verdict, remedy=failed(verdict.id, f"{type(error).__name__}：{error}"))


def _item(item: Item, recogniser: Recogniser, document: Document, playbook: Playbook) -> ItemVerdict:
    verdicts = (_judged(element, recogniser, playbook) for element in item.elements)
    elements = tuple(_withheld(verdict, document.source.losses) for verdict in verdicts)
    return ItemVerdict(item.id, item.title, item_status(elements), elements)


def _withheld(verdict: ElementVerdict, losses: Sequence[Loss]) -> ElementVerdict:
    """Where running text was not read, what was not found is not assessed instead of missing."""
    unread = [f"{loss.what}{loss.count}处" for loss in losses if loss.withholds]
    if verdict.status is not Status.MISSING or not unread:
        return verdict
    reason = f"读到的部分没有写明{verdict.title}，但有{'、'.join(unread)}没有读取，不能断定缺失，请人工核对。"
    return replace(verdict, status=Status.NOT_ASSESSED, reason=reason)


def _judged(element: Element, recogniser: Recogniser, playbook: Playbook) -> ElementVerdict:
    """The verdict with what our playbook holds of it."""
    standard = playbook.standard(element.id)
    return replace(
        _element(element, recogniser),
        severity=standard.severity,
        insist=standard.insist,
        accept=standard.accept,
        counts=element.counts,
    )


def _element(element: Element, recogniser: Recogniser) -> ElementVerdict:
    try:
        verdict = recogniser.judge(element)
        cues = recogniser.cues.elements.get(element.id)
        return replace(verdict, aspects=aspects_of(cues, recogniser.reading)) if cues and cues.aspects else verdict
    except Exception as error:  # noqa: BLE001 - one crash costs one element, and the report says so
        reason = f"识别“{element.title}”时程序出错（{type(error).__name__}），本项未判断，请人工审查。"
        return ElementVerdict(element.id, element.title, Status.NOT_ASSESSED, reason)


def _findings(rule: Rule, context: RuleContext, playbook: Playbook) -> Sequence[Finding]:
    try:
        return [with_standard(finding, playbook) for finding in rule.find(context)]
    except Exception as error:  # noqa: BLE001 - one crash costs one rule, and the report says so
        message = f"规则 {rule.name} 执行时程序出错（{type(error).__name__}），这一类问题未检查。"
        return [Finding(rule.name, Severity.INFO, "", message, "请就这一类问题人工审查。", "", ())]


def with_standard(finding: Finding, playbook: Playbook) -> Finding:
    """The finding with what our playbook holds of its rule."""
    standard = playbook.rule(finding.rule, finding.severity)
    return replace(finding, severity=standard.severity, insist=standard.insist, accept=standard.accept)
