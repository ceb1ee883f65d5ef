"""The judgement on one document that was read: shared by check and generate."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from contractkit.core.against.compare import Against, beside, failed
from contractkit.core.against.plan import Plan
from contractkit.core.against.text import Text
from contractkit.core.checker.engine import Checked, Knowledge, check, with_standard
from contractkit.core.checker.finding import SEVERITIES, Finding
from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading
from contractkit.core.checker.surroundings import Surroundings
from contractkit.core.document import outline
from contractkit.core.document.tree import Document, Source
from contractkit.core.extraction.reading import read_facts
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.cues import load_cues
from contractkit.library.law import load_registry
from contractkit.library.learnt import load_learnt
from contractkit.library.playbook import Known, load_playbook
from contractkit.library.rule_pages import load_rule_pages
from contractkit.workflows.standpoint import Standpoint


def open_knowledge(clauses: Path | None = None, standpoint: Standpoint | None = None) -> Knowledge:
    """What every check is made with; clauses, cues and playbook lie in the clause library.

    Args:
        clauses: folder of an office's own clause library; by default the one that comes with contractkit.
        standpoint: whose measure; by default nobody's in particular.

    Raises:
        UsageError: there is no such playbook.
        InvalidData: the checker's data has mistakes.
    """
    folder, by = clauses or assets.clauses_folder(), standpoint or Standpoint()
    cues, pages = load_cues(folder), load_rule_pages()
    playbook = load_playbook(by.playbook, folder, Known(cues.elements, pages)).for_side(by.side, by.position)
    return Knowledge(cues, playbook, pages, learnt=load_learnt(), catalog=load_catalog(folder))


def open_requirements(edition: str | None, locality: str, on: date) -> Requirements:
    """What the law demands.

    Args:
        edition: id, or None for the one in force on that day.
        locality: id of local rules to add, or empty.
        on: the day whose law counts.

    Raises:
        UsageError: an edition or locality is unknown.
        InvalidData: the law has mistakes.
    """
    registry = load_registry()
    return registry.requirements(edition or registry.default(on).id, locality, on)


def judge(
    source: Source,
    path: str,
    data: bytes,
    knowledge: Knowledge,
    requirements: Requirements,
    kind: Kind | None,
    plan: Plan | None = None,
) -> DocumentReport:
    """The report on one document; `kind` None decides by substance; agreements are held against a plan if there is one."""
    document = outline.build(source)
    checked = check(document, requirements, knowledge, None if kind is None else DocumentKind(kind.value))
    against = _against(plan, document, checked, knowledge)
    around = Surroundings(document)
    return DocumentReport(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=checked.kind.kind,
        language=document.language,
        verdict=checked.verdict,
        items=around.of_items(checked.items),
        findings=around.of_findings(_worst_first((*checked.findings, *(against.findings if against else ())))),
        reading=Reading(source.format, source.characters, source.losses),
        kind_reason=checked.kind.reason,
        against=against.conformity if against else None,
    )


def text_of(document: Document) -> Text:
    """A document with what it states.

    Raises:
        InvalidData: the wording by which facts are recognised has mistakes.
    """
    from contractkit.library.extraction import load_lexicon  # noqa: PLC0415  most runs compare nothing

    return Text(document, read_facts(document, load_lexicon()))


def _against(plan: Plan | None, document: Document, checked: Checked, knowledge: Knowledge) -> Against | None:
    """How an agreement stands to the plan, its findings as grave as the playbook has them."""
    if plan is None or checked.kind.kind is not DocumentKind.AGREEMENT:
        return None
    try:
        text = text_of(document)
    except Exception as error:  # noqa: BLE001  what only serves the comparison costs no verdict; the report says so
        return failed(plan, f"{type(error).__name__}：{error}")
    found = beside(plan, text, knowledge.pages)
    return replace(found, findings=tuple(with_standard(one, knowledge.playbook) for one in found.findings))


def _worst_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
