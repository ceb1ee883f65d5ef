"""The reading order of a page: from the top down, column by column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from contractkit.readers.pdf.assembly import groups, line
from contractkit.readers.pdf.layout import Line, Span, Table
from contractkit.readers.pdf.spans import SAME_LINE

# In 汉字 widths: what parts two columns, and how near to its edge a full line ends.
_GUTTER = 1.2
_SLACK = 1.6
_FEWEST_ROWS = 4
_NARROWEST = 6.0
_MAX_DEPTH = 8
_MAX_PARTS = 1500
_BASE = attrgetter("base")
# In 汉字 heights, around the baseline.
_ASCENT, _DESCENT = 0.72, 0.1


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a line, or a table, and the place it takes up.

    Attributes:
        order: its place in the order of the content.
    """

    order: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    content: tuple[Span, ...] | Line | Table


def in_order(spans: Sequence[Span], others: Sequence[Line | Table] = ()) -> list[Line | Table]:
    """The lines that the spans make, together with tables and boxed lines, in reading order.

    What takes up a height alone stands where its height puts it. What stands side by side is read column by column
    where it forms columns of running text, and else in the order of the content.
    """
    lines = groups(spans)
    if not others and sum(_has_gutter(group) for group in lines if len(group) > 1) < _FEWEST_ROWS:
        simple = [line(group) for group in lines]
        simple.sort(key=_BASE, reverse=True)
        if _is_single_file(simple):
            return list(simple)
    parts = [part for group in lines for part in _parts(group)]
    parts += [_part_of(item) for item in others]
    numbered = [replace(part, order=order) for order, part in enumerate(parts)]
    return list(_columns(_bands(numbered), None, 0))


def _has_gutter(group: list[Span]) -> bool:
    return any(_is_gutter(one, other) for one, other in pairwise(group))


def _is_gutter(one: Span, other: Span) -> bool:
    return other.left - one.right > _GUTTER * max(one.size, other.size)


def _is_single_file(lines: list[Line]) -> bool:
    """Whether no two neighbours, sorted from the top down, share a height."""
    return all(one.base - _DESCENT * one.size > other.base + _ASCENT * other.size for one, other in pairwise(lines))


def _parts(group: list[Span]) -> Iterator[_Part]:
    """A line's stretches, parted where a gutter may be."""
    held: list[Span] = []
    for span in group:
        if held and _is_gutter(held[-1], span):
            yield _part_of_spans(held)
            held = []
        held.append(span)
    yield _part_of_spans(held)


def _part_of_spans(spans: list[Span]) -> _Part:
    size, base = max(span.size for span in spans), spans[0].base
    right = max(span.right for span in spans)
    return _Part(0, spans[0].left, right, base - _DESCENT * size, base + _ASCENT * size, size, tuple(spans))


def _part_of(item: Line | Table) -> _Part:
    if isinstance(item, Table):
        return _Part(0, item.left, item.right, item.bottom, item.top, 1.0, item)
    bottom, top = item.base - _DESCENT * item.size, item.base + _ASCENT * item.size
    return _Part(0, item.left, item.right, bottom, top, item.size, item)


def _bands(parts: Iterable[_Part]) -> list[list[_Part]]:
    """Parts that share a height, from the top down."""
    bands: list[list[_Part]] = []
    bottom = 0.0
    for part in sorted(parts, key=lambda part: -part.top):
        if bands and part.top > bottom:
            bands[-1].append(part)
            bottom = min(bottom, part.bottom)
        else:
            bands.append([part])
            bottom = part.bottom
    return bands


def _columns(bands: list[list[_Part]], frame: tuple[float, float] | None, depth: int) -> Iterator[Line | Table]:
    found = _first_run(bands) if depth < _MAX_DEPTH and sum(map(len, bands)) <= _MAX_PARTS else None
    if found is None:
        for band in bands:
            yield from _as_lines(band, frame)
        return
    start, end, (left, right) = found
    for band in bands[:start]:
        yield from _as_lines(band, frame)
    parts = [part for band in bands[start:end] for part in band]
    for side in ([part for part in parts if part.right <= left], [part for part in parts if part.left >= right]):
        edges = min(part.left for part in side), max(part.right for part in side)
        yield from _columns(_bands(side), edges, depth + 1)
    yield from _columns(bands[end:], frame, depth + 1)


