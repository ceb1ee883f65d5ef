"""The workbook: overview with its charts, a matrix per kind, findings, gaps, evidence, what was not read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import DocumentKind, Report
from contractkit.core.law.requirement import Kind
from contractkit.reporters import words
from contractkit.reporters.glossary import Glossary
from contractkit.reporters.portfolio.rows import MARKS, Column, Mark, Portfolio, Row, portfolio
from contractkit.reporters.portfolio.wording import MARK, MARK_COLOUR, VERDICT, VERDICT_COLOUR
from contractkit.reporters.xlsx.details import write_details
from contractkit.reporters.xlsx.sheets import COLOUR, Book, Cell, Sheet

_MOST_BARS: Final = 10
_CHART_ROWS: Final = 13  # of twenty pixels, as high as a chart


def write_xlsx(report: Report, glossary: Glossary, path: Path) -> None:
    """Write the workbook.

    Args:
        report: its documents are gone through twice.
        glossary: what rules and elements are about.
        path: of the file.

    Raises:
        OSError: it cannot be written.
    """
    whole = portfolio(report.documents)
    book = Book(path)
    _overview(book, report, whole, glossary)
    for kind in Kind:
        rows = whole.of_kind(kind)
        if rows:
            _matrix(book, kind, rows, whole.columns[kind], whole)
    write_details(book, report, glossary)
    book.close()


def _overview(book: Book, report: Report, whole: Portfolio, glossary: Glossary) -> None:
    sheet = book.sheet("总览", [("", 34), ("", 12), ("", 12), ("", 60)], frozen=0)
    big = book.look(bold=True, font_size=16, font_color="#1d3557")
    plain = book.look(text_wrap=True)
    sheet.add(["审查报告"], big)
    facts = [
        ("依据", glossary.edition or report.edition),
        ("地方规定", report.locality),
        ("立场", words.standpoint(report)),
        ("审查日期", glossary.on),
    ]
    for name, text in facts:
        if text:
            sheet.add([f"{name}：{text}"], book.look())
    sheet.add([])
    _table(book, "结论", [(VERDICT[v], n, VERDICT_COLOUR[v]) for v, n in whole.verdicts().items()], sheet)
    findings = [(glossary.rule_title(rule), documents, "d") for rule, _, documents in whole.findings()]
    _table(book, "最常见的问题", findings[:_MOST_BARS], sheet)
    _table(book, "最常缺漏的要素", _lacking(whole)[:_MOST_BARS], sheet)
    for mark in MARKS:
        sheet.add([f"{mark}　{MARK[mark]}"], book.mark(MARK_COLOUR[mark]))
    sheet.add([])
    for note in report.notes:
        sheet.add([note], plain)


def _lacking(whole: Portfolio) -> list[tuple[str, int, str]]:
    """Elements by how many documents lack them."""
    found = [
        (f"{column.item} {column.title}", number, "m")
        for columns in whole.columns.values()
        for column in columns
        if (number := sum(row.marks.get(column.id) in (Mark.MISSING, Mark.DEFERRED) for row in whole.rows))
    ]
    return sorted(found, key=lambda one: -one[1])


def _table(book: Book, title: str, rows: Sequence[tuple[str, int, str]], sheet: Sheet) -> None:
    """Numbers with a chart of them beside."""
    if not rows:
        return
    first = sheet.row + 1
    sheet.add([title, "份数"], book.look(bold=True, font_color="#1d3557", bg_color="#f6f7f8", bottom=1))
    line = book.look(bottom=1, bottom_color="#d9dee3")
    for name, number, _ in rows:
        sheet.add([name, number], line)
    _chart(book, title, rows, sheet, first)
    while sheet.row < first + _CHART_ROWS:
        sheet.add([])


def _chart(book: Book, title: str, rows: Sequence[tuple[str, int, str]], sheet: Sheet, first: int) -> None:
    """A bar for each row of the table that begins at row `first`; the first on top."""
    last, name = first + len(rows) - 1, sheet.made.get_name()
    chart = book.chart({"type": "bar"})
    chart.add_series(
        {
            "name": title,
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "points": [{"fill": {"color": COLOUR[colour][0]}} for _, _, colour in rows],
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 10, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "line": {"none": True}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 560, "height": 20 * (_CHART_ROWS - 1)})
    sheet.made.insert_chart(first - 1, 3, chart, {"description": title})


def _matrix(book: Book, kind: Kind, rows: Sequence[Row], columns: Sequence[Column], whole: Portfolio) -> None:
    """A row for each document, worst first; the filter is over the elements' row of the head."""
    name = words.KIND[DocumentKind(kind.value)]
    widths = [("文件", 40.0), ("结论", 12.0), ("缺漏", 6.0), ("错误", 6.0), ("警告", 6.0)]
    sheet = book.sheet(f"{name}矩阵", [*widths, *((one.title, 3.6) for one in columns)], head_rows=2)
    head = book.look(
        bold=True, font_color="#1d3557", bg_color="#f6f7f8", align="center", border=1, border_color="#d9dee3"
    )
    tall = book.look(
        font_color="#1d3557", bg_color="#f6f7f8", rotation=90, align="center", border=1, border_color="#d9dee3"
    )
    sheet.add([None] * len(widths), head)
    at = len(widths)
    for item, group in groupby(columns, key=lambda one: one.item):
        wide = len(list(group))
        if wide > 1:
            sheet.made.merge_range(0, at, 0, at + wide - 1, item, head)
        else:
            sheet.made.write_string(0, at, item, head)
        at += wide
    sheet.made.set_row(1, 150)
    sheet.add(sheet.titles, tall, dict.fromkeys(range(len(widths)), head))
    line = book.look(border=1, border_color="#d9dee3")
    for row in rows:
        marks = [row.marks.get(column.id) for column in columns]
        looks = {len(widths) + index: book.mark(MARK_COLOUR[mark]) for index, mark in enumerate(marks) if mark}
        sheet.add([whole.short(row), *_sums(row), *marks], line, looks)
    sheet.finish(1)


def _sums(row: Row) -> tuple[Cell, ...]:
    errors, warnings = row.severities.get(Severity.ERROR, 0), row.severities.get(Severity.WARNING, 0)
    return VERDICT[row.verdict], row.gaps, errors, warnings
