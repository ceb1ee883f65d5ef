"""An OFD file as a Source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from contractkit.core.document.tree import Block, Loss, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.ofd import beside, pictures
from contractkit.readers.ofd.content import Content, content_of
from contractkit.readers.ofd.package import Container, opened
from contractkit.readers.ofd.pages import PageRead, page_of
from contractkit.readers.ofd.structure import Document, Sheet, documents, locked
from contractkit.readers.options import ReadingOptions
from contractkit.readers.pdf import losses
from contractkit.readers.pdf.furniture import strip
from contractkit.readers.pdf.layout import Line, Page
from contractkit.readers.pdf.legibility import Legibility, judge
from contractkit.readers.pdf.losses import listed
from contractkit.readers.pdf.notes import with_notes_apart
from contractkit.readers.pdf.paragraphs import blocks
from contractkit.readers.pdf.recognition import Recognition
from contractkit.readers.scan import confidence
from contractkit.readers.scan.picture import PageRecogniser
from contractkit.readers.scan.recogniser import INSTALL, is_available

MAX_PAGES = 3000
# A picture of more than this share of the page is what the page consists of.
_BACKGROUND = 0.5
_STAMP_CHARACTERS = 30
_LEAST_PICTURE = 0.02
_MARGIN = 0.14
_EXPORT = "请在 OFD 阅读器中打印或导出为 PDF 后再审（会做文字识别），或向对方索取可编辑的 Word 文件。"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as it was read.

    Attributes:
        number: from 1, over all documents of the file.
        read: its lines and what is known of it; None where its content cannot be read.
        page: the lines that count, of the text or as they were recognised; None where there are none to believe.
        legibility: what its text looks like.
    """

    number: int
    read: PageRead | None
    page: Page | None
    legibility: Legibility

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on it."""
        return self.read is not None and self.read.is_empty

    @property
    def is_outlined(self) -> bool:
        """Whether its words are drawn as shapes."""
        return self.read is not None and self.read.has_outlines


def read_ofd(data: bytes, options: ReadingOptions, *, recogniser: PageRecogniser | None = None) -> Source:  # noqa: ARG001 - OFD knows no revisions, and no password that could be used
    """Read an OFD file: lines joined into paragraphs, headers and page numbers apart, tables as rows.

    Pages that are pictures go through text recognition; those whose words are drawn as shapes cannot be read.

    Args:
        data: the file.
        options: nothing in them concerns OFD.
        recogniser: reads pictures of pages; by default the one of the extra `ocr` where that is installed.

    Raises:
        UnreadableDocument: for a damaged, encrypted or oversized file, and where more than half of the pages can be
            read neither as text nor by recognition.
    """
    with opened(data) as container:
        found, damaged = documents(container)
        total = sum(len(document) for document in found)
        recognition = Recognition(recogniser, min(total, MAX_PAGES))
        readings = [_read(container, number, sheet, recognition) for number, sheet in _sheets(found)]
        aside = beside.losses_of(container, found, damaged)
        is_locked = container.is_locked
    content = [reading for reading in readings if not reading.is_empty]
    legible = [reading.page for reading in content if reading.page is not None]
    if 2 * len(legible) < len(content) or not legible:
        raise locked() if is_locked else _unreadable(content, recognition)
    pages, furniture = strip(legible)
    body = _blocks(with_notes_apart(pages), list(accumulate(map(len, found), initial=0)))
    if not body:
        raise UnreadableDocument("OFD 里没有可读的文字。", remedy="请确认选对了文件。")
    lost = (*_lost(content, total, len(readings), recognition), *confidence.cautions(recognition.pages), *aside)
    return Source("ofd", body, furniture, (*lost, *((_LOCKED,) if is_locked else ())))


_LOCKED = Loss("加密部分", 1, "文件有一部分已加密，没有读取；请在 OFD 阅读器中解密后另存再审。", withholds=True)


def _blocks(pages: list[Page], starts: Sequence[int]) -> tuple[Block, ...]:
    """The blocks of all documents; a paragraph or table ends with its document."""
    found: list[Block] = []
    for start, end in pairwise(starts):
        before, tables = len(found), max((block.location.table or 0 for block in found), default=0)
        for block in blocks([page for page in pages if start < page.number <= end]):
            place = block.location
            table = None if place.table is None else place.table + tables
            moved = replace(place, paragraph=place.paragraph + before, table=table)
            found.append(replace(block, location=moved))
    return tuple(found)


def _sheets(found: Sequence[Document]) -> Iterator[tuple[int, Sheet]]:
    number = 0
    for document in found:
        for sheet in document.sheets(MAX_PAGES - number):
            number += 1
            yield number, sheet


def _read(container: Container, number: int, sheet: Sheet, recognition: Recognition) -> _Reading:
    if sheet.root is None:
        return _Reading(number, None, None, Legibility.BLANK)
    content = content_of(sheet)
    read = page_of(content, number, _BACKGROUND)
    is_picture = read.background > _BACKGROUND
    is_stamp = len(read.text) < _STAMP_CHARACTERS or (not read.from_scanner and _is_at_the_edge(read.page))
    legibility = Legibility.BLANK if is_picture and is_stamp else judge(read.text)
    if read.voiceless > len(read.text):
        legibility = Legibility.GARBLED if read.text else Legibility.BLANK
    if legibility is Legibility.LEGIBLE:
        return _Reading(number, read, read.page, legibility)
    page = _recognised(container, content, number, recognition) if is_picture else None
    return _Reading(number, read, page, legibility)


def _is_at_the_edge(page: Page) -> bool:
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    return all(isinstance(item, Line) and not low < item.base < high for item in page.items)


def _recognised(container: Container, content: Content, number: int, recognition: Recognition) -> Page | None:
    data_of = partial(container.data, most=pictures.MAX_PICTURE_BYTES)
    if not is_available() or not pictures.can_draw(content, data_of):
        return None
    return recognition.drawn(lambda: pictures.draw(content, data_of), number)


def _lost(content: list[_Reading], total: int, looked_at: int, recognition: Recognition) -> tuple[Loss, ...]:
    unread = [one for one in content if one.page is None and one.number not in recognition.left_out]
    outlined = [one.number for one in unread if one.is_outlined and one.legibility is Legibility.BLANK]
    damaged = [one.number for one in unread if one.read is None]
    others = [one for one in unread if one.number not in {*outlined, *damaged}]
    pages = losses.Pages(len(content), total, looked_at, can_recognise=is_available())
    pages.blank = [one.number for one in others if one.legibility is Legibility.BLANK]
    pages.garbled = [one.number for one in others if one.legibility is Legibility.GARBLED]
    pages.left_out = recognition.left_out
    pages.from_scanner = [one.number for one in content if one.read is not None and one.read.from_scanner]
    read = [one.read for one in content if one.read is not None and one.number not in recognition.pages]
    marks = dict.fromkeys(mark for one in read for mark in one.page.marks)
    hidden = [words for one in read for words in one.page.hidden]
    return (
        *_own("轮廓页", outlined, f"的文字已转成图形轮廓，没有读取；{_EXPORT}", content),
        *_own("损坏的页", damaged, "的内容已损坏，没有读取，请向对方重新索取文件。", content),
        *_own("内容过多的页", _cut_short(content), "的内容过多，只读取了一部分。", content),
        *losses.of_pages(pages),
        *losses.of_pictures(_small_pictures(content, recognition), len(content)),
        *losses.of_words(tuple(marks), hidden),
        *_voiceless(content),
    )


def _own(what: str, numbers: list[int], note: str, content: list[_Reading]) -> Iterator[Loss]:
    if numbers:
        share = len(numbers) / len(content)
        yield Loss(what, len(numbers), f"第 {listed(numbers)} 页{note}", withholds=True, share=share)


def _cut_short(content: list[_Reading]) -> list[int]:
    return [one.number for one in content if one.read is not None and one.read.is_cut_short]


def _voiceless(content: list[_Reading]) -> Iterator[Loss]:
    """Characters on legible pages of which only the glyph is known."""
    lacking = {
        one.number: one.read.voiceless
        for one in content
        if one.read is not None and one.page is not None and one.read.voiceless
    }
    if lacking:
        note = f"第 {listed(lacking)} 页有些字符只有字形、没有文字编码，没有读出，请人工核对。"
        share = sum(lacking.values()) / max(sum(len(one.page.text) for one in content if one.page is not None), 1)
        yield Loss("未读出的字符", sum(lacking.values()), note, withholds=True, share=min(share, 1.0))


def _small_pictures(content: list[_Reading], recognition: Recognition) -> dict[int, tuple[float, ...]]:
    found = {}
    for one in content:
        if one.read is None or one.page is None or one.number in recognition.pages:
            continue
        shares = tuple(share for share in one.read.pictures if share >= _LEAST_PICTURE)
        if shares and not one.read.from_scanner:
            found[one.number] = shares
    return found


def _unreadable(content: list[_Reading], recognition: Recognition) -> UnreadableDocument:
    if not content:
        return UnreadableDocument("OFD 里没有任何内容。", remedy="请确认选对了文件。")
    unread = [one for one in content if one.page is None]
    count = f"全部 {len(content)} 页" if len(unread) == len(content) else f"{len(content)} 页中有 {len(unread)} 页"
    if 2 * sum(one.read is None for one in unread) > len(unread):
        message = f"OFD {count}的内容已损坏，无法读取。"
        return UnreadableDocument(message, remedy="请重新下载，或向对方重新索取。")
    if 2 * sum(one.legibility is Legibility.GARBLED for one in unread) > len(unread):
        message = f"OFD {count}的文字是乱码（只有字形，没有正确的文字编码），提取得到的不是原文。"
        return UnreadableDocument(message, remedy=_EXPORT)
    if 2 * sum(one.is_outlined for one in unread) > len(unread):
        message = f"OFD {count}的文字已转成图形轮廓，没有可以读取的文字。"
        return UnreadableDocument(message, remedy=_EXPORT)
    return _only_pictures(count, recognition)


def _only_pictures(count: str, recognition: Recognition) -> UnreadableDocument:
    if recognition.left_out:
        message = f"OFD {count}需要文字识别，超出一次可识别的页数。"
        return UnreadableDocument(message, remedy="请拆成几个文件后再试。")
    message = f"OFD {count}没有文字，可能是扫描件或图片。"
    if is_available():
        message = f"{message}里面的图片无法解码，没有做文字识别。"
        return UnreadableDocument(message, remedy=_EXPORT)
    remedy = f"请安装文字识别组件后重试：{INSTALL}；或向对方索取可编辑的文本。"
    return UnreadableDocument(message, remedy=remedy)
