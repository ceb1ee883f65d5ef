"""What a Word file holds besides the words that count, said aloud with what it means for the check."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from contractkit.core.document.tree import Loss


class Lost(StrEnum):
    """Kinds of loss, named as users see them."""

    DELETED = "修订删除"
    INSERTED = "修订插入"
    HIDDEN = "隐藏文字"
    STRUCK = "删除线文字"
    COMMENT = "批注"
    PICTURE = "图片"
    CHART = "图表"
    DIAGRAM = "图示"
    OBJECT = "嵌入对象"
    EMBEDDED_DOCUMENT = "嵌入的文档"
    EMBEDDED_FILE = "嵌入文件"
    LINKED = "链接的外部内容"
    MERGED_CELL = "被合并单元格的文字"
    FIELD_NUMBER = "域编号"
    NOTE = "缺失的脚注尾注"
    MACRO = "宏"


_NOTES = {
    Lost.DELETED: "修订中已标记删除、但尚未接受的文字不计入正文；修订中插入的文字计入正文。",
    Lost.INSERTED: "修订中插入的文字不属于修订前的文本，不计入正文；修订中删除的文字计入正文。",
    Lost.HIDDEN: "设为隐藏的文字不显示、不打印，不计入正文；请在 Word 中显示隐藏文字后核对。",
    Lost.STRUCK: "划了删除线的文字不计入正文（不是修订，接受或拒绝修订都还在）；请与对方核对是否确已删去。",
    Lost.COMMENT: "批注不是文本内容，不计入正文。",
    Lost.PICTURE: "图片中的文字没有读取；如图片里有条款、表格或签章，请人工核对。",
    Lost.CHART: "图表中的文字没有读取，请人工核对。",
    Lost.DIAGRAM: "SmartArt 图示中的文字没有读取，请人工核对。",
    Lost.OBJECT: "嵌入的表格、公式等对象没有读取，请人工核对。",
    Lost.EMBEDDED_DOCUMENT: "以对象形式嵌入的文档没有读取，其中可能有条款；请双击打开后另存，再行审查。",
    Lost.EMBEDDED_FILE: "正文中以外部文件形式嵌入的内容没有读取；请用 Word 打开后另存为 .docx，再行审查。",
    Lost.LINKED: "文件引用了本文件以外的图片或对象；没有打开这些链接，其中的内容没有读取。",
    Lost.MERGED_CELL: "被纵向合并遮住的单元格里另有文字，显示时看不到，不计入正文。",
    Lost.FIELD_NUMBER: "用 AUTONUM、LISTNUM 域生成的编号没有保存在文件里，没有读取。",
    Lost.NOTE: "正文引用了脚注或尾注，文件里却没有它的内容，没有读取；请向对方索取完整的文件。",
    Lost.MACRO: "文件带有宏（VBA 程序）；没有运行，也没有读取。来源不明时请勿在 Word 中启用宏。",
}
_BY_NAME = {kind.value: kind for kind in Lost}
_WITHHOLDING = frozenset({Lost.EMBEDDED_FILE, Lost.EMBEDDED_DOCUMENT, Lost.NOTE})
# A page of a contract in Chinese, as far as a count of characters tells; a picture of half a page may be a scan.
_PAGE_CHARACTERS = 900
_LARGE_PICTURE = 0.5


@dataclass(slots=True)
class Ledger:
    """The losses of a file as they turn up.

    Attributes:
        counts: how many of each kind.
        words: the words found that do not count, each as it stands.
        area: what the pictures cover, in pages, as far as they give their size.
        has_page_picture: a picture covers half a page or more.
    """

    counts: Counter[Lost] = field(default_factory=Counter)
    words: defaultdict[Lost, list[str]] = field(default_factory=lambda: defaultdict(list))
    area: float = 0.0
    has_page_picture: bool = False
    _withheld: set[Lost] = field(default_factory=set)
    _foreign: dict[str, Loss] = field(default_factory=dict)

    def add(self, kind: Lost, words: str = "", count: int = 1) -> None:
        """Take note of a loss, and of its words where there are any."""
        self.counts[kind] += count
        if words:
            self.words[kind].append(words)

    def picture(self, area: float | None) -> None:
        """Take note of a picture; `area` is the part of a page it covers, None where it does not say."""
        self.counts[Lost.PICTURE] += 1
        if area is not None:
            self.area += area
            self.has_page_picture = self.has_page_picture or area >= _LARGE_PICTURE

    def absorb(self, losses: Iterable[Loss]) -> None:
        """Take over the losses of a document inside the document."""
        for loss in losses:
            kind = _BY_NAME.get(loss.what)
            if kind is None:
                before = self._foreign.get(loss.what, replace(loss, count=0, words=()))
                self._foreign[loss.what] = replace(
                    before, count=before.count + loss.count, share=None, words=before.words + loss.words
                )
                continue
            self.counts[kind] += loss.count
            self.words[kind] += loss.words
            if loss.withholds:
                self._withheld.add(kind)

    def losses(self, characters: int) -> tuple[Loss, ...]:
        """The losses in the order of the kinds; `characters` is how many the body has."""
        own = (self._loss(kind, characters) for kind in Lost if self.counts[kind])
        return (*own, *self._foreign.values())

    def _loss(self, kind: Lost, characters: int) -> Loss:
        words = tuple(self.words.get(kind, ()))
        return Loss(
            kind.value,
            self.counts[kind],
            _NOTES[kind],
            withholds=kind in _WITHHOLDING
            or kind in self._withheld
            or (kind is Lost.PICTURE and self.has_page_picture),
            share=self._share(kind, sum(map(len, words)), characters),
            words=words,
        )

    def _share(self, kind: Lost, lost: int, characters: int) -> float | None:
        if kind is Lost.PICTURE:
            whole = self.area + characters / _PAGE_CHARACTERS
            return round(self.area / whole, 4) if self.area else None
        return round(lost / (lost + characters), 4) if lost else None
