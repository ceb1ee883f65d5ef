"""The report as Markdown, for mail and notes. Words of the draft stay inert."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, Status
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.reporters import words

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#!~])")


def to_markdown(report: Report) -> str:
    """The report as Markdown text."""
    lines = [
        "# 审查报告",
        "",
        f"规范版本：{report.edition}" + (f"；地方规定：{report.locality}" if report.locality else ""),
        "",
    ]
    for document in report.documents:
        lines.extend(_document(document))
    return "\n".join(lines).rstrip() + "\n"


def _document(document: DocumentReport) -> Iterator[str]:
    yield from (f"## {inert(document.path)}", "")
    yield f"- 结论：**{words.VERDICT[document.verdict]}**"
    yield f"- 文件种类：{words.KIND[document.kind]}"
    if counts := words.coverage(document):
        yield f"- 覆盖：{counts}"
    if document.error:
        yield f"- 错误：{inert(document.error)}"
    yield from (f"- 未读取：{loss.what}{loss.count}处。{inert(loss.note)}" for loss in document.reading.losses)
    yield ""
    if document.items:
        yield from _coverage(document)
    if document.findings:
        yield from ("### 问题", "")
        for finding in document.findings:
            yield from _finding(finding)


def _coverage(document: DocumentReport) -> Iterator[str]:
    yield from ("| 条目 | 要素 | 状态 | 依据或者理由 |", "| --- | --- | --- | --- |")
    for item in document.items:
        for element in item.elements:
            status = words.STATUS[element.status]
            yield f"| {item.id} {item.title} | {element.title} | {status} | {_ground(element)} |"
    yield ""


def _ground(element: ElementVerdict) -> str:
    if element.status is Status.PRESENT:
        return "；".join(_quote(evidence) for evidence in element.evidence)
    return inert(element.reason)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- **{words.SEVERITY[finding.severity]}** `{finding.rule}` {finding.item}：{inert(finding.message)}"
    yield from (f"  - 原文：{_quote(evidence)}" for evidence in finding.evidence)
    yield f"  - 依据：{inert(finding.basis)}"
    yield f"  - 处理：{inert(finding.remedy)}"


def _quote(evidence: Evidence) -> str:
    return f"“{inert(evidence.quote)}”（{inert(words.place(evidence.path, evidence.location))}）"


def inert(text: str) -> str:
    """Text in which nothing acts as Markdown or HTML; line breaks become spaces."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))
