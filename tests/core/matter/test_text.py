"""Reading is lenient, the result strict."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from contractkit.core.matter.text import (
    CreditCode,
    Day,
    Days,
    Line,
    Money,
    Percent,
    Prose,
    TenThousandth,
    check_credit_code,
    credit_check_digit,
)

NOON = datetime(2026, 3, 1, 12)  # noqa: DTZ001  a date in a contract has no time zone


def read(kind: object, value: object) -> Any:
    return TypeAdapter(cast("Any", kind)).validate_python(value)


def refusal(kind: object, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0558-1234567", "0558-1234567"),
        (13800000000, "13800000000"),
        (Decimal("1.10"), "1.10"),
        (13800000000.0, "13800000000"),
        ("  甲\t乙\n丙\u2028丁 ", "甲 乙 丙 丁"),
        ("a\x00b\x0bc\x1fd\ufeffe\uffff\ud800", "abcde"),
        ("𠮷😀\u200f“x”", "𠮷😀\u200f“x”"),
    ],
)
def test_a_line_comes_out_as_it_was_typed(typed: object, expected: str) -> None:
    assert read(Line, typed) == expected


@pytest.mark.parametrize("typed", [True, None, ["甲"], {"甲": "乙"}])
def test_a_line_is_not_made_from_what_is_no_text(typed: object) -> None:
    assert refusal(Line, typed) == "string_type"


@pytest.mark.parametrize(
    "typed",
    ["待定", "____", "【 】", "[ ]", "XX公司", "无", "待补充。", "由双方另行约定。", "×××", "&", "、、——", "😀"],
)
def test_words_that_postpone_the_answer_are_refused(typed: str) -> None:
    assert refusal(Line, typed) == "postponed"
    assert refusal(Prose, f"前一段\n{typed}" if typed[0] in "_【[X×由" else typed) == "postponed"


@pytest.mark.parametrize("typed", ["无障碍出行", "略阳县", "[x]", "Xx3", "x*y", "MAX值", "不另行约定期限"])
def test_words_that_only_look_like_it_are_kept(typed: str) -> None:
    assert read(Line, typed) == typed


def test_prose_keeps_its_paragraphs() -> None:
    assert read(Prose, "  一 \r\n\r\n\t二\u2029三\x85四\n") == "一\n二\n三\n四"


@pytest.mark.parametrize(
    "typed",
    ["2026-03-01", "2026-3-1", "2026.3.1", "2026/3/1", "2026年3月1日", "２０２６年３月１日", " 2026 年 3 月 1 日 ", "20260301", 20260301,
     "2026年3月1号", date(2026, 3, 1), NOON],
)  # fmt: skip
def test_dates_in_every_usual_form(typed: object) -> None:
    assert read(Day, typed) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("2026年3月", "date_form"),
        (Decimal("2026.3"), "date_form"),
        (86400, "date_form"),
        ("1700000000", "date_form"),
        (True, "date_form"),
        ("三月一日", "date_form"),
        ("2026-02-30", "date_impossible"),
        (20261301, "date_impossible"),
        (None, "date_type"),
        (["2026-03-01"], "date_type"),
    ],
)
def test_what_is_no_date_is_refused(typed: object, error: str) -> None:
    assert refusal(Day, typed) == error


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(30, "30"), ("30%", "30"), ("30％", "30"), (" 33.4 % ", "33.4"), (Decimal("0.01"), "0.01"), (0.5, "0.5")],
)
def test_percentages_with_and_without_sign(typed: object, expected: str) -> None:
    assert read(Percent, typed) == Decimal(expected)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("三成", "number_form"),
        (True, "number_form"),
        ("1_0", "number_form"),
        ("NaN", "number_form"),
        ("", "number_form"),
        (101, "less_than_equal"),
        (-1, "greater_than_equal"),
        ("1.234", "decimal_max_places"),
        (None, "decimal_type"),
    ],
)
def test_what_is_no_percentage_is_refused(typed: object, error: str) -> None:
    assert refusal(Percent, typed) == error


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (500000, "500000"),
        ("500,000.00元", "500000"),
        ("￥500，000", "500000"),
        ("人民币 500000元整", "500000"),
        ("50万元", "500000"),
        ("1.5 万", "15000"),
        (Decimal("0.01"), "0.01"),
    ],
)
def test_money_in_yuan(typed: object, expected: str) -> None:
    assert read(Money, typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["50,00", "5千元", "五十万元", "元", "1,2,3", False])
def test_money_that_could_mean_two_things_is_refused(typed: object) -> None:
    assert refusal(Money, typed) == "number_form"


@pytest.mark.parametrize("typed", [3, "3", "万分之3", "万分之３", "3‱"])
def test_ten_thousandths(typed: object) -> None:
    assert read(TenThousandth, typed) == 3


@pytest.mark.parametrize("typed", [5, "5", " \uff15 "])
def test_whole_numbers(typed: object) -> None:
    assert read(Days, typed) == 5


@pytest.mark.parametrize("typed", ["5日", "五", True, Decimal("5.5"), "5.0", "1_0", ""])
def test_whole_numbers_carry_no_unit(typed: object) -> None:
    assert refusal(Days, typed) == "whole_form"


def test_a_number_out_of_range_is_refused() -> None:
    assert refusal(Days, 0) == "greater_than_equal"
    assert refusal(Days, 3651) == "less_than_equal"
    assert refusal(Days, None) == "int_type"
    assert refusal(Days, [5]) == "int_type"


@pytest.mark.parametrize("typed", ["91110108551385082Q", "9111 0108 5513 8508 2q", "\uff191110108551385082\uff31"])
def test_a_credit_code_in_every_usual_form(typed: str) -> None:
    assert read(CreditCode, typed) == "91110108551385082Q"


def test_a_wrong_credit_code_says_what_is_wrong() -> None:
    with pytest.raises(ValidationError) as form:
        read(CreditCode, "9111010855138508IO1")
    assert form.value.errors()[0]["ctx"] == {"code": "9111010855138508IO1", "length": 19, "wrong": "I、O"}
    with pytest.raises(ValidationError) as check:
        read(CreditCode, "91110000123456789E")
    assert check.value.errors()[0]["type"] == "credit_code_check"


@given(st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16))
def test_the_check_character_notices_every_single_slip(body: str, at: int) -> None:
    code = body + credit_check_digit(body)
    assert check_credit_code(code) == code
    slip = "0" if body[at] != "0" else "1"
    assert credit_check_digit(body[:at] + slip + body[at + 1 :]) != code[17]


@given(st.text())
def test_a_line_never_holds_what_word_cannot(text: str) -> None:
    try:
        line = read(Line, text)
    except ValidationError:
        return
    assert line == line.strip()
    assert not any(char < " " or 0x7F <= ord(char) <= 0x9F or 0xD800 <= ord(char) <= 0xDFFF for char in line)
    assert read(Line, line) == line
