"""Two promises about a returned draft, each tried before it is handed over.

Rejecting all our insertions gives back the original: the same blocks in every view of tracked changes. Accepting them
closes the gaps: our own check finds none of these elements missing, and only those put off that have blanks to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contractkit.core.checker.engine import Knowledge, check
from contractkit.core.checker.finding import Status
from contractkit.core.checker.remedies.together import Insertion
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules.context import RuleContext
from contractkit.core.checker.rules.numbering import NUMBERING_GAP
from contractkit.core.checker.rules.references import DANGLING_REFERENCE
from contractkit.core.document import outline
from contractkit.core.document.tree import Document, Source
from contractkit.core.law.edition import Requirements
from contractkit.errors import RenderingError
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx
from contractkit.reporters.annotated import Annotated, accepted, rejected

_TELL = "没有写出文件。请把这句话和文件的来源告诉维护者；可以先用 --format markdown 得到意见。"


@dataclass(frozen=True, slots=True)
class Judge:
    """By what a draft was judged, so that it can be judged again."""

    requirements: Requirements
    knowledge: Knowledge
    kind: DocumentKind
    view: RevisionView


def verify_rejected(original: bytes, annotated: Annotated) -> None:
    """Try the first promise.

    Raises:
        RenderingError: it does not hold.
    """
    without = rejected(annotated.data, annotated.changes)
    for view in RevisionView:
        if _read(original, view) != _read(without, view):
            raise RenderingError("拒绝全部插入以后和原文不一致。", remedy=_TELL)


def unclosed(annotated: Annotated, texts: Iterable[Insertion], judge: Judge) -> frozenset[str]:
    """The elements for which the second promise does not hold: still missing though their text was accepted."""
    document = as_accepted(annotated, judge)
    checked = check(document, judge.requirements, judge.knowledge, judge.kind)
    statuses = {element.id: element.status for item in checked.items for element in item.elements}
    found = []
    for text in texts:
        closed = {Status.PRESENT, Status.DEFERRED} if text.blanks else {Status.PRESENT}
        if not text.is_annex and statuses.get(text.element) not in closed:
            found.append(text.element)
    return frozenset(found)


def numbering_faults(document: Document, judge: Judge) -> int:
    """How many numbers are left out or used twice, and how many references lead nowhere."""
    context = RuleContext(document, judge.kind, judge.requirements, judge.knowledge.pages, None)
    return sum(1 for rule in (NUMBERING_GAP, DANGLING_REFERENCE) for _ in rule.detect(context))


def as_accepted(annotated: Annotated, judge: Judge) -> Document:
    """The draft with all our changes accepted."""
    return outline.build(read_docx(accepted(annotated.data, annotated.changes), judge.view))


def _read(data: bytes, view: RevisionView) -> tuple[object, ...]:
    source: Source = read_docx(data, view)
    return source.blocks, source.furniture
