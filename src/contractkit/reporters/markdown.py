"""The report as Markdown, for mail and notes. Words of the draft stay inert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, Status
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.reporters import words
from contractkit.reporters.columns import visible

# Marks, entities, formulas, and what GitHub's Markdown turns into links and mentions without any mark.
_ACTIVE: Final = re.compile(r"([\\`*_\[\]<>|#!~&$@]|:(?=//)|(?<=www)\.)")


def to_markdown(report: Report) -> str:
    """The report as Markdown text."""
    lines = [
        "# 审查报告",
        "",
        f"规范版本：{report.edition}" + (f"；地方规定：{report.locality}" if report.locality else ""),
        "",
        *(f"- {inert(note)}" for note in report.notes),
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
    if reason := document.error or words.doubt(document):
        yield f"- 原因：{inert(reason)}"
    yield from (f"- {words.loss_heading(loss)}：{inert(words.loss(loss))}" for loss in document.reading.losses)
    yield ""
    if document.items:
        yield from _coverage(document)
    if document.findings:
        yield from ("### 问题", "")
        for finding in document.findings:
            yield from _finding(finding)
        yield ""


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
    head = " ".join(part for part in (f"`{finding.rule}`", finding.item) if part)
    yield f"- **{words.SEVERITY[finding.severity]}** {head}：{inert(finding.message)}"
    yield from (f"  - 原文：{_quote(evidence)}" for evidence in finding.evidence)
    yield from (f"  - {name}：{inert(text)}" for name, text in _advice(finding) if text)


def _advice(finding: Finding) -> tuple[tuple[str, str], ...]:
    return ("依据", finding.basis), ("处理", finding.remedy)


def _quote(evidence: Evidence) -> str:
    return f"“{inert(evidence.quote)}”（{inert(words.place(evidence.path, evidence.location))}）"


def inert(text: str) -> str:
    """Text in which nothing acts as Markdown or HTML, or turns the lines around; line breaks become spaces."""
    return _ACTIVE.sub(r"\\\1", visible(" ".join(text.split())))
