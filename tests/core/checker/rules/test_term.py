"""term-too-long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.finding import Finding, Severity
from contractkit.core.zh.numerals import to_chinese

Find = Callable[..., list[Finding]]
RULE = "term-too-long"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖拾"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("第五条 授权期限为六年，从首次供数那天算起。", "6年"),
        ("第五条 授权期限为五年零一个月。", "5年零1个月"),
        ("第五条 运营期限为七十二个月，自验收之日起算。", "6年"),
        ("第五条 以二十一个季度为运营期，按季考核。", "5年零3个月"),
        ("第五条 授权运营期限自2026年3月1日起至2032年2月29日止。", "6年"),
        ("第五条 授权运营期自2026年3月1日起算，运营机构按年考核，至2032年2月29日届满。", "6年"),
        ("第五条 授权期限五年，到期前无人书面反对的，自动续展三年。", "合计8年"),
        ("第五条 授权期限三年，期满自动顺延，每次两年，不超过两次。", "合计7年"),
        ("第五条 协议期限两年，到期自动续签，次数不限。", "次数不受限制"),
        ("第五条 授权长期有效，不设届满日。", "没有届满日"),
        ("第五条 乙方享有十年特许运营期。", "10年"),
        ("第五条 甲方授权乙方运营上述数据八年。", "8年"),
        ("第五条 授权采用3+3年模式。", "合计6年"),
        ("第五条 授权分三期，每期三年。", "合计9年"),
        ("第五条 试运行期一年，期满后转入正式运营，正式运营五年，均属授权期限。", "合计6年"),
    ],
)
def test_too_long(find: Find, text: str, figure: str) -> None:
    (finding,) = find(text, RULE)
    assert figure in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "第五条 授权期限为五年，届满即行终止。",
        "第五条 授权运营期限自2025年9月1日起至2030年8月31日止，共计六十个月。",
        "第五条 授权运营期限自2025年9月1日起至2030年9月1日止。",
        "第五条 授权期限三年，期满考核合格的可以续展两年，合计不超过五年。",
        "第五条 首期三年，期满自动续展两年。",
        "第五条 授权期限三年，期满不自动续展，重新组织招标。",
        "第五条 因不可抗力停运的，授权期相应顺延，但前后合计最长五年。",
        "第八条 授权运营日志保存不少于十年。",
        "第八条 保密义务自授权期限届满后持续八年。",
        "第八条 服务器折旧年限为六年，质保期七年，授权期限四年。",
        "第八条 项目经理须有九年以上大数据工作经验，授权期限三年。",
        "第八条 征求意见中，有企业建议将授权期限延长至八年，未予采纳。",
        "第八条 开放1998年至2025年的历史数据供授权运营使用。",
        "第八条 授权期限五年。最后一日逢节假日的，自动顺延至节后首个工作日。",
        "第八条 授权期限四年。客户订阅期满未退订的，自动续订一年。",
        "第八条 两市另订有算力框架协议，期限四年，到期自动延续四年。",
    ],
)
def test_within_the_limit(find: Find, text: str) -> None:
    assert find(text, RULE) == []


def test_the_limit_is_the_requirements(find: Find) -> None:
    (finding,) = find("第五条 授权期限为六年。", RULE)
    assert "最长5年" in finding.message
    assert finding.evidence[0].quote == "第五条 授权期限为六年"
    assert finding.evidence[0].path == ("第五条",)


def _capital(years: int) -> str:
    return _CAPITALS[years] if years <= 10 else f"拾{_CAPITALS[years - 10]}"


@given(
    st.integers(1, 12),
    st.sampled_from(
        (
            "授权运营期限为{}年。",
            "本协议授权期限{}年，期满重新选择。",
            "授权运营期限为{months}个月。",
            "授权运营期限为{capital}年。",
        )
    ),
)
def test_only_terms_over_five_years_are_reported(find: Find, years: int, form: str) -> None:
    text = form.format(to_chinese(years), months=years * 12, capital=_capital(years))
    assert bool(find(f"第三条 {text}", "term-too-long")) == (years > 5)


@given(st.integers(1, 5), st.integers(1, 4), st.integers(1, 3))
def test_renewals_that_come_by_themselves_add_up(find: Find, first: int, more: int, times: int) -> None:
    text = f"第三条 授权期限{first}年。期满无异议的，自动续展{times}次，每次{more}年。"
    assert bool(find(text, "term-too-long")) == (first + more * times > 5)


@pytest.mark.parametrize(
    "text",
    [
        "第三条 西港码头特许经营期限为二十五年。",
        "第三条 协议中不得出现自动续展五年一类的表述。",
        "第三条 农机报废更替以十年为期。",
        "第三条 授权运营期限自2025年11月1日（含）起至2030年10月31日（含）止。",
    ],
)
def test_other_terms_stay_silent(find: Find, text: str) -> None:
    assert find(text, "term-too-long") == []


def test_a_written_reason_makes_it_a_warning(find: Find) -> None:
    text = "第三条 授权运营期限为七年。\n\n前款期限超过一般上限的理由为：平台投资回收期长，经市政府批准。\n"
    (finding,) = find(text, "term-too-long")
    assert finding.severity is Severity.WARNING
    assert "理由" in finding.message
    (finding,) = find("第三条 授权运营期限为七年。", "term-too-long")
    assert finding.severity is Severity.ERROR
