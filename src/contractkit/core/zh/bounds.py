"""Limits and ranges around a value: 不超过, 至少, 以内; 三至五年, 百分之五至十, 五万元以上二十万元以下."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from contractkit.core.zh.numerals import NUMBER, NUMERAL_CHARACTER, parse_number
from contractkit.core.zh.values import Bound, Length, Money, Reading, State, Value

_NOT = r"(?:不得|不应|不能|不可|不会|未|不|没有|并未|尚未)(?:再|予)?"
_DOING = r"(?:[^，。；：、|\d]{1,4})??"
_OF_WHAT = r"(?:[^，。；：、|\d]{1,8}的)?(?:为|在|到|人民币|其|满|于)?$"
_LEADING: tuple[tuple[re.Pattern[str], Bound], ...] = tuple(
    (re.compile(rf"(?:{words}){_OF_WHAT}"), bound)
    for words, bound in (
        (
            rf"{_NOT}(?:超过|超出|多于|高于|大于|长于|逾|超)|(?:至多|最多){_DOING}|最高|最长|最迟|最大|上限|封顶|≤",
            Bound.AT_MOST,
        ),
        (rf"{_NOT}(?:少于|低于|小于|短于|不足|不满)|(?:至少|最少|起码){_DOING}|最低|最短|下限|≥", Bound.AT_LEAST),
        (r"超过|超出|多于|高于|大于|长于|逾|>", Bound.MORE),
        (r"少于|低于|小于|短于|不足|不满|未满|未达到?|近|<", Bound.LESS),
        (r"约|大约|大致|≈", Bound.ABOUT),
    )
)
_TRAILING = re.compile(
    r"(?:的)?(?:(?P<most>(?:及|或者?|（含）|\(含\))?(?:以内|之内|以下|为限|封顶)|内)|(?P<least>(?:及|或者?)?以上)|(?P<about>左右|上下))"
)
_JOINT = re.compile(r"(?:至|到|[-~]|—{1,2})")
_UP_TO = re.compile(r"以上[、，至到]?")
_AND_BELOW = re.compile(r"(?:以下|以内|之内)")
_LOW = re.compile(rf"(?<![第\d.年月:/{NUMERAL_CHARACTER}-])(?P<low>{NUMBER})(?:至|到|[-~]|—{{1,2}})$")
_HIGH = re.compile(rf"(?:至|到|[-~]|—{{1,2}})(?P<high>{NUMBER})(?![\d%‰年月日个分/:之])")
_NUMBER = re.compile(NUMBER)
_FACTOR = re.compile(r"[万亿]+$")
_ARABIC_FACTOR = re.compile(r"(?<=\d)[百千万亿]+$")
_NEAR = 18


def bound_of(text: str, start: int, end: int) -> Bound:
    """How the words in front of and behind [start, end) limit the value that stands there."""
    before = text[max(0, start - _NEAR) : start]
    for pattern, bound in _LEADING:
        if pattern.search(before):
            return bound
    behind = _TRAILING.match(text, end)
    if behind is None:
        return Bound.EXACT
    return Bound.AT_MOST if behind["most"] else Bound.AT_LEAST if behind["least"] else Bound.ABOUT


def in_ranges(text: str, values: Iterable[Value], taken: bytearray) -> list[Value]:
    """The values in order, two that make a range joined to one, each with its bound.

    `taken` marks the characters that belong to values, these included; the other end of a range is none of them.
    """
    found: list[Value] = []
    for value in values:
        before = found[-1] if found else None
        joined = _joined(text, before, value) if before is not None and before.kind is value.kind else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(_widened(text, value, taken) if value.state is State.READ else value)
    return [value if value.state is not State.READ or value.bound else _bounded(text, value) for value in found]


def _bounded(text: str, value: Value) -> Value:
    if value.low != value.high:
        return value
    # 近三年 looks back over three years, while 近三百家 are fewer.
    if isinstance(value.low, Length) and (value.low.unbounded or text.endswith("近", 0, value.start)):
        return value
    return replace(value, bound=bound_of(text, value.start, value.end))


def _widened(text: str, value: Value, taken: bytearray) -> Value:
    wide = _with_other_end(text, value)
    is_free = not any(taken[wide.start : value.start]) and not any(taken[value.end : wide.end])
    return wide if is_free else value


def _joined(text: str, first: Value, second: Value) -> Value | None:
    """10万元至50万元; 五万元以上二十万元以下."""
    gap = text[first.end : second.start]
    if first.low != first.high or not is_less(first.low, second.low) or second.low != second.high:
        return None
    if _JOINT.fullmatch(gap):
        return replace(first, end=second.end, high=second.high)
    if _UP_TO.fullmatch(gap) and (below := _AND_BELOW.match(text, second.end)):
        return replace(first, end=below.end(), high=second.high)
    return None


def _with_other_end(text: str, value: Value) -> Value:
    """三至五年, 20~30%, 百分之五至十: the other end of a range without its unit."""
    parts = text.find("分之", value.start, value.end)
    own = _NUMBER.search(text, value.start if parts < 0 else parts + 2, value.end)
    if own is None or value.low is None or value.low != value.high:
        return value
    if text[value.start : own.start()].endswith("分之"):
        other = _HIGH.match(text, value.end)
        scaled = _scaled(value.low, own[0], other["high"]) if other else None
        return (
            value
            if scaled is None or other is None or not is_less(value.low, scaled)
            else replace(value, end=other.end("high"), high=scaled)
        )
    if own.start() != value.start:
        return value
    window = max(0, value.start - _NEAR)
    other = _LOW.search(text[window : value.start])
    scaled = _scaled(value.low, own[0], other["low"]) if other else None
    if scaled is None or other is None or not is_less(scaled, value.low):
        return value
    return replace(value, start=window + other.start("low"), low=scaled)


def _scaled(reading: Reading, own: str, other: str) -> Reading | None:
    """The reading that `other` would have in the place of the number `own`."""
    if not re.search("[万亿]", other):
        own = (_ARABIC_FACTOR if other[-1].isascii() else _FACTOR).sub("", own)
    old, new = parse_number(own), parse_number(other)
    if not old or not new:
        return None
    factor = new / old
    if isinstance(reading, Fraction):
        return reading * factor
    if isinstance(reading, Money):
        amount = Fraction(reading.amount) * factor
        return Money(Decimal(amount.numerator) / amount.denominator, reading.currency)
    if isinstance(reading, Length) and not reading.phases:
        parts = [part * factor for part in (reading.months, reading.days, reading.working_days, reading.minutes)]
        if all(part.denominator == 1 for part in parts):
            months, days, working_days, minutes = (int(part) for part in parts)
            return Length(months, days, working_days, minutes)
    return None


def is_less(one: Reading | None, other: Reading | None) -> bool:
    """Whether both are of one kind and `one` is the smaller; False where they cannot be compared."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one < other
    if isinstance(one, Money) and isinstance(other, Money):
        return one.currency == other.currency and one.amount < other.amount
    if isinstance(one, Length) and isinstance(other, Length):
        sizes = [(size.working_days, size.months * 30 + size.days, size.minutes) for size in (one, other)]
        same_unit = [tuple(bool(part) for part in size) for size in sizes]
        return same_unit[0] == same_unit[1] and sizes[0] < sizes[1]
    return False
