"""Clean text: one form of everything, exact offsets, stable under repetition."""

# ruff: noqa: RUF001 - look-alike characters are the subject

from __future__ import annotations

import re
import time
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contractkit.core.zh.folding import FOLDING, GONE, MARKS
from contractkit.core.zh.normalize import HAN, normalize, private_use, to_simplified

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
CONTRACT_TEXT = st.text(
    st.sampled_from(
        "甲乙方第一二三条著裏ﬁ㋂e\u0301\u0332（）()[]［］〔〕,，;；:：!！?？.。\"“”「」'0123ＡaB%％ \u3000\n\t○O年-－—~～⾏⺠臺灣權\u200b·"
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("第 １ 条　授权　期限", "第1条授权期限"),
        ("授权期限为３年，收益的２０％归甲方", "授权期限为3年，收益的20%归甲方"),
        ('甲方(以下简称"委托人"): 某某数据局', "甲方（以下简称“委托人”）：某某数据局"),
        ("金额为1,000元,于10:30支付;逾期的,每日加收", "金额为1,000元，于10:30支付；逾期的，每日加收"),
        ("ABC  Data\u00a0Co., Ltd. 与乙方", "ABC Data Co., Ltd.与乙方"),
        ("遵循 GB/T 35273, ISO 27001 等标准", "遵循GB/T 35273, ISO 27001等标准"),
        ("⾏政机关、⼄⽅、⺠法典、⻓期、⻛险", "行政机关、乙方、民法典、长期、风险"),
        ("公共數據資源授權運營「協議」", "公共数据资源授权运营“协议”"),
        ("国办发〔2024〕5号；［ ］日内；[ ]元", "国办发〔2024〕5号；［］日内；[]元"),
        ("３－５年、三～五年、甲方——乙方、甲方――乙方", "3-5年、三~五年、甲方——乙方、甲方——乙方"),
        ("①甲方；②乙方；㈠概述", "①甲方；②乙方；㈠概述"),
        ("二○二五年、二O三〇年", "二〇二五年、二〇三〇年"),
        ("数\u200b据\u00ad安全", "数据安全"),
        ("1) 甲方的权利", "1）甲方的权利"),
        ("1. 2025年完成", "1. 2025年完成"),
        ("《甲》,《乙》", "《甲》，《乙》"),
        ("f(x) and (a, b)", "f(x) and (a, b)"),
        ("30 %、5 G", "30%、5 G"),
        ("a\u0000b\ud800c", "ab\ufffdc"),
        ("甲\u2009方\u202f（3\u2005年）\u3164内", "甲方（3年）内"),
        ("\ufeff甲\u2060方\u202e乙\u202c方\ufe0f\U000e0101", "甲方乙方"),
        ("甲\u200b(乙)\u200b,丙", "甲（乙），丙"),
        ("caf\u0065\u0301 ﬁle", "café file"),
        ("甲\u0332方\u0332 1\ufe0f\u20e3", "甲方1"),
        ("か\u3099", "が"),
        ("㋂㏠㍣", "3月1日11点"),
        ("\ufa19\uf9dc〸㇐", "神隆十一"),
        ("二0二六年", "二〇二六年"),
        ("2O26年l2月3l日付5O万元、1OO%", "2026年12月31日付50万元、100%"),
        ("O2O平台、B2O年度、H1月、OO元、Ol号", "O2O平台、B2O年度、H1月、OO元、Ol号"),
        ("裏面、這裡、臺灣、衞生、著作權、隨著、顯著", "里面、这里、台湾、卫生、著作权、随着、显著"),
        ("人民幣參佰貳拾參萬參元，參加", "人民币叁佰贰拾叁万叁元，参加"),
        ("著作权、显著", "著作权、显著"),
        ("帐户、账户、份额、分额", "帐户、账户、份额、分额"),
        ("程序、文件、建立、資料", "程序、文件、建立、资料"),
        ("\ue123甲", "\ue123甲"),
        ("", ""),
    ],
)
def test_one_form(raw: str, clean: str) -> None:
    assert normalize(raw).text == clean


def test_raw_span_quotes_the_raw_words() -> None:
    raw = "第 三 条　數據 的 ﻿使用"
    clean = normalize(raw)
    at = clean.text.index("数据的使用")
    start, end = clean.raw_span(at, at + 5)
    assert raw[start:end] == "數據 的 ﻿使用"
    assert clean.raw_span(at, at) == (start, start)
    assert normalize("").raw_span(0, 0) == (0, 0)


