"""What was read, written: nothing that a draft holds acts on the screen or in the file."""

from __future__ import annotations

import json

from contractkit.core.extraction.absent import Absent
from contractkit.core.extraction.extracted import Extracted
from contractkit.core.law.requirement import Kind
from contractkit.reporters.extracted import words
from contractkit.reporters.extracted.console import to_text
from contractkit.reporters.extracted.json_form import to_json
from extracted_facts import facts

HOSTILE = "\x1b[2J云汀\u202e局数据局"
DRAFT = f"# 授权运营协议\n甲方（授权方）：{HOSTILE}\n乙方：云汀数据运营有限公司\n# 第一条 期限\n1.1 运营期限为18个月。"


def extracted() -> Extracted:
    return Extracted(
        "a.md", "0" * 64, "text", Kind.AGREEMENT, "授权运营协议", facts(DRAFT), Absent((("name",),), ()), ("图片1处。",)
    )


def test_the_screen_shows_controls_written_out() -> None:
    text = to_text(extracted())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[2J云汀\\u202e局数据局" in text


def test_the_screen_says_what_was_not_read_and_not_found() -> None:
    lines = to_text(extracted()).splitlines()
    assert lines[0] == "文件：a.md（授权运营协议）"
    assert "未读取：图片1处。" in lines
    assert lines[-2:] == ["没有读到（授权运营协议通常载明）", "  授权运营名称"]


def test_a_length_that_is_no_whole_year_stands_beyond_the_matter() -> None:
    content = json.loads(to_json(extracted()))
    assert [(one["field"], one["value"]) for one in content["beyond"]] == [("term.months", 18)]
    assert all(one["field"] != "term.years" for one in content["fields"])


def test_a_summary_counts_by_confidence() -> None:
    read = facts(DRAFT)
    assert words.summary(read, [("name",)]).endswith("待核对0处，没有读到1项。")
