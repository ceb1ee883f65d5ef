"""Column widths of the draft's tables, in twips: given both in the grid and in each cell, for Word and for WPS."""

from __future__ import annotations

from typing import Final

from docx.oxml.ns import qn
from lxml.etree import _Element

from contractkit.core.clauses.draft import DraftTable
from contractkit.errors import RenderingError

TABLE_STYLE: Final = "DraftTable"  # id of the style 条款表格 in the templates


def set_widths(body: _Element, tables: tuple[DraftTable, ...], template: str) -> None:
    """Give each of the draft's tables its own column widths; the template's table gives the whole width.

    Raises:
        RenderingError: the template did not write every table.
    """
    found = [node for node in body.iter(qn("w:tbl")) if _style_of(node) == TABLE_STYLE]
    if len(found) != len(tables):
        raise RenderingError(
            f"模板 {template} 只写出了{len(found)}个表格，应为{len(tables)}个",
            remedy=f"每个段落循环里都要有样式为“条款表格”（{TABLE_STYLE}）的表格。",
        )
    for node, table in zip(found, tables, strict=True):
        try:
            _set(node, table.widths)
        except ValueError as error:  # columns that the template did not write, or a width that is no number
            raise RenderingError(
                f"模板 {template} 的表格列数和条款中的表格不一致",
                remedy="表格的列由 {%tc for … %} 写出，宽度须为绝对值。",
            ) from error


def _set(node: _Element, shares: tuple[int, ...]) -> None:
    total = sum(int(width.get(qn("w:w"), "0")) for width in node.iterfind(f"{qn('w:tblPr')}/{qn('w:tblW')}"))
    widths = [str(total * share // sum(shares)) for share in shares]
    for column, width in zip(node.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"), widths, strict=True):
        column.set(qn("w:w"), width)
    for row in node.iterfind(qn("w:tr")):
        cells = row.iterfind(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:tcW')}")
        for cell, width in zip(cells, widths, strict=True):
            cell.set(qn("w:w"), width)


def _style_of(table: _Element) -> str | None:
    node = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return None if node is None else node.get(qn("w:val"))
