"""Spans to printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from contractkit.readers.pdf.layout import Line, Span
from contractkit.readers.pdf.spans import is_level, least_gap

_MAX_SPACES = 60


def groups(spans: Iterable[Span]) -> list[list[Span]]:
    """Neighbours on one baseline in the order of the content, each group set from left to right."""
    found: list[list[Span]] = []
    base = height = 0.0
    for span in spans:
        if found and is_level(span.base - base, span.height, height):
            found[-1].append(span)
        else:
            found.append([span])
            base, height = span.base, span.height
    return [_set(group) if len(group) > 1 else group for group in found]


def _set(group: list[Span]) -> list[Span]:
    group.sort(key=lambda span: span.left)
    return [one for at, one in enumerate(group) if not (at and _is_printed_again(group[at - 1], one))]


def _is_printed_again(one: Span, other: Span) -> bool:
    """Some programs print bold text twice, a little aside."""
    return one.text == other.text and other.left - one.left < 0.3 * other.size


def lines(spans: Iterable[Span], frame: tuple[float, float] | None = None) -> Iterator[Line]:
    """Lines in the order of the content."""
    for group in groups(spans):
        yield line(group, frame)


def line(group: Sequence[Span], frame: tuple[float, float] | None = None) -> Line:
    """The line that spans on one baseline make, from left to right."""
    first, last = group[0], group[-1]
    if len(group) == 1:
        text, left, right, base, _, size, _, confidence = first
        return Line(text, left, right, base, size, frame, confidence)
    longest = max(group, key=lambda span: (len(span.text), span.size))
    sure = [span.confidence for span in group if span.confidence is not None]
    right = max(last.right, longest.right)
    return Line(joined(group), first.left, right, longest.base, longest.size, frame, min(sure, default=None))


def joined(group: Sequence[Span]) -> str:
    """The words of a line, with spaces where there are some, or a gap wider than justified text has it.

    A blank to be filled in keeps its width: PDFium tells of one space however many there are.
    """
    parts = [group[0].text]
    for one, other in pairwise(group):
        gap, size = other.left - one.right, max(one.size, other.size)
        if gap > size:
            parts.append(" " * min(round(2 * gap / size), _MAX_SPACES))
        elif other.spaced or gap > least_gap(one.text, other.text) * size:
            parts.append(" ")
        parts.append(other.text)
    return "".join(parts)
