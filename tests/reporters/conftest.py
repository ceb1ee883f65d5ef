from __future__ import annotations

import pytest

from contractkit.core.checker.finding import (
    ElementVerdict,
    Evidence,
    Finding,
    ItemStatus,
    ItemVerdict,
    Severity,
    Status,
)
from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading, Report, Verdict
from contractkit.core.document.tree import Location, Loss

QUOTE = "平台由[bold]乙方[/bold]建设 | <b>a</b> *重点* `x`"


@pytest.fixture
def report() -> Report:
    """One incomplete agreement whose words try to act as markup, and one file that could not be read."""
    evidence = Evidence(QUOTE, ("第三条", "（二）"), Location(17, page=2))
    elements = (
        ElementVerdict("14.4.platform", "技术支撑平台", Status.PRESENT, "第三条写明了平台。", (evidence,)),
        ElementVerdict("14.4.other", "其他", Status.DEFERRED, "只写“另行约定”。", (evidence,)),
        ElementVerdict("14.4.third", "第三", Status.MISSING, "通篇没有写到。"),
    )
    finding = Finding(
        "term-too-long",
        Severity.ERROR,
        "14.2",
        "期限六年，超过五年。",
        "改为不超过五年。",
        "《规范》第十四条第（二）项",
        (evidence,),
    )
    good = DocumentReport(
        path="草稿[x].docx",
        sha256="a" * 64,
        kind=DocumentKind.AGREEMENT,
        language="zh-Hans",
        verdict=Verdict.INCOMPLETE,
        items=(ItemVerdict("14.4", "技术支撑平台", ItemStatus.PARTIAL, elements),),
        findings=(finding,),
        reading=Reading("docx", 8123, (Loss("批注", 2, "批注不是正文。"),)),
    )
    bad = DocumentReport(
        path="扫描件.pdf",
        sha256="",
        kind=DocumentKind.OTHER,
        language="",
        verdict=Verdict.NOT_ASSESSED,
        items=(),
        findings=(),
        reading=Reading("pdf", 0),
        error="没有文字层。请先识别。",
    )
    return Report("nda-2025", "", (good, bad))
