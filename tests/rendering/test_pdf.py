from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from contractkit.errors import UsageError
from contractkit.rendering import pdf

needs_office = pytest.mark.skipif(pdf.find_office() is None, reason="LibreOffice is not installed")


@needs_office
def test_word_files_become_pdf_files_beside_them(tmp_path: Path) -> None:
    paths = [tmp_path / "方案.docx", tmp_path / "协议.docx"]
    for path in paths:
        document = Document()
        document.add_paragraph(f"{path.stem}正文")
        document.save(str(path))
    made = pdf.convert(paths)
    assert made == [tmp_path / "方案.pdf", tmp_path / "协议.pdf"]
    assert ["".join(page.extract_text() for page in PdfReader(path).pages).strip() for path in made] == [
        "方案正文",
        "协议正文",
    ]
    assert pdf.fonts_in(made[0])
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".docx", ".pdf", ".pdf"]


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UsageError, match="没有找到 LibreOffice") as caught:
        pdf.convert([tmp_path / "a.docx"])
    assert "安装 LibreOffice" in caught.value.remedy
