"""Several documents at one glance: verdicts, the most frequent findings, the matrix of documents and elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import DocumentKind
from contractkit.core.law.requirement import Kind
from contractkit.reporters import words
from contractkit.reporters.glossary import Glossary
from contractkit.reporters.html.chart import Bar, bars, shares
from contractkit.reporters.html.text import inert, tag
from contractkit.reporters.portfolio.rows import MARKS, Column, Mark, Portfolio, Row
from contractkit.reporters.portfolio.wording import MARK, MARK_COLOUR, VERDICT, VERDICT_COLOUR

_MOST_BARS: Final = 10
_FEW: Final = 10  # rows that are seen at once need no filter


def overview_html(whole: Portfolio, glossary: Glossary) -> Iterator[str]:
    """The overview, worst documents first."""
    yield '<section class="overview"><h2>总览</h2>\n<div class="charts">'
    yield shares("结论", [Bar(VERDICT[v], number, VERDICT_COLOUR[v]) for v, number in whole.verdicts().items()])
    gaps = _gap_counts(whole)
    if gaps:
        yield bars("最常缺漏的要素", gaps[:_MOST_BARS], "份")
    findings = [Bar(glossary.rule_title(rule), documents, "d") for rule, _, documents in whole.findings()]
    if findings:
        yield bars("最常见的问题", findings[:_MOST_BARS], "份")
    yield "</div>\n"
    yield _legend()
    if whole.folder:
        yield tag("p", f"文件名省略了共同的文件夹：{whole.folder}", "note")
    for kind in Kind:
        rows = whole.of_kind(kind)
        if rows:
            yield from _matrix(kind, rows, whole.columns[kind], whole)
    yield from _others([row for row in whole.rows if not row.marks])
    yield "</section>\n"


def _gap_counts(whole: Portfolio) -> list[Bar]:
    """How many documents lack which element, most first."""
    found = []
    for columns in whole.columns.values():
        for column in columns:
            lacking = sum(row.marks.get(column.id) in (Mark.MISSING, Mark.DEFERRED) for row in whole.rows)
            if lacking:
                found.append(Bar(f"{column.item} {column.title}", lacking, "m"))
    return sorted(found, key=lambda bar: -bar.value)


def _legend() -> str:
    marks = "".join(f"<li>{tag('b', mark, f'mark {MARK_COLOUR[mark]}')} {inert(MARK[mark])}</li>" for mark in MARKS)
    return f'<ul class="legend">{marks}</ul>\n'


def _matrix(kind: Kind, rows: Sequence[Row], columns: Sequence[Column], whole: Portfolio) -> Iterator[str]:
    name = words.KIND[DocumentKind(kind.value)]
    yield f"<h3>{inert(name)}<span class=count>{len(rows)}份</span></h3>\n"
    yield _tools(shown=len(rows) >= _FEW)
    groups = "".join(
        f'<th colspan={len(list(group))} title="{inert(title)}">{inert(item)}</th>'
        for (item, title), group in groupby(columns, key=lambda one: (one.item, one.group))
    )
    elements = "".join(f"<th class=element><span>{inert(one.title)}</span></th>" for one in columns)
    yield (
        '<div class="scroll"><table class="matrix"><thead>'
        f"<tr class=groups><th rowspan=2 class=name>文件</th><th rowspan=2 class=sum>缺漏</th>"
        f"<th rowspan=2 class=sum>错误</th><th rowspan=2 class=sum>警告</th>{groups}</tr>"
        f"<tr class=elements>{elements}</tr></thead><tbody>\n"
    )
    for row in rows:
        yield _row(row, columns, whole.short(row))
    yield "</tbody></table></div>\n"


def _tools(*, shown: bool) -> str:
    """For the script to show: without it the table is whole, worst first."""
    if not shown:
        return '<p class="tools" hidden></p>\n'
    options = "".join(f"<option value={verdict.value}>{inert(text)}</option>" for verdict, text in VERDICT.items())
    return (
        '<p class="tools" hidden><label>文件名 <input type=search></label> '
        f"<label>结论 <select><option value=''>全部</option>{options}</select></label> <output></output> "
        "<small>点列标题可排序</small></p>\n"
    )


def _row(row: Row, columns: Sequence[Column], short: str) -> str:
    cells = "".join(_cell(row.marks.get(column.id)) for column in columns)
    errors, warnings = row.severities.get(Severity.ERROR, 0), row.severities.get(Severity.WARNING, 0)
    name = f'<th scope=row class=name><a href="#d{row.number}">{inert(short)}</a></th>'
    sums = f"<td class=sum>{row.gaps}</td><td class=sum>{errors}</td><td class=sum>{warnings}</td>"
    return f'<tr class="{row.verdict.value}">{name}{sums}{cells}</tr>\n'


def _cell(mark: Mark | None) -> str:
    return "<td></td>" if mark is None else f"<td class={MARK_COLOUR[mark]}>{mark}</td>"


def _others(rows: Sequence[Row]) -> Iterator[str]:
    """Documents without a matrix: not read, or of another kind."""
    if not rows:
        return
    yield f"<h3>没有逐项审查的文件<span class=count>{len(rows)}份</span></h3>\n"
    yield "<table class=plain><thead><tr><th>文件</th><th>结论</th><th>原因</th></tr></thead><tbody>\n"
    for row in rows:
        name = f'<a href="#d{row.number}">{inert(row.name)}</a>'
        yield f"<tr><td class=name>{name}</td><td>{inert(VERDICT[row.verdict])}</td><td>{inert(row.note)}</td></tr>\n"
    yield "</tbody></table>\n"
