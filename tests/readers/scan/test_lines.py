"""Boxes of words to lines in reading order."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="没有安装可选组件 ocr")
pytest.importorskip("numpy", reason="没有安装可选组件 ocr")

from contractkit.readers.scan.lines import Piece, lines
from contractkit.readers.scan.rulings import Ruling


def _piece(text: str, left: float, top: float, size: float = 12.0, sure: float = 0.99) -> Piece:
    """Words as they would be printed: ink a little smaller than the type."""
    return Piece(text, left, top + 0.04 * size, left + (len(text) - 0.1) * size, top + 0.96 * size, sure)


def test_what_shares_a_height_is_read_from_left_to_right() -> None:
    found = lines([_piece("乙方（盖章）", 320, 101), _piece("甲方（盖章）", 80, 100), _piece("签署页", 80, 60)])

    assert [line.text for line in found] == ["签署页", "甲方（盖章）", "乙方（盖章）"]
    assert found[1].bottom == found[2].bottom


def test_sizes_that_differ_as_boxes_do_are_made_one() -> None:
    found = lines(
        [_piece("数据资源目录", 80, 100, 12), _piece("更新频率如下", 80, 120, 12.9), _piece("标题", 250, 60, 18)]
    )
    sizes = [(line.bottom - line.top) / 1.2 for line in found]

    assert sizes[1] == sizes[2]
    assert sizes[0] == pytest.approx(18, rel=0.05)


def test_lines_one_below_the_other_stay_apart_however_close() -> None:
    found = lines([_piece(f"第{number}行的文字", 80, 100 + 12.2 * number) for number in range(5)])

    assert [line.text[1] for line in found] == list("01234")
    assert len({line.bottom for line in found}) == 5


def test_specks_are_left_out_and_words_are_not() -> None:
    speck = Piece("·", 200, 100, 202, 102, 0.9)
    found = lines([_piece("收益分配", 80, 100), speck, _piece("一", 300, 100), Piece("—", 400, 105, 412, 106, 0.3)])

    assert [line.text for line in found] == ["收益分配", "一"]


def test_what_is_left_of_a_seal_beside_a_line_is_no_word_of_it() -> None:
    found = lines([_piece("期限三年。", 80, 100), _piece("03", 400, 101, sure=0.3), _piece("境", 143, 100, sure=0.3)])

    assert [line.text for line in found] == ["期限三年。", "境"]
    assert lines([_piece("0", 80, 100, sure=0.3), _piece("3", 400, 101, sure=0.3)]) == ()


def test_a_blank_beside_words_is_underscores_as_long_as_it_is() -> None:
    found = lines([_piece("平台名称：", 80, 100), _piece("，由乙方建设", 240, 100)], [Ruling(111.5, 140, 236)])

    assert [line.text.strip("_") for line in found] == ["平台名称：", "", "，由乙方建设"]
    assert len(found[1].text) == pytest.approx(16, abs=1)
    assert found[1].confidence == 1


def test_a_rule_beside_no_words_is_no_blank() -> None:
    assert [line.text for line in lines([_piece("正文", 80, 100)], [Ruling(700, 80, 220)])] == ["正文"]


def test_nothing_makes_no_lines() -> None:
    assert lines([]) == ()
    assert lines([_piece("  ", 80, 100)]) == ()
