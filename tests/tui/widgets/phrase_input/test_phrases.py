from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.tui.widgets.phrase_input.phrases import phrase_end, phrase_start, phrase_starts


def phrases(text: str) -> list[str]:
    starts = phrase_starts(text)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("实施机构，运营机构；主管部门。", ["实施机构，", "运营机构；", "主管部门。"]),
        ("自2026年3月1日起，为期三年", ["自2026年3月1日起，", "为期三年"]),
        ("依据《数据安全法》第21条（修订）", ["依据", "《数据安全法》", "第21条", "（修订）"]),
        ("采用GB18030编码", ["采用", "GB18030", "编码"]),
        ("准确率98.5%以上", ["准确率98.5%以上"]),
        ("ａ级 １２３元", ["ａ", "级 ", "１２３元"]),
        ("说“可以”或者「不可以」", ["说", "“可以”", "或者", "「不可以」"]),
        ("office@example.cn 与 010-1234", ["office@example.cn ", "与 ", "010-1234"]),
        ("　　首行缩进", ["　　", "首行缩进"]),
        ("……", ["……"]),
        ("[待定]", ["[待定]"]),
        ("𠮷林省〇八年", ["𠮷林省〇八年"]),
        ("", []),
    ],
)
def test_phrases_end_at_punctuation_and_where_the_script_changes(text: str, parts: list[str]) -> None:
    assert phrases(text) == parts


@given(st.text(alphabet="甲乙，。（）《》“”[] a1Ａ１.%-\n　😀é", max_size=30))
def test_phrases_make_up_the_text_and_every_step_goes_somewhere(text: str) -> None:
    assert "".join(phrases(text)) == text
    for position in range(len(text) + 1):
        assert phrase_start(text, position) < position or position == 0
        assert phrase_end(text, position) > position or position == len(text)
