"""Lengths, days and spans of days in a sentence, as rules about the term use them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from contractkit.core.zh.dates import DateMention, DateRange
from contractkit.core.zh.normalize import CleanText
from contractkit.core.zh.periods import Duration
from contractkit.core.zh.scanning import find_values
from contractkit.core.zh.values import Kind, Length, State


@dataclass(frozen=True, slots=True)
class Figures:
    """What a clean text says about time, each value once and in order.

    Attributes:
        durations: calendar months and days; of a range (三至五年) the longest; working days and hours are none.
        ranges: from one day to another, both included.
        dates: the other days, months and years.
    """

    durations: tuple[Duration, ...]
    ranges: tuple[DateRange, ...]
    dates: tuple[DateMention, ...]


@lru_cache(maxsize=32)  # a rule asks for the same sentence several times
def figures(text: str) -> Figures:
    """The figures of a clean text; those that cannot be read are left out."""
    durations: list[Duration] = []
    ranges: list[DateRange] = []
    dates: list[DateMention] = []
    for value in find_values(CleanText(text)):
        if value.state is not State.READ:
            continue
        if value.kind is Kind.LENGTH and isinstance(value.high, Length):
            if value.high.months or value.high.days:
                durations.append(Duration(value.start, value.end, value.high.months, value.high.days))
        elif isinstance(value.low, date) and isinstance(value.high, date):
            if value.kind is Kind.SPAN:
                ranges.append(DateRange(value.start, value.end, value.low, value.high))
            else:
                dates.append(DateMention(value.start, value.end, value.low, value.high))
    return Figures(tuple(durations), tuple(ranges), tuple(dates))
