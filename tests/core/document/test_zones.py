"""Zones of whole drafts: as plain text, with headings, and with automatic numbers; annexes, signatures, several papers in one file."""

from __future__ import annotations

import pytest

from outlines import document, paths, zones

AGREEMENT = """
cover | {h1}竹溪县公共数据授权运营协议
cover | 协议编号：ZX-2025-07
cover | 甲方：竹溪县数据局
cover | 乙方：竹溪数科有限公司
cover | 证件类型：□统一社会信用代码　□居民身份证　□护照　□其他证件（请写明名称）　□以上都没有的写明原因　□不适用
contents | 目录
contents | 第一章 总则
contents | 第二章 授权
contents | 第三章 附则
contents | 附件一 资源目录
recital | {h2}鉴于
recital | 甲方是本县公共数据授权运营的实施机构，乙方经公开招标中选。
provision | {h2}第一章 总则
definitions | {n第一条}定义
definitions | 本协议所称数据，是指附件一所列的数据。
provision | {h2}第二章 授权
provision | {n第二条}授权范围
provision | 甲方授权乙方运营下列数据：
provision | {n（一）}交通数据；
provision | {n（二）}气象数据。
provision | {n第三条}授权期限
provision | 三年。
provision | {h2}第三章 附则
provision | {n第四条}本协议附件：
provision | 附件一：资源目录
provision | 附件二：保密协议
provision | {n第五条}本协议一式四份。
signature | （以下无正文）
signature | 甲方（签名/盖章）：
signature | 法定代表人：
signature | 日期：　年　月　日
signature | 乙方（签名/盖章）：
annex | {h2}附件一 资源目录
annex | 序号 | 名称
annex | 1 | 公交数据
annex | {h2}附件二 保密协议
annex | 甲方：竹溪县数据局
annex | 为保护双方的秘密，订立本协议。
annex | 第一条 保密期限
annex | 五年。
annex | 甲方（盖章）：
"""
_PATHS = {
    "气象数据": "第二章/第二条/（二）",
    "附件一：": "第三章/第四条/附件一",
    "本协议一式": "第三章/第五条",
    "1 | 公交": "附件一/公交数据",
    "五年": "附件二/第一条",
}


def written(heading: dict[str, str], number: str) -> tuple[str, list[str]]:
    """The agreement with its headings and numbers as one kind of file has them, and the zone of each line."""
    wanted, lines = [], []
    for line in AGREEMENT.strip().splitlines():
        zone, words = line.split(" | ", 1)
        for mark, shown in heading.items():
            words = words.replace(mark, shown)
        if words.startswith("{n"):
            label, rest = words[2:].split("}", 1)
            words = number.format(label=label, rest=rest)
        wanted.append(zone)
        lines.append(f"|{words}|" if " | " in words else words)
    return "\n".join(lines), wanted


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        pytest.param({"{h1}": "", "{h2}": ""}, "{label}　{rest}", id="plain text"),
        pytest.param({"{h1}": "# ", "{h2}": "## "}, "{label}　{rest}", id="headings"),
        pytest.param({"{h1}": "# ", "{h2}": "# "}, "<{label}>{rest}", id="automatic numbers"),
    ],
)
def test_a_whole_agreement(heading: dict[str, str], number: str) -> None:
    text, wanted = written(heading, number)
    found = document(text)
    assert list(zip(zones(found), [one.text for one in found.passages], strict=True)) == list(
        zip(wanted, [one.text for one in found.passages], strict=True)
    )
    for words, path in _PATHS.items():
        assert any("/".join(one.path) == path for one in found.passages if words in one.text and one.zone != "contents")
    assert found.passages[-1].path == ("附件二",)


def test_annexes_in_a_list_are_names_and_no_annexes() -> None:
    found = document(
        """
        运营协议
        第一条 数据见附件一。
        第二条 其他
        双方另定。
        附件一 资源目录
        附件二 产品清单
        甲方（公章）：
        年　月　日
        附件一
        资源目录
        1. 公交数据，按日更新。
        """
    )
    assert zones(found)[4:] == ["provision"] * 2 + ["signature"] * 2 + ["annex"] * 3
    assert [one.is_heading for one in found.passages[4:6]] == [True, True]
    assert paths(found)[4:] == ["附件一", "附件二", "", "", "附件一", "附件一", "附件一/1."]


def test_the_list_of_annexes_of_an_official_paper() -> None:
    found = document(
        """
        竹溪县授权运营实施方案
        一、总体要求
        依法合规开展授权运营工作。
        附件：1. 资源目录
        2. 产品清单
        竹溪县数据局
        2025年6月1日
        附件1
        资源目录
        |序号|名称|
        |1|公交数据|
        """
    )
    assert zones(found)[3:] == ["provision"] * 2 + ["signature"] * 2 + ["annex"] * 4
    assert found.passages[4].is_heading


def test_an_annex_opens_with_the_title_that_the_list_gave_it() -> None:
    found = document(
        """
        竹溪县授权运营实施方案
        一、授权期限
        三年。
        附件：竹溪县授权运营协议（文本）
        竹溪县数据局
        2025年6月1日
        竹溪县授权运营协议
        甲方：竹溪县数据局
        第一条 范围
        交通数据。
        甲方（盖章）
        """
    )
    assert zones(found)[3:] == ["provision", "signature", "signature"] + ["annex"] * 5
    assert paths(found)[6:] == ["附件", "附件", "附件/第一条", "附件/第一条", "附件"]


