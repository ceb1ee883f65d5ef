"""The judgement on one document that was read: shared by check and generate."""

from __future__ import annotations

import hashlib
from pathlib import Path

from contractkit.core.checker.engine import Knowledge, check
from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading
from contractkit.core.checker.surroundings import Surroundings
from contractkit.core.document import outline
from contractkit.core.document.tree import Source
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.cues import load_cues
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


def judge(
    source: Source, path: str, data: bytes, knowledge: Knowledge, requirements: Requirements, kind: Kind | None
) -> DocumentReport:
    """The report on one document; `kind` None decides by substance."""
    document = outline.build(source)
    checked = check(document, requirements, knowledge, None if kind is None else DocumentKind(kind.value))
    around = Surroundings(document)
    return DocumentReport(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=checked.kind.kind,
        language=document.language,
        verdict=checked.verdict,
        items=around.of_items(checked.items),
        findings=around.of_findings(checked.findings),
        reading=Reading(source.format, source.characters, source.losses),
        kind_reason=checked.kind.reason,
    )
