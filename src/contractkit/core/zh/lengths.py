"""Lengths of time in clean Chinese text as values: also weeks, hours, working days, 3+2年, 长期, and those left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from contractkit.core.zh.numerals import NUMBER, NUMERAL_CHARACTER, parse_number
from contractkit.core.zh.periods import find_durations
from contractkit.core.zh.values import BLANK, Kind, Length, State, Value, unread

_START = rf"(?<![第\d.,:A-Za-z{NUMERAL_CHARACTER}])"
_UNIT = r"个?(?:完整|自然|会计|日历|运营)?年度?|个(?:自然|日历)?月|个?(?:工作|交易)日|个?(?:自然|日历)?[日天]"
_TWICE = re.compile(rf"{_START}(?P<words>[{NUMERAL_CHARACTER}]{{1,12}})（(?P<figure>\d{{1,5}})）(?P<unit>{_UNIT})")
_FIGURE_DAYS = re.compile(rf"{_START}(?P<number>\d{{1,3}}(?:,\d{{3}})+)(?P<unit>{_UNIT})")
_PHASES = re.compile(rf"{_START}(?P<sum>\d{{1,2}}(?:\+\d{{1,2}}){{1,5}})(?P<unit>年|个月)")
_MONTH_AND_HALF = re.compile(rf"{_START}(?P<number>{NUMBER})个半月")
_OTHER = re.compile(
    rf"{_START}(?P<number>{NUMBER})(?:(?P<weeks>(?:个)?(?:周|星期|礼拜)(?![年岁边围末刊报期一二三四五六日]))"
    r"|(?P<hours>个?小时)|(?P<minutes>分钟))"
)
_UNBOUNDED = re.compile(
    r"无固定期限|不定期限?|无限期|永久(?!性?(?:停用|删除|销毁|基本|居民|关闭|终止|失去|丧失|禁止))|永续|长期(?=有效|存续|保存|保密|授权|合作|执行|(?=[，。；）]|$))"
)
_BLANK = re.compile(rf"{BLANK}(?:{_UNIT}|个?小时)(?!期|{BLANK}?月)")
_WORKING = re.compile(r"(?:工作|交易)日$")
_FACTORS = {"weeks": 7, "hours": 60, "minutes": 1}


def find_lengths(text: str) -> Iterator[Value]:
    """All lengths of time, not in order and with overlaps; the reading that comes first holds."""
    yield from _written_twice(text)
    yield from _in_figures(text)
    for match in _MONTH_AND_HALF.finditer(text):
        number = parse_number(match["number"])
        if number and number.denominator == 1:
            yield _length(match.start(), match.end(), Length(months=int(number), days=15))
    for duration in find_durations(text):
        working = _WORKING.search(text, duration.start, duration.end) is not None
        days, working_days = (0, duration.days) if working else (duration.days, 0)
        yield _length(duration.start, duration.end, Length(duration.months, days, working_days))
    yield from _short(text)
    for match in _UNBOUNDED.finditer(text):
        yield _length(match.start(), match.end(), Length(unbounded=True))
    for match in _BLANK.finditer(text):
        yield unread(Kind.LENGTH, match.start(), match.end(), State.BLANK)


def whole_length(text: str) -> Length | None:
    """The length of time that a clean text is from its first to its last character; None where it is none."""
    for one in find_lengths(text):
        if (one.start, one.end) == (0, len(text)) and one.state is State.READ and isinstance(one.low, Length):
            return one.low
    return None


def in_unit(length: Length, unit: str) -> int | None:
    """A length as a whole number of 年, 个月, 日, 个工作日 or 小时; None where that is not exact.

    18 months are no whole years, and calendar days are no working days.
    """
    if length.unbounded:
        return None
    if unit in {"年", "个月"}:
        only_months = not (length.days or length.working_days or length.minutes)
        months = length.months if only_months else 0
        return _exactly(months, 12 if unit == "年" else 1)
    if length.months:
        return None
    if unit == "日":
        return length.days if not length.working_days and not length.minutes else None
    if unit == "个工作日":
        return length.working_days if not length.days and not length.minutes else None
    minutes = length.minutes + length.days * 24 * 60
    return _exactly(minutes, 60) if not length.working_days else None


def _exactly(amount: int, size: int) -> int | None:
    return amount // size if amount and amount % size == 0 else None


def _written_twice(text: str) -> Iterator[Value]:
    """叁拾陆（36）个月."""
    for match in _TWICE.finditer(text):
        # The figure repeats the words; where they differ nothing says which was meant.
        if parse_number(match["words"]) == parse_number(match["figure"]):
            yield from _of_unit(match, match["figure"], match["unit"])
        else:
            yield unread(Kind.LENGTH, match.start(), match.end(), State.UNREADABLE)


def _in_figures(text: str) -> Iterator[Value]:
    """3+2年, and figures with thousands commas."""
    for match in _PHASES.finditer(text):
        factor = 12 if match["unit"] == "年" else 1
        phases = tuple(int(part) * factor for part in match["sum"].split("+"))
        yield _length(match.start(), match.end(), Length(months=sum(phases), phases=phases))
    for match in _FIGURE_DAYS.finditer(text):
        yield from _of_unit(match, match["number"], match["unit"])


def _short(text: str) -> Iterator[Value]:
    """Weeks, hours, minutes."""
    for match in _OTHER.finditer(text):
        number = parse_number(match["number"])
        if not number:
            continue
        size = number * next(factor for name, factor in _FACTORS.items() if match[name])
        if size.denominator == 1:
            length = Length(days=int(size)) if match["weeks"] else Length(minutes=int(size))
            yield _length(match.start(), match.end(), length)


def _of_unit(match: re.Match[str], number: str, unit: str) -> Iterator[Value]:
    value = parse_number(number) or Fraction(0)
    if value.denominator != 1 or not value:
        return
    size = int(value)
    if _WORKING.search(unit):
        length = Length(working_days=size)
    elif unit.endswith(("日", "天")):
        length = Length(days=size)
    else:
        length = Length(months=size if unit.endswith("月") else size * 12)
    yield _length(match.start(), match.end(), length)


def _length(start: int, end: int, length: Length) -> Value:
    return Value(Kind.LENGTH, start, end, length, length)
