"""The report as Markdown, for mail and notes. Words of the draft stay inert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from contractkit.core.checker.conformity import Conformity
from contractkit.core.checker.deviation import Idle
from contractkit.core.checker.finding import AspectVerdict, ElementVerdict, Evidence, Finding, Status
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.core.checker.settlement import gaps
from contractkit.reporters import conformity as said
from contractkit.reporters import words
from contractkit.reporters.columns import visible

# Marks, entities, formulas, and what GitHub's Markdown turns into links and mentions without any mark.
_ACTIVE: Final = re.compile(r"([\\`*_\[\]<>|#!~&$@]|:(?=//)|(?<=www)\.)")


def to_markdown(report: Report) -> str:
    """The report as Markdown text."""
    return "".join(markdown_chunks(report)).rstrip() + "\n"


def markdown_chunks(report: Report) -> Iterator[str]:
    """The same, document by document; it may end with empty lines."""
    yield from (
        f"# 审查报告\n\n规范版本：{report.edition}",
        f"；地方规定：{report.locality}" if report.locality else "",
        "\n\n",
    )
    yield from (f"- {inert(note)}\n" for note in (words.standpoint(report), *report.notes) if note)
    yield "\n"
    for document in report.documents:
        yield from (f"{line}\n" for line in _document(document))
    yield from (f"{line}\n" for line in _idle(report.idle))


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
    if document.against is not None:
        yield from _against(document.against)
    yield from _gaps(document)
    yield from _idle(document.idle)


def _against(conformity: Conformity) -> Iterator[str]:
    yield from (f"### {said.TITLE}", "", f"- 实施方案：{inert(conformity.plan)}", f"- {said.counts(conformity)}")
    yield from (f"- 方案中{inert(line)}" for line in conformity.unread)
    yield from ("", "| 方面 | 事项 | 对照 | 协议 | 实施方案 | 说明 |", "| --- | --- | --- | --- | --- | --- |")
    for point in conformity.points:
        sides = ("；".join(_quote(one) for one in evidence) for evidence in (point.agreement, point.plan))
        cells = (
            said.TOPIC[point.topic],
            inert(point.subject),
            said.RELATION[point.relation],
            *sides,
            inert(point.says),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _coverage(document: DocumentReport) -> Iterator[str]:
    yield from ("| 条目 | 要素 | 状态 | 依据或者理由 |", "| --- | --- | --- | --- |")
    for item in document.items:
        for element in item.elements:
            status = words.STATUS[element.status]
            yield f"| {item.id} {item.title} | {element.title} | {status} | {_ground(element)} |"
            yield from (f"| {item.id} {item.title} | 　{_aspect(aspect)} |" for aspect in element.aspects)
    yield ""


def _aspect(aspect: AspectVerdict) -> str:
    quotes = "；".join(_quote(evidence) for evidence in aspect.evidence)
    return f"{aspect.name} | {'涉及' if aspect.covered else '未见'} | {quotes}"


def _gaps(document: DocumentReport) -> Iterator[str]:
    """What to do about each gap, gravest first: what was accepted, what we insist on, the text that closes it."""
    found = gaps(document)
    if not found:
        return
    yield from ("### 缺漏的处理", "")
    if sum(gap.remedy is not None for gap in found) > 1:
        yield from (words.RENUMBER, "")
    for gap in found:
        yield from (f"#### {inert(words.gap_title(gap))}", "")
        yield from (f"- 相近：{_quote(one)}，但{inert(one.lacks)}。" for one in gap.evidence if one.lacks)
        yield from (f"- {name}：{inert(text)}" for name, text in _standard(gap) if text)
        if gap.remedy and not gap.accepted:
            yield from _remedy(gap.remedy)
        yield ""


def _remedy(remedy: Remedy) -> Iterator[str]:
    yield from (f"- 补缺：{inert(words.remedy_head(remedy))}", "")
    yield from (f"> {inert(paragraph)}\n>" for paragraph in remedy.paragraphs)
    yield ""
    yield from (f"- {inert(blank.mark)}　{inert(blank.says)}" for blank in remedy.blanks)


def _idle(idle: tuple[Idle, ...]) -> Iterator[str]:
    if idle:
        yield from (f"### {words.ACCEPTED}，没有计入", "")
        yield from (f"- {inert(words.idle(one))}" for one in idle)
        yield ""


def _ground(element: ElementVerdict) -> str:
    if element.status is Status.PRESENT:
        return "；".join(_quote(evidence) for evidence in element.evidence)
    return inert(element.reason)


def _finding(finding: Finding) -> Iterator[str]:
    head = " ".join(part for part in (f"`{finding.rule}`", finding.item) if part)
    yield f"- **{words.SEVERITY[finding.severity]}** {head}：{inert(finding.message)}"
    yield from (f"  - 原文：{_quote(evidence)}" for evidence in finding.evidence)
    yield from (f"  - 实施方案：{_quote(evidence)}" for evidence in finding.plan)
    advice = (*_advice(finding), *_standard(finding))
    yield from (f"  - {name}：{inert(text)}" for name, text in advice if text)


def _advice(finding: Finding) -> tuple[tuple[str, str], ...]:
    return ("依据", finding.basis), ("处理", finding.remedy)


def _standard(verdict: ElementVerdict | Finding) -> tuple[tuple[str, str], ...]:
    if verdict.accepted is not None:
        return ((words.ACCEPTED, words.deviation(verdict.accepted)),)
    return ("坚持", verdict.insist), ("可让", verdict.accept)


def _quote(evidence: Evidence) -> str:
    return f"“{inert(evidence.quote)}”（{inert(words.place(evidence.path, evidence.location))}）"


def inert(text: str) -> str:
    """Text in which nothing acts as Markdown or HTML, or turns the lines around; line breaks become spaces."""
    return _ACTIVE.sub(r"\\\1", visible(" ".join(text.split())))
