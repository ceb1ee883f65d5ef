"""Chinese numerals to integers and back: 二十三, 一百零五, 两万, 廿一, 壹佰, 二〇二五, 23."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("\u3007○Oo", 0),
    **dict.fromkeys("两貳弍", 2),
    **dict.fromkeys("參叄参", 3),
    "陸": 6,
}
_ZEROS = "零\u3007○Oo"
_UNITS = ((10**8, "亿億"), (10**4, "万萬"), (1000, "千仟"), (100, "百佰"), (10, "十拾"))
_TO_PLAIN = str.maketrans(
    {**{chr(0xFF10 + digit): str(digit) for digit in range(10)}, "廿": "二十", "卅": "三十", "卌": "四十"}
)
_ARABIC = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+")
_LIMIT = 10**16
_LONGEST = 40  # characters of a numeral below the limit, written out in full

NUMERAL_CHARACTER = "\u3007○零一二两三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
"""The 汉字 of numerals in clean text, as the inside of a character class."""

NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,15})(?:\.\d{1,8})?(?:万亿|[十百千]?[万亿]|[百千])?"
    rf"|[{NUMERAL_CHARACTER}]{{1,24}}+(?:点[{NUMERAL_CHARACTER}]{{1,12}}+)?)"
)
"""A regular expression for what `parse_number` may read; it stops after 40 characters."""

_FIGURE = re.compile(r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>万亿|[十百千]?[万亿]|[百千])?")
_FACTORS = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_FACTORS |= {"十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}


def parse_number(text: str) -> Fraction | None:
    """The exact number that `text` writes, decimals included: 12,345.67, 1.5亿, 三点五, 三百二十万; None for no number."""
    if len(text) > _LONGEST:
        return None
    if (figure := _FIGURE.fullmatch(text)) is not None:
        return Fraction(Decimal(figure["digits"].replace(",", ""))) * _FACTORS[figure["unit"] or ""]
    whole, point, rest = text.partition("点")
    unit = rest[-1:] if rest[-1:] in {"万", "亿"} else ""
    digits = [_DIGITS.get(digit) for digit in rest.removesuffix(unit)]
    value = parse_numeral(whole)
    if value is None or (point and not digits) or None in digits:
        return None
    places = sum((Fraction(digit or 0, 10**place) for place, digit in enumerate(digits, 1)), Fraction(0))
    return (value + places) * _FACTORS[unit]


def parse_numeral(text: str) -> int | None:
    """The integer that `text` writes, or None where it is no numeral.

    Reads Arabic digits (with thousands commas), unit notation (一百零五, 十二, 二十亿, 壹佰), digit rows (二〇二五) and
    Arabic digits before 万 and 亿 (3万). None for what is no single integer: a fraction, 三五 (three to five), 一百二
    (spoken 120), units that do not descend.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    text = text.translate(_TO_PLAIN)
    if _ARABIC.fullmatch(text):
        return int(text.replace(",", "").replace("，", ""))
    if len(text) > 1 and all(character in _DIGITS for character in text):
        is_row = len(text) > 2 or any(zero in text for zero in _ZEROS)
        return int("".join(str(_DIGITS[character]) for character in text)) if is_row else None
    value = _value(text)
    return value if value is not None and value < _LIMIT else None


def _value(text: str) -> int | None:
    """A digit, Arabic digits, or a head, a unit and a smaller rest."""
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    if _ARABIC.fullmatch(text):
        return int(text)
    for unit, names in _UNITS:
        at = max(text.rfind(name) for name in names)
        if at >= 0:
            head = 1 if at == 0 and unit == 10 else _value(text[:at])
            rest = _rest(text[at + 1 :], unit)
            if not head or rest is None or (unit < 10**4 and head > 9):
                return None
            return head * unit + rest
    return None


def _rest(text: str, unit: int) -> int | None:
    """What follows a unit: smaller than it, and after 百 and above a lone digit needs its 零."""
    if not text:
        return 0
    body = text.lstrip(_ZEROS)
    value = _value(body)
    if not value or value >= unit:
        return None
    is_spoken = body == text and unit >= 100 and len(body) == 1 and body in _DIGITS
    return None if is_spoken else value


def to_chinese(number: int) -> str:
    """`number` in unit notation, as 第X条 writes it: 12 → 十二, 105 → 一百零五, 20000 → 二万.

    Raises:
        ValueError: for a negative number or one of 10^16 and more.
    """
    if not 0 <= number < _LIMIT:
        message = f"只能写 0 到 {_LIMIT - 1} 的整数，不能写 {number}。"
        raise ValueError(message)
    if number == 0:
        return "零"
    text = _large(number)
    return text.removeprefix("一") if text.startswith("一十") else text


def _large(number: int) -> str:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            head, rest = divmod(number, unit)
            joint = "零" if 0 < rest < unit // 10 else ""
            return _large(head) + name + joint + (_large(rest) if rest else "")
    return _small(number)


def _small(number: int) -> str:
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            head, rest = divmod(number, unit)
            joint = "零" if 0 < rest < unit // 10 else ""
            return _PLAIN_DIGITS[head] + name + joint + (_small(rest) if rest else "")
    return _PLAIN_DIGITS[number]


_PLAIN_DIGITS = "零一二三四五六七八九"
