"""No text makes a rule fail, and no quote is anything but the words of the file."""

from __future__ import annotations

import time
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from contractkit.core.checker.finding import Finding
from contractkit.core.document.tree import Block, BlockKind, Location, Source

Find = Callable[..., list[Finding]]

FRAGMENTS = (
    "第一条", "第三条", "第8.1款", "8.1 ", "（一）", "附件二", "《数据安全法》", "授权期限", "运营期限为", "自", "2025年9月1日", "2031.2.29", "起至",
    "年", "六年", "伍", "七十二个月", "自动续展", "次数不限", "每期", "3+3年", "净收益", "分配", "30%", "六成五", "三分之一", "各得", "四六分成",
    "¥1,200", "人民币壹佰万元整", "（大写：", "）", "元", "____", "【  】", "（ ）", "××", "□", "☑", "{{x}}", "<乙方>", "待定", "甲方：", "乙方（盖章）：",
    "东岭数运科技有限公司", "東嶺數雲科技有限公司", "原名", "不得", "可以", "再开发", "独家", "原始数据", "收取", "公益", "自主定价", "直接指定",
    "\n\n", "\n| 对象 | 比例 |\n| 市财政 | 40% |\n", "，", "。", "；", "：", " ", "\u3000", "\u200b", "𠮷", "ﬁ", "０", "①", "\x00",
)  # fmt: skip


def _source(text: str) -> Source:
    blocks = []
    for number, line in enumerate(text.split("\n"), start=1):
        cells = tuple(cell.strip() for cell in line.strip("|").split("|")) if line.startswith("|") else ()
        kind = BlockKind.ROW if cells else BlockKind.PARAGRAPH
        blocks.append(Block(kind, " | ".join(cells) or line, Location(number, table=1 if cells else None), cells=cells))
    return Source("text", tuple(blocks))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=40).map("".join))
def test_rules_hold(find: Find, text: str) -> None:
    for finding in find(_source(text)):
        assert finding.message
        assert finding.remedy


def test_an_empty_file(find: Find) -> None:
    assert find(Source("text", ())) == []


def test_a_document_in_one_paragraph_is_quick(find: Find) -> None:
    sentences = (
        "授权运营期限为五年，自二〇二六年一月一日起至二〇三〇年十二月三十一日止。乙方不得直接或者间接参与授权范围内的数据再开发。"
        "期满自动顺延一年。授权总期限不超过八年。违约金为人民币壹佰万元整（¥1,000,000.00）。"
    )
    for one in (sentences, sentences.replace("授权", "PPP")):
        began = time.perf_counter()
        find("第一条 " + one * 700)
        assert time.perf_counter() - began < 8


def test_many_paragraphs_are_quick(find: Find) -> None:
    began = time.perf_counter()
    find("\n\n".join(f"（{number}）乙方可以将数据用于公益。" for number in range(4000)))
    assert time.perf_counter() - began < 8


def test_words_recognised_in_a_picture_are_quoted_with_their_confidence(find: Find) -> None:
    blocks = [Block(BlockKind.PARAGRAPH, "第一条 授权运营期限为六年。", Location(1, page=1), confidence=0.91)]
    (finding,) = find(Source("scan", tuple(blocks)), "term-too-long")
    assert [quote.confidence for quote in finding.evidence] == [0.91]


def test_a_long_sentence_is_quick(find: Find) -> None:
    text = "第一条 " + "运营机构可以将授权期限内的数据按照30%的比例用于公益，" * 2000
    assert isinstance(find(text), list)
