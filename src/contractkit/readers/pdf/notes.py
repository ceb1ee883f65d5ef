"""Footnotes: small print at the foot of a page that would stand in the middle of the sentence going on overleaf."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from contractkit.readers.pdf.layout import Line, Page

_SMALL = 0.92
_LOWER_PART = 0.5
_MARK = re.compile(
    r"\s*(?:[①-⑳㉑-㉟]|[\[［〔]\s?\d{1,3}\s?[\]］〕]|\d{1,3}(?![\d.．、年月日])|[*\uff0a†‡※]|注\s?\d{0,3}\s?[:：])"
)


def begins_note(text: str) -> bool:
    """Whether a line begins with the sign of a footnote."""
    return _MARK.match(text) is not None


def with_notes_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages with their footnotes taken out of the text."""
    sizes = [line.size for page in pages for line in page.lines]
    if not sizes:
        return list(pages)
    limit = _SMALL * median(sizes)
    return [_apart(page, limit) for page in pages]


def _apart(page: Page, limit: float) -> Page:
    items = page.items
    at = len(items)
    while (
        at and isinstance(item := items[at - 1], Line) and item.size < limit and item.base < _LOWER_PART * page.height
    ):
        at -= 1
    while at < len(items) and not begins_note(_text(items[at])):
        at += 1
    notes = tuple(item for item in items[at:] if isinstance(item, Line))
    if not notes or at == 0:
        return page
    return replace(page, items=items[:at], notes=(*page.notes, *notes))


def _text(item: object) -> str:
    return item.text if isinstance(item, Line) else ""
