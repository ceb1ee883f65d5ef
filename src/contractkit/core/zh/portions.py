"""Shares and ratios in clean Chinese text as values, with what `shares` leaves to the context.

Percentage points, fractions in figures (2/3 以上), 半数, and ratios in words (六比四) or figures, where a time of day
(4:30) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from contractkit.core.zh.numerals import NUMBER, parse_number
from contractkit.core.zh.shares import Ratio, find_ratios, find_shares
from contractkit.core.zh.values import BLANK, Kind, State, Value, unread

_POINTS = re.compile(rf"(?<![\d.])(?P<number>{NUMBER})个百分点")
_FIGURES = re.compile(
    r"(?<![\d./A-Za-z-])(?P<above>[1-9]\d?)/(?P<below>[2-9]|[1-9]\d)(?![\d./])(?=的|以[上下]|多数|股)"
)
_HALF = re.compile(r"(?<![前后上下大小多])半数(?!据)")
_DIGIT = "[一二两三四五六七八九]"
_WORDED = re.compile(rf"(?P<ratio>{_DIGIT}(?:比{_DIGIT}){{1,4}})(?=的?比例|分|开|划|进行分|享有|承担|，|。|；|$)")
_BLANK = re.compile(rf"(?:百|千|万)分之{BLANK}|{BLANK}[%‰]")
_ABOUT_PARTS = re.compile(r"按|比例|比为|份额|分成|分配|权重|占比|配比")
_CLOCK = re.compile(r"\d{1,2}:[0-5]\d(?::[0-5]\d)?")
_CONTEXT = 12


def find_portions(text: str) -> Iterator[Value]:
    """All shares and ratios, not in order; what is left blank last."""
    for share in find_shares(text):
        yield _share(share.start, share.end, share.value)
    for match in _POINTS.finditer(text):
        number = parse_number(match["number"])
        if number is not None:
            yield _share(match.start(), match.end(), number / 100)
    for match in _FIGURES.finditer(text):
        value = Fraction(int(match["above"]), int(match["below"]))
        if value < 1:
            yield _share(match.start(), match.end(), value)
    for match in _HALF.finditer(text):
        yield _share(match.start(), match.end(), Fraction(1, 2))
    yield from _ratios(text)
    for match in _BLANK.finditer(text):
        yield unread(Kind.SHARE, match.start(), match.end(), State.BLANK)


def _ratios(text: str) -> Iterator[Value]:
    for ratio in find_ratios(text):
        if not _is_clock(text, ratio):
            yield Value(Kind.RATIO, ratio.start, ratio.end, ratio.parts, ratio.parts)
    for match in _WORDED.finditer(text):
        parts = tuple(parse_number(digit) or Fraction(0) for digit in match["ratio"].split("比"))
        yield Value(Kind.RATIO, match.start(), match.end(), parts, parts)


def _is_clock(text: str, ratio: Ratio) -> bool:
    """Whether 4:30 is a time of day, for all that the words around say."""
    if not _CLOCK.fullmatch(text, ratio.start, ratio.end):
        return False
    return not _ABOUT_PARTS.search(text[max(0, ratio.start - _CONTEXT) : ratio.end + _CONTEXT])


def _share(start: int, end: int, value: Fraction) -> Value:
    return Value(Kind.SHARE, start, end, value, value)
