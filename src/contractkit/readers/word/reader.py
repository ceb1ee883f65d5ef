"""A Word file as a Source: the words that count in reading order, with the numbers Word computes for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from contractkit.core.document.places import WordPlaces
from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.options import RevisionView
from contractkit.readers.word.assembly import Assembly
from contractkit.readers.word.chunks import MAX_DEPTH, Budget, Chunks
from contractkit.readers.word.losses import Ledger, Lost
from contractkit.readers.word.names import BODY, Element, W, number
from contractkit.readers.word.numbering import Numbering
from contractkit.readers.word.package import Package, open_package
from contractkit.readers.word.parts import Parts
from contractkit.readers.word.revisions import rules
from contractkit.readers.word.shared import Shared
from contractkit.readers.word.styles import Styles
from contractkit.readers.word.survey import survey
from contractkit.readers.word.tracing import Trace

_TWENTIETHS = 20  # of a point, in which pages are measured
_A4 = (11_906, 16_838)


def read_docx(data: bytes, view: RevisionView = RevisionView.ACCEPTED) -> Source:
    """Read a Word file (.docx, .docm, .dotx).

    Each block keeps its element as `anchor` (`w:p`, for a row `w:tr`) and the automatic number that Word shows for it
    as `label`; numbers inside table cells stand in front of the cell's words. Hidden text and comments do not count.

    Args:
        data: the file.
        view: what tracked changes do. Accepted: insertions count, deletions do not, numbers as they will be.
            Original: as if every change were rejected. Marked: both count, paragraphs stay apart, and
            `Block.revisions` says which stretch was inserted, deleted or moved; a changed paragraph mark is an empty
            stretch at the end of its block.

    Raises:
        UnreadableDocument: for a damaged or oversized file, one that looks like an attack, or one without any words.
    """
    return _checked(data, view, None)


def read_docx_with_places(data: bytes, view: RevisionView = RevisionView.ACCEPTED) -> tuple[Source, WordPlaces]:
    """Read a Word file as `read_docx` does, and tell which elements of its main part show the words of each block.

    Raises:
        UnreadableDocument: as `read_docx`.
    """
    trace = Trace()
    source = _checked(data, view, trace)
    return source, trace.places(len(source.blocks))


def _checked(data: bytes, view: RevisionView, trace: Trace | None) -> Source:
    try:
        source = _read(data, view, Budget(), depth=1, trace=trace)
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


def _read(data: bytes, view: RevisionView, budget: Budget, depth: int, trace: Trace | None = None) -> Source:
    package = open_package(data)
    root, body = _body(package)
    parts = Parts(package)
    styles = Styles.read(parts.first("styles"))
    numbering = Numbering.read(parts.first("numbering"), styles)
    shared = Shared(styles, numbering, rules(view), parts, notes=parts.notes(), page=_page(root), trace=trace)
    ledger = shared.ledger
    chunks = Chunks(
        parts,
        ledger,
        budget,
        (lambda inner: _read(inner, view, budget, depth + 1)) if depth < MAX_DEPTH else None,
        view,
    )
    assembly = Assembly(shared, chunks)
    if trace is None:
        assembly.add_story(body, survey(body, styles, shared.rules))
    else:
        trace.root = root
        assembly.add_story(body)
    for comment in parts.comments():
        ledger.add(Lost.COMMENT, comment)
    if parts.has_macros():
        ledger.add(Lost.MACRO)
    furniture = tuple(dict.fromkeys(chain.from_iterable(_furniture(part, shared) for part in parts.furniture(root))))
    blocks = tuple(assembly.blocks)
    characters = sum(len(block.label) + len(block.text) for block in blocks)
    return Source("docx", blocks, furniture, ledger.losses(characters))


def _body(package: Package) -> tuple[Element, Element]:
    root = package.parsed(package.main)
    body = None if root is None else root.find(BODY)
    if root is None or body is None:
        raise UnreadableDocument("文件内部没有 Word 正文。", remedy="请用 Word、WPS 打开后另存为 .docx 再试。")
    return root, body


def _furniture(part: Element, shared: Shared) -> Iterator[str]:
    """The words of a header or footer; nothing in it counts, so nothing in it is lost."""
    silent = Shared(shared.styles, Numbering(), shared.rules, shared.parts, Ledger())
    assembly = Assembly(silent, Chunks(shared.parts, silent.ledger, Budget(0, 0), None))
    assembly.add_story(part)
    return (block.text for block in assembly.blocks if block.text)


def _page(root: Element) -> float:
    """The area of a page in square points, as the first section has it."""
    size = next(root.iter(W + "pgSz"), None)
    sides = [number(size.get(W + name)) if size is not None else None for name in ("w", "h")]
    width, height = (
        side if side is not None and 1_000 < side < 100_000 else usual for side, usual in zip(sides, _A4, strict=True)
    )
    return width * height / _TWENTIETHS**2
