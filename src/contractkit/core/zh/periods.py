"""Lengths of time and automatic renewals in clean Chinese text, as exact values in months.

Reads 三年, 五个年度, 六十个月, 伍年, 5年, 一年半, 四年零六个月, 二十五个季度, 十二个半年; renewals 期满自动顺延三年,
续展不超过两次、每次两年. A year that names a date (2025年), an ordinal (第三年) or a part of a year (第一季度) is
no length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from contractkit.core.zh.dates import find_dates
from contractkit.core.zh.numerals import parse_numeral

_ZH = "〇零一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰"
_NUMERAL = rf"\d{{1,5}}(?:\.\d{{1,3}})?|[{_ZH}]{{1,16}}+"
_YEAR_UNIT = r"(?:周年|个?(?:完整|自然|运营|会计|日历|整)?年度?|年)"
_MONTH_UNIT = r"个(?:自然|日历)?月"
_DAY_UNIT = r"个?(?:自然|日历|工作|交易)?[日天]"
_DURATION = re.compile(
    rf"(?<![第\d.{_ZH}])(?:"
    rf"(?P<half_years>{_NUMERAL})个半年"
    rf"|(?P<years>{_NUMERAL}){_YEAR_UNIT}(?![级轮龄代产均报月])(?:(?P<half>半)|[零又加]?(?P<with_months>{_NUMERAL}){_MONTH_UNIT}"
    rf"|[零又](?P<with_days>{_NUMERAL}){_DAY_UNIT})?"
    rf"|(?P<quarters>{_NUMERAL})个季度"
    rf"|(?P<months>{_NUMERAL}){_MONTH_UNIT}"
    rf"|(?<![年月\d\u3007一二三四五六七八九十])(?P<days>{_NUMERAL}){_DAY_UNIT}(?!期)"
    rf"|(?<![个零又年度上下])(?P<half_year>半年)(?![报末终])"
    r")"
)
_RENEW = r"(?:续展|续期|续签|续约|顺延|(?<!续)展期|延展|延续|延长|续订|展延|续延)"
_PER_TIME = re.compile(rf"每次(?:{_RENEW}|期限|时长)?(?:的?(?:期限|时间|时长))?(?:为|不超过|最长|至多|各)?$")
_TIMES = re.compile(
    rf"(?P<times>{_NUMERAL})次(?:为限)?|续展一次|(?P<unlimited>次数不受?限|不限次数?|次数不作限制|无限|无次数限制)"
)
_RENEWAL = re.compile(
    rf"{_RENEW}(?!至(?:下|其后|次|第|该|节)|期[内间满届]|次数|的?条件|手续|后|前|申请|协议|合同|书|事宜|或)"
)
_NEGATED = re.compile(
    rf"(?:不得|不能|不再|不予|不发生|不会|不可|不作|禁止|无权|不构成|不|未|并非|均不)(?:以任何[^，。；]{{1,8}})?(?:自动|自行|当然|另行|发生|单方)*"
    rf"(?:的)?{_RENEW}|{_RENEW}(?:的)?(?:效力|效果)?(?:无效|不发生)|不(?:设|约定|安排|实行)(?:置|立)?(?:任何|默认|自动|当然)*(?:的)?{_RENEW}"
)
_AUTOMATIC = re.compile(
    rf"自动(?!失效|终止|解除|退出|关闭)[^，。；|]{{0,6}}{_RENEW}|自行{_RENEW}|当然{_RENEW}|当然取得|视为(?:同意)?{_RENEW}|单方(?:面)?{_RENEW}|(?:无异议|未提出?异议|未书面放弃|未通知)[^，。；]{{0,8}}，?[^，。；]{{0,6}}{_RENEW}"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        months: whole months.
        days: days beyond the months.
    """

    start: int
    end: int
    months: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class Renewal:
    """A renewal that a text provides for.

    Attributes:
        start: offset of the renewal's word.
        end: offset after the last figure that belongs to it.
        months: months of one renewal; 0 where the text does not say (one more term of the same length).
        times: how often; None where the number is unlimited.
        automatic: it happens without a new decision of the parties.
    """

    start: int
    end: int
    months: int
    times: int | None
    automatic: bool

    @property
    def total(self) -> int | None:
        """Months that all renewals add; None where unlimited."""
        return None if self.times is None else self.months * self.times


