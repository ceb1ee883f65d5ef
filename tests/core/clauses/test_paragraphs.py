from __future__ import annotations

from contractkit.core.clauses.draft import BlockStyle, DraftTable
from contractkit.core.clauses.paragraphs import Paragraph, split

TEXT = """
甲方应当公开下列信息：
- 授权对象；
- 授权内容。

+ 前款信息变化的，应当更新。
### 数据目录
| 编号 | 名称 |
| -- | ------ |
| 一 | 公交站点 |
结束。
"""


def test_each_line_becomes_what_its_mark_says() -> None:
    table = DraftTable(("编号", "名称"), (("一", "公交站点"),), (2, 6))
    assert list(split(TEXT, plain=BlockStyle.CLAUSE)) == [
        Paragraph(BlockStyle.CLAUSE, "甲方应当公开下列信息："),
        Paragraph(BlockStyle.ITEM, "授权对象；"),
        Paragraph(BlockStyle.ITEM, "授权内容。"),
        Paragraph(BlockStyle.BODY, "前款信息变化的，应当更新。"),
        Paragraph(BlockStyle.SECTION, "数据目录"),
        Paragraph(BlockStyle.TABLE, table=table),
        Paragraph(BlockStyle.CLAUSE, "结束。"),
    ]


def test_a_table_without_a_width_row_has_equal_columns() -> None:
    (paragraph,) = split("| 甲 | 乙 |\n| 1 | 2 |", plain=BlockStyle.BODY)
    assert paragraph.table == DraftTable(("甲", "乙"), (("1", "2"),), (1, 1))
