"""The sample counterparty drafts: what the check finds in them is exactly what was put there."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from contractkit.core.checker.finding import ElementVerdict, Evidence, Status
from contractkit.core.checker.report import DocumentKind, DocumentReport, Verdict
from contractkit.workflows.check import CheckOptions, check_files

DRAFTS = Path(__file__).parents[2] / "samples" / "drafts"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DELETED = "被授权方不得自行，也不得借助关联企业、参股企业或者他人名义"
DELETED_FORUM = "提请被授权方所在地的商会调解"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the check is to say of one draft."""

    kind: DocumentKind
    verdict: Verdict
    elements: int
    missing: frozenset[str] = frozenset()
    deferred: frozenset[str] = frozenset()
    findings: tuple[str, ...] = ()


EXPECTED = {
    "flawed-agreement.docx": Expected(
        DocumentKind.AGREEMENT,
        Verdict.INCOMPLETE,
        25,
        missing=frozenset({"14.3.business_review", "14.6.no_redevelopment", "14.8.risk_monitoring", "14.9.evaluation"}),
        deferred=frozenset({"14.4.platform", "14.7.revenue_sharing"}),
        findings=("amount-mismatch", "dangling-reference", "term-too-long", "unfilled-placeholder"),
    ),
    "good-agreement.docx": Expected(DocumentKind.AGREEMENT, Verdict.COMPLETE, 25),
    "good-plan.pdf": Expected(DocumentKind.PLAN, Verdict.COMPLETE, 34),
    "traditional-agreement.md": Expected(
        DocumentKind.AGREEMENT,
        Verdict.INCOMPLETE,
        25,
        missing=frozenset({"14.5.equipment", "14.8.emergency"}),
        findings=("monopoly-clause",),
    ),
}
EACH_DRAFT = pytest.mark.parametrize("name", EXPECTED)


@EACH_DRAFT
def test_the_kind_and_the_verdict(name: str) -> None:
    report = checked(name)
    assert (report.error, report.kind, report.verdict) == (None, EXPECTED[name].kind, EXPECTED[name].verdict)


@EACH_DRAFT
def test_exactly_the_planted_elements_are_missing_or_deferred(name: str) -> None:
    verdicts = elements(checked(name))
    assert len(verdicts) == EXPECTED[name].elements
    assert ids_with(verdicts, Status.MISSING) == EXPECTED[name].missing
    assert ids_with(verdicts, Status.DEFERRED) == EXPECTED[name].deferred
    assert not ids_with(verdicts, Status.NOT_ASSESSED)


@EACH_DRAFT
def test_exactly_the_planted_findings(name: str) -> None:
    assert tuple(sorted(finding.rule for finding in checked(name).findings)) == EXPECTED[name].findings


@EACH_DRAFT
def test_every_quote_is_in_the_file(name: str) -> None:
    words = squeezed(words_of(DRAFTS / name))
    quotes = [evidence.quote for evidence in all_evidence(checked(name))]
    assert quotes
    assert [quote for quote in quotes if not all(squeezed(cell) in words for cell in quote.split(" | "))] == []


@EACH_DRAFT
def test_what_is_present_or_deferred_has_evidence(name: str) -> None:
    verdicts = elements(checked(name))
    told = [verdict for verdict in verdicts if verdict.status in {Status.PRESENT, Status.DEFERRED}]
    assert [verdict.id for verdict in told if not verdict.evidence] == []


def test_what_a_revision_deletes_does_not_count() -> None:
    with zipfile.ZipFile(DRAFTS / "flawed-agreement.docx") as package:
        deleted = "".join(
            node.text or "" for node in etree.fromstring(package.read("word/document.xml")).iter(W + "delText")
        )
    quotes = "".join(evidence.quote for evidence in all_evidence(checked("flawed-agreement.docx")))
    assert DELETED in deleted
    assert DELETED_FORUM in deleted
    assert DELETED not in quotes
    assert DELETED_FORUM not in quotes


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("14.11.dispute", "鹭汀市望潮区人民法院"),  # inserted into a sentence by the revision
        ("14.6.disclosure", "产品和服务清单"),  # an article inserted as a whole
        ("14.2.term", "2026年4月1日"),  # in a content control
    ],
)
def test_what_a_revision_or_a_content_control_holds_counts(element: str, words: str) -> None:
    verdict = next(one for one in elements(checked("flawed-agreement.docx")) if one.id == element)
    assert verdict.status is Status.PRESENT
    assert any(words in evidence.quote for evidence in verdict.evidence)


@pytest.mark.parametrize(
    ("rule", "article"),
    [
        ("term-too-long", "第四条"),
        ("unfilled-placeholder", "第十条"),
        ("amount-mismatch", "第十九条"),
        ("dangling-reference", "第二十九条"),
    ],
)
def test_findings_stand_under_the_numbers_that_word_shows(rule: str, article: str) -> None:
    finding = next(one for one in checked("flawed-agreement.docx").findings if one.rule == rule)
    assert article in finding.evidence[0].path


def test_the_reader_tells_what_it_left_out() -> None:
    losses = {loss.what: loss.count for loss in checked("flawed-agreement.docx").reading.losses}
    assert losses == {"修订删除": 3, "批注": 1}


def test_the_traditional_draft_is_read_as_traditional() -> None:
    assert checked("traditional-agreement.md").language == "zh-Hant"


@EACH_DRAFT
def test_the_readme_says_the_same(name: str) -> None:
    lines = (DRAFTS / "README.md").read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith(f"| `{name}` |") and line.count("|") == 7)
    _, _, kind, verdict, *lists, _ = (cell.strip() for cell in row.split("|"))
    expected = EXPECTED[name]
    assert (kind, verdict) == (expected.kind, expected.verdict)
    told = [set() if cell == "无" else set(cell.split("、")) for cell in lists]
    assert told == [expected.missing, expected.deferred, set(expected.findings)]


@cache
def checked(name: str) -> DocumentReport:
    return check_files([DRAFTS / name], CheckOptions(on=date(2026, 3, 1))).documents[0]


def elements(report: DocumentReport) -> list[ElementVerdict]:
    return [element for item in report.items for element in item.elements]


def ids_with(verdicts: list[ElementVerdict], status: Status) -> set[str]:
    return {verdict.id for verdict in verdicts if verdict.status is status}


def all_evidence(report: DocumentReport) -> list[Evidence]:
    of_elements = [evidence for verdict in elements(report) for evidence in verdict.evidence]
    return of_elements + [evidence for finding in report.findings for evidence in finding.evidence]


def words_of(path: Path) -> str:
    """The words of a draft, taken out by other means than our readers."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        return "".join(node.text or "" for node in root.iter(W + "t"))
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        return re.sub(r"—\s*\d+\s*—", "", text)
    return path.read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
