"""From rendered clause text to unnumbered paragraphs: plain lines, items, sections, continuations, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.clauses.draft import BlockStyle, DraftTable


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a clause before numbering; its text still holds tokens."""

    style: BlockStyle
    text: str = ""
    table: DraftTable | None = None


def split(text: str, *, plain: BlockStyle) -> Iterator[Paragraph]:
    """Split rendered clause text into paragraphs; `plain` is the style of an unmarked line."""
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
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    header, *rest = rows
    widths = tuple(1 for _ in header)
    if rest and all(cell and not cell.strip("-") for cell in rest[0]):
        widths, rest = tuple(len(cell) for cell in rest[0]), rest[1:]
    return DraftTable(header, tuple(rest), widths)
