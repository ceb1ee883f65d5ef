from __future__ import annotations

import io
import shutil

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from contractkit import office
from contractkit.errors import RenderingError, UsageError
from contractkit.office import Fault
from contractkit.rendering import pdf

needs_office = pytest.mark.skipif(pdf.find_office() is None, reason="LibreOffice is not installed")


def word_file(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@needs_office
def test_word_files_become_pdf_files_in_the_same_order() -> None:
    made = pdf.convert([word_file("方案正文"), word_file("协议正文")])
    texts = ["".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).strip() for data in made]
    assert texts == ["方案正文", "协议正文"]
    assert all(name and "+" not in name for name in pdf.fonts_in(made[0]))
    assert pdf.fonts_in(made[0])


def test_a_page_without_fonts_has_none() -> None:
    writer, data = PdfWriter(), io.BytesIO()
    writer.add_blank_page(10, 10)
    writer.write(data)
    assert pdf.fonts_in(data.getvalue()) == ()


@pytest.mark.parametrize(
    ("fault", "words"),
    [(Fault.NOT_MADE, "1个文件没有转成 PDF"), (Fault.STALLED, "90秒内没有完成"), (Fault.UNSTARTED, "不能启动")],
)
def test_an_office_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, fault: Fault, words: str) -> None:
    monkeypatch.setattr(pdf, "find_office", lambda: "soffice")
    monkeypatch.setattr(office, "convert", lambda *_: [b"%PDF-", fault])
    with pytest.raises(RenderingError, match=words) as caught:
        pdf.convert([b"PK", b"PK"])
    assert caught.value.remedy


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UsageError, match="没有找到 LibreOffice") as caught:
        pdf.convert([b"PK"])
    assert "安装 LibreOffice" in caught.value.remedy
