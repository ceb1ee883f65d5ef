"""Text for terminals: 汉字 count two columns, lines break where Chinese typesetting allows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 100

_OPENING = "（《〈“‘〔［【「『"
_CLOSING = "、，。；：！？）》〉”’〕］】」』…—"
# What a line may not be broken within: a run of ASCII, or a character with the brackets and marks that cling to it.
_UNBREAKABLE = re.compile(rf"[{_OPENING}]*(?:[!-~]+|[^{_CLOSING}])[{_CLOSING}]*|[{_OPENING}{_CLOSING}]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""The text with control characters (``\x1b``) and marks of direction (``\u202e``) written out.

    A draft's words must neither steer a terminal nor make it show an order of words that is not theirs.
    """
    return _CONTROLS.sub(lambda match: ascii(match.group())[1:-1], text)


def width(text: str) -> int:
    """Columns that the text takes; characters of ambiguous width count two, as Chinese terminals show them."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def pad(text: str, columns: int) -> str:
    """The text with spaces up to so many columns."""
    return text + " " * max(columns - width(text), 0)


def wrap(text: str, *, first: str = "", indent: str = "", columns: int = WIDTH) -> list[str]:
    """The text in lines of at most so many columns.

    Args:
        text: one or more paragraphs, separated by line feeds.
        first: what the first line begins with.
        indent: what every further line begins with.
        columns: the widest line.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = first if not lines else indent
        empty = True
        for piece in _pieces(paragraph.strip(), columns - max(width(first), width(indent))):
            if not empty and width(line) + width(piece) > columns:
                lines.append(line.rstrip())
                line, empty = indent, True
            line += piece.lstrip() if empty else piece
            empty = empty and not piece.strip()
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, columns: int) -> Iterator[str]:
    """What stays together on a line; a piece wider than a line is cut hard."""
    for match in _UNBREAKABLE.finditer(text):
        piece = match.group()
        while width(piece) > columns:
            cut = next(i for i in range(len(piece), 0, -1) if width(piece[:i]) <= columns)
            yield piece[:cut]
            piece = piece[cut:]
        yield piece
