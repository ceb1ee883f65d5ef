"""A PDF as a Source: PDFium reads its text layer, pypdf steps in where PDFium fails, text recognition where both do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from contractkit.core.document.tree import Loss, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.options import ReadingOptions
from contractkit.readers.pdf import losses
from contractkit.readers.pdf.attached import Attached, fields_of, files_in, has_scripts
from contractkit.readers.pdf.fallback import Fallback
from contractkit.readers.pdf.furniture import strip
from contractkit.readers.pdf.layout import Line, Page
from contractkit.readers.pdf.legibility import Legibility, judge, judge_lines
from contractkit.readers.pdf.marks import without_marks
from contractkit.readers.pdf.notes import with_notes_apart
from contractkit.readers.pdf.opening import holds_its_fonts, opened, page_count
from contractkit.readers.pdf.page import BACKGROUND, PageRead, read_page
from contractkit.readers.pdf.paragraphs import blocks
from contractkit.readers.pdf.recognition import Recognition
from contractkit.readers.scan.confidence import cautions as of_recognition
from contractkit.readers.scan.picture import PageRecogniser
from contractkit.readers.scan.recogniser import INSTALL

DEFAULT = ReadingOptions()
# Some ten seconds; a contract of that length is several files joined.
MAX_PAGES = 3000
# A scanning program's stamp on a page is no text layer.
_STAMP_CHARACTERS = 30
_MARGIN = 0.14
_LEAST_PICTURE = 0.02


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as it was read.

    Attributes:
        page: its lines and tables.
        legibility: what its text looks like.
        is_empty: there is nothing on it at all.
        lacking: so many letters and digits are known to be missing.
        is_partly_garbled: some lines were left out.
        is_pictured: a picture was not read, and words stand at the page's edge only.
        from_scanner: its text layer is a scanner's recognition.
        pictures: shares of its area that pictures within the text cover.
    """

    page: Page
    legibility: Legibility
    is_empty: bool = False
    lacking: int = 0
    is_partly_garbled: bool = False
    is_pictured: bool = False
    from_scanner: bool = False
    pictures: tuple[float, ...] = ()

    @property
    def needs_recognition(self) -> bool:
        """Whether text recognition may find more than the text layer holds."""
        return self.is_pictured or self.is_partly_garbled


def read_pdf(data: bytes, options: ReadingOptions = DEFAULT, *, recogniser: PageRecogniser | None = None) -> Source:
    """Read a PDF: lines joined into paragraphs, headers and page numbers apart, tables as rows.

    Pages without a text layer that can be believed go through text recognition.

    Args:
        data: the file.
        options: its password.
        recogniser: reads pictures of pages; by default the one of the extra `ocr` where that is installed.

    Raises:
        UnreadableDocument: for a damaged file, a missing or wrong password, and where more than half of the pages can
            be read neither as text nor by recognition.
    """
    attached = Attached()
    with opened(data, options.password) as document:
        total = page_count(document)
        recognition = Recognition(recogniser, min(total, MAX_PAGES))
        fallback = Fallback(data, options.password)
        reader = _Pages(document, fallback, recognition, attached, has_all_fonts=holds_its_fonts(data))
        readings = [reader.read(index) for index in range(min(total, MAX_PAGES))]
        attached.files = files_in(document)
        has_xfa = pdfium.FPDF_GetFormType(document.raw) == pdfium.FORMTYPE_XFA_FULL
        beside = losses.of_attached(attached, scripts=has_scripts(document, data), xfa=has_xfa)
    return _source(readings, recognition, total, beside)


class _Pages:
    """Reads the pages of one document."""

    def __init__(
        self,
        document: Any,
        fallback: Fallback,
        recognition: Recognition,
        attached: Attached,
        *,
        has_all_fonts: bool,
    ) -> None:
        self._document = document
        self._fallback = fallback
        self._recognition = recognition
        self._attached = attached
        self._has_all_fonts = has_all_fonts
        document.init_forms()

    def read(self, index: int) -> _Reading:
        """The page at a zero-based index, by whatever reads it best."""
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            return self._by_fallback(index, _Reading(Page(index + 1, 0, 0, ()), Legibility.BLANK))
        try:
            fields = fields_of(page, self._document.formenv, self._attached)
            read = read_page(page, index + 1, fields, has_all_fonts=self._has_all_fonts)
            reading = self._judged(index, read)
            if reading.is_empty or not (reading.legibility is not Legibility.LEGIBLE or reading.needs_recognition):
                return reading
            recognised = self._recognition.page(page, index + 1)
        finally:
            page.close()
        if recognised is None or len(recognised.text) < len(reading.page.text) * reading.needs_recognition:
            return reading
        return _Reading(recognised, Legibility.LEGIBLE)

    def _judged(self, index: int, read: PageRead) -> _Reading:
        page, texts = read.page, read.page.texts
        is_stamp = read.has_background and sum(map(len, texts)) < _STAMP_CHARACTERS
        legibility, garbled = (Legibility.BLANK, frozenset[int]()) if is_stamp else judge_lines(texts)
        pictures = tuple(share for share in read.picture_shares if _LEAST_PICTURE <= share <= BACKGROUND)
        reading = _Reading(page, legibility, read.is_empty, from_scanner=read.from_scanner, pictures=pictures)
        if is_stamp:
            return reading
        if legibility is not Legibility.LEGIBLE:
            return self._by_fallback(index, reading)
        if read.may_lack_characters and (other := self._fallback.page(index)) is not None:
            reading = replace(reading, lacking=max(0, _ascii(other.text) - _ascii(page.text)))
        if read.has_background and not read.from_scanner and _is_at_the_edge(page):
            return replace(reading, is_pictured=True)
        return _without(reading, garbled) if garbled else reading

    def _by_fallback(self, index: int, reading: _Reading) -> _Reading:
        other = self._fallback.page(index)
        if other is None or judge(other.text) is not Legibility.LEGIBLE:
            return reading
        return replace(reading, page=other, legibility=Legibility.LEGIBLE, is_empty=False)


