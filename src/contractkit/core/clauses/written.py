"""A clause text with the values of one matter: its paragraphs, before anything is numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from contractkit.core.clauses.draft import BlockStyle, DraftTable
from contractkit.core.clauses.language import Values, render
from contractkit.core.clauses.paragraphs import Paragraph, UnevenTable, split


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A text with the values of one matter: its paragraphs, and what their tokens stand for.

    Attributes:
        shape: the styles of its paragraphs in one word, by which outlines are told apart.
    """

    paragraphs: tuple[Paragraph, ...]
    values: Values
    shape: str

    @property
    def line(self) -> str:
        """A text of one line; empty when nothing came out."""
        return self.paragraphs[0].text if self.paragraphs else ""


NOTHING: Final = Written((), Values(), "")


def write_text(text: str, facts: Mapping[str, object], plain: BlockStyle) -> Written:
    """A text of paragraphs and tables.

    Args:
        text: the template.
        facts: its variables.
        plain: style of its unmarked lines.

    Raises:
        ClauseTextError: it cannot be written.
        UnevenTable: a row of a table has more or fewer cells than the others.
    """
    values = Values()
    rendered = render(text, facts, values)
    try:
        paragraphs = tuple(split(rendered, plain=plain))
    except UnevenTable as fault:
        raise UnevenTable(values.restore(str(fault), lambda reference: reference.target)) from fault
    return Written(paragraphs, values, ",".join(paragraph.style for paragraph in paragraphs))


def write_line(text: str, facts: Mapping[str, object]) -> Written:
    """A text of one line.

    Raises:
        ClauseTextError: it cannot be written.
    """
    values = Values()
    return Written((Paragraph(BlockStyle.BODY, render(text, facts, values)),), values, BlockStyle.BODY.value)


def map_cells(table: DraftTable, change: Callable[[str], str]) -> DraftTable:
    """The table with every cell changed."""
    rows = tuple(tuple(change(cell) for cell in row) for row in table.rows)
    return DraftTable(tuple(change(cell) for cell in table.header), rows, table.widths)
