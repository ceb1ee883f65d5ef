"""Typed answers: one line, prose, numbers, dates, credit codes. Every matter field is made of these.

Reading is lenient, the result strict: a phone number that YAML took for a number comes out as it was typed, `30%`,
`500,000元` and 2026年3月1日 are understood; `true`, timestamps and other look-alikes are refused.
Characters that Word cannot hold (C0 controls, lone surrogates, non-characters) are removed here and nowhere else;
words that only postpone an answer (待定, ____) are refused, because a document made from them would be hollow.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_POSTPONED = re.compile(
    r"_{2,}|＿{2,}|【\s*】|\[\s*\]|(?<![A-Za-z0-9])[xX×]{2,}(?![A-Za-z0-9])"
    r"|^(?:待定|待填|待补充|暂缺|略|无)[。；]?$|(?:另行约定|另行商定|另行制定)[。；]?$"
)

CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_DATE = re.compile(
    r"([0-9]{4})\s*(?:年|[.\-/])\s*([0-9]{1,2})\s*(?:月|[.\-/])\s*([0-9]{1,2})\s*[日号]?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MONEY_MARK = re.compile(r"^(?:人民币|RMB|CNY|[¥￥])\s*|\s*[元圆]整?$")


class Facts(BaseModel):
    """Base of every part of a matter: frozen, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, validate_default=True)


def clean_line(value: object) -> object:
    """One line without characters that Word cannot hold, numbers as they were typed; other types are left alone."""
    text = _typed(value)
    return _SPACES.sub(" ", _FORBIDDEN.sub("", text)).strip() if isinstance(text, str) else text


def clean_prose(value: object) -> object:
    r"""Paragraphs separated by one ``\n``, each stripped, empty ones dropped."""
    text = _typed(value)
    if not isinstance(text, str):
        return text
    lines = _BREAKS.sub("\n", _FORBIDDEN.sub("", text)).split("\n")
    return "\n".join(kept for line in lines if (kept := _SPACES.sub(" ", line).strip()))


def clean_date(value: object) -> object:
    """A date from 2026-03-01, 2026.3.1, 2026/3/1, 20260301 or 2026年3月1日.

    Raises:
        PydanticCustomError: `date_form`; a number of seconds is no date here.
    """
    if value is None or isinstance(value, date | dict | list):
        return value.date() if isinstance(value, datetime) else value
    match = _DATE.fullmatch(_plain(value))
    if match is None:
        raise PydanticCustomError("date_form", "date")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise PydanticCustomError("date_impossible", "date") from error


def clean_whole(value: object) -> object:
    """A whole number from 5 or `5`, in half-width or full-width digits.

    Raises:
        PydanticCustomError: `whole_form`, for a unit, a fraction or true/false.
    """
    if value is None or isinstance(value, dict | list):
        return value
    text = _plain(value)
    if isinstance(value, bool) or not _WHOLE.fullmatch(text):
        raise PydanticCustomError("whole_form", "whole number")
    return int(text)


def clean_number(value: object) -> object:
    """A decimal from 33.4 or `33.4`.

    Raises:
        PydanticCustomError: `number_form`.
    """
    if value is None or isinstance(value, dict | list):
        return value
    text = _plain(value)
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise PydanticCustomError("number_form", "number")
    return Decimal(text)


def clean_percent(value: object) -> object:
    """Like `clean_number`, with a % sign at the end or not: `30%` is 30."""
    return clean_number(_plain(value).removesuffix("%").strip() if isinstance(value, str) else value)


def clean_ten_thousandth(value: object) -> object:
    """Like `clean_number`, with 万分之 before it or not: 万分之3 is 3."""
    return clean_number(
        _plain(value).removeprefix("万分之").removesuffix("‱").strip() if isinstance(value, str) else value
    )


def clean_money(value: object) -> object:
    """Yuan from 500000, `500,000.00元` or `50万元`."""
    if not isinstance(value, str):
        return clean_number(value)
    text = _THOUSANDS.sub("", _MONEY_MARK.sub("", _MONEY_MARK.sub("", _plain(value))))
    if text.endswith("万") and isinstance(number := clean_number(text.removesuffix("万").strip()), Decimal):
        return number * 10_000
    return clean_number(text)


def refuse_postponed(value: str) -> str:
    """Refuse an answer that says nothing: words that only postpone it, marks and symbols without a word.

    Raises:
        PydanticCustomError: `postponed`, when the answer is a blank, 待定 or 、、.
    """
    if not any(character.isalnum() for character in value):
        raise PydanticCustomError("postponed", "{found}", {"found": value[:20]})
    if found := _POSTPONED.search(value):
        raise PydanticCustomError("postponed", "{found}", {"found": found.group()})
    return value


def credit_check_digit(body: str) -> str:
    """The check character for the first 17 characters of a unified social credit code (GB 32100—2015)."""
    total = sum(CREDIT_ALPHABET.index(char) * weight for char, weight in zip(body, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def check_credit_code(value: str) -> str:
    """A unified social credit code with the right check character, in upper case.

    Raises:
        PydanticCustomError: `credit_code_form` or `credit_code_check`.
    """
    code = unicodedata.normalize("NFKC", value).replace(" ", "").upper()
    wrong = "、".join(sorted({char for char in code if char not in CREDIT_ALPHABET}))
    if len(code) != 18 or wrong:
        raise PydanticCustomError("credit_code_form", "{code}", {"code": code, "length": len(code), "wrong": wrong})
    if (expected := credit_check_digit(code[:17])) != code[17]:
        raise PydanticCustomError("credit_code_check", "{code}", {"code": code, "expected": expected})
    return code


def _typed(value: object) -> object:
    """A number as the person typed it; the reader of the file keeps leading zeros and long numbers as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else str(value).removesuffix(".0")


def _plain(value: object) -> str:
    """A scalar as text, with half-width digits and signs."""
    return unicodedata.normalize("NFKC", str(_typed(value))).strip()


Line = Annotated[
    str, BeforeValidator(clean_line), StringConstraints(min_length=1, max_length=500), AfterValidator(refuse_postponed)
]
Prose = Annotated[
    str,
    BeforeValidator(clean_prose),
    StringConstraints(min_length=1, max_length=20_000),
    AfterValidator(refuse_postponed),
]
CreditCode = Annotated[
    str, BeforeValidator(clean_line), AfterValidator(check_credit_code), Field(examples=["91110108551385082Q"])
]
Day = Annotated[date, BeforeValidator(clean_date)]
Whole = Annotated[int, BeforeValidator(clean_whole)]
Percent = Annotated[Decimal, BeforeValidator(clean_percent), Field(ge=0, le=100, decimal_places=2)]
TenThousandth = Annotated[Decimal, BeforeValidator(clean_ten_thousandth), Field(gt=0, le=100, decimal_places=2)]
Money = Annotated[Decimal, BeforeValidator(clean_money), Field(gt=0, le=Decimal("1e12"), decimal_places=2)]
Days = Annotated[Whole, Field(ge=1, le=3650)]
Hours = Annotated[Whole, Field(ge=1, le=720)]
Months = Annotated[Whole, Field(ge=1, le=120)]
Lines = Annotated[tuple[Line, ...], Field(min_length=1, max_length=60)]
