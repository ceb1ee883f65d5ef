"""Numbers in front of paragraphs, and what only looks like one."""

# ruff: noqa: RUF001 - Roman numerals are among the labels

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.labels import Scheme, parse_label, parse_roman
from contractkit.core.zh.numerals import to_chinese


@pytest.mark.parametrize(
    ("text", "label", "scheme", "values", "rest"),
    [
        ("第 1 条 一般约定", "第1条", Scheme.ARTICLE, (1,), "一般约定"),
        ("第十二条之一　特别约定", "第十二条之一", Scheme.ARTICLE, (12, 1), "特别约定"),
        ("第五条授权期限", "第五条", Scheme.ARTICLE, (5,), "授权期限"),
        ("第八條　授權", "第八条", Scheme.ARTICLE, (8,), "授權"),
        ("【第三条】期限", "第三条", Scheme.ARTICLE, (3,), "期限"),
        ("第二编 分则", "第二编", Scheme.PART, (2,), "分则"),
        ("第一部分 协议书", "第一部分", Scheme.PART, (1,), "协议书"),
        ("第三章　产品", "第三章", Scheme.CHAPTER, (3,), "产品"),
        ("第一節 總則", "第一节", Scheme.SECTION, (1,), "總則"),
        ("阶段三 运行", "阶段三", Scheme.STAGE, (3,), "运行"),
        ("壹、缘由", "壹、", Scheme.FINANCIAL, (1,), "缘由"),
        ("拾壹、其他", "拾壹、", Scheme.FINANCIAL, (11,), "其他"),
        ("一、合作内容", "一、", Scheme.CHINESE, (1,), "合作内容"),
        ("二十三、其他", "二十三、", Scheme.CHINESE, (23,), "其他"),
        ("（ 二 ）数据", "（二）", Scheme.CHINESE_BRACKETS, (2,), "数据"),
        ("㈢数据", "㈢", Scheme.CHINESE_BRACKETS, (3,), "数据"),
        ("(12) 数据", "（12）", Scheme.ARABIC_BRACKETS, (12,), "数据"),
        ("3) 数据", "3）", Scheme.ARABIC_HALF_BRACKET, (3,), "数据"),
        ("１．数据", "1.", Scheme.ARABIC, (1,), "数据"),
        ("1.2026年完成", "1.", Scheme.ARABIC, (1,), "2026年完成"),
        ("2、数据", "2、", Scheme.ARABIC_COMMA, (2,), "数据"),
        ("1 定义与解释", "1", Scheme.ARABIC_BARE, (1,), "定义与解释"),
        ("1.1 个人信息保护", "1.1", Scheme.DECIMAL_2, (1, 1), "个人信息保护"),
        ("5.7 家底", "5.7", Scheme.DECIMAL_2, (5, 7), "家底"),
        ("2.1甲方授权", "2.1", Scheme.DECIMAL_2, (2, 1), "甲方授权"),
        ("第7.2条 期限", "第7.2条", Scheme.DECIMAL_2, (7, 2), "期限"),
        ("4.2.1 数据质量", "4.2.1", Scheme.DECIMAL_3, (4, 2, 1), "数据质量"),
        ("①数据", "①", Scheme.CIRCLED, (1,), "数据"),
        ("⑿ 数据", "⑿", Scheme.ARABIC_BRACKETS, (12,), "数据"),
        ("㉑数据", "㉑", Scheme.CIRCLED, (21,), "数据"),
        ("甲、数据", "甲、", Scheme.STEM, (1,), "数据"),
        ("(B) 乙方", "（B）", Scheme.UPPER_BRACKETS, (2,), "乙方"),
        ("A. 数据", "A.", Scheme.UPPER, (1,), "数据"),
        ("（c）数据", "（c）", Scheme.LOWER_BRACKETS, (3,), "数据"),
        ("(iv) 数据", "（iv）", Scheme.LOWER_BRACKETS, (4,), "数据"),
        ("Ⅱ、数据", "Ⅱ、", Scheme.ROMAN, (2,), "数据"),
        ("专3.1 数据", "专3.1", Scheme.PREFIXED_DECIMAL, (3, 1), "数据"),
        ("专三条 数据", "专三条", Scheme.PREFIXED_ARTICLE, (3,), "数据"),
        ("附件一 资源目录", "附件一", Scheme.ANNEX, (1,), "资源目录"),
        ("附件B：清单", "附件B", Scheme.ANNEX, (2,), "清单"),
        ("附表3", "附表3", Scheme.ANNEX, (3,), ""),
        ("附錄", "附录", Scheme.ANNEX, (), ""),
        ("附：征求意见情况", "附", Scheme.ANNEX, (), "征求意见情况"),
        ("表2 数据情况", "表2", Scheme.TABLE, (2,), "数据情况"),
        ("**第三条** 期限", "第三条", Scheme.ARTICLE, (3,), "** 期限"),
        ("\u200b一、数据", "一、", Scheme.CHINESE, (1,), "数据"),
    ],
)
def test_reads(text: str, label: str, scheme: Scheme, values: tuple[int, ...], rest: str) -> None:
    found = parse_label(text)
    assert found is not None
    assert (found.text, found.scheme, found.values, text[found.end :]) == (label, scheme, values, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3.5亿元",
        "2025年起",
        "1.2倍",
        "1.5 万人",
        "2025.3.1",
        "99.5%",
        "1,000元",
        "15 个工作日内",
        "30 家企业",
        "10.6款所列事件",
        "3-5年",
        "1、2、3项",
        "第三条的约定",
        "第三条约定的期限",
        "第五条、第六条",
        "第七条至第九条",
        "第二款规定",
        "第三方机构",
        "附件一与本协议具有同等效力",
        "附件A随资源变化调整",
        "表三所列产品",
        "甲、乙双方",
        "甲方：某局",
        "三方会商",
        "二级域名",
        "（以下无正文）",
        "（试行）",
        "GB/T 35273",
        "API 接口",
        "T03、T04两项",
        "附则",
    ],
)
def test_begins_with_no_label(text: str) -> None:
    assert parse_label(text) is None


