"""From rendered clause text to unnumbered paragraphs: plain lines, items, sections, continuations, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.clauses.draft import BlockStyle, DraftTable


class UnevenTable(Exception):
    """The rows of a table, or its row of widths, do not fit its header."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a clause before numbering; its text still holds tokens."""

    style: BlockStyle
    text: str = ""
    table: DraftTable | None = None


def split(text: str, *, plain: BlockStyle) -> Iterator[Paragraph]:
    """Split rendered clause text into paragraphs; `plain` is the style of an unmarked line.

    Raises:
        UnevenTable: the rows of a table have different numbers of cells.
    """
    rows: list[str] = []
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield Paragraph(BlockStyle.TABLE, table=_table(rows))
            rows = []
        if line:
            yield _paragraph(line, plain)


def _paragraph(line: str, plain: BlockStyle) -> Paragraph:
    for mark, style in (("### ", BlockStyle.SECTION), ("- ", BlockStyle.ITEM), ("+ ", BlockStyle.BODY)):
        if line.startswith(mark):
            return Paragraph(style, line.removeprefix(mark).strip())
    return Paragraph(plain, line)


def _table(lines: list[str]) -> DraftTable:
    header, *rest = (_cells(line) for line in lines)
    widths = tuple(1 for _ in header)
    if rest and all(cell and not cell.strip("-:") for cell in rest[0]):
        widths, rest = tuple(len(cell) for cell in rest[0]), rest[1:]
    for row in (widths, *rest):
        if len(row) != len(header):
            raise UnevenTable(f"表格“{lines[0]}”的表头有{len(header)}格，另有一行是{len(row)}格")
    return DraftTable(header, tuple(rest), widths)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|"))
