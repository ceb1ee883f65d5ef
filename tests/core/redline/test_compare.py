"""What changed between two versions, told as a lawyer would tell it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import document
from contractkit.core.redline.alterations import Alteration, Term, alterations
from contractkit.core.redline.compare import Change, ChangeKind, changes
from contractkit.core.redline.comparison import Effect, leaning
from contractkit.core.redline.diff import Op, differences
from contractkit.core.redline.script import script, texts

OLD = """# 云汀市公共数据资源授权运营协议

## 第一条 授权范围

甲方授权乙方运营附件一所列的公共数据资源，乙方应当按照授权范围使用。

## 第二条 运营期限

运营期限为三年，自2026年3月1日起算。

## 第三条 费用

乙方应当于每年十二月底前缴纳使用费1200000元。

## 第四条 通知

双方的通知应当以书面形式送达本协议首部载明的地址，变更地址的应当提前十日告知对方。

| 序号 | 资源 | 频率 |
| --- | --- | --- |
| 1 | 公交站点 | 每日 |
| 2 | 停车泊位 | 每周 |
"""


def between(new: str, old: str = OLD) -> tuple[Change, ...]:
    return changes(document(old), document(new))


def told(change: Change) -> list[tuple[str, str]]:
    return [(one.old, one.new) for one in change.alterations]


def test_nothing_changed() -> None:
    assert between(OLD) == ()


@pytest.mark.parametrize(("was", "now", "term"), [
    ("三年", "五年", Term.PERIOD),
    ("应当按照", "可以按照", Term.MODAL),
    ("1200000元", "1300000元", Term.AMOUNT),
    ("2026年3月1日", "2026年8月1日", Term.DATE),
    ("乙方应当于每年", "甲方应当于每年", Term.PARTY),
    ("附件一", "附件二", Term.REFERENCE),
])  # fmt: skip
def test_a_silent_change_is_told_by_its_kind(was: str, now: str, term: Term) -> None:
    (one,) = between(OLD.replace(was, now, 1))
    assert one.kind is ChangeKind.CHANGED
    (found,) = one.alterations
    assert found.term is term
    assert found.old in was
    assert found.new in now


def test_a_cell_and_a_row() -> None:
    (cell,) = between(OLD.replace("每周", "每月"))
    assert [(one.op, one.text) for one in cell.segments if one.op is not Op.EQUAL] == [
        (Op.DELETE, "周"),
        (Op.INSERT, "月"),
    ]
    (row,) = between(OLD.replace("| 2 | 停车泊位 | 每周 |\n", ""))
    assert row.kind is ChangeKind.REMOVED
    assert row.old is not None
    assert "停车泊位" in row.old.text


def test_an_article_that_moved_is_told_as_moved() -> None:
    notice = OLD[OLD.index("双方的通知") : OLD.index("| 序号")]
    new = OLD.replace(notice, "").replace("运营期限为三年", f"{notice}运营期限为三年")
    kinds = [one.kind for one in between(new)]
    assert ChangeKind.MOVED in kinds
    assert ChangeKind.REMOVED not in kinds
    assert ChangeKind.ADDED not in kinds


def test_articles_that_were_renumbered_are_the_same_articles() -> None:
    new = OLD.replace("## 第二条", "## 第二条 安全\n\n乙方应当建立数据安全管理制度。\n\n## 第三条").replace(
        "## 第三条 费用", "## 第四条 费用"
    )
    new = new.replace("## 第四条 通知", "## 第五条 通知")
    found = between(new)
    assert [one.kind for one in found if one.kind is not ChangeKind.RENUMBERED] == [ChangeKind.ADDED] * 2
    assert sum(one.kind is ChangeKind.RENUMBERED for one in found) == 3


def test_the_same_words_in_other_characters_and_paragraphs_are_no_change() -> None:
    new = OLD.replace("，自2026年3月1日", "，自２０２６年３月１日").replace("。", "。\u3000")
    assert between(new) == ()


def test_a_table_read_as_paragraphs_is_no_change_unless_its_words_are() -> None:
    rows = OLD[OLD.index("| 序号") :]
    for week, kinds in (("每周", set()), ("每月", {ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED})):
        new = OLD.replace(rows, f"序号资源频率\n\n1公交站点每日\n\n2停车泊位{week}\n")
        assert {one.kind for one in between(new)} <= kinds
        assert bool(between(new)) is bool(kinds)


def test_an_amount_behind_a_row_of_dots_is_compared() -> None:
    old = OLD.replace("## 第四条 通知", "保证金……………5000元整，另付。\n\n## 第四条 通知")
    assert between(old, old) == ()
    assert between(old.replace("5000", "6000"), old) != ()


@pytest.mark.parametrize(("old", "new", "gone", "come"), [
    ("2026年3月1日", "2056年3月1日", "2026", "2056"),
    ("二〇二六年三月", "二〇二七年三月", "二〇二六", "二〇二七"),
    ("三年", "五年", "三", "五"),
    ("1,200,000.00元", "1,300,000.00元", "1,200,000.00", "1,300,000.00"),
    ("百分之三十", "百分之二十五", "三十", "二十五"),
    ("第十二条", "第十三条", "十二", "十三"),
    ("不得", "可以", "不得", "可以"),
    ("甲方", "乙方", "甲方", "乙方"),
    ("贰拾万元整", "叁拾万元整", "贰拾万元整", "叁拾万元整"),
    ("DATA-06", "DATA-86", "06", "86"),
    ("三十个工作日", "五十个工作日", "三十", "五十"),
])  # fmt: skip
def test_numbers_and_binding_words_stay_whole(old: str, new: str, gone: str, come: str) -> None:
    found = [one for one in differences(f"乙方，{old}，其余", f"乙方，{new}，其余") if one.op is not Op.EQUAL]
    assert [(one.op, one.text) for one in found] == [(Op.DELETE, gone), (Op.INSERT, come)]


@settings(deadline=None)
@given(st.text("甲乙方应当可以不得三五年2026元，。 "), st.text("甲乙方应当可以不得三五年2026元，。 "))
def test_segments_are_both_texts(old: str, new: str) -> None:
    found = differences(old, new)
    assert "".join(one.text for one in found if one.op is not Op.INSERT) == old
    assert "".join(one.text for one in found if one.op is not Op.DELETE) == new


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(OLD.split("\n\n")), max_size=12), st.lists(st.sampled_from(OLD.split("\n\n")), max_size=12)
)
def test_a_script_reads_as_either_version(old: list[str], new: list[str]) -> None:
    before, after = document("\n\n".join(["# 甲", *old])), document("\n\n".join(["# 甲", *new]))
    steps = script(before.source, after.source)
    for side, version in ((True, before), (False, after)):
        assert texts(steps, of_old=side) == "".join("".join(one.text.split()) for one in version.passages)


def test_which_way_binding_words_lean() -> None:
    assert leaning(alterations("乙方应当报告", "乙方可以报告")) is Effect.WEAKER
    assert leaning(alterations("乙方可以报告", "乙方必须报告")) is Effect.STRONGER
    assert leaning(alterations("三年", "五年")) is None
    assert alterations("乙方不承担责任", "乙方承担责任") == (Alteration(Term.NEGATION, "不", ""),)