def test_signatures_behind_the_last_annex_are_the_documents_own() -> None:
    text = "运营协议\n第一条 本协议自签章之日起生效。\n附件一：资源目录\n1. 公交数据\n2. 客流数据\n甲方（盖章）：\n2025年6月1日"
    found = document(text)
    assert zones(found) == ["cover", "provision", "annex", "annex", "annex", "signature", "signature"]
    assert paths(found)[-2:] == ["", ""]
    own = document(text.replace("资源目录", "承诺书"))
    assert zones(own)[-2:] == ["annex", "annex"]


def test_a_further_document_begins_behind_the_signatures() -> None:
    found = document(
        """
        保密协议
        第一条 双方保守秘密。
        甲方（盖章）：
        乙方（盖章）：
        竹溪县公共数据授权运营协议
        甲方：竹溪县数据局
        鉴于甲方是实施机构，双方订立本协议如下：
        第一条 授权三年。
        甲方（盖章）：
        """
    )
    assert zones(found) == [
        "cover",
        "provision",
        "signature",
        "signature",
        "cover",
        "cover",
        "recital",
        "provision",
        "signature",
    ]


def test_a_letter_in_front() -> None:
    found = document(
        """
        关于报送协议文本的函
        竹溪县数据局：
        现将修改后的文本报上，请予审核，有不妥之处请告知。
        联系人：白小川
        附件：竹溪县授权运营协议（修改稿）
        竹溪数科有限公司
        2025年5月6日
        竹溪县授权运营协议
        甲方：竹溪县数据局
        第一条 授权三年。
        """
    )
    assert found.title == "竹溪县授权运营协议"
    assert set(zones(found)[:9]) == {"cover", "recital"}
    assert (zones(found)[-1], paths(found)[-1]) == ("provision", "第一条")


def test_notes_in_front_end_where_the_parties_are_named() -> None:
    found = document(
        """
        数据处理合同（示范文本）
        说　明
        为规范当事人的行为，制定本文本，现就有关问题说明如下：
        一、适用范围
        本文本供双方参照使用。
        二、填写
        空白处由双方填写，不填的应当划去。
        合同当事人
        甲方（委托方）：____
        证件号码：____
        双方依照民法典，经协商一致，订立本合同如下：
        第一条 数据
        交通数据。
        """
    )
    assert zones(found)[1:] == ["recital"] * 6 + ["cover"] * 3 + ["recital"] + ["provision"] * 2
    assert paths(found)[-1] == "第一条"


def test_a_contents_list_without_the_word() -> None:
    found = document(
        """
        竹溪县授权运营实施方案
        第一章 总则
        第二章 资源
        第三章 产品
        附件
        第一章 总则
        为了规范授权运营，制定本方案。
        第二章 资源
        资源包括交通数据。
        第三章 产品
        产品包括客流指数。
        附件
        资源目录
        """
    )
    assert zones(found) == ["cover"] + ["contents"] * 4 + ["provision"] * 6 + ["annex"] * 2


def test_what_follows_a_signature_does_not_stand_in_the_last_article() -> None:
    found = document(
        """
        第十七条 本合同经签字后生效。
        甲方（盖章）：
        （以下由登记机构填写）
        1. 申请人：
        2. 合同类型：
        """
    )
    assert paths(found) == ["第十七条", "", "", "1.", "2."]


def test_a_contract_in_a_table_is_signed_below_it() -> None:
    found = document(
        "授权协议\n|第一条 范围|交通数据。|\n|第二条 期限|三年。|\n|甲方（盖章）：|乙方（盖章）：|\n|{{年}}年{{月}}月{{日}}日|　年　月　日|"
    )
    assert zones(found) == ["cover", "provision", "provision", "signature", "signature"]
    assert found.passages[1].headings == ("第一条 范围",)


def test_a_signature_under_a_numbered_heading_stands_in_it() -> None:
    found = document("五、其他\n双方另定。\n六、签署\n本合同自签字之日起生效，一式九份。\n甲方（盖章）：某局")
    assert zones(found)[2:] == ["signature", "provision", "signature"]
    assert paths(found)[-1] == "六、"


def test_decimal_clauses_end_a_recital_whose_titles_have_lost_their_space() -> None:
    found = document(
        """
        渔业数据授权运营合同
        背景
        本县政府已同意把渔船定位数据交由企业运营，双方经协商签订本合同。
        1释义
        1.1下列用语含义如下：
        2授权
        2.1甲方授权乙方运营渔船定位数据，期限三年。
        3个工作日内未答复的，视为不同意。
        """
    )
    assert zones(found)[1:] == [
        "recital",
        "recital",
        "definitions",
        "definitions",
        "provision",
        "provision",
        "provision",
    ]
    assert paths(found)[3:] == ["1", "1/1.1", "2", "2/2.1", "2/2.1"]


def test_decimal_clauses_end_a_recital_without_any_title() -> None:
    found = document(
        "背景\n本县政府已同意把渔船定位数据交由企业运营，双方经协商签订本合同。\n1.1 期限三年。\n1.2 甲方应当按月供数。"
    )
    assert zones(found) == ["recital", "recital", "provision", "provision"]
