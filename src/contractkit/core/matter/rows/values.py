"""What a cell says, as the plain answer that the models read: 三成, 五年, 50万元, 二〇二六年三月一日, 18-digit codes.

A cell that cannot be understood stays as it is, so that the models complain of it in their words; one that would be
understood wrongly (a code that has lost digits) becomes a `Fault`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from contractkit.core.matter.fields import Field, Keys, find
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.rows.headings import fold
from contractkit.core.matter.rows.row import Fault, Raw
from contractkit.core.matter.text import (
    clean_date,
    clean_money,
    clean_number,
    clean_percent,
    clean_ten_thousandth,
    clean_whole,
)
from contractkit.core.zh.amounts import find_amounts
from contractkit.core.zh.dates import find_dates
from contractkit.core.zh.lengths import in_unit, whole_length
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import parse_number, parse_numeral
from contractkit.core.zh.shares import find_shares

NOTHING: Final = frozenset({"无", "（无）", "(无)"})
"""What a cell of an answer that need not be given says so that it is not given, whatever the base matter says."""

_BLANK: Final = " \t\r\n\x0b\x0c\x85\xa0\u2028\u2029\u3000\u200b\ufeff"
_EXACT: Final = 10**15  # Excel keeps 15 digits
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d{2,3}")
_SERIALS: Final = range(36526, 73051)  # 2000-01-01 to 2100-01-01 as Excel counts
_LENGTHS: Final[Mapping[str, str]] = {
    "working_days": "个工作日",
    "days": "日",
    "hours": "小时",
    "months": "个月",
    "years": "年",
}
_UNITS: Final[Mapping[str, str]] = {
    "drills_per_year": "次",
    "points": "分",
    "pass_mark": "分",
    "copies": "份",
}


def is_blank(value: object) -> bool:
    """Whether a cell holds nothing to read."""
    return value is None or (isinstance(value, str) and not value.strip(_BLANK))


def typed(value: Raw) -> str:
    """A cell as a person sees it: a number with at most 15 digits and without `.0`, a date in ISO form."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        text = format(value, ".15g")
        return format(Decimal(text), "f") if "e" in text else text
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return str(value)


def answer(value: Raw, keys: Keys, separators: str = "") -> Any:
    """The plain answer in one cell: text, number, date, list of texts, `Fault`, or None for "not given".

    Args:
        value: the cell, not blank.
        keys: path of the answer.
        separators: marks that may stand between the members of a list besides line breaks.
    """
    asked = _asked(tuple([0 if isinstance(key, int) else key for key in keys]))
    if isinstance(value, Fault) or asked is None:
        return value
    if asked.optional and isinstance(value, str) and value.strip(_BLANK) in NOTHING:
        return [] if asked.field.many else None
    if asked.field.many:
        members = _members(value, separators)
        return members if isinstance(members, Fault) else [_one(member, keys, asked) for member in members]
    return _one(value, keys, asked)


def _members(value: Raw, separators: str) -> list[str] | Fault:
    if isinstance(value, date | time | timedelta):
        return Fault("date_in_text", typed(value))
    text = typed(value)
    lines = re.split("\r\n|[\n\r\x0b\u2028\u2029\x85]", text)
    if len(lines) == 1 and separators:
        lines = re.split(f"[{re.escape(separators)}]", text)
    return [line for line in lines if not is_blank(line)]


def _one(value: Raw, keys: Keys, asked: _Asked) -> Any:
    if asked.choice:
        return _choice(value, asked.choice)
    return asked.reader(value, keys) if asked.reader else _text(value)


def _text(value: Raw) -> Any:
    if isinstance(value, date | time | timedelta):
        return Fault("date_in_text", typed(value))
    if isinstance(value, bool):
        return Fault("number_with_text", typed(value))
    if isinstance(value, str):
        return Fault("digits_lost", value) if _SCIENTIFIC.fullmatch(value.strip(_BLANK)) else value
    if isinstance(value, int | float) and abs(value) >= _EXACT:
        return Fault("digits_lost", typed(value))
    return typed(value)


def _choice(value: Raw, kind: type[Enum]) -> Any:
    said = _letters(typed(value))
    return next((one.value for one in kind if _letters(str(one.value)) == said), typed(value))


