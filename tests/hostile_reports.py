"""Reports on drafts whose every word tries to act, as each format has to hold them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
from contractkit.reporters.glossary import Glossary, Topic

HOSTILE = (
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "</style><style>*{display:none}",
    "<!--",
    "]]>",
    "&lt;b&gt;&#60;i&#62;",
    '=HYPERLINK("http://x/","点")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "{=1+1}",
    "http://evil.example/",
    "javascript:alert(1)",
    "\x00\x01\x07\x1b[31m红\x7f\x85\ufffe\uffff",
    "右\u202e左\u2066",
    "半\udc80字\ud83d",
    "_x0041_",
    "12345678901234567890",
)
GLOSSARY = Glossary(
    "《规范》",
    "2026-03-01",
    {"term-too-long": Topic("term-too-long", "期限过长", "为什么", "第十四条", "改短")},
    {"14.4.third": Topic("14.4.third", "第三", "要写明第三", "第十四条第（四）项")},
)


def document(words: str, number: int = 0) -> DocumentReport:
    """An agreement with these words wherever words of a draft can stand."""
    evidence = Evidence(words, (words,), Location(17, page=2), lacks=words, before=words, after=words)
    elements = (
        ElementVerdict("14.4.platform", "平台", Status.PRESENT, words, (evidence,)),
        ElementVerdict("14.4.other", "其他", Status.DEFERRED, words, (evidence,)),
        ElementVerdict("14.4.third", "第三", Status.MISSING, words, (evidence,)),
    )
    finding = Finding("term-too-long", Severity.ERROR, "14.2", words, words, words, (evidence,))
    return DocumentReport(
        path=f"{words}-{number}.docx",
        sha256="a" * 64,
        kind=DocumentKind.AGREEMENT,
        language="zh-Hans",
        verdict=Verdict.INCOMPLETE,
        items=(ItemVerdict("14.4", "平台", ItemStatus.PARTIAL, elements),),
        findings=(finding,),
        reading=Reading("docx", 8123, (Loss(words, 2, words, words=(words,)),)),
    )


def hostile_report() -> Report:
    """As many agreements as there are hostile words, and a file that could not be read."""
    unread = replace(document("坏"), verdict=Verdict.NOT_ASSESSED, items=(), findings=(), error="".join(HOSTILE))
    return Report("nda-2025", "", (*(document(words, at) for at, words in enumerate(HOSTILE)), unread), HOSTILE)


def encoded(chunks: Any) -> str:
    """What a reader gets."""
    return "".join(chunks).encode("utf-8", "backslashreplace").decode()
