"""The sheets below the overview: documents, gaps, findings, evidence, the ledger of what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.core.checker.settlement import gaps
from contractkit.reporters import words
from contractkit.reporters.glossary import Glossary
from contractkit.reporters.portfolio.rows import mark_of
from contractkit.reporters.portfolio.wording import MARK_COLOUR
from contractkit.reporters.xlsx.conformity import ConformitySheet
from contractkit.reporters.xlsx.sheets import Book, Cell, Sheet

_DOCUMENTS = (
    ("文件", 44.0),
    ("种类", 14.0),
    ("结论", 16.0),
    ("覆盖", 34.0),
    ("问题", 14.0),
    ("原因", 50.0),
    ("格式", 9.0),
    ("字数", 9.0),
    ("SHA-256", 68.0),
)
_GAPS = (
    ("文件", 36.0),
    ("条目", 7.0),
    ("要素", 20.0),
    ("状态", 9.0),
    ("理由", 46.0),
    ("最接近的原文", 46.0),
    ("位置", 22.0),
    ("法律依据", 30.0),
    ("坚持", 30.0),
    ("可让", 30.0),
    ("已接受", 30.0),
    ("补在何处", 34.0),
    ("补缺的文字", 70.0),
)
_FINDINGS = (
    ("文件", 36.0),
    ("级别", 7.0),
    ("问题", 22.0),
    ("规则", 20.0),
    ("条目", 7.0),
    ("说明", 50.0),
    ("原文", 46.0),
    ("位置", 22.0),
    ("法律依据", 30.0),
    ("处理", 46.0),
    ("已接受", 30.0),
    ("实施方案原文", 46.0),
)
_EVIDENCE = (
    ("文件", 36.0),
    ("条目", 7.0),
    ("要素", 20.0),
    ("状态", 9.0),
    ("前文", 30.0),
    ("原文", 60.0),
    ("后文", 30.0),
    ("位置", 26.0),
    ("理由", 40.0),
)
_LEDGER = (("文件", 44.0), ("性质", 9.0), ("说明", 110.0))


@dataclass(slots=True)
class _Sheets:
    documents: Sheet
    gaps: Sheet
    findings: Sheet
    evidence: Sheet
    ledger: Sheet

    def all(self) -> tuple[Sheet, ...]:
        return self.documents, self.gaps, self.findings, self.evidence, self.ledger


def write_details(book: Book, report: Report, glossary: Glossary) -> None:
    """Write the sheets, document by document."""
    sheets = _Sheets(
        book.sheet("文件", _DOCUMENTS),
        book.sheet("缺漏", _GAPS),
        book.sheet("问题", _FINDINGS),
        book.sheet("依据", _EVIDENCE),
        book.sheet("读取情况", _LEDGER),
    )
    for sheet in sheets.all():
        sheet.head()
    against = ConformitySheet(book)
    for document in report.documents:
        sheets.documents.add(_document(document))
        for gap in gaps(document):
            sheets.gaps.add(_gap(document, gap, glossary), looks=_state(book, gap))
        for finding in document.findings:
            sheets.findings.add(_finding(document, finding, glossary))
        for element, row in _evidence(document):
            sheets.evidence.add(row, looks=_state(book, element))
        for loss in document.reading.losses:
            sheets.ledger.add([document.path, words.loss_heading(loss), words.loss(loss)])
        for idle in document.idle:
            sheets.ledger.add([document.path, "偏离未计入", words.idle(idle)])
        against.add(document)
    for sheet in sheets.all():
        sheet.finish()
    against.finish()


def _document(document: DocumentReport) -> list[Cell]:
    return [
        document.path,
        words.KIND[document.kind],
        words.VERDICT[document.verdict],
        words.coverage(document),
        words.findings_count(document) if document.findings else "",
        document.error or words.doubt(document),
        document.reading.format,
        document.reading.characters,
        document.sha256,
    ]


def _gap(document: DocumentReport, gap: ElementVerdict, glossary: Glossary) -> list[Cell]:
    topic = glossary.elements.get(gap.id)
    remedy = None if gap.accepted else gap.remedy
    return [
        document.path,
        _item(document, gap),
        gap.title,
        words.STATUS[gap.status],
        gap.reason,
        _quotes(gap.evidence),
        _places(gap.evidence),
        topic.basis if topic else "",
        gap.insist,
        gap.accept,
        words.deviation(gap.accepted) if gap.accepted else "",
        words.remedy_head(remedy) if remedy else "",
        "\n".join(remedy.paragraphs) if remedy else "",
    ]


def _finding(document: DocumentReport, finding: Finding, glossary: Glossary) -> list[Cell]:
    return [
        document.path,
        words.SEVERITY[finding.severity],
        glossary.rule_title(finding.rule),
        finding.rule,
        finding.item,
        finding.message,
        _quotes(finding.evidence),
        _places(finding.evidence),
        finding.basis,
        finding.remedy,
        words.deviation(finding.accepted) if finding.accepted else "",
        _quotes(finding.plan),
    ]


def _evidence(document: DocumentReport) -> Iterator[tuple[ElementVerdict, list[Cell]]]:
    """A row for each passage that carries an element, one without passage for elements that have none."""
    for item in document.items:
        for element in item.elements:
            head: list[Cell] = [document.path, item.id, element.title, words.STATUS[element.status]]
            for one in element.evidence:
                place = words.place(one.path, one.location)
                yield element, [*head, one.before, one.quote, one.after, place, element.reason]
            if not element.evidence:
                yield element, [*head, None, None, None, None, element.reason]


def _state(book: Book, element: ElementVerdict) -> dict[int, object]:
    return {3: book.mark(MARK_COLOUR[mark_of(element)])}


def _item(document: DocumentReport, gap: ElementVerdict) -> str:
    return next((item.id for item in document.items if gap in item.elements), "")


def _quotes(evidence: tuple[Evidence, ...]) -> str:
    return "\n".join(one.quote for one in evidence)


def _places(evidence: tuple[Evidence, ...]) -> str:
    return "\n".join(words.place(one.path, one.location) for one in evidence)
