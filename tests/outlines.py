"""Drafts as blocks, written as a reader would hand them over."""

from __future__ import annotations

from contractkit.core.document.outline import build
from contractkit.core.document.tree import Block, BlockKind, Document, Location, Passage, Source


def document(text: str) -> Document:
    """`# ` marks a heading, `<（一）>` an automatic number, `|` a table row."""
    return build(source(text))


def source(text: str) -> Source:
    """The blocks of `text`; rows on end are one table."""
    blocks: list[Block] = []
    table, was_row = 0, False
    for number, line in enumerate((line.strip() for line in text.strip().splitlines() if line.strip()), start=1):
        is_row = line.startswith("|")
        table += is_row and not was_row
        was_row = is_row
        blocks.append(_block(line, Location(number, table=table if is_row else None)))
    return Source("text", tuple(blocks))


def _block(line: str, location: Location) -> Block:
    if line.startswith("|"):
        cells = tuple(cell.strip() for cell in line[1:].removesuffix("|").split("|"))
        return Block(BlockKind.ROW, " | ".join(cells), location, cells=cells)
    if line.startswith("#"):
        return Block(BlockKind.HEADING, line.lstrip("# "), location, level=len(line) - len(line.lstrip("#")))
    if line.startswith("<"):
        label, words = line[1:].split(">", 1)
        return Block(BlockKind.PARAGRAPH, words, location, label=label)
    return Block(BlockKind.PARAGRAPH, line, location)


def passage(found: Document, beginning: str) -> Passage:
    """The first passage whose words begin so."""
    return next(one for one in found.passages if one.text.startswith(beginning))


def paths(found: Document) -> list[str]:
    """The path of each passage, joined by /."""
    return ["/".join(one.path) for one in found.passages]


def zones(found: Document) -> list[str]:
    """The zone of each passage."""
    return [one.zone.value for one in found.passages]
