"""Numbers as OFD writes them: boxes, matrices, distances. Lengths are millimetres, y grows downwards."""

from __future__ import annotations

import unicodedata
from math import hypot, isfinite
from typing import NamedTuple

_FAR = 100_000.0
# Letters wider than half a 汉字 in common fonts.
_BROAD = frozenset("mwMWABCDGHKNOPQRSTUVXYZ@%&—…")


class Frame(NamedTuple):
    """A rectangle: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


A4 = Frame(0.0, 0.0, 210.0, 297.0)


class Matrix(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return _bounded(self.a * x + self.c * y + self.e), _bounded(self.b * x + self.d * y + self.f)

    def after(self, inner: Matrix) -> Matrix:
        """The matrix that applies `inner` first, then this one."""
        a, b, c, d, _, _ = inner
        e, f = self.at(inner.e, inner.f)
        return Matrix(
            self.a * a + self.c * b, self.b * a + self.d * b, self.a * c + self.c * d, self.b * c + self.d * d, e, f
        )

    @property
    def across(self) -> float:
        """By how much it stretches lengths along the line."""
        return hypot(self.a, self.b)

    @property
    def up(self) -> float:
        """By how much it stretches heights."""
        return hypot(self.c, self.d)


IDENTITY = Matrix(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _bounded(length: float) -> float:
    """Damaged files give places at infinity, or none."""
    return min(max(length, -_FAR), _FAR) if isfinite(length) else 0.0


def number(text: str | None, default: float) -> float:
    """A number; the default where there is none."""
    try:
        value = float(text or "")
    except ValueError:
        return default
    return _bounded(value) if isfinite(value) else default


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """So many numbers; None where there are fewer."""
    parts = (text or "").replace(",", " ").split()[:count]
    try:
        values = tuple(float(part) for part in parts)
    except ValueError:
        return None
    return tuple(map(_bounded, values)) if len(values) == count and all(map(isfinite, values)) else None


def frame(text: str | None) -> Frame | None:
    """A rectangle with a size."""
    values = numbers(text, 4)
    return Frame(*values) if values is not None and values[2] > 0 and values[3] > 0 else None


def matrix(text: str | None) -> Matrix:
    """A matrix; the identity where there is none."""
    values = numbers(text, 6)
    return IDENTITY if values is None else Matrix(*values)


def distances(text: str | None, count: int) -> list[float]:
    """From each character to the next, at most `count`; `g 3 5` stands for three times 5."""
    found: list[float] = []
    parts = iter((text or "").replace(",", " ").split())
    for part in parts:
        if len(found) >= count:
            break
        if part == "g":
            times, value = number(next(parts, None), 0.0), number(next(parts, None), 0.0)
            found.extend([value] * max(0, min(int(times), count - len(found))))
        else:
            found.append(number(part, 0.0))
    return found


def advance(character: str, size: float) -> float:
    """The width of a character in a usual font."""
    if unicodedata.east_asian_width(character) in "WF":
        return size
    return (0.75 if character in _BROAD else 0.5) * size


def ink(character: str, size: float, distance: float | None) -> float:
    """How far a character reaches of the distance to the next one; the rest is a gap."""
    usual = advance(character, size)
    if distance is None or distance <= 0:
        return usual
    is_wide = unicodedata.east_asian_width(character) in "WF"
    return min(distance, usual) if is_wide or distance > 1.35 * usual else distance
