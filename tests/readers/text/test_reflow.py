"""Hard-wrapped text is rejoined by the sentence, whatever the width; numbered provisions stay apart."""

from __future__ import annotations

import pytest

from contractkit.core.document.outline import build
from contractkit.readers.plain import read_text
from contractkit.readers.text.source_lines import display_width

PARAGRAPHS = (
    "第一条 甲方授权乙方在授权期限内运营本协议附件所列的公共数据资源，乙方应当按照法律法规和本协议的约定开展运营活动，不得超出授权范围使用数据。",
    "第二条 授权期限为三年，自本协议生效之日起计算。期限届满前六个月，乙方可以书面申请续期，甲方组织评估后决定是否续期，续期仍应当依法履行程序。",
    "（一）乙方应当建立数据安全管理制度，落实分类分级保护要求，采取加密、脱敏、访问控制等技术措施，防止数据泄露、毁损、丢失或者被非法利用。",
    "（二）发生数据安全事件的，乙方应当立即采取补救措施，二小时内报告甲方和有关主管部门，并按照要求提交书面报告，配合开展调查和处置工作。",
    "第三条 收益分配比例由双方根据成本投入和贡献另行协商确定，乙方每年一月底前向甲方提交上一年度运营收支情况的专项审计报告，由甲方组织核查。",
)


def wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for character in text:
        if display_width(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [40, 50, 64, 80])
@pytest.mark.parametrize("blank", ["", "\n"])
def test_paragraphs_come_back(width: int, blank: str) -> None:
    text = f"\n{blank}".join(wrapped(paragraph, width) for paragraph in PARAGRAPHS * 2)
    source = read_text(text.encode())
    assert [block.text.replace("\n", "") for block in source.blocks] == list(PARAGRAPHS * 2)
    assert all(block.text in text for block in source.blocks)
    clean = [passage.clean.text for passage in build(source).passages]
    assert "不得超出授权范围使用数据" in clean[0]


def test_a_number_that_the_width_broke_is_one_again() -> None:
    filler = "\n".join(wrapped(paragraph, 40) for paragraph in PARAGRAPHS * 2)
    written = (wrapped(f"第四条 乙方应当支付{'保证' * more}金人民币50,000.00元。", 40) for more in range(20))
    broken = next(text for text in written if "50,0\n00" in text)
    assert read_text(f"{filler}\n{broken}".encode()).blocks[-1].text.endswith("50,000.00元。")


def test_a_full_title_over_a_field_stays_a_title() -> None:
    filler = "\n".join(wrapped(paragraph, 40) for paragraph in PARAGRAPHS * 2)
    source = read_text(f"云岭县公共数据资源授权运营服务协议书\n授权方：云岭县数据局\n{filler}".encode())
    assert [block.text for block in source.blocks[:2]] == [
        "云岭县公共数据资源授权运营服务协议书",
        "授权方：云岭县数据局",
    ]
