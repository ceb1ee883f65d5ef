"""Answers as people write them → values as a matter file holds them, and back.

三年, 36个月, 2026.3.1, 二〇二六年三月一日, 三成, 30%, 壹佰万元, 100万元 are understood. What is shown is read again as
the same value. Whether a value is right is the model's to say, in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from pydantic import ValidationError

from contractkit.core.interview.lengths import read_length
from contractkit.core.interview.question import Question
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.troubles import Unreadable, told, unreadable
from contractkit.core.zh.amounts import find_amounts
from contractkit.core.zh.dates import find_dates, find_impossible_dates
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import parse_number, parse_numeral
from contractkit.core.zh.shares import find_shares

Plain = str | int | Decimal | date | tuple[Any, ...] | None
"""A value as a matter file holds it; lists as tuples, rows as mappings from paths below the row."""

_PHONE: Final = re.compile(r"(?:电话|手机|座机|联系电话)?[:：]?\s*([+0-9()（）\-—－\s]+(?:转\s*[0-9]+)?)")
_AREA: Final = re.compile(r"^[(（]?(0[0-9]{2,3})[)）]?[\s\-—－]*([0-9]{7,8})$")
_SEPARATORS: Final = re.compile(r"[、，,；;\t]")
_YES: Final = frozenset({"是", "对", "有", "要", "好", "可以", "同意", "y", "yes", "1", "true"})
_NO: Final = frozenset({"否", "不", "不是", "无", "没有", "不要", "不同意", "n", "no", "0", "false"})


def read(question: Question, text: str) -> Plain:
    """The value that a text means, as a matter file holds it.

    Raises:
        Unreadable: it is no answer to the question.
    """
    meant = _READERS.get(question.kind, _as_typed)(question, text)
    try:
        return plain(question.shape.adapter.validate_python(meant))
    except ValidationError as error:
        raise unreadable(question, error, text) from error


def written(question: Question, value: Plain) -> str:
    """How a value is shown and may be typed again; a value that is no answer is shown as it was typed."""
    if isinstance(value, tuple):
        return _list_written(question, [str(one) for one in value])
    if isinstance(value, date):
        return f"{value.year:04d}年{value.month}月{value.day}日"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _number_written(question, value)
    label = next((one.label for one in question.choices if one.value == value), None)
    return label or ("" if value is None else str(value))


def _number_written(question: Question, value: int | Decimal) -> str:
    if question.kind is AnswerKind.MONEY:
        return f"{value:,.2f}元" if value % 1 else f"{value:,.0f}元"
    figure = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return f"万分之{figure}" if question.kind is AnswerKind.TEN_THOUSANDTH else figure + question.unit


def complaint(question: Question, value: Plain) -> Unreadable | None:
    """Why a value that is held is no answer; None where it is one."""
    try:
        return _complaint(question, value)
    except TypeError:  # rows are not hashable, and have no verdict as a whole
        return None


def plain(value: object) -> Plain:
    """A validated value as a matter file holds it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list):
        return tuple(plain(one) for one in value)
    return value  # type: ignore[return-value]


def read_yes_no(text: str) -> bool | None:
    """是/否 in the ways people say it; None for anything else."""
    word = normalize(text).text.strip("。！!.").lower()
    return True if word in _YES else False if word in _NO else None


@lru_cache(maxsize=65_536)  # five hundred rows are judged again after every change
def _complaint(question: Question, value: Plain) -> Unreadable | None:
    try:
        question.shape.adapter.validate_python(value)
    except ValidationError as error:
        return _unread(question, value) or unreadable(question, error, value)
    if question.choices and isinstance(value, str) and all(value != one.value for one in question.choices):
        return Unreadable(*told("enum", {}, question, value=value))  # the model takes any text, the law does not
    return None


def _unread(question: Question, value: Plain) -> Unreadable | None:
    """Why a text that was kept as it was typed could not be read."""
    if not isinstance(value, str) or question.kind not in _READERS:
        return None
    try:
        read(question, value)
    except Unreadable as error:
        return error
    return None


def _as_typed(_: Question, text: str) -> object:
    return text


