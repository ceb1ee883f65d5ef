from __future__ import annotations

from contractkit.core.clauses.draft import BlockStyle
from contractkit.core.clauses.language import Reference
from contractkit.core.clauses.numbering import Numberer
from contractkit.core.law.requirement import Kind


def test_an_agreement_counts_articles_clauses_and_items() -> None:
    numberer = Numberer(Kind.AGREEMENT)
    assert numberer.part({"14.1"}) == "第一条"
    styles = [BlockStyle.CLAUSE, BlockStyle.ITEM, BlockStyle.ITEM, BlockStyle.CLAUSE, BlockStyle.ITEM]
    assert [numberer.block(style, "14.1.scope") for style in styles] == ["1.1", "（一）", "（二）", "1.2", "（一）"]
    assert numberer.part({"14.2"}) == "第二条"
    assert numberer.block(BlockStyle.CLAUSE, "14.2.term") == "2.1"
    assert numberer.annex("catalogue") == "附件一"
    assert numberer.block(BlockStyle.BODY, "annex.catalogue") == ""


def test_a_plan_counts_parts_sections_and_items() -> None:
    numberer = Numberer(Kind.PLAN)
    assert numberer.part({"9.2"}) == "一、"
    styles = [
        BlockStyle.SECTION,
        BlockStyle.BODY,
        BlockStyle.ITEM,
        BlockStyle.ITEM,
        BlockStyle.SECTION,
        BlockStyle.ITEM,
    ]
    assert [numberer.block(style, "9.2.necessity") for style in styles] == ["（一）", "", "1.", "2.", "（二）", "1."]


def test_references_read_as_a_lawyer_writes_them() -> None:
    agreement, plan = Numberer(Kind.AGREEMENT), Numberer(Kind.PLAN)
    for numberer, style in ((agreement, BlockStyle.CLAUSE), (plan, BlockStyle.SECTION)):
        numberer.part({"1"})
        numberer.block(style, "first")
        numberer.part({"2"})
        numberer.block(style, "second")
        numberer.annex("list")
    assert agreement.resolve(Reference("article", "2")) == "第二条"
    assert agreement.resolve(Reference("clause", "second")) == "第2.1款"
    assert plan.resolve(Reference("article", "2")) == "第二部分"
    assert plan.resolve(Reference("clause", "second")) == "第二部分（一）"
    assert agreement.resolve(Reference("annex", "list")) == "附件一"
    assert agreement.resolve(Reference("clause", "nowhere")) is None
