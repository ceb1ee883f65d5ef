"""The report for a terminal: a table of items, then what is missing, then the findings.

Only words, no symbols that a GBK console lacks; words of the draft are never read as markup.
"""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from contractkit.core.checker.finding import ElementVerdict, Finding, ItemStatus, ItemVerdict, Severity, Status
from contractkit.core.checker.report import DocumentReport, Report, Verdict
from contractkit.reporters import words

_ITEM_STYLE: Final = {ItemStatus.PRESENT: "green", ItemStatus.PARTIAL: "yellow", ItemStatus.MISSING: "red"}
_VERDICT_STYLE: Final = {Verdict.COMPLETE: "bold green", Verdict.INCOMPLETE: "bold red"}
_SEVERITY_STYLE: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_report(report: Report, console: Console) -> None:
    """Print the whole report."""
    for document in report.documents:
        _print_document(document, console)


def _print_document(document: DocumentReport, console: Console) -> None:
    console.print(Text(document.path, style="bold"))
    head = Text(f"  {words.KIND[document.kind]}  ")
    head.append(words.VERDICT[document.verdict], style=_VERDICT_STYLE.get(document.verdict, "bold yellow"))
    console.print(head.append(f"  {words.coverage(document)}"))
    if document.error:
        console.print(Text(f"  {document.error}", style="red"))
    for loss in document.reading.losses:
        console.print(Text(f"  未计入：{loss.what}{loss.count}处。{loss.note}", style="yellow"))
    if document.items:
        console.print(_items_table(document))
        _print_gaps(document, console)
    if document.findings:
        console.print(Text(f"  问题（{len(document.findings)}项）", style="bold"))
    for finding in document.findings:
        _print_finding(finding, console)
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
    return "、".join(f"{element.title}（{words.STATUS[element.status]}）" for element in lacking)


def _print_gaps(document: DocumentReport, console: Console) -> None:
    for item in document.items:
        for element in item.elements:
            if element.status is not Status.PRESENT:
                _print_gap(element, console)


def _print_gap(element: ElementVerdict, console: Console) -> None:
    head = Text(f"{element.id} {element.title}：{words.STATUS[element.status]}。", style="red")
    console.print(Padding(head.append(element.reason, style="default"), (0, 0, 0, 2)))
    if element.status is Status.DEFERRED:
        for evidence in element.evidence:
            where = words.place(evidence.path, evidence.location)
            console.print(Padding(Text(f"原文：“{evidence.quote}”（{where}）"), (0, 0, 0, 6)))


def _print_finding(finding: Finding, console: Console) -> None:
    head = Text(f"{words.SEVERITY[finding.severity]} ", style=_SEVERITY_STYLE[finding.severity])
    console.print(
        Padding(head.append(f"{finding.rule} {finding.item}：{finding.message}", style="default"), (0, 0, 0, 2))
    )
    for evidence in finding.evidence:
        where = words.place(evidence.path, evidence.location)
        console.print(Padding(Text(f"原文：“{evidence.quote}”（{where}）"), (0, 0, 0, 6)))
    console.print(Padding(Text(f"依据：{finding.basis}"), (0, 0, 0, 6)))
    console.print(Padding(Text(f"处理：{finding.remedy}"), (0, 0, 0, 6)))