def test_one_raw_character_for_several() -> None:
    clean = normalize("甲 ﬁ㋂乙e\u0301")
    assert clean.text == "甲fi3月乙é"
    assert [clean.raw_span(at, at + 1) for at in range(7)] == [(0, 1), (2, 3), (2, 3), (3, 4), (3, 4), (4, 5), (5, 7)]
    assert [clean.clean_offset(at) for at in range(8)] == [0, 1, 1, 3, 5, 6, 7, 7]


def test_private_use_is_counted_and_stays() -> None:
    assert private_use("\ue000甲\uf8ff\U000f0001") == 3
    assert private_use("甲方Ａ") == 0


def test_a_kept_space_stands_for_its_whole_run() -> None:
    clean = normalize("Data   Bureau")
    assert clean.text == "Data Bureau"
    assert clean.raw_span(4, 5) == (4, 7)


@given(ANY_TEXT | CONTRACT_TEXT)
@example("(甲(")
@example('"甲"a"b"')
@example("A,,甲")
@example("㋀\u0300")
def test_offsets_are_exact_and_ordered(raw: str) -> None:
    clean = normalize(raw)
    spans = [clean.raw_span(at, at + 1) for at in range(len(clean.text))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(spans))
    assert all(clean.clean_offset(start) <= at for at, (start, _) in enumerate(spans))
    if spans:
        assert clean.raw_span(0, len(spans)) == (spans[0][0], spans[-1][1])
    assert clean.text == clean.text.strip()


@given(ANY_TEXT | CONTRACT_TEXT)
@example("（)(")
@example("A ,甲")
@example("○O年")
@example(",\u0300\u3007")
@example("㋂,(㋂)")
@example("\u0301(㋂\u0301")
def test_clean_text_is_clean(raw: str) -> None:
    clean = normalize(raw).text
    assert normalize(clean).text == clean


@given(ANY_TEXT | CONTRACT_TEXT, st.data())
def test_cleaning_the_quoted_words_gives_the_match(raw: str, data: st.DataObject) -> None:
    clean = normalize(raw)
    words = list(re.finditer(f"[{HAN}]+", clean.text))
    if words:
        match = data.draw(st.sampled_from(words))
        start, end = clean.raw_span(*match.span())
        # Whether 著 is 着 is told by the characters around.
        assert match[0].replace("着", "著") in normalize(raw[start:end]).text.replace("着", "著")


@given(ANY_TEXT | CONTRACT_TEXT)
def test_what_is_not_covered_means_nothing(raw: str) -> None:
    clean = normalize(raw)
    covered = {at for i in range(len(clean.text)) for at in range(*clean.raw_span(i, i + 1))}
    left = "".join(character for at, character in enumerate(raw) if at not in covered)
    assert re.sub(f"[{MARKS}]", "", left.translate(FOLDING)).replace(GONE, "").strip() == ""


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30))
def test_simplified_keeps_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


def test_the_table_leads_to_its_own_fixed_points() -> None:
    unstable = {chr(code): to for code, to in FOLDING.items() if to.translate(FOLDING) != to}
    assert unstable == {}


@pytest.mark.parametrize(
    "one",
    [
        "第一条　甲方授權乙方運營(公共数据資源), 期限為 ３ 年。",
        "The operator, (subject to law) shall pay. ",
        "第 一 条 甲 方 ",
        "((甲))",
        '"甲',
        "   ,",
        "\u200b\u0301",
        "2O",
        "1",
        "1 ",
    ],
)
def test_time_grows_with_the_length_only(one: str) -> None:
    raw = one * (200_000 // len(one))
    begin = time.perf_counter()
    clean = normalize(raw)
    assert time.perf_counter() - begin < 2
    assert clean.raw_span(0, len(clean.text))[1] <= len(raw)


@pytest.mark.parametrize("digit", ["1", "\uff11"])
def test_of_digits_without_end_the_first_eighty_stay(digit: str) -> None:
    raw = f"编号 {digit * 5000} 元，另 {digit * 80} 元"
    clean = normalize(raw)
    assert clean.text == f"编号{'1' * 80}元，另{'1' * 80}元"
    start, end = clean.raw_span(clean.text.index("元"), clean.text.index("元") + 1)
    assert raw[start:end] == "元"
    assert normalize(clean.text).text == clean.text


@pytest.mark.parametrize("nested", ["(" * 100_000 + ")" * 100_000, "（" * 100_000 + " 甲" + ")" * 100_000])
def test_deep_brackets(nested: str) -> None:
    begin = time.perf_counter()
    assert len(normalize(nested).text) <= len(nested)
    assert time.perf_counter() - begin < 2


def test_a_long_paragraph_keeps_a_small_map() -> None:
    raw = "第一条　甲方授权乙方运营公共数据资源。" * 20_000
    tracemalloc.start()
    clean = normalize(raw)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert clean.text.count("第一条甲方") == 20_000
    assert held < 5 * len(raw)