def _date(question: Question, text: str) -> object:
    clean = normalize(text).text
    if (
        (found := find_dates(clean))
        and (found[0].start, found[0].end) == (0, len(clean))
        and found[0].first == found[0].last
    ):
        return found[0].first
    if find_impossible_dates(clean):
        raise Unreadable(*told("date_impossible", {}, question, value=text))
    return text


def _length(question: Question, text: str) -> object:
    return read_length(text, question)


def _number(question: Question, text: str) -> object:
    clean = normalize(text).text.strip()
    bare = clean.removesuffix(question.unit).removesuffix("个").strip() if question.unit else clean
    value = parse_numeral(bare.removeprefix("共").removeprefix("第"))
    return text if value is None else value


def _percent(question: Question, text: str) -> object:
    clean = normalize(text).text.strip()
    shares = find_shares(clean)
    if len(shares) == 1 and (shares[0].start, shares[0].end) == (0, len(clean)):
        factor = 100 if question.kind is AnswerKind.PERCENT else 10_000
        return _decimal(shares[0].value * factor, text)
    number = parse_number(clean.removeprefix("万分之"))
    return text if number is None else _decimal(number, text)


def _money(_: Question, text: str) -> object:
    clean = normalize(text).text.strip()
    amounts = find_amounts(clean)
    if len(amounts) == 1 and (amounts[0].start, amounts[0].end) == (0, len(clean)):
        return amounts[0].yuan
    number = parse_number(clean.removesuffix("整").removesuffix("元").removesuffix("圆"))
    return text if number is None else _decimal(number, text)


def _choice(question: Question, text: str) -> object:
    wanted = normalize(text).text.strip()
    exact = [
        one for one in question.choices if wanted and wanted in {normalize(one.value).text, normalize(one.label).text}
    ]
    near = [one for one in question.choices if wanted and wanted in normalize(one.label).text]
    if len(found := exact or near) == 1:
        return found[0].value
    if wanted.isdecimal() and 1 <= int(wanted) <= len(question.choices):
        return question.choices[int(wanted) - 1].value
    raise Unreadable(*told("enum", {}, question, value=text))


def _phone(_: Question, text: str) -> object:
    match = _PHONE.fullmatch(normalize(text).text.strip())
    if match is None:
        return text
    number = match[1].strip().removeprefix("+86").removeprefix("-").strip()
    if area := _AREA.match(number):
        return f"{area[1]}-{area[2]}"
    digits = re.sub(r"[\s\-—－]", "", number)
    return digits if re.fullmatch(r"1[0-9]{10}", digits) else text


def _lines(_: Question, text: str) -> object:
    return [line for line in re.split(r"\r\n|[\r\n]", text) if line.strip()]


def _codes(_: Question, text: str) -> object:
    """Names on lines of their own, or separated by 、 on one line."""
    parts = re.split(r"\r\n|[\r\n]", text) if "\n" in text or "\r" in text else _SEPARATORS.split(text)
    return [part for part in parts if part.strip()]


_READERS: Final[Mapping[AnswerKind, Callable[[Question, str], object]]] = {
    AnswerKind.DATE: _date,
    AnswerKind.LENGTH: _length,
    AnswerKind.NUMBER: _number,
    AnswerKind.PERCENT: _percent,
    AnswerKind.TEN_THOUSANDTH: _percent,
    AnswerKind.MONEY: _money,
    AnswerKind.CHOICE: _choice,
    AnswerKind.PHONE: _phone,
    AnswerKind.LINES: _lines,
    AnswerKind.CODES: _codes,
}


def _list_written(question: Question, members: list[str]) -> str:
    if question.kind is not AnswerKind.CODES:
        return "\n".join(members)
    if any(_SEPARATORS.search(member) for member in members):
        return "\n".join(members) + "\n"  # the line feed says that 、 belongs to a name
    return "、".join(members)


def _decimal(number: Fraction, text: str) -> object:
    """The exact decimal, or the text where there is none (a third)."""
    value = Decimal(number.numerator) / Decimal(number.denominator)
    return value if Fraction(value) == number else text
