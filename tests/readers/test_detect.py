"""Every kind of file gets its reader or a Chinese sentence that says what it is and what to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.detect import read

Docx = Callable[..., bytes]
Pdf = Callable[..., bytes]
Archive = Callable[[dict[str, str]], bytes]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORDS = "甲方授权乙方运营公共数据。"
BODY = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"


def test_content_decides_not_the_name(docx: Docx, pdf: Pdf) -> None:
    page = [[(90, 700, 12, WORDS)]]
    found = {
        read(Path("a.pdf"), data=docx(BODY)).format,
        read(Path("a"), data=pdf(page)).format,
        read(Path("a.docx"), data=WORDS.encode()).format,
        read(Path("a.MD"), data=f"# {WORDS}".encode()).format,
        read(Path("a.txt"), data=f"# {WORDS}".encode("gb18030")).format,
    }
    assert found == {"docx", "pdf", "text", "markdown"}
    assert read(Path("a.txt"), data=b"\xef\xbb\xbf" + WORDS.encode()).blocks[0].text == WORDS
    assert read(Path("a.docx"), data=b"junk\n" + pdf(page)).format == "pdf"


def test_text_that_looks_like_something_else() -> None:
    for text in ("BM 型号说明。", "PK 竞赛规则。", "%PDF 是一种格式。", "格式说明：%PDF-1.7 开头"):
        assert read(Path("a.txt"), data=text.encode()).format == "text"


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"", "0 字节", "重新获取"),
        (b" \r\n\x00", "只有空白", "重新获取"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word", ".docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码", "取消打开密码"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版 Excel", "Word 文件"),
        (OLE, "复合文档", ".docx"),
        (b"{\\rtf1\\ansi}", "RTF", ".docx"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "JPEG", "OCR"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG", "OCR"),
        (b"II*\x00" + bytes(20), "TIFF", "OCR"),
        (b"BM\x00\x00\x00\x00" + bytes(20), "BMP", "OCR"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP", "OCR"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "HEIC", "OCR"),
        (b"Rar!\x1a\x07\x00" + bytes(20), "RAR", "解压"),
        (b"<!DOCTYPE html><html><p>x</p></html>", "网页", ".docx"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页", ".docx"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "XML", ".docx"),
        (b"\x01\x02\x00\x03binary", "二进制", "选对了文件"),
        (b"PK\x03\x04" + bytes(50), "损坏", "重新"),
        (b"%PDF-1.7\n", "PDF 已损坏", "重新"),
    ],
)
def test_other_files_are_named(data: bytes, what: str, remedy: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(Path("来稿.docx"), data=data)
    assert caught.value.message.startswith("来稿.docx：")
    assert what in caught.value.message
    assert remedy in caught.value.remedy
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("OFD.xml", "OFD"),
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
        ("合同/正文.docx", "压缩包"),
    ],
)
def test_zips_without_a_document_are_named(archive: Archive, member: str, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=what):
        read(Path("a.docx"), data=archive({member: "<a/>"}))


def test_files_that_cannot_be_opened(tmp_path: Path, docx: Docx) -> None:
    (tmp_path / "a.docx").write_bytes(docx(BODY))
    assert read(tmp_path / "a.docx").blocks[0].text == WORDS
    for path, words in (
        (tmp_path / "无.docx", "找不到"),
        (tmp_path, "文件夹"),
        (tmp_path / ("长" * 300), "读取文件失败"),
    ):
        with pytest.raises(UnreadableDocument, match=words):
            read(path)


def test_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contractkit.readers.detect.MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text("一二三四五六七八九十", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="超出可读范围"):
        read(tmp_path / "a.txt")


def test_readers_are_loaded_when_needed() -> None:
    code = "import sys, contractkit.readers.detect; print([m for m in ('lxml', 'docx', 'pypdf', 'pypdfium2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
