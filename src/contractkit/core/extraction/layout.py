"""Files that hold lines on pages and no paragraphs: what a line end has torn apart is one again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from contractkit.core.document.tree import BlockKind, Document

LAID_OUT: Final = frozenset({"pdf", "scan", "image", "ofd"})
"""Formats in which the lines of a cell are lines of the page."""

_WIDE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2018-\u201d\u2014\u2026"
_BREAK = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])|(?<=-)\s+(?=\d)|\n")


def is_laid_out(document: Document) -> bool:
    """Whether the document comes from pages."""
    return document.source.format in LAID_OUT


def with_whole_cells(document: Document) -> Document:
    """The document with the lines of each cell joined, where they are lines of a page; raw texts stay."""
    if not is_laid_out(document):
        return document
    passages = tuple(
        replace(one, cells=tuple(_BREAK.sub("", cell) for cell in one.cells)) if one.kind is BlockKind.ROW else one
        for one in document.passages
    )
    return replace(document, passages=passages)
