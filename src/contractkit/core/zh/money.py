"""Money in clean Chinese text: amounts in yuan and in other currencies, what cannot be read, what is left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from contractkit.core.zh.amounts import AmountForm, capital_amount, find_amounts
from contractkit.core.zh.numerals import NUMBER, NUMERAL_CHARACTER, parse_number
from contractkit.core.zh.values import BLANK, Bound, Kind, Money, State, Value, unread

_CURRENCIES = {
    "USD": ("US$", "USD", "美元", "美金"),
    "HKD": ("HK$", "HKD", "港元", "港币"),
    "MOP": ("MOP", "澳门元", "澳门币"),
    "TWD": ("NT$", "TWD", "新台币", "台币"),
    "EUR": ("€", "EUR", "欧元"),
    "GBP": ("£", "GBP", "英镑"),
    "JPY": ("JPY", "日元", "日圆"),
}
_CODES = {name: code for code, names in _CURRENCIES.items() for name in names}
_NAME = "|".join(re.escape(name) for name in sorted(_CODES, key=len, reverse=True))
_FOREIGN = re.compile(
    rf"(?<![A-Za-z])(?P<before>{_NAME})[:：]?\s?(?P<number>{NUMBER})(?![\d%])元?(?:整|正)?"
    rf"|(?<![第\d.,A-Za-z{NUMERAL_CHARACTER}])(?P<amount>{NUMBER})\s?(?P<behind>{_NAME})"
)
_SOME = re.compile(rf"(?<![第\d.,A-Za-z{NUMERAL_CHARACTER}])(?P<number>{NUMBER})[余多](?P<unit>万|亿|)元")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_WRITTEN = re.compile(
    rf"(?:人民币[:：]?)?(?<![{_CAPITALS}])(?P<whole>[{_CAPITALS}]{{2,40}}+)[元圆](?:[零壹贰叁肆伍陆柒捌玖][角分]){{0,2}}[整正]?"
)
_CAPITAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_BLANK_AMOUNT = re.compile(rf"(?:人民币|[¥]|RMB|CNY)(?P<blank>{BLANK}?)(?:百万|[万亿])?元|{BLANK}(?:百万|[万亿])?元")
# Capitals without 元 are an amount by themselves, but not in front of a measure word: 贰佰零叁家, 叁拾陆（36）个月.
_HAS_CURRENCY = re.compile("[元圆角分¥币RC]")
_GOES_ON = re.compile(r"(?:（\d{1,6}）)?[\u4e00-\u9fff]")
_LOOSE = str.maketrans({"零": "", "圆": "元", "正": "", "整": ""})
_FACTORS = {"": 1, "万": 10**4, "亿": 10**8}


def find_money(text: str) -> Iterator[Value]:
    """All amounts, not in order and with overlaps; the reading that comes first holds."""
    for match in _FOREIGN.finditer(text):
        number = parse_number(match["number"] or match["amount"])
        if number is not None:
            yield _value(match.start(), match.end(), number, _CODES[match["before"] or match["behind"]])
    yield from _malformed(text)
    for amount in find_amounts(text):
        if _HAS_CURRENCY.search(text, amount.start, amount.end) or not _GOES_ON.match(text, amount.end):
            yield _value(amount.start, amount.end, Fraction(amount.yuan), "CNY")
    for match in _SOME.finditer(text):
        number = parse_number(match["number"])
        if number is not None:
            yield _value(match.start(), match.end(), number * _FACTORS[match["unit"]], "CNY", Bound.MORE)
    for match in _BLANK_AMOUNT.finditer(text):
        yield unread(Kind.MONEY, match.start(), match.end(), State.BLANK)


def _malformed(text: str) -> Iterator[Value]:
    """Capitals that are no amount, or not the way to write the amount they might mean: 壹佰佰元, 壹万万元."""
    for match in _WRITTEN.finditer(text):
        if _CAPITAL.search(match["whole"]) and not _is_well_written(match[0].removeprefix("人民币").lstrip(":：")):
            yield unread(Kind.MONEY, match.start(), match.end(), State.UNREADABLE)


def _is_well_written(words: str) -> bool:
    amounts = find_amounts(words)
    if len(amounts) != 1 or (amounts[0].start, amounts[0].end) != (0, len(words)):
        return False
    amount = amounts[0]
    return amount.form is AmountForm.CAPITAL and _loose(capital_amount(amount.yuan)) == _loose(words)


def _loose(words: str) -> str:
    """The words without what careful writers, too, put in or leave out: 零, 整, the 壹 of 壹拾 at the beginning."""
    return words.translate(_LOOSE).removeprefix("壹拾").removeprefix("拾")


def _value(start: int, end: int, number: Fraction, currency: str, bound: Bound = Bound.EXACT) -> Value:
    money = Money(Decimal(number.numerator) / number.denominator, currency)
    return Value(Kind.MONEY, start, end, money, money, bound)
