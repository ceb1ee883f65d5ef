"""Ruling lines among the shapes of a page: the data of a path as OFD abbreviates it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractkit.readers.ofd.geometry import number

Edge = tuple[float, float, float, float]

_PART = re.compile(r"[A-Za-z]|[-+.\deE]+")
_LONGEST = 2_000
_THIN = 1.0  # millimetres
_VALUES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_CURVES = re.compile(r"[QBA]")


def is_simple(data: str) -> bool:
    """Whether a shape may be ruling lines: short, and straight."""
    return len(data) <= _LONGEST and not _CURVES.search(data)


def edges(data: str, *, is_stroked: bool) -> list[Edge]:
    """The straight lines of a shape; of one that is only filled, the one line that it looks like, if it is thin."""
    outline = list(_outline(data))
    if not outline:
        return []
    across = [edge[at] for edge in outline for at in (0, 2)]
    down = [edge[at] for edge in outline for at in (1, 3)]
    left, top, right, bottom = min(across), min(down), max(across), max(down)
    if right - left <= _THIN:
        return [((left + right) / 2, top, (left + right) / 2, bottom)]
    if bottom - top <= _THIN:
        return [(left, (top + bottom) / 2, right, (top + bottom) / 2)]
    return outline if is_stroked else []


def _outline(data: str) -> Iterator[Edge]:
    start = last = (0.0, 0.0)
    parts = iter(_PART.findall(data))
    for part in parts:
        count = _VALUES.get(part)
        if count is None:
            continue
        values = [number(next(parts, None), 0.0) for _ in range(count)]
        if part == "C":
            if last != start:
                yield (*last, *start)
            last = start
            continue
        point = (values[-2], values[-1])
        if part in "SM":
            start = point
        elif point != last:
            yield (*last, *point)
        last = point
