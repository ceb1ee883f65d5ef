"""The document's own names for its parties."""

from __future__ import annotations

from contractkit.core.checker.rules.roles import FILLING, Roles
from contractkit.core.document import outline
from contractkit.readers.markdown import read_markdown

TEXT = """# 数据授权运营协议

授权方：松澜州农业农村局（以下简称“州农业局”）

受托方：松澜耕云科技有限公司（“耕云公司”）

第一条 耕云公司负责运营，州农业局负责监督。
"""


def _roles(text: str) -> Roles:
    return Roles(outline.build(read_markdown(text.encode())))


def test_names_and_short_names_become_sides_of_the_same_length() -> None:
    read = _roles(TEXT).read("耕云公司向州农业局报告，松澜耕云科技有限公司盖章。")
    assert read.startswith("乙方" + FILLING * 2 + "向甲方" + FILLING * 2)
    assert read.count("乙方") == 2
    assert len(read) == len("耕云公司向州农业局报告，松澜耕云科技有限公司盖章。")


def test_without_own_names_nothing_changes() -> None:
    assert _roles("# 协议\n\n第一条 乙方负责运营。\n").read("乙方负责运营。") == "乙方负责运营。"
