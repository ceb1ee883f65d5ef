"""Text boxes without a border: lines set in a little on both sides are full before the page's column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contractkit.readers.lines import begins_item
from contractkit.readers.pdf.layout import Line, Table
from contractkit.readers.pdf.measure import Measure

_SAME = 1.0
_HANGING = 3.0
_WIDEST_INSET = 5.0
_NARROWEST = 0.75
# A line of a form (住所：…) does not go on with the line before it.
_ENTRY = re.compile(r"[^，。；：、]{1,14}[：:]")


def with_insets(items: Iterable[Line | Table], column: Measure) -> list[Line | Table]:
    """The items of a page, lines of such boxes with the column they keep to."""
    found: list[Line | Table] = []
    items = list(items)
    if not any(isinstance(item, Line) and _is_set_in(item, column) for item in items):
        return items
    run: list[Line] = []
    for item in items:
        if run and isinstance(item, Line) and _is_next(run, item):
            run.append(item)
            continue
        found.extend(_framed(run, column))
        run = []
        if isinstance(item, Line) and _is_set_in(item, column):
            run.append(item)
        else:
            found.append(item)
    found.extend(_framed(run, column))
    return found


def _is_set_in(line: Line, column: Measure) -> bool:
    inset = (line.left - column.left) / column.size
    is_indent = 1.6 < inset < 2.4
    return line.frame is None and 0.5 < inset < _WIDEST_INSET and not is_indent


def _is_next(run: list[Line], after: Line) -> bool:
    line = run[-1]
    is_below = 0 < line.base - after.base < 2.2 * line.size and abs(line.size - after.size) < 0.1 * line.size
    # The first line may hang out, or be indented.
    is_alike = abs(line.left - after.left) <= (_SAME if len(run) > 1 else _HANGING * line.size)
    return is_below and is_alike and after.frame is None and not (begins_item(after.text) or _ENTRY.match(after.text))


def _framed(run: list[Line], column: Measure) -> Iterator[Line]:
    right = max((line.right for line in run), default=0.0)
    is_narrow = right < column.right - column.size  # else they keep to the page's column
    is_box = (
        len(run) > 1
        and is_narrow
        and all(
            right - line.right < 1.5 * line.size and line.right - line.left > _NARROWEST * (column.right - column.left)
            for line in run[:-1]
        )
    )
    frame = (min(line.left for line in run), right) if is_box else None
    for line in run:
        yield line._replace(frame=frame) if frame else line
