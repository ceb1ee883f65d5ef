"""Sentences and what governs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.document.outline import build
from contractkit.core.document.sentences import Span, lead_ins, sentences
from contractkit.core.document.tree import Block, BlockKind, Document, Location, Passage, Source


def document(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    blocks = tuple(Block(kind, text, Location(at)) for at, text in enumerate(texts, start=1))
    return build(Source("text", blocks))


def read(text: str) -> list[tuple[str, str]]:
    passage = document(text).passages[0]
    clean = passage.clean.text
    return [(span.of(clean), clean[slice(*span.lead)] if span.lead else "") for span in sentences(passage)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲方授权乙方。期限三年！", [("甲方授权乙方。", ""), ("期限三年！", "")]),
        ("甲方(以下称“某局”;含派出机构)授权乙方", [("甲方（以下称“某局”；含派出机构）授权乙方", "")]),
        ("他说“可以。”双方签字。", [("他说“可以。”双方签字。", "")]),
        ("期限为3.5年。一是安全；二是合规。", [("期限为3.5年。", ""), ("一是安全；", ""), ("二是合规。", "")]),
        (
            "乙方提供下列产品：（一）看板；（二）接口，含甲类、乙类；（三）报告。价格另定。",
            [
                ("乙方提供下列产品：", ""),
                ("（一）看板；", "乙方提供下列产品："),
                ("（二）接口，含甲类、乙类；", "乙方提供下列产品："),
                ("（三）报告。", "乙方提供下列产品："),
                ("价格另定。", ""),
            ],
        ),
        (
            "乙方不得：转让授权；泄露数据。双方另行约定。",
            [("乙方不得：转让授权；", ""), ("泄露数据。", "乙方不得："), ("双方另行约定。", "")],
        ),
        (
            "指标：①准确率不低于9.5%；②及时率。",
            [("指标：", ""), ("①准确率不低于9.5%；", "指标："), ("②及时率。", "指标：")],
        ),
        ("（未闭合的括号。仍然分句。", [("（未闭合的括号。", ""), ("仍然分句。", "")]),
        ("没有句号", [("没有句号", "")]),
    ],
)
def test_cuts(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


def test_a_sentence_with_its_lead() -> None:
    passage = document("乙方不得：转让授权；泄露数据。").passages[0]
    assert sentences(passage)[1] == Span(10, 15, lead=(0, 5))


def test_cells_are_the_sentences_of_a_row() -> None:
    assert read_row("授权期限 | 三年；可续 |  | ") == ["授权期限", "三年；可续"]


def read_row(text: str) -> list[str]:
    cells = tuple(cell.strip() for cell in text.split("|"))
    block = Block(BlockKind.ROW, text, Location(1, table=1, row=1), cells=cells)
    passage = build(Source("text", (block,))).passages[0]
    return [span.of(passage.clean.text) for span in sentences(passage)]


def test_a_heading_is_one_sentence() -> None:
    heading = document("某运营协议", "第三条 数据", kind=BlockKind.HEADING).passages[1]
    assert heading.is_heading
    assert sentences(heading) == (Span(0, 5),)


def test_lead_in_over_paragraphs() -> None:
    found = document(
        "第四条 乙方不得有下列行为：",
        "（一）转让授权；",
        "（二）泄露数据：",
        "1. 主动泄露；",
        "第五条 其他",
        "双方另定。",
    )
    assert lead_of(found, 1) == "第四条 乙方不得有下列行为："
    assert lead_of(found, 2) == "第四条 乙方不得有下列行为："
    assert lead_of(found, 3) == "（二）泄露数据："
    assert lead_of(found, 0) is None
    assert lead_of(found, 5) is None


def lead_of(found: Document, at: int) -> str | None:
    lead: Passage | None = lead_ins(found)[at]
    return lead.text if lead else None


@given(st.text(st.sampled_from("甲乙方。；！：（）()“”一二1.、①是，|年 "), max_size=40))
def test_every_character_is_in_one_sentence(text: str) -> None:
    for passage in document(text).passages:
        spans = sentences(passage)
        assert "".join(span.of(passage.clean.text) for span in spans) == passage.clean.text
        assert all(span.lead is None or span.lead[1] <= span.start for span in spans)
