"""Clean text: one form of everything, exact offsets, stable under repetition."""

# ruff: noqa: RUF001 - look-alike characters are the subject

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contractkit.core.zh.folding import FOLDING
from contractkit.core.zh.normalize import normalize, to_simplified

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
CONTRACT_TEXT = st.text(
    st.sampled_from(
        "甲乙方第一二三条（）()[]［］〔〕,，;；:：!！?？.。\"“”「」'0123ＡaB%％ \u3000\n\t○O年-－—~～⾏⺠臺灣權\u200b·"
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


def test_a_kept_space_stands_for_its_whole_run() -> None:
    clean = normalize("Data   Bureau")
    assert clean.text == "Data Bureau"
    assert clean.raw_span(4, 5) == (4, 7)


@given(ANY_TEXT | CONTRACT_TEXT)
@example("(甲(")
@example('"甲"a"b"')
@example("A,,甲")
def test_offsets_are_exact_and_ordered(raw: str) -> None:
    clean = normalize(raw)
    assert len(clean.text) == len(clean.starts) == len(clean.ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(clean.starts, clean.ends, strict=True))
    assert all(end <= start for end, start in zip(clean.ends[:-1], clean.starts[1:], strict=True))
    assert clean.text == clean.text.strip()


@given(ANY_TEXT | CONTRACT_TEXT)
@example("（)(")
@example("A ,甲")
@example("○O年")
def test_clean_text_is_clean(raw: str) -> None:
    clean = normalize(raw).text
    assert normalize(clean).text == clean


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30))
def test_simplified_keeps_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


def test_the_table_leads_to_its_own_fixed_points() -> None:
    unstable = {chr(code): to for code, to in FOLDING.items() if to.translate(FOLDING) != to}
    assert unstable == {}


def test_a_long_document_is_fast() -> None:
    raw = "第一条　甲方授權乙方運營(公共数据資源), 期限為 ３ 年。" * 1400
    normalize(raw)
    begin = time.perf_counter()
    clean = normalize(raw)
    assert time.perf_counter() - begin < 0.3
    assert len(clean.text) > 35_000
