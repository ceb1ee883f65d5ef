"""Where the characters of a clean text come from: runs of characters that kept their order and distance.

A five-megabyte paragraph has as few entries as places where something fell away or changed its length; most paragraphs
have none.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


def _empty() -> array[int]:
    return array("I")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Clean offsets to raw offsets; without runs, clean and raw offsets are the same.

    Attributes:
        clean: clean offset at which run k begins, ascending from 0, and after the last run the length of the text.
        raw: raw offset of the first character of run k. Within a run each further character stands one further.
        ends: raw offset after the last character of run k, which may stand for several raw characters.
    """

    clean: array[int] = field(default_factory=_empty, hash=False)
    raw: array[int] = field(default_factory=_empty, hash=False)
    ends: array[int] = field(default_factory=_empty, hash=False)

    def begin(self, at: int) -> int:
        """The raw offset at which clean character `at` begins."""
        if not self.raw:
            return at
        run = bisect_right(self.clean, at) - 1
        return self.raw[run] + at - self.clean[run]

    def end(self, at: int) -> int:
        """The raw offset after clean character `at`."""
        if not self.raw:
            return at + 1
        run = bisect_right(self.clean, at) - 1
        if at + 1 < self.clean[run + 1]:
            return self.raw[run] + at + 1 - self.clean[run]
        return self.ends[run]

    def first_from(self, raw_offset: int) -> int:
        """The first clean character that begins at `raw_offset` or behind it, or the length where none does."""
        if not self.raw:
            return raw_offset
        run = bisect_left(self.raw, raw_offset)
        if run == 0 or (run < len(self.raw) and self.raw[run] == raw_offset):
            return self.clean[run]
        return min(self.clean[run - 1] + raw_offset - self.raw[run - 1], self.clean[run])


IDENTITY = OffsetMap()


class OffsetRuns:
    """Collects the runs of a text that is put together from left to right."""

    def __init__(self) -> None:
        self._map = OffsetMap()
        self._length = 0

    def add(self, length: int, raw: int, end: int) -> None:
        """A stretch of `length` characters that begins at `raw`, one for one; the last one ends at `end`."""
        if length:
            self._map.clean.append(self._length)
            self._map.raw.append(raw)
            self._map.ends.append(end)
            self._length += length

    def extend(self, end: int) -> None:
        """The last character so far stands for the raw text up to `end`."""
        self._map.ends[-1] = end

    def close(self) -> OffsetMap:
        """The finished map."""
        self._map.clean.append(self._length)
        return self._map
