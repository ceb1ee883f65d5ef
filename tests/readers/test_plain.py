"""Text and Markdown files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.document.outline import build
from contractkit.core.document.tree import BlockKind
from contractkit.errors import UnreadableDocument
from contractkit.readers.plain import read_text


def texts(data: str) -> list[str]:
    return [block.text for block in read_text(data.encode()).blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    text = "数据运营协议\n甲方授权乙方运营公共数据，期限三年。"
    assert [block.text for block in read_text(text.encode(encoding)).blocks] == text.split("\n")


def test_big5() -> None:
    text = "數據營運協議\n甲方授權乙方營運公共數據，期間為三年，應依本協議辦理。"
    assert [block.text for block in read_text(text.encode("big5hkscs")).blocks] == text.split("\n")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\xef\xbb\xbf\xff\xfe\xfd",
        b"\xff\xfe\x00\xd8\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x80\xff" * 40,
    ],
)
def test_what_is_no_text_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="编码") as caught:
        read_text(data)
    assert caught.value.remedy
    assert caught.value.exit_code == 3


def test_a_stray_zero_byte_does_not_hide_the_text() -> None:
    text = "甲方授权乙方运营公共数据，期限三年。" * 10
    assert "甲方授权乙方" in read_text((text + "\0").encode()).blocks[0].text


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\ufeff".encode()])
def test_an_empty_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="没有文字"):
        read_text(data)


def test_one_line_one_block() -> None:
    source = read_text("第一条 范围\n\n  交通数据。\n".encode())
    assert [(block.text, block.location.paragraph, block.location.line) for block in source.blocks] == [
        ("第一条 范围", 1, 1),
        ("交通数据。", 2, 3),
    ]
    assert source.format == "text"


def test_rows_and_contents_of_a_text() -> None:
    source = read_text("第一章 总则……… 1\n编号 | 名称\n01 | 公交\n说明\nA | B".encode())
    assert [block.kind for block in source.blocks] == [
        BlockKind.CONTENTS,
        BlockKind.ROW,
        BlockKind.ROW,
        BlockKind.PARAGRAPH,
        BlockKind.ROW,
    ]
    assert source.blocks[2].cells == ("01", "公交")
    assert [(block.location.table, block.location.row) for block in source.blocks if block.cells] == [
        (1, 1),
        (1, 2),
        (2, 1),
    ]


def test_a_dotted_blank_or_a_tab_is_no_contents_entry() -> None:
    source = read_text("金额：........\n授权期限（年）\t3".encode())
    assert [block.kind for block in source.blocks] == [BlockKind.PARAGRAPH] * 2


WRAPPED = """
    云岭县公共数据授权运营实施方案
为加快推进公共数据资源开发利用，充分发挥数据要素乘数效应，结合我县工
作实际，制定本方案。
一、总体要求
坚持统筹发展和安全，坚持政府引导、市场运作，到明年年底建成统一的公共
数据授权运营平台，首批上线不少于十项产品和服务，形成可复制可推广的经

验做法，服务各乡镇和县直各部门，惠及全县群众，年底前完成首轮评价工作。
（一）建设平台。依托政务云建设授权运营平台，部署隐私计算和日志审计等功
能，做到原始数据不出域。
（二）授权期限。授权运营期限为三年，自协议签订之日起计算，期满前六个月
组织评估。
https://www.example.gov.cn/art/1.html 1/2
云岭县人民政府门户网站 某方案
（三）收益分配。运营机构每年将净收益的百分之三十上缴县级财政，用于数据
治理和平台运行维护。
https://www.example.gov.cn/art/1.html 2/2
云岭县人民政府门户网站 某方案
"""


def test_hard_wrapped_lines_are_joined_with_their_breaks_kept() -> None:
    source = read_text(WRAPPED.encode())
    assert [block.text[:6] for block in source.blocks] == [
        "云岭县公共数",
        "为加快推进公",
        "一、总体要求",
        "坚持统筹发展",
        "（一）建设平",
        "（二）授权期",
        "（三）收益分",
    ]
    joined = source.blocks[3]
    assert joined.text in WRAPPED
    assert joined.location.line == 6
    passage = build(source).passages[3]
    assert "统一的公共数据授权运营平台" in passage.clean.text
    assert "推广的经验做法" in passage.clean.text


def test_page_edges_are_furniture() -> None:
    source = read_text(WRAPPED.encode())
    assert source.furniture == (
        "https://www.example.gov.cn/art/1.html 1/2",
        "云岭县人民政府门户网站 某方案",
        "https://www.example.gov.cn/art/1.html 2/2",
    )


def test_lines_of_their_own_length_stay_apart() -> None:
    lines = [f"第{number}条 本条约定的事项由双方另行商定并签字确认{'，' * (number % 3)}" for number in range(1, 30)]
    assert texts("\n".join(lines)) == lines


def test_a_document_on_one_line_is_split_at_its_numbering() -> None:
    filler = "甲方授权乙方运营公共数据，双方依照第二条和本合同的约定履行，期限3.5年。" * 12
    whole = "运营合同 " + "".join(f"第{numeral}条 事项{filler}（一）甲项；（二）乙项。" for numeral in "一二三四五六")
    found = texts(whole)
    assert len(whole) > 2000
    assert [part[:5] for part in found[:4]] == ["运营合同", "第一条 事", "（一）甲项", "（二）乙项"]
    assert len(found) == 1 + 6 * 3
    assert all(part in whole for part in found)


def test_a_long_paragraph_stays_whole() -> None:
    paragraph = "甲方授权乙方运营公共数据，期限三年。" * 200
    assert texts(paragraph) == [paragraph]


VISIBLE = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="\ufffd") | st.sampled_from(
    "\t\n\r\f"
)


@given(st.text(VISIBLE, max_size=60))
def test_text_keeps_every_visible_character(text: str) -> None:
    written = f"甲方授权。\n{text}"
    source = read_text(written.encode())
    read = "".join(block.text for block in source.blocks) + "".join(source.furniture)
    assert sorted("".join(read.split()).replace("|", "")) == sorted("".join(written.split()).replace("|", ""))
