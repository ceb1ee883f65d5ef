"""share-total."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.finding import Finding

Find = Callable[..., list[Finding]]
RULE = "share-total"


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("第十条 净收益按实施机构30%、供数单位15%、运营机构60%分配。", "105%"),
        ("第十条 净收益由财政得三成、运营机构得六成五，分配完毕。", "95%"),
        ("第十条 净收益由财政得百分之四十、供数单位得百分之二十、运营机构得百分之五十。", "110%"),
        ("第十条 净收益由景区取三分之一、县财政取二分之一、运营公司取百分之二十五。", "108.33%"),
        ("第十条 净收益的七成归运营机构，其余两成归财政。", "90%"),
        ("第十条 净收益中实施机构得三成；供数单位得两成；运营机构得六成。", "110%"),
        ("第十条 净收益由两个供数单位各得20%，运营机构得70%。", "110%"),
        ("第十条 净收益分成50份，国库20份，运营机构35份。", "110%"),
        ("第十条 贡献权重为医保0.5、卫健0.4、疾控0.2，权重之和应为1。", "110%"),
    ],
)
def test_not_a_whole(find: Find, text: str, total: str) -> None:
    (finding,) = find(text, RULE)
    assert f"合计{total}" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "第十条 净收益按实施机构30%、供数单位15%、运营机构55%分配。",
        "第十条 净收益四六分成，财政四成，运营机构六成。",
        "第十条 财政先提取净收益的12%，其余归运营机构。",
        "第十条 净收益六成归运营机构，四成缴财政，其中用于治理的部分不低于留存额的三成。",
        "第十条 净收益的三分之一上缴国库，三分之二由运营机构自用。",
        "第十条 人员费的40%、房租的35%、算力费的60%列入本业务成本。",
        "第十条 前两年收益由财政得两成、公司得八成，第三年起财政得四成、公司得六成。",
        "第十条 可用率不低于99.5%，准确率达到98%，服务费按季支付。",
        "第十条 甲方应得部分＝净额×30%，乙方应得部分＝净额×60%。",
        "第十条 年度收益按考核等次拨付，优等拨九成，良等拨八成。",
        "第十条 逾期上缴收益的，每日按万分之四加收，加收总额以8%为限。",
    ],
)
def test_a_whole_or_no_list(find: Find, text: str) -> None:
    assert find(text, RULE) == []


def test_items_of_a_list(find: Find) -> None:
    text = """第十条 年度净收益按下列比例分配：

（一）市财政30%；

（二）数据提供单位20%；

（三）运营机构55%。
"""
    (finding,) = find(text, RULE)
    assert "合计105%" in finding.message
    assert len(finding.evidence) == 3
    assert find(text.replace("55%", "50%"), RULE) == []


def test_a_column_of_a_table(find: Find) -> None:
    text = """附件二 净收益分配表

| 分配对象 | 比例（%） |
| --- | --- |
| 市财政 | 40 |
| 运营机构 | 55 |
| 供数单位 | 10 |
| 合计 | 100 |
"""
    (finding,) = find(text, RULE)
    assert "40%＋55%＋10%，合计105%" in finding.message
    assert find(text.replace("55", "50"), RULE) == []
