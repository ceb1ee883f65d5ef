"""Dates and spans of days in clean Chinese text as values: also quarters, thirds of months, 民国 years, blanks, mistakes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from contractkit.core.zh.dates import (
    DateMention,
    add_months,
    find_date_ranges,
    find_dates,
    find_impossible_dates,
    find_reversed_ranges,
)
from contractkit.core.zh.numerals import parse_numeral
from contractkit.core.zh.values import BLANK, Kind, State, Value, unread

_PART_OF_YEAR = re.compile(
    r"(?:第?(?P<quarter>[一二三四1-4])季度?(?P<end>[末底])?|(?P<half>[上下])半年(?P<half_end>[末底])?)"
)
_PART_OF_MONTH = re.compile(r"[上中下]旬")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_REPUBLIC = re.compile(
    r"(?:中华)?民国(?P<year>\d{1,3}|[〇零一二三四五六七八九十百]{1,6})年"
    r"(?:(?P<month>\d{1,2}|[元一二三四五六七八九十]{1,3})月(?:(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号])?)?"
)
_BEFORE_REPUBLIC = 1911
_COMPACT = re.compile(
    r"(?:(?<=日期)|(?<=时间)|(?<=[于自至到从])|(?<=[:：]))(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?![\d\-./A-Za-z])"
)
_PLACE = rf"(?:{BLANK}|\d{{1,2}}|[一二三四五六七八九十]{{1,3}})?"
_BLANK_DATE = re.compile(
    rf"(?:{BLANK}|(?:20\d\d|20{BLANK}?|二[〇零][〇零一二三四五六七八九]{{2}}))?年{_PLACE}月{_PLACE}日"
)
_COMPLETE = re.compile(r"[\d一-九]年[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+日")
_OPENING = re.compile(r"(?:自|从)$")
_CLOSING = re.compile(r"(?:（含）|\(含\)|当日)?(?:24时|二十四时)?止")


def find_days(text: str) -> Iterator[Value]:
    """All dates, not in order and with overlaps; the reading that comes first holds."""
    for match in _BLANK_DATE.finditer(text):
        if not _COMPLETE.search(match[0]):
            yield unread(Kind.DATE, match.start(), match.end(), State.BLANK)
    for start, end in find_impossible_dates(text):
        yield unread(Kind.DATE, start, end, State.IMPOSSIBLE)
    for mention in find_dates(text):
        mention = _refined(text, mention)  # noqa: PLW2901 - the same date, read to its end
        start = mention.start - 2 if text.endswith("公元", 0, mention.start) else mention.start
        yield Value(Kind.DATE, start, mention.end, mention.first, mention.last)
    for pattern, read in ((_REPUBLIC, _republic), (_COMPACT, _compact)):
        for match in pattern.finditer(text):
            days = read(match)
            if days is None:
                yield unread(Kind.DATE, match.start(), match.end(), State.IMPOSSIBLE)
            else:
                yield Value(Kind.DATE, match.start(), match.end(), *days)


def find_spans(text: str) -> Iterator[Value]:
    """All spans 自…起至…止 in order, with their 自 and 止."""
    for span in find_date_ranges(text):
        yield _with_ends(text, Value(Kind.SPAN, span.start, span.end, span.first, span.last))
    for start, end in find_reversed_ranges(text):
        yield _with_ends(text, unread(Kind.SPAN, start, end, State.REVERSED))


def _with_ends(text: str, value: Value) -> Value:
    opening = 1 if _OPENING.search(text, max(0, value.start - 1), value.start) else 0
    closing = _CLOSING.match(text, value.end)
    return replace(value, start=value.start - opening, end=closing.end() if closing else value.end)


def _refined(text: str, mention: DateMention) -> DateMention:
    """2026年第一季度, 2026年上半年, 2026年5月上旬: the part of the year or month that follows."""
    first, last = mention.first, mention.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        part = _PART_OF_YEAR.match(text, mention.end)
        return mention if part is None else _part_of_year(mention, part)
    third = _PART_OF_MONTH.match(text, mention.end)
    if (
        third is None
        or first.day != 1
        or (last.day, first.month) != (monthrange(first.year, first.month)[1], last.month)
    ):
        return mention
    opening = {"上": 1, "中": 11, "下": 21}[third[0][0]]
    closing = last.day if opening == 21 else opening + 9
    return DateMention(mention.start, third.end(), first.replace(day=opening), first.replace(day=closing))


def _part_of_year(mention: DateMention, part: re.Match[str]) -> DateMention:
    if part["quarter"]:
        quarter = _QUARTERS.get(part["quarter"]) or int(part["quarter"])
        month, length, ends = 3 * quarter - 2, 3, part["end"]
    else:
        month, length, ends = (1 if part["half"] == "上" else 7), 6, part["half_end"]
    first = date(mention.first.year, month, 1)
    last = add_months(first, length) - timedelta(days=1)
    return DateMention(mention.start, part.end(), last if ends else first, last)


def _republic(match: re.Match[str]) -> tuple[date, date] | None:
    year = parse_numeral(match["year"])
    month = 1 if match["month"] in {"元", None} else parse_numeral(match["month"])
    day = parse_numeral(match["day"]) if match["day"] else 1
    try:
        first = date(_BEFORE_REPUBLIC + (year or 0), month or 0, day or 0)
    except ValueError:
        return None
    length = 0 if match["day"] else 1 if match["month"] else 12
    return first, add_months(first, length) - timedelta(days=1) if length else first


def _compact(match: re.Match[str]) -> tuple[date, date] | None:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return day, day
