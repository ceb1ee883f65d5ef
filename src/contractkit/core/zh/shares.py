"""Percentages, tenths, fractions and ratios in clean Chinese text, as exact fractions of one whole.

Reads 30%, 百分之三十, 千分之五, 5‰, 三成, 一成五, 两成半, 半成, 三分之一, 一半; ratios 四六分成, 七三开, 5:3:1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from contractkit.core.zh.numerals import parse_numeral

_ZH = r"[〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"
_ZH_NUMBER = rf"{_ZH}{{1,24}}+"
_FIGURES = r"\d{1,12}+"
_DIGIT = r"[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_SHARE = re.compile(
    r"(?<![\d.])(?P<figure>\d{1,12}(?:\.\d{1,12})?)(?P<sign>[%％‰‱])"
    rf"|(?P<base>[百千万])分之(?P<part>{_ZH_NUMBER}(?:点{_ZH_NUMBER})?|{_FIGURES}(?:\.\d{{1,12}})?)"
    rf"|(?<![\d.])(?<!{_ZH})(?P<below>{_ZH_NUMBER}|{_FIGURES})分之(?P<above>{_ZH_NUMBER}|{_FIGURES})"
    rf"|(?<![一二三四五六七八九十第])(?P<tenths>{_DIGIT}|10|十|\d(?:\.\d)?)成(?!不变|[立本功果员效为交品都长绩套组型像分份])(?P<more>{_DIGIT}(?![成元人项家个]))?(?P<half>半(?!数))?"
    r"|(?P<half_tenth>半成)(?![品])"
    r"|(?P<one_half>(?<![前后上下多另大小])一半|(?<=另)一半|另外一半)"
)
_RATIO = re.compile(
    r"(?<![\d:：.])(?P<figures>\d{1,3}(?:\.\d+)?(?:[:：]\d{1,3}(?:\.\d+)?)+)(?![\d:：.])"
    rf"|(?P<pair>{_DIGIT}{_DIGIT})(?P<split>开|分成|分账|分配|分享|分)(?!钟|部|局|公司|支|类|级|层|期|项|别|之|步|批|类)"
)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        value: the part, 1 being the whole.
    """

    start: int
    end: int
    value: Fraction


@dataclass(frozen=True, slots=True)
class Ratio:
    """Parts in proportion (5:3:1, 四六分成).

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        parts: the parts as written.
    """

    start: int
    end: int
    parts: tuple[Fraction, ...]

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """Each part of the whole; they always add up to 1."""
        total = sum(self.parts)
        return tuple(part / total for part in self.parts)


def find_shares(text: str) -> tuple[Share, ...]:
    """All parts of a whole in a clean text, in order."""
    found = []
    for match in _SHARE.finditer(text):
        value = _value(match)
        if value is not None:
            found.append(Share(match.start(), match.end(), value))
    return tuple(found)


def find_ratios(text: str) -> tuple[Ratio, ...]:
    """All proportions in a clean text, in order; of 四六 and 七三 only those that make ten."""
    found = []
    for match in _RATIO.finditer(text):
        if match["pair"]:
            parts = tuple(Fraction(parse_numeral(digit) or 0) for digit in match["pair"])
            if sum(parts) != 10:
                continue
        else:
            parts = tuple(Fraction(part) for part in re.split("[:：]", match["figures"]))
        if all(parts):
            found.append(Ratio(match.start(), match.end("pair" if match["pair"] else "figures"), parts))
    return tuple(found)


def percent(value: Fraction) -> str:
    """`105%`; exact up to two decimals, otherwise rounded to two."""
    return f"{float(round(value * 100, 2)):g}%"


def _value(match: re.Match[str]) -> Fraction | None:
    if match["figure"]:
        base = {"%": 100, "％": 100, "‰": 1000, "‱": 10_000}[match["sign"]]
        return Fraction(match["figure"]) / base
    if match["base"]:
        part = Fraction(100) if match["base"] == match["part"] == "百" else _decimal(match["part"])
        return None if part is None else part / {"百": 100, "千": 1000, "万": 10_000}[match["base"]]
    if match["below"]:
        above, below = _decimal(match["above"]), _decimal(match["below"])
        return above / below if above is not None and below else None
    if match["tenths"]:
        tenths = _decimal(match["tenths"])
        more = _decimal(match["more"]) if match["more"] else Fraction(1, 2) * 10 if match["half"] else Fraction(0)
        return None if tenths is None or more is None else tenths / 10 + more / 100
    return Fraction(1, 20) if match["half_tenth"] else Fraction(1, 2)


def _decimal(text: str) -> Fraction | None:
    if text[0].isascii():
        return Fraction(text)
    whole, _, rest = text.partition("点")
    value = parse_numeral(whole)
    if value is None:
        return None
    digits = [parse_numeral(digit) for digit in rest]
    if any(digit is None or digit > 9 for digit in digits):
        return None
    return Fraction(value) + sum(
        (Fraction(digit or 0, 10 ** (place + 1)) for place, digit in enumerate(digits)), Fraction(0)
    )
