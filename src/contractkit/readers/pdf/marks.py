"""Watermarks set level: the same large words at the same place of most pages, over the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from contractkit.readers.pdf.layout import Line, Page

_MOST = 0.6
_FEWEST = 3
_LARGE = 1.4

_Place = tuple[str, int, int]


def without_marks(pages: Sequence[Page]) -> list[Page]:
    """The pages with such words moved from the text to the marks."""
    places = Counter(place for page in pages for place in {_place(line) for line in page.lines})
    enough = max(_FEWEST, round(_MOST * len(pages)))
    repeated = {place for place, count in places.items() if count >= enough}
    if not repeated:
        return list(pages)
    limit = _LARGE * median(line.size for page in pages for line in page.lines)
    return [_without(page, repeated, limit) for page in pages]


def _place(line: Line) -> _Place:
    return line.text, round(line.left), round(line.base)


def _without(page: Page, repeated: set[_Place], limit: float) -> Page:
    lines = page.lines
    marks = [line for line in lines if line.size > limit and _place(line) in repeated and _is_over_text(line, lines)]
    if not marks:
        return page
    gone = {id(line) for line in marks}
    items = tuple(item for item in page.items if id(item) not in gone)
    return replace(page, items=items, marks=(*page.marks, *(line.text for line in marks)))


def _is_over_text(mark: Line, lines: Sequence[Line]) -> bool:
    """Whether other lines run through the height of the mark."""
    return any(
        line.size < mark.size and mark.base - 0.3 * mark.size < line.base < mark.base + mark.size for line in lines
    )