def _is_at_the_edge(page: Page) -> bool:
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    return all(isinstance(item, Line) and not low < item.base < high for item in page.items)


def _without(reading: _Reading, garbled: Collection[int]) -> _Reading:
    """The page without its garbled lines; tables stay whole."""
    items = reading.page.items
    kept = tuple(item for at, item in enumerate(items) if at not in garbled or not isinstance(item, Line))
    if len(kept) == len(items):
        return reading
    return replace(reading, page=replace(reading.page, items=kept), is_partly_garbled=True)


def _ascii(text: str) -> int:
    """How many letters and digits of the ASCII set."""
    return sum(character.isascii() and character.isalnum() for character in text)


def _source(readings: Sequence[_Reading], recognition: Recognition, total: int, beside: tuple[Loss, ...]) -> Source:
    content = [reading for reading in readings if not reading.is_empty]
    unread = [reading for reading in content if reading.legibility is not Legibility.LEGIBLE]
    if not content or 2 * len(unread) > len(content):
        raise _unreadable(content, unread, recognition)
    legible = [reading.page for reading in content if reading.legibility is Legibility.LEGIBLE]
    pages, furniture = strip(without_marks(legible))
    marks = dict.fromkeys(mark for page in pages for mark in page.marks)
    hidden = [words for page in pages for words in page.hidden]
    found = blocks(with_notes_apart(pages))
    if not found:
        raise UnreadableDocument("PDF 里没有可读的文字。", remedy="请确认选对了文件。")
    lost = (
        *losses.of_pages(_sorted(content, recognition, total, len(readings))),
        *of_recognition(recognition.pages),
        *losses.of_pictures({one.page.number: one.pictures for one in content if one.pictures}, len(content)),
        *losses.of_words(marks, hidden),
        *beside,
    )
    is_scan = len(recognition.pages) == len(content)
    return Source("scan" if is_scan else "pdf", found, furniture, lost)


def _sorted(content: Sequence[_Reading], recognition: Recognition, total: int, looked_at: int) -> losses.Pages:
    pages = losses.Pages(len(content), total, looked_at, left_out=recognition.left_out)
    pages.can_recognise = recognition.can_recognise
    for reading in content:
        number = reading.page.number
        if number in recognition.left_out:
            continue
        if reading.legibility is Legibility.BLANK and number not in recognition.pages:
            pages.blank.append(number)
        elif reading.legibility is Legibility.GARBLED:
            pages.garbled.append(number)
        if reading.is_pictured:
            pages.pictured.append(number)
        if reading.is_partly_garbled:
            pages.in_part.append(number)
        if reading.from_scanner:
            pages.from_scanner.append(number)
        if reading.lacking:
            pages.lacking[number] = reading.lacking
    return pages


def _unreadable(
    content: Sequence[_Reading], unread: Sequence[_Reading], recognition: Recognition
) -> UnreadableDocument:
    if not content:
        return UnreadableDocument("PDF 里没有任何内容。", remedy="请确认选对了文件。")
    count = f"全部 {len(content)} 页" if len(unread) == len(content) else f"{len(content)} 页中有 {len(unread)} 页"
    if recognition.left_out:
        message = f"PDF {count}需要文字识别，超出一次可识别的页数。"
        return UnreadableDocument(message, remedy="请拆成几个文件后再试。")
    garbled = sum(reading.legibility is Legibility.GARBLED for reading in unread)
    if 2 * garbled > len(unread):
        message = f"PDF {count}的文字层是乱码（字体缺少文字对照表），复制、提取得到的都不是原文。"
    else:
        message = f"PDF {count}没有文字层，可能是扫描件或图片。"
    if recognition.can_recognise:
        return UnreadableDocument(f"{message}文字识别也没有认出文字。", remedy="请向对方索取可编辑的 Word 文件。")
    return UnreadableDocument(
        message,
        remedy=f"请安装文字识别（OCR）组件后再试：{INSTALL}；识别在本机进行，不联网；或向对方索取可编辑的 Word 文件。",
    )
