"""Page edges are furniture, and what they interrupt goes on."""

from __future__ import annotations

import pytest

from contractkit.readers.plain import read_text


def texts(text: str) -> list[str]:
    return [block.text for block in read_text(text.encode()).blocks]


@pytest.mark.parametrize(
    "edge", ["第 3 页 共 20 页", "第3页/共20页", "共 20 页 第 3 页", "- 3 -", "— 3 —", "第 3 页", "Page 3 of 20"]
)
def test_page_counts(edge: str) -> None:
    source = read_text(f"第一条 期限三年。\n{edge}\n第二条 免费。".encode())
    assert [block.text for block in source.blocks] == ["第一条 期限三年。", "第二条 免费。"]
    assert source.furniture == (edge,)


def test_form_feeds() -> None:
    text = "授权协议\n第一条 期限三年。\n1\n\f授权协议\n第二条 免费。\n2\n\f授权协议\n第三条 保密。\n3\n"
    source = read_text(text.encode())
    assert [block.text for block in source.blocks] == [
        "授权协议",
        "第一条 期限三年。",
        "第二条 免费。",
        "第三条 保密。",
    ]
    assert source.furniture == ("1", "授权协议", "2", "3")
    assert [block.location.line for block in source.blocks] == [1, 2, 5, 8]


def test_bare_numbers_that_count_pages() -> None:
    page = "\n".join(f"第{number}条 内容如此。" for number in range(1, 12))
    text = "\n".join(f"{page}\n{number}" for number in range(1, 5))
    source = read_text(text.encode())
    assert source.furniture == ("1", "2", "3", "4")


def test_numbers_that_count_nothing_stay() -> None:
    assert texts("数量\n3\n单价\n15\n") == ["数量", "3", "单价", "15"]


def test_mixed_line_ends_and_lines_as_an_editor_counts_them() -> None:
    source = read_text("甲\r\n乙\r丙\n\u2028丁\x0b戊\n己".encode())
    assert [(block.text, block.location.line) for block in source.blocks] == [
        ("甲", 1),
        ("乙", 2),
        ("丙", 3),
        ("丁", 4),
        ("戊", 4),
        ("己", 5),
    ]