@lru_cache(maxsize=16)  # rules ask for the same sentence one after the other
def find_durations(text: str) -> tuple[Duration, ...]:
    """All lengths of time in a clean text, in order; parts of dates are left out."""
    in_dates = {at for mention in find_dates(text) for at in range(mention.start, mention.end)}
    found = []
    for match in _DURATION.finditer(text):
        if match.start() in in_dates or (value := _value(match)) is None:
            continue
        found.append(Duration(match.start(), match.end(), *value))
    return tuple(found)


def find_renewals(sentence: str) -> tuple[Renewal, ...]:
    """The renewals that one clean sentence grants; a negated one (期满不自动续展) is none."""
    negated = [match.span() for match in _NEGATED.finditer(sentence)]
    durations = find_durations(sentence)
    granted = _blanked(sentence, negated)
    found: list[Renewal] = []
    for match in _RENEWAL.finditer(sentence):
        if any(start <= match.start() < end for start, end in negated) or (found and match.start() < found[-1].end):
            continue
        found.append(_renewal(granted, match.start(), match.end(), durations))
    return tuple(renewal for renewal in found if renewal.months or _repeats_itself(sentence, renewal))


def _blanked(sentence: str, spans: list[tuple[int, int]]) -> str:
    """The sentence with the words of these spans blanked out; same length."""
    characters = list(sentence)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _repeats_itself(sentence: str, renewal: Renewal) -> bool:
    """Whether a renewal without a length of its own is one more term, and not a deadline that moves."""
    return (renewal.automatic or renewal.times is None) and sentence[renewal.start] == "续"


def _renewal(sentence: str, start: int, end: int, durations: tuple[Duration, ...]) -> Renewal:
    clause_end = _clause_end(sentence, end)
    own = next((d for d in durations if end <= d.start < clause_end and d.start - end <= 14 and d.months), None)
    last = own.end if own else end
    times = 1
    window = sentence[start : min(len(sentence), last + 24)]
    counted = _TIMES.search(window)
    unlimited = bool(counted and counted["unlimited"])
    if counted and counted["times"]:
        times = parse_numeral(counted["times"]) or 1
        last = max(last, start + counted.end())
    if own is None and counted:
        own = next(
            (d for d in durations if start < d.start < last + 24 and _PER_TIME.search(sentence[: d.start])),
            None,
        )
        last = max(last, own.end) if own else last
    opening = max(sentence.rfind(mark, 0, start) for mark in "。；")
    automatic = _AUTOMATIC.search(sentence[opening + 1 : end]) is not None
    return Renewal(start, last, own.months if own else 0, None if unlimited else times, automatic)


def _clause_end(sentence: str, start: int) -> int:
    ends = [at for mark in "。；" if (at := sentence.find(mark, start)) >= 0]
    return min(ends, default=len(sentence))


def _value(match: re.Match[str]) -> tuple[int, int] | None:
    if match["half_year"]:
        return 6, 0
    for name, unit in (("half_years", 6), ("quarters", 3), ("months", 1)):
        if match[name]:
            return _whole_months(match[name], unit)
    if match["days"]:
        days = _number(match["days"])
        return None if days is None else (0, int(days))
    value = _whole_months(match["years"], 12)
    if value is None:
        return None
    months = value[0] + (6 if match["half"] else 0)
    if match["with_months"]:
        months += int(_number(match["with_months"]) or 0)
    return months, int(_number(match["with_days"]) or 0) if match["with_days"] else 0


def _whole_months(numeral: str, unit: int) -> tuple[int, int] | None:
    number = _number(numeral)
    if number is None or (number * unit) % 1 or number == 0:
        return None
    return int(number * unit), 0


def _number(numeral: str) -> Decimal | None:
    if numeral[0].isascii():
        return Decimal(numeral)
    value = parse_numeral(numeral)
    return None if value is None else Decimal(value)
