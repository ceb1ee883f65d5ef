"""The text that closes a gap: names, numbers and place of the draft, blanks that say what to fill in."""

from __future__ import annotations

import re

import pytest

from checks import cues, document, requirements
from contractkit.core.checker.engine import Knowledge, check
from contractkit.core.checker.finding import Status
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules.placeholders import UNFILLED_PLACEHOLDER
from contractkit.core.matter.standpoint import Position, Side
from contractkit.library.rule_pages import load_rule_pages
from core.checker.remedies.drafts import TERM, TITLED, UNNUMBERED, UNTITLED, remedy, verdicts

POSITIONS = (Position.PREFERRED, Position.FALLBACK, Position.WALK_AWAY)


def text(found: Remedy) -> str:
    return "\n".join(found.paragraphs)


def test_a_new_article_is_numbered_and_titled_as_the_draft_does() -> None:
    found = remedy(TITLED, "14.6.no_redevelopment")

    assert found.number == "第二条"
    assert found.place == "在第一条“期限”之后增加一条，编为第二条，其后的编号依次顺延。"
    assert found.paragraphs[0] == "第二条\u3000不得参与再开发"
    assert found.paragraphs[1].startswith("2.1\u3000运营单位应当依法依规在授权范围内开展业务")
    assert [line.split("\u3000")[0] for line in found.paragraphs if re.match(r"\d", line)] == [
        "2.1", "2.2", "2.3", "2.4", "2.5",
    ]  # fmt: skip


def test_the_drafts_own_names_stand_in_it() -> None:
    found = remedy(TITLED, "14.12.termination")

    assert "运营单位" in text(found)
    assert "授权主体" in text(found)
    assert "本合同" in text(found)
    assert not re.search("甲方|乙方|本协议", text(found))


def test_parties_that_have_changed_places_change_them_in_the_text() -> None:
    found = remedy(UNTITLED, "14.6.no_redevelopment")

    assert found.paragraphs[0].startswith("第二条\u3000甲方应当依法依规在授权范围内开展业务，不得直接或者间接参与")
    assert "向乙方报送关联方名单" in text(found)


def test_an_untitled_article_begins_with_its_text_and_numbers_only_its_lists() -> None:
    found = remedy(UNTITLED, "14.6.no_redevelopment")

    assert [line[:3] for line in found.paragraphs if line.startswith("（")] == ["（一）", "（二）", "（三）"]
    assert not any(re.match(r"\d", line) for line in found.paragraphs)


def test_words_that_put_something_off_are_rewritten_in_their_place() -> None:
    found = remedy(UNTITLED, "14.7.revenue_sharing")

    assert verdicts(UNTITLED)["14.7.revenue_sharing"].status is Status.DEFERRED
    assert found.number == "第三条"
    assert found.place.startswith("改写第三条：以下文代替“收益分配的比例和结算办法，由双方另行协商确定")
    assert found.paragraphs[0].startswith("第三条\u3000可分配收益按照下列方法计算：")


def test_a_gap_of_the_same_subject_goes_into_its_article() -> None:
    draft = TITLED.replace("## 第三条", f"## 第三条 权属\n\n3.1 {'软硬件设备归出资购置的一方所有。'}\n\n## 第四条")
    found = remedy(draft, "14.5.products")

    assert found.place == "写入第三条“权属”，接在“3.1”之后。"
    assert found.number == "3.2"
    assert found.paragraphs[0].startswith("3.2\u3000")


def test_a_draft_without_numbers_gets_the_text_after_what_it_follows() -> None:
    found = remedy(UNNUMBERED, "14.6.no_redevelopment")

    assert found.number == ""
    assert re.match(r"接在第\d+段之后（文本没有可以接续的编号）。", found.place)
    assert found.paragraphs[0].startswith("被授权方应当")


def test_what_only_the_parties_know_is_a_blank_with_what_to_fill_in() -> None:
    found = remedy(TITLED, "14.6.disclosure")
    blanks = {blank.mark for blank in found.blanks}

    assert blanks == {"【待填：披露内容】", "【待填：披露时间或者频次】", "【待填：披露渠道】"}
    assert [blank.says for blank in found.blanks if blank.mark == "【待填：披露渠道】"] == [
        "信息披露→实施机构披露→披露渠道",
        "信息披露→运营机构披露→披露渠道",
    ]
    assert set(re.findall("【[^】]*】", text(found))) == blanks


