"""The term, however it is written."""

from __future__ import annotations

import pytest

from contractkit.core.extraction.fact import Confidence, DoubtKind
from extracted_facts import FRONT, facts, values

FIELDS = ("term.start", "term.end", "term.years", "term.months")


@pytest.mark.parametrize(
    ("heading", "words", "expected"),
    [
        ("运营期限", "运营期限为三年，自2026年3月1日起至2029年2月28日止。", ("2026-03-01", "2029-02-28", "3", "36")),
        ("合作期限", "合作期四年，自双方盖章之日起计算。", (None, None, "4", "48")),
        (
            "期间",
            "本合同自2026年1月1日起生效，至2030年12月31日届满，共计六十个月。",
            ("2026-01-01", "2030-12-31", "5", "60"),
        ),
        ("数据", "所授数据自二〇二六年十月八日零时起开放，满三年之日止。", ("2026-10-08", None, "3", "36")),
        ("授权", "授权自2026年6月1日开始，2031年5月31日结束。", ("2026-06-01", "2031-05-31", "5", "60")),
        ("其他", "运营单位授权期起于2026年11月1日，止于2030年10月31日。", ("2026-11-01", "2030-10-31", "4", "48")),
        ("时间", "数据交由乙方运营的时间为四年零六个月，从2026年1月1日算起。", ("2026-01-01", None, None, "54")),
        ("授权期限", "授权期限为36个月。", (None, None, "3", "36")),
        ("期限", "授权期限为____年，自____年____月____日起至____年____月____日止。", (None, None, None, None)),
    ],
)
def test_it_is_read(heading: str, words: str, expected: tuple[str | None, ...]) -> None:
    found = values(f"{FRONT}\n# 第二条 {heading}\n2.1 {words}", *FIELDS)
    assert tuple(None if one is None else str(one) for one in found) == expected


@pytest.mark.parametrize(
    "words",
    [
        "保密期限为五年，自协议终止之日起计算。",
        "乙方应当在授权期限届满六个月前提出续约申请。",
        "授权期限最长不超过五年。",
        "履约保函的期限为三年。",
        "日志保存期限不少于三年。",
        "试运行期为六个月。",
    ],
)
def test_other_periods_are_no_term(words: str) -> None:
    assert values(f"{FRONT}\n# 第九条 其他约定\n9.1 {words}", *FIELDS) == (None,) * 4


def test_two_terms_are_a_contradiction_and_neither_is_taken() -> None:
    read = facts(
        f"{FRONT}\n# 第二条 运营期限\n2.1 运营期限为三年。\n# 第三条 授权期限\n3.1 本协议的授权期限为五年，自签订之日起算。"
    )
    assert read.value(("term", "years")) is None
    doubt = next(one for one in read.doubts if one.keys == ("term", "years"))
    assert (doubt.kind, [one.value for one in doubt.facts]) == (DoubtKind.CONTRADICTION, [3, 5])
    assert doubt.message == "授权运营期限→年数前后不一致：“3”、“5”，没有采用。"


def test_the_source_is_quoted_to_the_letter() -> None:
    fact = facts(f"{FRONT}\n# 第二条 运营期限\n2.1 运营期限为 三 年。").get(("term", "years"))
    assert fact is not None
    assert fact.source.text == "2.1 运营期限为 三 年。"
    assert fact.source.path == ("第二条", "2.1")
    assert fact.confidence is Confidence.CERTAIN
