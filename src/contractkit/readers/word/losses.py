"""What a Word file holds besides the words that count, said aloud with what it means for the check."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from contractkit.core.document.tree import Loss


class Lost(StrEnum):
    """Kinds of loss, named as users see them."""

    DELETED = "修订删除"
    HIDDEN = "隐藏文字"
    COMMENT = "批注"
    PICTURE = "图片"
    CHART = "图表"
    DIAGRAM = "图示"
    OBJECT = "嵌入对象"
    EMBEDDED_FILE = "嵌入文件"
    CELL_NUMBER = "单元格内编号"
    MERGED_CELL = "被合并单元格的文字"
    FIELD_NUMBER = "域编号"


_NOTES = {
    Lost.DELETED: "修订中已标记删除、但尚未接受的文字不计入正文；修订中插入的文字计入正文。",
    Lost.HIDDEN: "设为隐藏的文字不显示、不打印，不计入正文；请在 Word 中显示隐藏文字后核对。",
    Lost.COMMENT: "批注不是文本内容，不计入正文。",
    Lost.PICTURE: "图片中的文字没有读取；如图片里有条款、表格或签章，请人工核对。",
    Lost.CHART: "图表中的文字没有读取，请人工核对。",
    Lost.DIAGRAM: "SmartArt 图示中的文字没有读取，请人工核对。",
    Lost.OBJECT: "嵌入的表格、公式等对象没有读取，请人工核对。",
    Lost.EMBEDDED_FILE: "正文中以外部文件形式嵌入的内容没有读取；请用 Word 打开后另存为 .docx，再行审查。",
    Lost.CELL_NUMBER: "表格单元格内的自动编号没有计入文字。",
    Lost.MERGED_CELL: "被纵向合并遮住的单元格里另有文字，显示时看不到，不计入正文。",
    Lost.FIELD_NUMBER: "用 AUTONUM、LISTNUM 域生成的编号没有保存在文件里，没有读取。",
}


def as_losses(lost: Counter[Lost]) -> tuple[Loss, ...]:
    """The losses that happened, in the order of the kinds."""
    return tuple(
        Loss(kind.value, lost[kind], _NOTES[kind], withholds=kind is Lost.EMBEDDED_FILE) for kind in Lost if lost[kind]
    )