def _first_run(bands: list[list[_Part]]) -> tuple[int, int, tuple[float, float]] | None:
    """The first bands that form two columns: from, to, and the gutter between."""
    start = 0
    while start < len(bands):
        end = start + 1
        for gutter in _gutters(bands[start]):
            end, free = _run(bands, start, gutter)
            parts = [part for band in bands[start:end] for part in band]
            left = [part for part in parts if part.right <= free[0]]
            right = [part for part in parts if part.left >= free[1]]
            if _are_columns(left, right):
                return start, end, free
        start += 1
    return None


def _gutters(band: list[_Part]) -> list[tuple[float, float]]:
    """The gaps between what stands side by side."""
    if len(band) < 2:
        return []
    gaps = []
    parts = sorted(band, key=lambda part: part.left)
    end = parts[0].right
    for part in parts[1:]:
        if part.left - end > _GUTTER * part.size:
            gaps.append((end, part.left))
        end = max(end, part.right)
    return gaps


def _run(bands: list[list[_Part]], start: int, gutter: tuple[float, float]) -> tuple[int, tuple[float, float]]:
    """How far down a gutter stays free: the band after its last one with words on both sides, and what stays free."""
    low, high = gutter
    end, free = start + 1, gutter
    for at in range(start + 1, len(bands)):
        middle = (low + high) / 2
        left = [part.right for part in bands[at] if part.left + part.right < 2 * middle]
        right = [part.left for part in bands[at] if part.left + part.right >= 2 * middle]
        low, high = max([low, *left]), min([high, *right])
        if high - low < 0.8 * bands[at][0].size:
            break
        if left and right:
            end, free = at + 1, (low, high)
    return _with_the_longer_side(bands, end, free), free


def _with_the_longer_side(bands: list[list[_Part]], end: int, free: tuple[float, float]) -> int:
    """One column may go on below the end of the other, line by line."""
    while end < len(bands):
        above, here = bands[end - 1], bands[end]
        is_left = all(part.right <= free[0] for part in here)
        is_right = all(part.left >= free[1] for part in here)
        gap = min(part.bottom for part in above) - max(part.top for part in here)
        if not (is_left or is_right) or gap > _GUTTER * here[0].size:
            break
        end += 1
    return end


def _are_columns(left: list[_Part], right: list[_Part]) -> bool:
    """Whether two sides are running text, or lines that have nothing to do with each other's; else they are cells."""
    if min(len(left), len(right)) < _FEWEST_ROWS:
        return False
    if _runs(left) and _runs(right):
        return True
    return (_runs(left) or _runs(right)) and not _is_aligned(left, right)


def _runs(side: list[_Part]) -> bool:
    edge = max(part.right for part in side)
    full = sum(edge - part.right <= _SLACK * part.size for part in side)
    return 2 * full >= len(side) and sum(part.right - part.left for part in side) >= sum(
        _NARROWEST * part.size for part in side
    )


def _is_aligned(left: list[_Part], right: list[_Part]) -> bool:
    """Whether most lines of the shorter side stand on a baseline of the other."""
    short, long = sorted((left, right), key=len)
    bottoms = sorted(part.bottom for part in long)
    near = 0
    for part in short:
        at = bisect_left(bottoms, part.bottom)
        near += any(abs(part.bottom - bottom) < 0.2 * part.size for bottom in bottoms[max(at - 1, 0) : at + 1])
    return 2 * near >= len(short)


def _as_lines(band: list[_Part], frame: tuple[float, float] | None) -> Iterator[Line | Table]:
    """What stands side by side in the order of the content; words on one baseline are one line."""
    held: list[tuple[_Part, list[Span]]] = []
    for part in sorted(band, key=lambda part: part.order):
        spans = () if isinstance(part.content, Line | Table) else part.content
        home = next((group for first, group in held if group and spans and _is_beside(first, group, part)), None)
        if home is None:
            held.append((part, list(spans)))
        else:
            home.extend(spans)
    for part, group in held:
        if isinstance(part.content, Line | Table):
            yield part.content
        else:
            yield line(sorted(group, key=lambda span: span.left), frame)


def _is_beside(first: _Part, group: list[Span], part: _Part) -> bool:
    is_level = abs(first.bottom - part.bottom) <= SAME_LINE * max(first.size, part.size)
    return is_level and all(span.right <= part.left or span.left >= part.right for span in group)
