"""Opening a PDF file: passwords, damage, and what PDFium says of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from contractkit.errors import UnreadableDocument

_GET_AGAIN = "请重新下载，或向对方重新索取。"


@contextmanager
def opened(data: bytes, password: str | None) -> Iterator[Any]:
    """The file as a PDFium document, closed afterwards; scripts in it never run, PDFium comes without an engine.

    Raises:
        UnreadableDocument: damaged, or encrypted and no or a wrong password is given.
    """
    document = _document(data, password)
    try:
        yield document
    finally:
        document.close()


def _document(data: bytes, password: str | None) -> Any:
    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if error.err_code != pdfium.FPDF_ERR_PASSWORD or password is None:
            raise _not_opened(error.err_code, password) from error
    try:
        return pypdfium2.PdfDocument(data)  # a file that only printing is forbidden for opens without one
    except pypdfium2.PdfiumError as error:
        raise _not_opened(error.err_code, password) from error


def page_count(document: Any) -> int:
    """How many pages there are.

    Raises:
        UnreadableDocument: none.
    """
    count = int(pdfium.FPDF_GetPageCount(document.raw))
    if count <= 0:
        raise UnreadableDocument("PDF 里没有任何页面。", remedy=_GET_AGAIN)
    return count


def holds_its_fonts(data: bytes) -> bool:
    """Whether every font that the file describes is inside; False where that cannot be told at a glance."""
    described = max(data.count(b"/FontName"), data.count(b"/CIDFontType"))
    return b"/ObjStm" not in data and described <= data.count(b"/FontFile")


def _not_opened(code: int | None, password: str | None) -> UnreadableDocument:
    if code == pdfium.FPDF_ERR_PASSWORD and password is None:
        message = "PDF 设了打开密码，没有密码读不出内容。"
        return UnreadableDocument(message, remedy="请用 --password 给出打开密码，或向对方索取未加密的文件。")
    if code == pdfium.FPDF_ERR_PASSWORD:
        message = "PDF 的打开密码不对。"
        return UnreadableDocument(message, remedy="请向对方核实密码，再用 --password 给出（区分大小写和全角半角）。")
    if code == pdfium.FPDF_ERR_SECURITY:
        message = "PDF 采用了无法识别的加密或版权保护方式。"
        return UnreadableDocument(message, remedy="请向对方索取未加密的文件。")
    return UnreadableDocument("PDF 已损坏或没有下载完整，无法打开。", remedy=_GET_AGAIN)
