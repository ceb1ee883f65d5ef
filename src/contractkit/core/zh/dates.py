"""Dates and date ranges in clean Chinese text, as exact values.

A date is read as the span of days it can mean: 2026年3月 is the whole month, 2031年底 is 31 December. A range ends
inclusively: 2025年9月1日至2030年8月31日 is exactly sixty months.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from contractkit.core.zh.numerals import parse_numeral

_DIGITS_ZH = "\u3007○零一二三四五六七八九"
_SMALL = r"(?:\d{1,2}|[元一二三四五六七八九十廿卅]{1,3})"
_YEAR = rf"(?P<year>(?:19|20|21)\d\d|[一二][{_DIGITS_ZH}]{{3}})"
_WORDED = re.compile(
    rf"{_YEAR}年度?(?:(?P<month>{_SMALL})月(?:份)?(?:(?P<day>{_SMALL})[日号])?)?"
    r"(?P<edge>年?[底末]|年终|年初|[初]|元旦)?"
)
_POINTED = re.compile(
    r"(?:(?<![\d.\-/¥$])|(?<=[./]\d-)|(?<=[./]\d\d-))(?P<year>(?:19|20|21)\d\d)(?P<mark>[.\-/])(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d|[./]\d|-\d(?!\d{3}[./]\d)|[百千万亿元%‰倍])"
)
_BARE = re.compile(r"(?<![\d.-])(?P<first>20\d\d)[—–~～－-]+(?P<last>20\d\d)(?![\d.-])年?")
_YEARLESS = re.compile(rf"(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})[日号])?(?P<edge>[底末])?")
_BETWEEN = re.compile(
    r"(?:（含）|\(含\))?(?:[零0]时|[零0]点)?(?:起算?|开始|生效)?(?:计算)?[，,；;|\s]{0,3}"
    r"(?:(?:有效期|期限|终止日?|截止日?|停用|届满日?|失效|结束)(?:日期)?[:：]?)?(?:至|到|起至|截至|截止[至到]?|止于|—|–|~|～|－|-|:|：)*"
    r"(?:于)?"
)
_JOINING = re.compile(r"至|到|止|—|–|~|～|－|-|停用|届满|失效|终止|结束")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        first: earliest day it can mean.
        last: latest day it can mean; equal to `first` where the day is written.
    """

    start: int
    end: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DateRange:
    """From one day to another, both included.

    Attributes:
        start: offset of the first character of the first date.
        end: offset after the last date.
        first: first day.
        last: last day, included.
    """

    start: int
    end: int
    first: date
    last: date

    @property
    def length(self) -> tuple[int, int]:
        """Whole months and the days left over."""
        return months_and_days(self.first, self.last)


@lru_cache(maxsize=16)  # rules ask for the same sentence one after the other
def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates with a year in a clean text, in order; impossible ones (2月30日) are left out."""
    found = [mention for mention in _written(text) if isinstance(mention, DateMention)]
    taken = {at for mention in found for at in range(mention.start, mention.end)}
    for match in _BARE.finditer(text):
        if match.start() not in taken:
            found += [_whole_year(match, "first"), _whole_year(match, "last")]
    return tuple(sorted(found, key=lambda mention: mention.start))


def find_impossible_dates(text: str) -> tuple[tuple[int, int], ...]:
    """Where a clean text names days that no calendar has (2月30日, 2026年13月), in order."""
    return tuple(sorted(mention for mention in _written(text) if not isinstance(mention, DateMention)))


def find_reversed_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Where a clean text has two full dates joined to a range of which the second lies before the first."""
    return tuple(
        (opening.start, closing.end)
        for opening, closing in pairwise(find_dates(text))
        if closing.last < opening.first and _joins(text[opening.end : closing.start])
    )


def find_date_ranges(text: str) -> tuple[DateRange, ...]:
    """All ranges 自…起至…止, 起…止…, 2026—2028年 in a clean text, in order.

    A second date without a year (2026年1月1日至6月30日) belongs to the year of the first.
    """
    dates = find_dates(text)
    ranges: list[DateRange] = []
    at = 0
    while at < len(dates):
        opening = dates[at]
        closing = dates[at + 1] if at + 1 < len(dates) else None
        if closing is not None and _joins(text[opening.end : closing.start]) and opening.first <= closing.last:
            ranges.append(DateRange(opening.start, closing.end, opening.first, closing.last))
            at += 2
            continue
        if (closing := _yearless(text, opening)) is not None:
            ranges.append(DateRange(opening.start, closing.end, opening.first, closing.last))
        at += 1
    return tuple(ranges)


def months_and_days(first: date, last: date) -> tuple[int, int]:
    """Whole months and days left over from `first` to `last`, both included.

    Raises:
        ValueError: if `last` lies before `first`.
    """
    if last < first:
        raise ValueError(f"{last} lies before {first}")
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    if add_months(first, months) > after:
        months -= 1
    return months, (after - add_months(first, months)).days


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last day of that month where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _written(text: str) -> Iterator[DateMention | tuple[int, int]]:
    """The dates with a year, and the spans of those that no calendar has."""
    for pattern in (_WORDED, _POINTED):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            year = _number(match["year"])
            days = _span_of_days(year, parts.get("month"), parts.get("day"), parts.get("edge") or "")
            yield match.span() if days is None else DateMention(match.start(), match.end(), *days)


def _whole_year(match: re.Match[str], name: str) -> DateMention:
    year = int(match[name])
    end = match.end() if name == "last" else match.end(name)
    return DateMention(match.start(name), end, date(year, 1, 1), date(year, 12, 31))


def _yearless(text: str, opening: DateMention) -> DateMention | None:
    joint = _BETWEEN.match(text, opening.end)
    if joint is None or not _JOINING.search(joint.group()):
        return None
    match = _YEARLESS.match(text, joint.end())
    if match is None:
        return None
    span = _span_of_days(opening.first.year, match["month"], match["day"], match["edge"] or "")
    if span is None or span[1] < opening.first:
        return None
    return DateMention(match.start(), match.end(), *span)


def _joins(gap: str) -> bool:
    return len(gap) <= 16 and _BETWEEN.fullmatch(gap) is not None and _JOINING.search(gap) is not None


def _span_of_days(year: int, month: str | None, day: str | None, edge: str) -> tuple[date, date] | None:
    try:
        if month is None:
            first, last = date(year, 1, 1), date(year, 12, 31)
        elif day is None:
            number = _number(month)
            first, last = date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
        else:
            first = last = date(year, _number(month), _number(day))
    except ValueError:
        return None
    if edge in {"元旦", "年初", "初"}:
        return first, first
    return (last, last) if edge else (first, last)


def _number(text: str) -> int:
    if text == "元":
        return 1
    value = int(text) if text.isascii() else parse_numeral(text)
    if value is None:
        raise ValueError(text)
    return value
