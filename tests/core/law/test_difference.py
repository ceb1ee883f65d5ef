"""What changed between two editions."""

from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.law.difference import Span, SpanKind, difference, spans
from contractkit.library.law import load_registry

REGISTRY = load_registry()
CHANGE = difference(REGISTRY.edition("nda-2024-draft"), REGISTRY.edition("nda-2025"))


@given(st.text("甲乙丙丁，。", max_size=40), st.text("甲乙丙丁，。", max_size=40))
def test_spans_make_both_texts(old: str, new: str) -> None:
    pieces = spans(old, new)
    assert "".join(span.text for span in pieces if span.kind is not SpanKind.ADDED) == old
    assert "".join(span.text for span in pieces if span.kind is not SpanKind.REMOVED) == new
    assert all(span.text for span in pieces)


def test_a_single_shared_character_belongs_to_the_change() -> None:
    assert spans("数据主管部门", "数据管理部门") == (
        Span(SpanKind.SAME, "数据"),
        Span(SpanKind.REMOVED, "主管"),
        Span(SpanKind.ADDED, "管理"),
        Span(SpanKind.SAME, "部门"),
    )


def test_equal_editions_have_no_difference() -> None:
    edition = REGISTRY.edition("nda-2025")
    same = difference(edition, edition)
    assert (same.facts, same.items, same.added, same.removed, same.duties, same.articles) == ((),) * 6


def test_the_draft_lacks_the_ban_on_redevelopment() -> None:
    assert [element.id for element in CHANGE.added] == ["14.6.no_redevelopment"]
    assert CHANGE.removed == ()
    (item,) = CHANGE.items
    assert (item.place, item.old) == ("14.6", "授权运营情况信息披露要求")
    assert item.spans[-1] == Span(SpanKind.ADDED, "，运营机构不得直接或间接参与再开发要求")


def test_the_articles_that_changed() -> None:
    numbers = "一 四 五 七 八 十一 十二 十三 十四 十五 二十一 二十四 二十五 二十七"
    assert [wording.place for wording in CHANGE.articles] == [f"第{number}条" for number in numbers.split()]
    article_5 = next(wording for wording in CHANGE.articles if wording.place == "第五条")
    assert Span(SpanKind.ADDED, "落实数据分类分级保护制度要求，") in article_5.spans


def test_duties_and_dates_that_changed() -> None:
    assert [wording.place for wording in CHANGE.duties] == ["collective_decision", "filing", "raw_data_control"]
    facts = {fact.place: (fact.old, fact.new) for fact in CHANGE.facts}
    assert facts["施行日期"] == ("", "2025-03-01")
    assert facts["有效期至"] == ("", "2030-02-28")
    assert facts["文号"] == ("", "发改数据规〔2025〕27号")
    assert "运营期限上限" not in facts


def test_the_way_back_swaps_added_and_removed() -> None:
    back = difference(CHANGE.new, CHANGE.old)
    assert [element.id for element in back.removed] == ["14.6.no_redevelopment"]
    assert back.added == ()
