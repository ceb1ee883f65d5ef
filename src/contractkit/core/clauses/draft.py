"""A draft: the chosen clauses in order, numbered, with every value in place, before Word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position


class BlockStyle(StrEnum):
    """What a draft block is; templates hold one paragraph style for each."""

    PART = "part"  # 第X条 title in an agreement, 一、title in a plan
    SECTION = "section"  # （一）title, plans only
    CLAUSE = "clause"  # 8.1 text in an agreement
    BODY = "body"  # an unnumbered paragraph
    ITEM = "item"  # （一）in an agreement, 1. in a plan
    TABLE = "table"
    ANNEX = "annex"  # 附件一 title, begins a page


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table: header, rows of cells, and the relative widths of its columns."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """One paragraph or table of a draft.

    Attributes:
        number: computed number as it is shown ("第八条", "8.1", "（一）"), or empty.
        text: final text; empty for tables.
        clause: id of the clause it comes from; empty for headings.
    """

    style: BlockStyle
    number: str = ""
    text: str = ""
    table: DraftTable | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document before Word.

    Attributes:
        contents: the part and annex headings as they read, in order.
        used: clause id → position used.
        edition: id of the edition it was made for; locality: id of the overlay, or empty.
    """

    kind: Kind
    title: str
    blocks: tuple[DraftBlock, ...]
    contents: tuple[str, ...]
    used: tuple[tuple[str, Position], ...]
    edition: str
    locality: str

    def texts(self) -> tuple[str, ...]:
        """Every fixed or typed text of the draft, numbers included, in reading order."""
        out: list[str] = []
        for block in self.blocks:
            out.append(block.number + block.text)
            if block.table:
                out.extend(cell for row in (block.table.header, *block.table.rows) for cell in row)
        return tuple(text for text in out if text)
