"""The report for a terminal: a table of items, then what is missing, then the findings.

Only words, no symbols that a GBK console lacks; words of the draft are never read as markup.
"""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from contractkit.core.checker import settlement
from contractkit.core.checker.conformity import Conformity, Relation
from contractkit.core.checker.deviation import Idle
from contractkit.core.checker.finding import (
    AspectVerdict,
    ElementVerdict,
    Evidence,
    Finding,
    ItemStatus,
    ItemVerdict,
    Severity,
    Status,
)
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentReport, Report, Verdict
from contractkit.reporters import conformity as said
from contractkit.reporters import words
from contractkit.reporters.columns import visible, width, wrap

_ITEM_STYLE: Final = {ItemStatus.PRESENT: "green", ItemStatus.PARTIAL: "yellow", ItemStatus.MISSING: "red"}
_VERDICT_STYLE: Final = {Verdict.COMPLETE: "bold green", Verdict.INCOMPLETE: "bold red"}
_SEVERITY_STYLE: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_report(report: Report, console: Console, *, remedies: bool = False) -> None:
    """Print the whole report; with the clause texts that close gaps where they are wanted."""
    if standpoint := words.standpoint(report):
        _print_wrapped(standpoint, console)
    for note in report.notes:
        _print_wrapped(note, console, first="地方规定：")
    for document in report.documents:
        _print_document(document, console, remedies=remedies)
    _print_idle(report.idle, console)


def _print_document(document: DocumentReport, console: Console, *, remedies: bool) -> None:
    console.print(Text(visible(document.path), style="bold"))
    head = Text(f"  {words.KIND[document.kind]}  ")
    head.append(words.VERDICT[document.verdict], style=_VERDICT_STYLE.get(document.verdict, "bold yellow"))
    console.print(head.append(f"  {words.coverage(document)}"))
    if reason := document.error or words.doubt(document):
        _print_wrapped(reason, console, first="原因：")
    for loss in document.reading.losses:
        _print_wrapped(words.loss(loss), console, first=f"{words.loss_heading(loss)}：")
    if document.items:
        console.print(_items_table(document))
        _print_aspects(document, console)
        _print_gaps(document, console, remedies=remedies)
    if document.findings:
        console.print(Text(f"  问题（{words.findings_count(document)}）", style="bold"))
    for finding in document.findings:
        _print_finding(finding, console)
    if document.against is not None:
        _print_against(document.against, console)
    _print_idle(document.idle, console)
    console.print()


def _items_table(document: DocumentReport) -> Table:
    table = Table(box=box.ASCII2, show_edge=True, pad_edge=True)
    for title in ("条目", "内容", "状态", "缺失或者虚置的要素"):
        table.add_column(title)
    for item in document.items:
        style = _ITEM_STYLE.get(item.status, "")
        table.add_row(
            item.id, Text(item.title), Text(words.ITEM_STATUS[item.status], style=style), Text(_lacking(item))
        )
    return table


def _lacking(item: ItemVerdict) -> str:
    lacking = [e for e in item.elements if e.status is not Status.PRESENT]
    return "、".join(f"{element.title}（{_state(element)}）" for element in lacking)


def _state(element: ElementVerdict) -> str:
    beside = "" if element.counts else "，不计入"
    return words.STATUS[element.status] + ("，已接受" if element.accepted else beside)


def _print_aspects(document: DocumentReport, console: Console) -> None:
    """The aspects that the law names within an element, each with where it is dealt with."""
    for item in document.items:
        for element in item.elements:
            if element.aspects:
                console.print(Text(f"  {item.id} {element.title}应当涉及的各方面"))
            for aspect in element.aspects:
                place = "；".join(words.place(one.path, one.location) for one in aspect.evidence)
                _print_wrapped(f"{aspect.name}（{place}）" if place else aspect.name, console, first=_seen(aspect))


def _seen(aspect: AspectVerdict) -> str:
    return "涉及  " if aspect.covered else "未见  "