@given(st.integers(min_value=1, max_value=199), st.sampled_from(["编", "章", "节", "条", "款", "项"]))
def test_every_number_of_a_statute(number: int, unit: str) -> None:
    for numeral in (str(number), to_chinese(number)):
        label = parse_label(f"第{numeral}{unit} 数据安全")
        assert label is not None
        assert label.values == (number,)


@given(
    st.text(st.sampled_from("第一二十条章、（）()1234567890.．①㊿⒈ⅠⅫIVXabA甲附件表专 \u3000：ﬀ"), max_size=12)
    | st.text(max_size=12)
)
def test_never_raises_and_ends_within(text: str) -> None:
    label = parse_label(text)
    assert label is None or (0 < label.end <= len(text) and label.text)


@pytest.mark.parametrize(
    ("text", "label", "values"),
    [
        ("第九条、违约责任", "第九条", (9,)),
        ("丙、乙方应当付款", "丙、", (3,)),
        ("甲、甲方应当供数", "甲、", (1,)),
        ("ii. 数据", "ii.", (2,)),
        ("附件一、资源目录", "附件一", (1,)),
        ("附件2产品清单", "附件2", (2,)),
        ("附件十二目录", "附件十二", (12,)),
        ("附件1-2 清单", "附件1-2", (1, 2)),
    ],
)
def test_numbers_that_writers_set_loosely(text: str, label: str, values: tuple[int, ...]) -> None:
    found = parse_label(text)
    assert found is not None
    assert (found.text, found.values) == (label, values)


@pytest.mark.parametrize(
    "text",
    [
        "第九条、第十条另有约定的除外",
        "第三条、",
        "甲、乙双方应当",
        "乙、丙方应当",
        "乙、甲两方",
        "附件一、附件二",
        "附件一所列清单",
        "附件一中的清单",
    ],
)
def test_references_and_parties_are_no_numbers(text: str) -> None:
    assert parse_label(text) is None


@pytest.mark.parametrize(("text", "value"), [("iv", 4), ("XIV", 14), ("ix", 9), ("", None), ("ab", None)])
def test_roman_numbers(text: str, value: int | None) -> None:
    assert parse_roman(text) == value
