"""A Word file as a Source: the words that count in reading order, with the numbers Word computes for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.word.assembly import Assembly
from contractkit.readers.word.losses import Lost, as_losses
from contractkit.readers.word.names import BODY, ID, Element, R, W
from contractkit.readers.word.numbering import Numbering
from contractkit.readers.word.package import Package, open_package
from contractkit.readers.word.story import Shared
from contractkit.readers.word.styles import Styles


def read_docx(data: bytes) -> Source:
    """Read a Word file (.docx, .docm, .dotx).

    Tracked insertions count, deletions and hidden text do not; each block keeps its element as `anchor` and the
    automatic number that Word shows for it as `label`.

    Raises:
        UnreadableDocument: for a damaged or oversized file, one that looks like an attack, or one without any words.
    """
    try:
        source = _read(open_package(data))
    except RecursionError as error:
        message = "文件的表格或文本框嵌套过深，无法读取。"
        raise UnreadableDocument(message, remedy="请把内容复制到新的 Word 文件后再试。") from error
    if not source.blocks:
        pictures = next((loss.count for loss in source.losses if loss.what == Lost.PICTURE), 0)
        if pictures:
            message = f"文件正文没有文字，只有 {pictures} 张图片，可能是扫描件。"
            raise UnreadableDocument(message, remedy="请向对方索取可编辑的文本，或先用文字识别（OCR）软件转成文字。")
        raise UnreadableDocument("文件正文没有文字。", remedy="请确认选对了文件。")
    return source


def _read(package: Package) -> Source:
    root = package.parsed(package.main)
    body = None if root is None else root.find(BODY)
    if root is None or body is None:
        raise UnreadableDocument("文件内部没有 Word 正文。", remedy="请用 Word、WPS 打开后另存为 .docx 再试。")
    parts = _Parts(package)
    styles = Styles.read(parts.first("styles"))
    shared = Shared(styles, Numbering.read(parts.first("numbering"), styles), Counter())
    assembly = Assembly(shared, parts.notes())
    assembly.add_story(body)
    comments = parts.first("comments")
    shared.lost[Lost.COMMENT] = 0 if comments is None else sum(1 for _ in comments.iterfind(W + "comment"))
    furniture = tuple(dict.fromkeys(chain.from_iterable(_texts(part, styles) for part in parts.furniture(root))))
    return Source("docx", tuple(assembly.blocks), furniture, as_losses(shared.lost))


def _texts(part: Element, styles: Styles) -> Iterator[str]:
    """The words of a header or footer; nothing in it counts, so nothing in it is lost."""
    assembly = Assembly(Shared(styles, Numbering(), Counter()), {})
    assembly.add_story(part)
    return (block.text for block in assembly.blocks if block.text)


class _Parts:
    """The parts that the main document refers to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relationships = package.relationships(package.main)

    def first(self, kind: str) -> Element | None:
        """The root of the one part of that kind."""
        for relationship in self._relationships.values():
            if relationship.kind == kind and relationship.target:
                return self._package.parsed(relationship.target)
        return None

    def notes(self) -> dict[tuple[str, str], Element]:
        """Footnotes and endnotes by kind and id."""
        found = {}
        for kind in ("footnote", "endnote"):
            root = self.first(f"{kind}s")
            for note in root.iterfind(W + kind) if root is not None else ():
                found[kind, note.get(ID, "")] = note
        return found

    def furniture(self, root: Element) -> Iterator[Element]:
        """Headers and footers in the order in which the sections refer to them."""
        for reference in root.iter(W + "headerReference", W + "footerReference"):
            relationship = self._relationships.get(reference.get(R + "id", ""))
            part = self._package.parsed(relationship.target) if relationship is not None else None
            if part is not None:
                yield part
