"""Answers as people write them, and what is shown back: read again, it is the same value."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.interview.question import Question
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.interview.values import complaint, read, read_yes_no, written
from contractkit.core.matter.text import CREDIT_ALPHABET, credit_check_digit
from contractkit.library.interview import load_materials

SCRIPT = load_materials().script
WIDE = str.maketrans({str(digit): chr(0xFF10 + digit) for digit in range(10)})


def question(path: str) -> Question:
    found = SCRIPT.question(tuple(0 if key == "*" else key for key in path.split(".")))
    assert found is not None, path
    return found


@pytest.mark.parametrize(
    ("path", "text", "value", "shown"),
    [
        ("term.start", "2026.3.1", date(2026, 3, 1), "2026年3月1日"),
        ("term.start", "2026年3月1日", date(2026, 3, 1), "2026年3月1日"),
        ("term.start", "二〇二六年三月一日", date(2026, 3, 1), "2026年3月1日"),
        ("term.start", "2026－03－01".translate(WIDE), date(2026, 3, 1), "2026年3月1日"),
        ("term.start", "20260301", date(2026, 3, 1), "2026年3月1日"),
        ("term.years", "三年", 3, "3年"),
        ("term.years", "36个月", 3, "3年"),
        ("term.years", "3", 3, "3年"),
        ("term.years", "叁年", 3, "3年"),
        ("agreement.renewal.apply_months_before", "半年", 6, "6个月"),
        ("agreement.renewal.apply_months_before", "一年", 12, "12个月"),
        ("agreement.dispute.negotiation_days", "三十日", 30, "30日"),
        ("agreement.dispute.negotiation_days", "两周", 14, "14日"),
        ("agreement.dispute.negotiation_days", "15天内", 15, "15日"),
        ("approvals.filing.working_days", "二十个工作日", 20, "20个工作日"),
        ("approvals.filing.working_days", "20工作日", 20, "20个工作日"),
        ("security.emergency.report_hours", "两小时", 2, "2小时"),
        ("security.emergency.report_hours", "一天", 24, "24小时"),
        ("security.emergency.drills_per_year", "两次", 2, "2次"),
        ("plan.assessment.pass_mark", "七十分", 70, "70分"),
        ("agreement.copies.filing", "0", 0, "0份"),
        ("agreement.liability.breach_penalty", "壹佰万元", Decimal(1_000_000), "1,000,000元"),
        ("agreement.liability.breach_penalty", "人民币壹佰万元整", Decimal(1_000_000), "1,000,000元"),
        ("agreement.liability.breach_penalty", "100万元", Decimal(1_000_000), "1,000,000元"),
        ("agreement.liability.breach_penalty", "1,000,000元", Decimal(1_000_000), "1,000,000元"),
        ("agreement.liability.breach_penalty", "1,234.5元", Decimal("1234.50"), "1,234.50元"),
        ("agreement.liability.breach_penalty", "五十万", Decimal(500_000), "500,000元"),
        ("agreement.liability.late_rate", "万分之三", Decimal(3), "万分之3"),
        ("agreement.liability.late_rate", "0.03%", Decimal(3), "万分之3"),
        ("agreement.liability.late_rate", "3", Decimal(3), "万分之3"),
        ("revenue.shares.*.percent", "30%", Decimal(30), "30%"),
        ("revenue.shares.*.percent", "三成", Decimal(30), "30%"),
        ("revenue.shares.*.percent", "三成五", Decimal(35), "35%"),
        ("revenue.shares.*.percent", "百分之三十", Decimal(30), "30%"),
        ("revenue.shares.*.percent", "33.4", Decimal("33.4"), "33.4%"),
        ("revenue.shares.*.percent", "三十", Decimal(30), "30%"),
        ("plan.mode.kind", "分领域", "分领域授权", "分领域授权"),
        ("plan.mode.kind", "3", "依场景授权", "依场景授权"),
        ("locality", "河南", "henan", "河南省公共数据资源授权运营实施办法（试行）"),
        ("parties.operator.credit_code", "91990000ma0qy7363h", "91990000MA0QY7363H", "91990000MA0QY7363H"),
        ("parties.operator.contact.phone", "电话：（0577）6210088", "0577-6210088", "0577-6210088"),
        ("parties.operator.contact.phone", "138 0001 1111".translate(WIDE), "13800011111", "13800011111"),
        ("parties.operator.contact.phone", "0577-6210088 转 12", "0577-6210088 转 12", "0577-6210088 转 12"),
        ("products.catalogue.*.sources", "WL-001、WL-002，WL-003", ("WL-001", "WL-002", "WL-003"), "WL-001、WL-002、WL-003"),
        ("plan.construction", "一项\n\n二项", ("一项", "二项"), "一项\n二项"),
    ],
)  # fmt: skip
def test_what_people_write_is_understood_and_shown_back(path: str, text: str, value: object, shown: str) -> None:
    asked = question(path)
    assert read(asked, text) == value
    assert written(asked, read(asked, text)) == shown
    assert read(asked, shown) == value


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("term.start", "2026年2月30日", "没有这一天"),
        ("term.start", "二〇二六年二月三十日", "没有这一天"),
        ("term.start", "2026年3月", "不是日期"),
        ("term.start", "明年春天", "不是日期"),
        ("term.years", "18个月", "不能换算成整年"),
        ("term.years", "三至五年", "不是确定的期限"),
        ("term.years", "长期", "不"),
        ("approvals.filing.working_days", "20日", "不能换算成整工作日"),
        ("agreement.dispute.negotiation_days", "一个月", "不能换算成整日"),
        ("agreement.dispute.negotiation_days", "20个工作日", "不能换算成整日"),
        ("agreement.liability.breach_penalty", "若干", "须为数字"),
        ("revenue.shares.*.percent", "三分之一", "须为数字"),
        ("revenue.shares.*.percent", "120%", "不得大于 100"),
        ("plan.mode.kind", "授权", "没有“授权”这个选项"),
        ("parties.operator.credit_code", "91990000MA0QY7363J", "末位应为“H”"),
        ("name", "待定", "没有实际内容"),
        ("plan.construction", "一项\n____", "第2项"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(path: str, text: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        read(question(path), text)


LINE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
NAMES = st.lists(
    st.one_of(LINE, st.sampled_from(["甲、乙", "A，B", "丙;丁", "一\t二", "WL-001"])), min_size=1, max_size=4
)


CODES = st.text(CREDIT_ALPHABET, min_size=17, max_size=17).map(lambda body: body + credit_check_digit(body))
PHONES = st.one_of(LINE, st.from_regex(r"0[0-9]{3}-[0-9]{7}|1[0-9]{10}", fullmatch=True))
STRATEGIES: dict[AnswerKind, st.SearchStrategy[object]] = {
    AnswerKind.DATE: st.dates(),
    AnswerKind.LENGTH: st.integers(1, 3650),
    AnswerKind.NUMBER: st.integers(1, 100),
    AnswerKind.PERCENT: st.decimals(0, 100, places=2),
    AnswerKind.TEN_THOUSANDTH: st.decimals(0, 100, places=2),
    AnswerKind.MONEY: st.decimals(1, 10**12, places=2),
    AnswerKind.CREDIT_CODE: CODES,
    AnswerKind.LINES: NAMES.map(tuple),
    AnswerKind.CODES: NAMES.map(tuple),
    AnswerKind.PHONE: PHONES,
}


def strategy(asked: Question) -> st.SearchStrategy[object]:
    """Values of a question, right or wrong by the model."""
    if asked.choices:
        return st.sampled_from([choice.value for choice in asked.choices])
    return STRATEGIES.get(asked.kind, LINE)


ASKED = [
    column
    for one in SCRIPT.questions()
    for column in (one, *one.columns)
    if column.kind not in {AnswerKind.ROWS, AnswerKind.POSITIONS}
]


@given(st.data())
def test_every_value_that_is_shown_reads_again_as_the_same(data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(ASKED))
    drawn = data.draw(strategy(asked))
    try:
        value = read(asked, written(asked, drawn))  # type: ignore[arg-type]
    except Unreadable:
        return  # what the model refuses is never shown as an answer
    assert read(asked, written(asked, value)) == value
    if asked.kind not in {AnswerKind.LINE, AnswerKind.PROSE, AnswerKind.PHONE, AnswerKind.LINES, AnswerKind.CODES}:
        assert value == drawn


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["{0.year}.{0.month}.{0.day}", "{0.year}/{0.month}/{0.day}", "{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日"]))  # fmt: skip
def test_every_way_of_writing_a_date_means_that_date(day: date, form: str) -> None:
    assert read(question("term.start"), form.format(day)) == day
    assert read(question("term.start"), f" {form.format(day)} ") == day
    assert day + timedelta(0) == day


@pytest.mark.parametrize(
    ("text", "meant"), [("是", True), ("否", False), ("Y", True), ("不是。", False), ("也许", None)]
)
def test_yes_and_no(text: str, meant: bool | None) -> None:
    assert read_yes_no(text) is meant


def test_a_text_that_is_none_of_the_choices_is_no_answer_though_the_model_takes_any_text() -> None:
    wrong = complaint(question("locality"), "云栈市")
    assert wrong is not None
    assert "河南省公共数据资源授权运营实施办法（试行）" in wrong.remedy
    assert complaint(question("locality"), "henan") is None