def test_an_annex_that_the_draft_lacks_comes_along() -> None:
    found = remedy(TITLED, "14.8.risk_monitoring")

    assert "附件“数据安全与个人信息保护措施”（文本没有这个附件，须一并补上）" in found.paragraphs
    assert found.paragraphs[-1] == "（1）【待填：风险监测措施】。"


def test_references_lead_to_the_drafts_own_articles() -> None:
    draft = TITLED.replace(
        "## 第三条 附则", "## 第三条 变更\n\n3.1 变更本合同须经双方书面同意并重新报备案机关备案。\n\n## 第四条 附则"
    )
    draft = draft.replace(f"1.1 {TERM}\n\n", "")
    found = remedy(draft, "14.2.term", Playbook().for_side(Side.IMPLEMENTING_BODY, Position.FALLBACK))

    assert "双方应当按照第三条办理变更" in text(found)
    assert "续约的条件和程序适用本合同关于成效评价与续约退出的约定" in text(found)


@pytest.mark.parametrize(
    ("side", "words"),
    [(Side.IMPLEMENTING_BODY, "可以申请调整届满日"), (Side.OPERATOR, "提前结束运营期限"), (None, "可以申请调整届满日")],
)
def test_the_text_is_that_of_the_side_and_position_asked_for(side: Side | None, words: str) -> None:
    found = remedy(UNTITLED.replace(TERM, "双方应当诚信履行。"), "14.2.term", Playbook().for_side(side, POSITIONS[1]))

    assert found.position is Position.FALLBACK
    assert words in text(found)
    assert found.note == ""


def test_a_position_that_a_clause_does_not_have_is_said() -> None:
    found = remedy(TITLED, "14.6.no_redevelopment", Playbook().for_side(None, Position.FALLBACK))

    assert found.position is Position.PREFERRED
    assert found.note == "该条款没有“备选”，给出“首选”。"


def test_a_traditional_draft_gets_traditional_text() -> None:
    draft = """\
# 雲汀市公共數據授權營運合同

授權實體：雲汀市數據局

獲授權實體：雲汀數源有限公司

## 第一條　期限

本合同期限為四年，自二〇二六年五月一日起至二〇三〇年四月三十日止，獲授權實體須遵守本合同。

## 第二條　違約責任

獲授權實體超出授權範圍使用數據者，須向授權實體支付違約金人民幣五十萬元。
"""
    found = remedy(draft, "14.6.no_redevelopment")

    assert found.paragraphs[0] == "第二條\u3000不得參與再開發"
    assert "獲授權實體應當依法依規在授權範圍內開展業務" in found.paragraphs[1]


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("side", [None, *Side])
@pytest.mark.parametrize("kind", [DocumentKind.AGREEMENT, DocumentKind.PLAN])
def test_every_element_has_a_remedy_in_every_position_for_every_side(
    kind: DocumentKind, side: Side | None, position: Position
) -> None:
    playbook = Playbook().for_side(side, position)
    for locality in ("", "henan", "guangdong", "shaanxi"):
        found = verdicts("# 标题\n\n第一条 正文。\n\n第二条 正文。\n", kind, playbook, locality)
        for verdict in found.values():
            assert verdict.status is Status.MISSING
            assert verdict.remedy is not None
            assert verdict.remedy.paragraphs
            assert verdict.remedy.number == "第三条"
            whole = text(verdict.remedy)
            assert not re.search(r"[{}\x02\x03]|None|BlankPart", whole)
            assert {blank.mark for blank in verdict.remedy.blanks} <= set(re.findall("【[^】]*】", whole))


def test_what_is_there_needs_no_remedy() -> None:
    term = verdicts(TITLED)["14.2.term"]

    assert term.status is Status.PRESENT
    assert term.remedy is None


def test_what_is_left_open_is_met_by_the_next_check() -> None:
    """Every blank of every remedy is one that the rule for blanks knows."""
    knowledge = Knowledge(cues(), Playbook(), load_rule_pages(), rules=(UNFILLED_PLACEHOLDER,))
    for kind in (DocumentKind.AGREEMENT, DocumentKind.PLAN):
        for verdict in verdicts("# 标题\n\n第一条 正文。\n\n第二条 正文。\n", kind).values():
            assert verdict.remedy is not None
            for line in verdict.remedy.paragraphs:
                if "【待填：" in line:
                    draft = document(f"# 标题\n\n第一条 正文。\n\n第二条 {line}\n")
                    assert check(draft, requirements(), knowledge, kind).findings, line
