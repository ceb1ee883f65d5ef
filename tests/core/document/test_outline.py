"""The outline: every block in its place. The texts are our own, in the ways drafts are numbered and laid out."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.document.outline import build
from contractkit.core.document.tree import Block, BlockKind, Location, Source, Zone
from outlines import document, passage, zones

CONTRACT = """
云岭县公共数据授权运营协议
甲方：云岭县数据局
乙方：云岭数科有限公司
鉴于：
一、甲方是实施机构；
二、乙方经公开招标中选。
因此，双方达成如下协议：
第一条 授权范围
甲方授权乙方运营交通数据。
第二条 授权期限 三年，自签订之日起计算。
第三条【收益】年度收益按三七分成。
第四条 乙方不得有下列行为：
（一）转让授权；
（二）泄露数据。
违反前款规定的，应当承担责任。
附件1：数据资源目录
附件2：产品清单
第五条 本协议自签字盖章之日起生效。
（此页无正文）
甲方（盖章）：
法定代表人：
日期：  年  月  日
附件1
数据资源目录
|序号|名称|
|1|公交刷卡数据|
"""


def test_a_contract_without_styles() -> None:
    found = document(CONTRACT)
    assert found.title == "云岭县公共数据授权运营协议"
    assert found.language == "zh-Hans"
    assert zones(found) == (
        ["cover"] * 3 + ["recital"] * 4 + ["provision"] * 8 + ["provision"] * 3 + ["signature"] * 4 + ["annex"] * 4
    )
    assert passage(found, "（二）泄露").path == ("第四条", "（二）")
    assert passage(found, "违反前款").path == ("第四条",)
    assert passage(found, "第五条").path == ("第五条",)
    assert passage(found, "甲方（盖章）").path == ()
    assert [one.is_heading for one in found.passages[:4]] == [True, False, False, True]


def test_headings_are_full_and_clean() -> None:
    found = document(CONTRACT)
    assert passage(found, "甲方授权乙方").headings == ("第一条 授权范围",)
    assert passage(found, "第二条").headings == ("第二条 授权期限",)
    assert passage(found, "第三条").headings == ("第三条 收益",)
    assert passage(found, "1 | 公交").headings == ("附件1 数据资源目录",)
    assert not passage(found, "第二条").is_heading


def test_a_row_knows_the_header_of_its_table() -> None:
    found = document(CONTRACT)
    assert passage(found, "序号").header == ()
    assert passage(found, "1 | 公交").header == ("序号", "名称")
    assert document("|合同名称：某合同|编号：一|\n|甲方|某局|").passages[1].header == ()


def test_articles_nest_in_chapters_even_on_one_heading_level() -> None:
    found = document(
        """
        # 第一章 总则
        # 第一条 目的
        为运营数据，制定本合同。
        # 第二条 定义
        “数据”是指公共数据。
        # 第二章 授权
        # 第三条 范围
        <（一）>交通数据；
        <（二）>气象数据。
        <第四条>授权期限
        <4.1>期限为三年。
        <4.1.1>届满前可以续展。
        <4.2>不得转让。
        """
    )
    assert passage(found, "为运营数据").path == ("第一章", "第一条")
    assert passage(found, "“数据”").zone is Zone.DEFINITIONS
    assert passage(found, "气象").path == ("第二章", "第三条", "（二）")
    assert passage(found, "气象").label == "（二）"
    assert passage(found, "届满前").path == ("第二章", "第四条", "4.1", "4.1.1")
    assert passage(found, "不得转让").path == ("第二章", "第四条", "4.2")
    assert passage(found, "不得转让").headings == ("第二章 授权", "第四条 授权期限")


def test_nesting_is_learnt_from_the_document() -> None:
    found = document(
        """
        第一条 数据
        1. 甲方提供下列数据：
        （1）交通；
        （2）气象。
        2. 乙方按下列方式使用：
        （1）接口；
        （2）看板。
        第二条 安全
        （1）分类分级；
        （2）应急。
        1. 甲方检查。
        2. 乙方整改。
        """
    )
    assert passage(found, "（2）看板").path == ("第一条", "2.", "（2）")
    assert passage(found, "1. 甲方检查").path == ("第二条", "1.")
    reversed_order = document("一、甲\n（1）乙：\n1. 丙；\n2. 丁。\n（2）戊\n二、己\n1. 庚\n（1）辛")
    assert passage(reversed_order, "2. 丁").path == ("一、", "（1）", "2.")
    assert passage(reversed_order, "（1）辛").path == ("二、", "（1）")


def test_decimal_numbers_stand_in_what_they_continue() -> None:
    found = document(
        "1 授权\n1.1 范围\n交通数据。\n1.2 期限三年。\n2 收益\n2.1 按年结算：\n（1）甲方三成；\n（2）乙方七成。\n2.2 逾期加收。"
    )
    assert passage(found, "交通数据").path == ("1", "1.1")
    assert passage(found, "交通数据").headings == ("1 授权", "1.1 范围")
    assert passage(found, "（2）乙方").path == ("2", "2.1", "（2）")
    assert passage(found, "2.2").path == ("2", "2.2")


def test_numbers_that_run_on_under_unnumbered_or_bracketed_headings() -> None:
    found = document(
        "第一部分 通用条款\n（一）关于安全\n1. 分级。\n2. 应急。\n（二）关于评价\n3. 每年评价。\n（三）关于变更\n4. 书面变更。"
    )
    assert passage(found, "（二）").is_heading
    assert passage(found, "4.").path == ("第一部分", "（三）", "4.")
    by_party = document(
        "运营方案\n\n机构要做的。\n实施机构的工作\n1. 监督检查，每年不少于两次。\n2. 公开信息。\n运营机构的工作\n1. 保障数据安全，履行主体责任。"
    )
    assert passage(by_party, "1. 保障").path == ("运营机构的工作", "1.")


NOTICE = """
云岭县人民政府办公室关于印发《云岭县公共数据授权运营实施方案》的通知
各乡镇人民政府，县直各部门：
现将《云岭县公共数据授权运营实施方案》印发给你们，请认真贯彻执行。
附件：云岭县公共数据授权运营实施方案
云岭县人民政府办公室
2025年6月1日
云岭县公共数据授权运营实施方案
为做好授权运营工作，结合我县实际，制定本方案。
一、总体要求
（一）指导思想。坚持统筹发展和安全。
（二）基本原则
1.依法合规。
二、重点任务
（一）应急处置。建立预案。
云岭县数据局
2025年6月1日
"""


def test_a_plan_behind_its_notice() -> None:
    found = document(NOTICE)
    assert found.title == "云岭县公共数据授权运营实施方案"
    assert (
        zones(found)
        == ["cover"] * 2 + ["recital"] + ["cover"] * 4 + ["recital"] + ["provision"] * 6 + ["signature"] * 2
    )
    assert passage(found, "（一）应急").headings == ("二、 重点任务", "（一） 应急处置")
    assert passage(found, "1.依法").path == ("一、", "（二）", "1.")


def test_an_introduction_is_substance_in_a_plan_and_recital_in_a_contract() -> None:
    body = "\n# 引言\n我县数据丰富，亟需开发利用。\n# 组织\n由县数据局组织实施。"
    assert zones(document("# 某县授权运营实施方案" + body)) == ["cover"] + ["provision"] * 4
    assert zones(document("# 某县授权运营合同" + body)) == ["cover"] + ["recital"] * 2 + ["provision"] * 2


def test_unnumbered_headings_without_styles() -> None:
    found = document(
        """
        某县公共数据授权运营实施方案
        怎么做
        由县数据局组织实施，公开招标选择运营机构，授权期限三年。
        谁负责
        县数据局负责监督检查，每年组织一次评价。
        """
    )
    assert passage(found, "县数据局负责").headings == ("谁负责",)


def test_short_provisions_and_list_items_are_no_headings() -> None:
    found = document(
        """
        一、授权范围包括：
        1. 公交数据
        2. 客流数据
        上述数据按月更新，由甲方提供。
        二、授权期限三年
        三、违约金十万元
        四、下列数据不在授权之列：
        （一）车牌数据
        （二）人脸数据
        五、安全
        双方各自负责。
        附件一
        数据目录
        一、交通类数据
        二、气象类数据
        """
    )
    assert [one.text for one in found.passages if one.is_heading] == ["五、安全", "附件一", "数据目录"]
    assert passage(found, "二、气象").path == ("附件一", "二、")


def test_headings_without_content_are_still_headings() -> None:
    found = document("第一条 信息披露\n第二条 争议解决\n第三条 其他\n双方另定。")
    assert [one.is_heading for one in found.passages] == [True, True, True, False]


def test_a_styled_line_that_answers_itself_is_provision() -> None:
    found = document("# 运营协议\n## 授权期限：自签订之日起三年\n## 数据安全\n分级管理。")
    assert (found.passages[1].is_heading, found.passages[1].headings) == (False, ("授权期限",))
    assert zones(found) == ["cover", "provision", "provision", "provision"]


def test_unnumbered_headings_end_recitals_and_definitions() -> None:
    found = document(
        """
        运营协议
        鉴于
        甲方受托负责公共数据的授权运营工作，乙方具备运营能力。
        授权内容
        甲方授权乙方运营交通、气象数据，用于便民服务。
        定义
        本协议所称数据，是指授权数据，不含个人信息。
        第一条 乙方应当保障安全。
        """
    )
    assert zones(found) == [
        "cover",
        "recital",
        "recital",
        "provision",
        "provision",
        "definitions",
        "definitions",
        "provision",
    ]


def test_binding_words_before_the_first_number_are_provisions() -> None:
    found = document(
        "运营协议\n甲方授权乙方运营公共数据，乙方应当按年报告。\n鉴于甲方应当公开数据，双方协商一致。\n第一条 其他\n另定。"
    )
    assert zones(found)[1] == "provision"
    assert zones(document("运营协议\n鉴于甲方应当公开数据，双方协商一致。\n第一条 其他\n另定。"))[1] == "recital"


def test_a_table_of_contents_opens_nothing() -> None:
    found = document(
        """
        目录
        第一章 总则 ........ 1
        第二章 数据
        附件 目录\t9
        运营协议
        第一章 总则
        第一条 本协议依法订立。
        第二章 数据
        第二条 数据见附件。
        附件 目录
        """
    )
    assert zones(found) == ["contents"] * 4 + ["cover"] + ["provision"] * 4 + ["annex"]
    assert passage(found, "第二条").path == ("第二章", "第二条")
    assert all(one.path == () and not one.is_heading for one in found.passages[:4])


def test_contents_entries_of_the_file() -> None:
    blocks = (
        Block(BlockKind.PARAGRAPH, "目　录", Location(1)),
        Block(BlockKind.CONTENTS, "违约责任\t3", Location(2)),
        Block(BlockKind.HEADING, "违约责任", Location(3), level=1),
    )
    assert zones(build(Source("docx", blocks))) == ["contents", "contents", "provision"]


def test_notes_on_a_form_are_no_provisions() -> None:
    found = document(
        """
        委托合同
        使用说明
        一、本合同为示范文本。
        二、双方可以修改文本。
        委托合同
        甲方（委托人）：
        根据有关规定，双方就委托事宜达成以下协议：
        第一条 委托期限三年。
        填写说明
        （一）空白处由双方填写。
        附件一 目录
        """
    )
    assert zones(found) == [
        "cover",
        "recital",
        "recital",
        "recital",
        "cover",
        "cover",
        "recital",
        "provision",
        "recital",
        "recital",
        "annex",
    ]


def test_a_short_contract_without_any_numbering() -> None:
    found = document(
        """
        数据合作协议
        某局与某公司经友好协商，双方达成如下协议。
        某局授权某公司运营数据，期限三年。
        某公司不得转让授权。
        某局（盖章）：        某公司（盖章）：
        """
    )
    assert zones(found) == ["cover", "recital", "provision", "provision", "signature"]


def test_rows_in_front_are_cover_only_where_they_name_the_parties() -> None:
    found = document("某运营合同\n|甲方|某局|\n|合同编号||\n|授权期限|三年|\n第一条 其他\n双方另行商定。")
    assert zones(found) == ["cover", "cover", "cover", "provision", "provision", "provision"]


def test_words_behind_a_signature_count_again() -> None:
    found = document(
        """
        第一部分 协议书
        第一条 期限三年。
        甲方（盖章）：某局
        地址：某路1号
        第二部分 通用条款
        第一条 乙方应当保障数据安全。
        """
    )
    assert zones(found) == ["provision", "provision", "signature", "signature", "provision", "provision"]
    assert passage(found, "第一条 乙方").path == ("第二部分", "第一条")
    note = document("第一条 期限三年。\n甲方（盖章）：\n注：未尽事宜由双方另行签订补充协议。").passages[-1]
    assert (note.zone, note.path) == (Zone.PROVISION, ())


def test_an_annex_may_have_articles_of_its_own() -> None:
    found = document("第一条 期限\n三年。\n附件一 承诺书\n第一条 承诺人保证安全。\n第二条 承诺人接受检查。")
    assert [one.path for one in found.passages[3:]] == [("附件一", "第一条"), ("附件一", "第二条")]
    assert zones(found)[2:] == ["annex"] * 3


def test_traditional_chinese() -> None:
    found = document(
        "數據授權協議書\n緣於甲方受託辦理數據事務，雙方訂立本協議書如下。\n第一條　授權期間\n三年。\n第二條 釋義\n略。\n附件甲　目錄"
    )
    assert found.title == "数据授权协议书"
    assert found.language == "zh-Hant"
    assert zones(found) == ["cover", "recital", "provision", "provision", "definitions", "definitions", "annex"]
    assert passage(found, "三年").headings == ("第一条 授权期间",)
    assert passage(found, "三年").text == "三年。"


def test_every_block_with_words_is_a_passage_in_order() -> None:
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, text, Location(at)) for at, text in enumerate(["甲", "  ", "乙", "", "丙"], start=1)
    )
    found = build(Source("text", (*blocks, Block(BlockKind.PARAGRAPH, "", Location(6), label="第九条"))))
    assert [(one.index, one.text, one.location.paragraph) for one in found.passages] == [
        (0, "甲", 1),
        (1, "乙", 3),
        (2, "丙", 5),
        (3, "", 6),
    ]
    assert found.passages[-1].label == "第九条"


def test_nothing_in_nothing_out() -> None:
    found = build(Source("text", ()))
    assert (found.passages, found.title, found.language) == ((), "", "und")


LINE = st.text(
    st.sampled_from("第一二三条章节部分甲乙方鉴于附件定义目录签署盖章（）()12.、。；：:|年月日\t 　【】①Aa…"),
    max_size=14,
)
BLOCK = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=LINE
    | st.sampled_from(
        [
            "鉴于：",
            "附件一",
            "签署页",
            "目录",
            "运营协议",
            "第一条 定义",
            "1.1 期限",
            "甲方：某局（盖章）",
            "2025年1月1日",
        ]
    ),
    location=st.builds(Location, paragraph=st.integers(1, 9)),
    label=st.sampled_from(["", "（一）", "第二条", "1.", "•"]),
    level=st.none() | st.integers(1, 9),
    cells=st.lists(LINE, max_size=3).map(tuple),
)


@given(st.lists(BLOCK, max_size=12))
def test_any_blocks_become_passages_without_loss(blocks: list[Block]) -> None:
    found = build(Source("text", tuple(blocks)))
    wanted = [block for block in blocks if block.text.strip() or block.label.strip()]
    assert [(one.text, one.location, one.cells) for one in found.passages] == [
        (block.text, block.location, block.cells) for block in wanted
    ]
    assert [one.index for one in found.passages] == list(range(len(wanted)))
    assert all(bool(one.path) or not one.headings for one in found.passages)


def test_how_sure_recognition_is_reaches_the_passage() -> None:
    block = Block(BlockKind.PARAGRAPH, "授权期限三年。", Location(1, page=1), confidence=0.62)
    assert build(Source("scan", (block,))).passages[0].confidence == 0.62


def seconds(lines: list[str]) -> float:
    blocks = tuple(Block(BlockKind.PARAGRAPH, line, Location(at)) for at, line in enumerate(lines, start=1))
    gc.collect()
    gc.disable()  # a collection goes through all that the other tests have left
    begin = time.process_time()
    found = build(Source("text", blocks))
    taken = time.process_time() - begin
    gc.enable()
    assert len(found.passages) == len(lines)
    return taken


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["第一条 范围", "甲方授权乙方运营数据。", "（一）分级；", "（二）应急。"], id="articles"),
        pytest.param(["目录"], id="contents"),
        pytest.param(["附件一：目录", "附件二：清单"], id="annexes"),
        pytest.param(["1. 数据项目", "（2）数据项目", "三、数据项目"], id="short items"),
        pytest.param(["数据安全", "授权范围"], id="topics"),
        pytest.param(["甲方（盖章）：", "2025年1月1日"], id="signatures"),
    ],
)
def test_time_grows_with_the_number_of_lines_only(lines: list[str]) -> None:
    seconds(lines)
    short, long = seconds(lines * (1_000 // len(lines))), seconds(lines * (8_000 // len(lines)))
    assert long < 24 * max(short, 0.02)


@pytest.mark.parametrize("piece", ["现将甲方，", "（", " 甲", "一", "甲方：", "（盖章", "……", "1", "附件一"])
def test_time_grows_with_the_length_of_a_line_only(piece: str) -> None:
    short, long = seconds([piece * (50_000 // len(piece))]), seconds([piece * (400_000 // len(piece))])
    assert long < 24 * max(short, 0.02)


def test_a_long_document_is_fast() -> None:
    article = [
        "第一条 授权事项",
        "甲方授权乙方运营交通數據，期限三年，按年评价。",
        "（一）分级管理；",
        "（二）应急处置。",
    ]
    seconds(article)
    assert seconds(article * 500) < 1
