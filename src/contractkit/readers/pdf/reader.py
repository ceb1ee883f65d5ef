"""A PDF with a text layer as a Source: PDFium reads first, pypdf where PDFium finds nothing legible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.pdf import losses
from contractkit.readers.pdf.fallback import Fallback
from contractkit.readers.pdf.furniture import strip
from contractkit.readers.pdf.layout import Page
from contractkit.readers.pdf.legibility import Legibility, judge
from contractkit.readers.pdf.page import read_page
from contractkit.readers.pdf.paragraphs import blocks

# A scanning program's stamp on a page is no text layer.
_STAMP_CHARACTERS = 30
_BACKGROUND = 0.5
_ASK_FOR_WORD = "请向对方索取可编辑的 Word 文件，或先用文字识别（OCR）软件转成文字。"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as it was read.

    Attributes:
        page: its lines and tables.
        legibility: what its text looks like.
        is_empty: there is nothing on it at all.
        lacking: so many letters and digits are known to be missing.
    """

    page: Page
    legibility: Legibility
    is_empty: bool = False
    lacking: int = 0


def read_pdf(data: bytes, password: str | None = None) -> Source:
    """Read a PDF's text layer: lines joined into paragraphs, headers and page numbers apart, tables as rows.

    Raises:
        UnreadableDocument: for a damaged file, a missing or wrong password, a scan, a text layer that is garbled, or
            one that covers less than half of the pages.
    """
    fallback = Fallback(data, password)
    with _opened(data, password) as document:
        readings = [_read(document, index, fallback) for index in range(len(document))]
        lost = losses.of_document(document)
    content = [reading for reading in readings if not reading.is_empty]
    unread = [reading for reading in content if reading.legibility is not Legibility.LEGIBLE]
    if not content or 2 * len(unread) > len(content):
        raise _unreadable(content, unread)
    pages, furniture = strip([reading.page for reading in content if reading.legibility is Legibility.LEGIBLE])
    blank = [reading.page.number for reading in unread if reading.legibility is Legibility.BLANK]
    garbled = [reading.page.number for reading in unread if reading.legibility is Legibility.GARBLED]
    lacking = {reading.page.number: reading.lacking for reading in content if reading.lacking}
    return Source("pdf", blocks(pages), furniture, losses.of_pages(blank, garbled, lacking) + lost)


@contextmanager
def _opened(data: bytes, password: str | None) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(error.err_code, password) from error
    try:
        yield document
    finally:
        document.close()


def _not_opened(code: int | None, password: str | None) -> UnreadableDocument:
    if code == pdfium.FPDF_ERR_PASSWORD and password is None:
        message = "PDF 设了打开密码，没有密码读不出内容。"
        return UnreadableDocument(message, remedy="请在 PDF 阅读器中取消密码后另存，或向对方索取未加密的文件。")
    if code == pdfium.FPDF_ERR_PASSWORD:
        return UnreadableDocument("PDF 的打开密码不对。", remedy="请向对方核实密码。")
    if code == pdfium.FPDF_ERR_SECURITY:
        message = "PDF 采用了无法识别的加密或版权保护方式。"
        return UnreadableDocument(message, remedy="请向对方索取未加密的文件。")
    return UnreadableDocument("PDF 已损坏或没有下载完整，无法打开。", remedy="请重新下载，或向对方重新索取。")


def _read(document: Any, index: int, fallback: Fallback) -> _Reading:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return _Reading(Page(index + 1, 0, 0, ()), Legibility.BLANK)
    try:
        read = read_page(page, index + 1)
        is_empty = pdfium.FPDFPage_CountObjects(page.raw) == 0
        is_scan = len(read.text) < _STAMP_CHARACTERS and losses.picture_share(page) > _BACKGROUND
        may_lack = losses.may_lack_characters(page)
    finally:
        page.close()
    if is_scan:
        return _Reading(read, Legibility.BLANK)
    legibility = judge(read.text)
    if legibility is Legibility.LEGIBLE and not may_lack:
        return _Reading(read, legibility)
    other = fallback.page(index)
    if other is None or judge(other.text) is not Legibility.LEGIBLE:
        return _Reading(read, legibility, is_empty)
    if legibility is Legibility.LEGIBLE:
        return _Reading(read, legibility, lacking=max(0, _ascii(other.text) - _ascii(read.text)))
    return _Reading(other, Legibility.LEGIBLE)


def _ascii(text: str) -> int:
    """How many letters and digits of the ASCII set."""
    return sum(character.isascii() and character.isalnum() for character in text)


def _unreadable(content: list[_Reading], unread: list[_Reading]) -> UnreadableDocument:
    if not content:
        return UnreadableDocument("PDF 里没有任何内容。", remedy="请确认选对了文件。")
    garbled = sum(reading.legibility is Legibility.GARBLED for reading in unread)
    count = f"全部 {len(content)} 页" if len(unread) == len(content) else f"{len(content)} 页中有 {len(unread)} 页"
    if 2 * garbled > len(unread):
        message = f"PDF {count}的文字层是乱码（字体缺少文字对照表），复制、提取得到的都不是原文。"
    else:
        message = f"PDF {count}没有文字层，可能是扫描件或图片。"
    return UnreadableDocument(message, remedy=_ASK_FOR_WORD)
