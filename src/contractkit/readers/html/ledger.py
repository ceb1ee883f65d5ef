"""What a web page or a Markdown file holds besides the words that count."""

from __future__ import annotations

import re
from enum import StrEnum

from contractkit.core.document.tree import Loss


class Lost(StrEnum):
    """Kinds of loss, named as users see them."""

    DELETED = "删除线文字"
    HIDDEN = "隐藏文字"
    COMMENT = "批注"
    OPTION = "未选中的选项"
    FRONT_MATTER = "文件头信息"
    PICTURE = "图片"
    FRAME = "内嵌网页"
    OBJECT = "嵌入对象"
    PART = "网页的其他部分"


_NOTES = {
    Lost.DELETED: "标记为删除或者划了删除线的文字不计入正文；标记为插入的文字计入正文。",
    Lost.HIDDEN: "设为隐藏的文字在网页上不显示，不计入正文；请人工核对。",
    Lost.COMMENT: "批注和源文件里的注释不显示，不计入正文。",
    Lost.OPTION: "下拉框中没有选中的选项不计入正文。",
    Lost.FRONT_MATTER: "Markdown 文件开头的元数据不显示，不计入正文。",
    Lost.PICTURE: "图片中的文字没有读取；如图片里有条款、表格或签章，请人工核对。",
    Lost.FRAME: "网页中嵌入的其他网页没有读取（审查不联网）；请另存被嵌入的网页，单独审查。",
    Lost.OBJECT: "网页中嵌入的对象、音视频没有读取，请人工核对。",
    Lost.PART: "网页存档中除首页以外的网页没有读取；请用浏览器打开后另存，单独审查。",
}
_WITHHOLDING = frozenset({Lost.FRAME, Lost.PART})
_LETTER = re.compile(r"\w")
_SPACES = re.compile(r"\s+")


class Ledger:
    """Counts losses and keeps their words while a file is read."""

    def __init__(self) -> None:
        self._counts: dict[Lost, int] = {}
        self._words: dict[Lost, list[str]] = {}
        self._withheld: set[Lost] = set()

    def lose(self, kind: Lost, words: str = "") -> None:
        """Something that was not read, with the words that it has."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        text = _SPACES.sub(" ", words).strip()
        if text:
            self._words.setdefault(kind, []).append(text)

    def withhold(self, kind: Lost) -> None:
        """Running text may be among what was lost of that kind."""
        self._withheld.add(kind)

    def set_apart(self, kind: Lost, words: str) -> None:
        """Words that do not count; nothing is lost where there are none."""
        if _LETTER.search(words):
            self.lose(kind, words)

    def count(self, kind: Lost) -> int:
        """How many were lost of that kind."""
        return self._counts.get(kind, 0)

    def losses(self) -> tuple[Loss, ...]:
        """The losses that happened, in the order of the kinds."""
        return tuple(
            Loss(
                kind.value,
                self._counts[kind],
                _NOTES[kind],
                withholds=kind in _WITHHOLDING or kind in self._withheld,
                words=tuple(self._words.get(kind, ())),
            )
            for kind in Lost
            if kind in self._counts
        )
