"""What was found in the last matter holds for the next one where a check is given the very same answers.

Rows of a table share most of their answers with the base matter; those are the same objects from row to row.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Generic, TypeVar

_T = TypeVar("_T")
_PLAIN: Final = frozenset({str, int, date})  # equal ones are alike; 1.0 and 1.00 need not be told alike


@dataclass(frozen=True, slots=True)
class Findings(Generic[_T]):
    """Kept by whoever reads many matters; used by one thread."""

    _known: dict[Hashable, tuple[tuple[object, ...], tuple[_T, ...]]] = field(default_factory=dict)

    def of(self, check: Hashable, given: tuple[object, ...], find: Callable[[], Iterable[_T]]) -> tuple[_T, ...]:
        """What a check finds.

        Args:
            check: which one.
            given: all that it looks at; never changed afterwards.
            find: runs it.
        """
        known = self._known.get(check)
        if known is None or not _alike(known[0], given):
            known = self._known[check] = (given, tuple(find()))
        return known[1]


def _alike(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    for old, new in zip(before, now, strict=True):
        if old is not new and not (type(old) is type(new) and type(new) in _PLAIN and old == new):
            return False
    return True
