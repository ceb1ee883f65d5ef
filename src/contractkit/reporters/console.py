"""The report for a terminal: a table of items, then what is missing, then the findings.

Only words, no symbols that a GBK console lacks; words of the draft are never read as markup.
"""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from contractkit.core.checker.finding import (
    ElementVerdict,
    Evidence,
    Finding,
    ItemStatus,
    ItemVerdict,
    Severity,
    Status,
)
from contractkit.core.checker.report import DocumentReport, Report, Verdict
from contractkit.reporters import words
from contractkit.reporters.columns import visible, width, wrap

_ITEM_STYLE: Final = {ItemStatus.PRESENT: "green", ItemStatus.PARTIAL: "yellow", ItemStatus.MISSING: "red"}
_VERDICT_STYLE: Final = {Verdict.COMPLETE: "bold green", Verdict.INCOMPLETE: "bold red"}
_SEVERITY_STYLE: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_report(report: Report, console: Console) -> None:
    """Print the whole report."""
    for note in report.notes:
        _print_wrapped(note, console, first="地方规定：")
    for document in report.documents:
        _print_document(document, console)


def _print_document(document: DocumentReport, console: Console) -> None:
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
    head = f"{words.STATUS[element.status]}  {element.id} {element.title}"
    console.print(Text(f"  {head}", style="red" if element.status is Status.MISSING else "yellow"))
    _print_wrapped(element.reason, console)
    if element.status is Status.DEFERRED:
        _print_quotes(element.evidence, console)


def _print_finding(finding: Finding, console: Console) -> None:
    head = " ".join(part for part in (words.SEVERITY[finding.severity], finding.rule, finding.item) if part)
    console.print(Text(f"  {head}", style=_SEVERITY_STYLE[finding.severity]))
    _print_wrapped(finding.message, console)
    _print_quotes(finding.evidence, console)
    for name, text in (("依据", finding.basis), ("处理", finding.remedy)):
        if text:
            _print_wrapped(text, console, first=f"{name}：")


def _print_quotes(evidence: tuple[Evidence, ...], console: Console) -> None:
    for one in evidence:
        _print_wrapped(f"“{one.quote}”（{words.place(one.path, one.location)}）", console, first="原文：")


def _print_wrapped(text: str, console: Console, first: str = "") -> None:
    """A paragraph, four columns in; broken where Chinese typesetting allows it."""
    for line in wrap(visible(text), first=f"    {first}", indent=" " * (4 + width(first)), columns=console.width):
        console.print(Text(line), soft_wrap=True)
