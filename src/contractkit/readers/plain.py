"""Plain text and Markdown to blocks: one line one block, tables by row, nothing dropped but marks of layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contractkit.core.document.contents import looks_like_entry
from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Location, Loss, Source
from contractkit.readers.decoding import decode
from contractkit.readers.reflow import TextLine, reflow, split_at_numbering, without_furniture

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$|\s*={3,}\s*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BULLET = re.compile(r"\s*(?:>\s?)*(?:[-*+]\s+)?")
_STRONG = re.compile(r"\*\*|(?<![\\*])\*(?=[^\s*][^*]*\*)|(?<=[^\s*\\])\*(?!\*)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_SEPARATOR_CELL = re.compile(r":?-{1,}:?")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


def read_text(data: bytes) -> Source:
    """A text file: one block a line, hard-wrapped lines joined, a document on one line split at its numbering.

    Raises:
        UnreadableDocument: no encoding fits, or there are no words.
    """
    builder = _Builder()
    lines, furniture = without_furniture(decode(data).splitlines())
    for line in reflow(lines):
        if CELL_SEPARATOR in line.text:
            builder.row(line.number, tuple(cell.strip() for cell in line.text.split("|")))
            continue
        for part in split_at_numbering(line.text):
            kind = BlockKind.CONTENTS if looks_like_entry(part) else BlockKind.PARAGRAPH
            builder.block(kind, TextLine(line.number, part))
    return Source("text", tuple(builder.blocks), furniture)


def read_markdown(data: bytes) -> Source:
    """A Markdown file: headings, tables, paragraphs; marks of emphasis and lists are not part of the text.

    Raises:
        UnreadableDocument: no encoding fits, or there are no words.
    """
    text, comments = _without_comments(decode(data))
    builder = _Builder()
    images = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        images += len(_IMAGE.findall(raw))
        _read_markdown_line(builder, number, _IMAGE.sub(r"\1", raw))
    losses = (
        Loss("批注", comments, "Markdown 注释（<!-- -->）不显示，未计入正文。"),
        Loss("图片", images, "图片里的文字没有读取。"),
    )
    return Source("markdown", tuple(builder.blocks), losses=tuple(loss for loss in losses if loss.count))


@dataclass(slots=True)
class _Builder:
    """Counts paragraphs, tables and rows while the blocks come in."""

    blocks: list[Block]
    tables: int = 0
    rows: int = 0

    def __init__(self) -> None:
        self.blocks, self.tables, self.rows = [], 0, 0

    def block(self, kind: BlockKind, line: TextLine, level: int | None = None) -> None:
        """Add a paragraph, heading or contents entry; blank lines only end a table."""
        self.rows = 0
        if line.text.strip():
            self.blocks.append(Block(kind, line.text.strip(), self._location(line.number), level=level))

    def row(self, number: int, cells: tuple[str, ...]) -> None:
        """Add a table row; the first after something else opens a table."""
        if self.rows == 0:
            self.tables += 1
        self.rows += 1
        location = replace(self._location(number), table=self.tables, row=self.rows)
        self.blocks.append(Block(BlockKind.ROW, CELL_SEPARATOR.join(cells), location, cells=cells))

    def _location(self, line: int) -> Location:
        return Location(paragraph=len(self.blocks) + 1, line=line)


def _read_markdown_line(builder: _Builder, number: int, raw: str) -> None:
    if raw.lstrip().startswith("|"):
        cells = tuple(_plain(cell) for cell in _cells(raw))
        if not all(_SEPARATOR_CELL.fullmatch(cell) for cell in cells):
            builder.row(number, cells)
    elif heading := _HEADING.match(raw):
        builder.block(BlockKind.HEADING, TextLine(number, _plain(heading[2])), len(heading[1]))
    elif _RULE.match(raw) or _FENCE.match(raw):
        builder.block(BlockKind.PARAGRAPH, TextLine(number, ""))
    else:
        text = _plain(raw[_BULLET.match(raw).end() :])  # type: ignore[union-attr]  # matches the empty string
        parts = split_at_numbering(text)
        for part in parts:
            kind = BlockKind.CONTENTS if looks_like_entry(part) else BlockKind.PARAGRAPH
            builder.block(kind, TextLine(number, part))


def _cells(row: str) -> Iterator[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    yield from _CELL_BORDER.split(inner)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", _STRONG.sub("", text)).strip()


def _without_comments(text: str) -> tuple[str, int]:
    """The text without comments, line numbers kept, and how many comments there were."""
    return _COMMENT.subn(lambda match: "\n" * match[0].count("\n"), text)