def _print_gaps(document: DocumentReport, console: Console, *, remedies: bool) -> None:
    """Gaps, gravest first, then what could not be judged."""
    for gap in settlement.gaps(document):
        _print_gap(gap, console, remedies=remedies)
    for item in document.items:
        for element in item.elements:
            if element.status is Status.NOT_ASSESSED:
                _print_gap(element, console, remedies=False)
    if remedies and sum(bool(gap.remedy) for gap in settlement.open_gaps(document)) > 1:
        _print_wrapped(words.RENUMBER, console)
    if not remedies and any(gap.remedy for gap in settlement.open_gaps(document)):
        _print_wrapped("加 --remedies 逐项写出补缺的条款文字，名称和编号与本文件一致。", console)


def _print_gap(element: ElementVerdict, console: Console, *, remedies: bool) -> None:
    style = "red" if element.status is Status.MISSING else "yellow"
    console.print(Text(f"  {words.gap_title(element)}", style="dim" if element.accepted else style))
    _print_wrapped(element.reason, console)
    if element.status in (Status.DEFERRED, Status.MISSING):
        _print_quotes(element.evidence, console)
    _print_standard(element, console)
    if remedies and element.remedy and not element.accepted:
        _print_remedy(element.remedy, console)


def _print_standard(verdict: ElementVerdict | Finding, console: Console) -> None:
    """What was accepted; else what we insist on and could accept."""
    if verdict.accepted is not None:
        _print_wrapped(words.deviation(verdict.accepted), console, first=f"{words.ACCEPTED}：")
        return
    for name, text in (("坚持", verdict.insist), ("可让", verdict.accept)):
        if text:
            _print_wrapped(text, console, first=f"{name}：")


def _print_remedy(remedy: Remedy, console: Console) -> None:
    _print_wrapped(words.remedy_head(remedy), console, first="补缺：")
    for paragraph in remedy.paragraphs:
        _print_wrapped(paragraph, console, first="      ")
    for blank in remedy.blanks:
        _print_wrapped(f"{blank.mark}　{blank.says}", console, first="      ")


def _print_idle(idle: tuple[Idle, ...], console: Console) -> None:
    if idle:
        console.print(Text(f"  {words.ACCEPTED}，没有计入（{len(idle)}项）", style="bold"))
    for one in idle:
        _print_wrapped(words.idle(one), console)


def _print_finding(finding: Finding, console: Console) -> None:
    head = " ".join(part for part in (words.SEVERITY[finding.severity], finding.rule, finding.item) if part)
    console.print(Text(f"  {head}", style="dim" if finding.accepted else _SEVERITY_STYLE[finding.severity]))
    _print_wrapped(finding.message, console)
    _print_quotes(finding.evidence, console)
    for one in finding.plan:
        _print_wrapped(f"“{one.quote}”（{words.place(one.path, one.location)}）", console, first="方案：")
    _print_standard(finding, console)
    for name, text in (("依据", finding.basis), ("处理", finding.remedy)):
        if text:
            _print_wrapped(text, console, first=f"{name}：")


def _print_against(conformity: Conformity, console: Console) -> None:
    """How many points agree, and those that neither agree nor are findings; the other reports list them all."""
    console.print(Text(f"  {said.TITLE}（{said.counts(conformity)}）", style="bold"))
    _print_wrapped(conformity.plan, console, first="方案：")
    for line in conformity.unread:
        _print_wrapped(f"方案中{line}", console)
    for topic, name in said.TOPIC.items():
        points = said.by_topic(conformity, topic)
        agreed = sum(point.relation is Relation.AGREES for point in points)
        if points:
            _print_wrapped(f"{len(points)}项，一致{agreed}项", console, first=f"{name}：")
    for point in said.open_points(conformity):
        _print_wrapped(f"{point.subject}：{point.says}", console, first=f"{said.RELATION[point.relation]}：")


def _print_quotes(evidence: tuple[Evidence, ...], console: Console) -> None:
    for one in evidence:
        place = words.place(one.path, one.location)
        if one.lacks:
            _print_wrapped(f"“{one.quote}”（{place}），但{one.lacks}。", console, first="相近：")
        else:
            _print_wrapped(f"“{one.quote}”（{place}）", console, first="原文：")


def _print_wrapped(text: str, console: Console, first: str = "") -> None:
    """A paragraph, four columns in; broken where Chinese typesetting allows it."""
    for line in wrap(visible(text), first=f"    {first}", indent=" " * (4 + width(first)), columns=console.width):
        console.print(Text(line), soft_wrap=True)