def _letters(text: str) -> str:
    """A choice without punctuation and spaces, which people vary."""
    return "".join(character for character in fold(text) if character.isalnum())


def _day(value: Raw, _: Keys) -> Any:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else Fault("time_in_day", typed(value))
    if isinstance(value, date):
        return value
    text = _plain(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value in _SERIALS:
        day = date(1899, 12, 30) + timedelta(days=int(value))
        return Fault("date_serial", typed(value), {"day": day.isoformat()})
    found = find_dates(text)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) and found[0].first == found[0].last:
        return found[0].first
    return typed(value)


def _whole(value: Raw, keys: Keys) -> Any:
    if isinstance(value, bool):
        return value
    text = normalize(typed(value)).text.strip()
    number = parse_numeral(text.removesuffix(_unit(_UNITS, keys)).strip())
    unit = _unit(_LENGTHS, keys)
    if number is None and unit and (length := whole_length(text)) is not None:
        number = in_unit(length, unit)
    return typed(value) if number is None else number


def _unit(units: Mapping[str, str], keys: Keys) -> str:
    """The unit in which an answer counts, by the name of its field; empty where it has none of these."""
    names = [key for key in keys if isinstance(key, str)]
    return next((unit for name, unit in units.items() for key in names[-2:] if name in key), "")


def _number(value: Raw, _: Keys) -> Any:
    return _in_figures(parse_number(_plain(value)), value)


def _percent(value: Raw, _: Keys) -> Any:
    share = _share(value)
    return _number(value, ()) if share is None else _in_figures(share * 100, value)


def _ten_thousandth(value: Raw, _: Keys) -> Any:
    share = _share(value)
    return _number(value, ()) if share is None else _in_figures(share * 10_000, value)


def _share(value: Raw) -> Fraction | None:
    """30%, 三成, 百分之三十, 万分之三; None where the cell is no part of a whole."""
    text = _plain(value)
    found = find_shares(text)
    return found[0].value if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


def _money(value: Raw, _: Keys) -> Any:
    text = _plain(value)
    found = find_amounts(text)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
        return found[0].yuan
    return _number(value, ())


def _in_figures(number: Fraction | None, value: Raw) -> Any:
    if number is None or isinstance(value, bool):
        return value if isinstance(value, bool) else typed(value)
    return Decimal(number.numerator) / Decimal(number.denominator)


def _plain(value: Raw) -> str:
    return unicodedata.normalize("NFKC", typed(value)).strip(_BLANK)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an answer may be.

    Attributes:
        optional: it, or a part that holds it, need not be given.
        choice: one of these.
        reader: for what is no text.
    """

    field: Field
    optional: bool
    choice: type[Enum] | None
    reader: Callable[[Raw, Keys], Any] | None


@lru_cache(maxsize=512)
def _asked(keys: Keys) -> _Asked | None:
    if (field := find(keys)) is None:
        return None
    above = (find(keys[:end]) for end in range(1, len(keys) + 1))
    optional = any(one is not None and not one.required for one in above)
    choice = field.kind if isinstance(field.kind, type) and issubclass(field.kind, Enum) else None
    cleaner = _cleaner(tuple(key for key in keys if isinstance(key, str)))
    return _Asked(field, optional, choice, _READERS.get(cleaner))


def _cleaner(keys: Keys) -> Any:
    """The function of text.py that reads an answer, by which its kind is known; None for texts."""
    part: Any = Matter
    for at, key in enumerate(keys, start=1):
        info = next((one for name, one in part.model_fields.items() if (one.alias or name) == key), None)
        if info is None:
            return None
        if at == len(keys):
            return next((one.func for one in info.metadata if getattr(one, "func", None) in _READERS), None)
        below = find(keys[:at])
        part = below.part if below else None
        if part is None:
            return None
    return None


_READERS: Final[Mapping[Any, Callable[[Raw, Keys], Any]]] = {
    clean_date: _day,
    clean_whole: _whole,
    clean_number: _number,
    clean_percent: _percent,
    clean_ten_thousandth: _ten_thousandth,
    clean_money: _money,
}
