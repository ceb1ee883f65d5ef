"""What a file is, told by its content; files without a reader are named with what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from contractkit.readers import ole
from contractkit.readers.foreign import refusal
from contractkit.readers.sniffing import Format, Sample, format_of

MHT = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"\r\n\r\n'
WORD_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
)
FLAT = (
    b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    b'<pkg:part pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.x"/>'
)
SECTOR = 512


def compound(names: list[str], *, inside: tuple[str, ...] = (), flags: int = 0) -> bytes:
    """An OLE file with streams of those names at its top, and others in a storage below the first.

    The stream WordDocument begins with the information block of Word 97, with `flags`.
    """
    entries = [("Root Entry", 5, 0xFFFFFFFF, 1, 0)]
    first_inner = 1 + len(names)
    for at, name in enumerate(names, start=1):
        right = at + 1 if at < len(names) else 0xFFFFFFFF
        child = first_inner if inside and at == 1 else 0xFFFFFFFF
        entries.append((name, 2, right, child, 3 if name == "WordDocument" else 0xFFFFFFFE))
    for at, name in enumerate(inside):
        right = first_inner + at + 1 if at + 1 < len(inside) else 0xFFFFFFFF
        entries.append((name, 2, right, 0xFFFFFFFF, 0xFFFFFFFE))
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, 0)
        for name, kind, right, child, start in entries
    ).ljust(2 * SECTOR, b"\0")
    table = struct.pack("<4I", 0xFFFFFFFD, 2, 0xFFFFFFFE, 0xFFFFFFFE).ljust(SECTOR, b"\xff")
    head = ole.MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIII", 1, 1, 0, 4096) + struct.pack("<IIIII", 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    head = head[:76].ljust(76, b"\0") + struct.pack("<I", 0) + b"\xff" * (108 * 4)
    word = (struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags)).ljust(SECTOR, b"\0")
    return head + table + directory + word


def zipped(*names: str, first: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "<a/>")
    return stream.getvalue()


def holding(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


CONTENT = b'<?xml version="1.0"?>\n<office:document-content xmlns:office="x"><office:body/></office:document-content>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), Format.DOCX),
        (zipped("OFD.xml", "Doc_0/Document.xml"), Format.OFD),
        (zipped("content.xml", first=b"application/vnd.oasis.opendocument.text"), Format.ODT),
        (zipped("word/合同.docx", "附件.txt"), Format.ARCHIVE),
        (zipped("content.xml", "合同.docx"), Format.ARCHIVE),
        (zipped("META-INF/manifest.xml", "合同.docx"), Format.ARCHIVE),
        (holding("content.xml", CONTENT), Format.ODT),
        (compound(["WordDocument", "1Table"]), Format.DOC),
        (compound(["WordDocument", "WpsCustomData"]), Format.WPS),
        (compound(["CONTENTS", "MatOST"]), Format.WPS),
        (b"{\\rtf1\\ansi}", Format.RTF),
        (b"\xef\xbb\xbf{\\rtf1}", Format.RTF),
        (b"%PDF-1.7", Format.PDF),
        (b"\xff\xd8\xff\xe0" + bytes(20), Format.IMAGE),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), Format.IMAGE),
        (b"GIF89a" + bytes(20), Format.IMAGE),
        (b"II*\x00" + bytes(20), Format.IMAGE),
        (b"MM\x00*" + bytes(20), Format.IMAGE),
        (b"BM\x00\x00\x00\x00" + bytes(20), Format.IMAGE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Format.IMAGE),
        (MHT, Format.MHTML),
        (b"From: <Saved by Blink>\r\nSubject: x\r\n" + MHT, Format.MHTML),
        (b"<!DOCTYPE html><p>x", Format.HTML),
        ("\ufeff\n<!-- saved from url -->\n<HTML><p>x".encode(), Format.HTML),
        ("<html xmlns:o=x>".encode("utf-16"), Format.HTML),
        ("\ufeff<html xmlns:o=x>".encode("utf-32-be"), Format.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>', Format.HTML),
        ("<table><tr><td>甲".encode("gb18030"), Format.HTML),
        (
            WORD_2003,
            Format.DOC,
        ),
        (
            FLAT,
            Format.FLAT_DOCX,
        ),
        (
            b'<office:document xmlns:office="x" office:mimetype="application/vnd.oasis.opendocument.text">',
            Format.ODT,
        ),
    ],
)
def test_formats_with_a_reader(data: bytes, kind: Format) -> None:
    assert format_of(Sample(data)) is kind


def test_a_broken_member_is_no_open_document() -> None:
    data = bytearray(holding("content.xml", CONTENT))
    at = data.index(b"content.xml") + len(b"content.xml")
    data[at : at + 20] = b"\xff" * 20
    assert format_of(Sample(bytes(data))) is Format.ARCHIVE


def test_the_name_decides_between_kinds_of_text_only() -> None:
    fragment = "<div align=center>\n\n# 协议\n".encode()
    assert format_of(Sample(fragment, ".txt")) is Format.HTML
    assert format_of(Sample(fragment, ".MD")) is None
    assert format_of(Sample(compound(["WordDocument"]), ".wps")) is Format.WPS
    assert format_of(Sample(b"%PDF-1.7", ".docx")) is Format.PDF


@pytest.mark.parametrize(
    "text", ["# 协议", "<甲方>：某局", "甲方 <html>", "PK 竞赛", "{甲方}", "From: 甲方", "BM 型号", "GIF 图片说明"]
)
def test_plain_text_is_nothing_else(text: str) -> None:
    for encoding in ("utf-8", "utf-16", "gb18030"):
        sample = Sample(text.encode(encoding))
        assert format_of(sample) is None
        assert refusal(sample) is None


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (compound(["EncryptedPackage", "EncryptionInfo"]), "打开密码", "--password 只能打开加密的 PDF"),
        (compound(["WordDocument"], flags=0x0100), "打开密码", "取消打开密码"),
        (compound(["Workbook"], inside=("WordDocument",)), "旧版 Excel", "Word 文件"),
        (compound(["PowerPoint Document"]), "PowerPoint", "Word 文件"),
        (compound(["__properties_version1.0"], inside=("WordDocument",)), "Outlook", "附件"),
        (compound(["别的"]), "复合文档", ".docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel", "Word 文件"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint", "Word 文件"),
        (zipped("[Content_Types].xml", "other.xml"), "没有 Word 正文", "选对了文件"),
        (zipped("content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument 表格", "Word"),
        (zipped("Index/Document.iwa"), "Pages", "导出为 Word"),
        (zipped(), "空的压缩包", "选对了文件"),
        (b"Rar!\x1a\x07\x01\x00", "RAR", "解压"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(9), "7z", "解压"),
        (b"\x1f\x8b\x08" + bytes(9), "gzip", "解压"),
        (bytes(257) + b"ustar" + bytes(250), "tar", "解压"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "HEIC", ".jpg"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(20), "视频", "选对了文件"),
        (b"MZ\x90\x00" + bytes(64), "Windows 程序", "选对了文件"),
        (b"\x7fELF" + bytes(20), "Linux 程序", "选对了文件"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(20), "快捷方式", "原文件"),
        (b"[InternetShortcut]\r\nURL=https://example.com", "网址快捷方式", "另存为网页"),
        (b"From: a\r\nTo: b\r\nSubject: x\r\n" + MHT, "邮件", "附件"),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook>", "Excel 2003", "Word 文件"),
        (b"<?xml version='1.0'?><svg>", "SVG", ".jpg"),
        (b"<?xml version='1.0'?><data/>", "XML", ".docx"),
    ],
)
def test_files_without_a_reader_are_named(data: bytes, what: str, remedy: str) -> None:
    sample = Sample(data)
    assert format_of(sample) is None
    error = refusal(sample)
    assert error is not None
    assert what in error.message
    assert remedy in error.remedy


def test_a_damaged_directory_still_tells_the_kind() -> None:
    data = ole.MAGIC + bytes(600) + "WordDocument".encode("utf-16-le")
    assert ole.streams(data) == {"WordDocument"}
    assert not ole.is_locked_word(data)
    assert ole.streams(b"other") == frozenset()


@pytest.mark.parametrize("cut", [8, 40, 500, 600, 1200])
def test_a_cut_compound_file_raises_nothing(cut: int) -> None:
    assert ole.streams(compound(["WordDocument"])[:cut]) <= {"WordDocument"}


def test_word_package(docx: Callable[..., bytes]) -> None:
    assert format_of(Sample(docx("<w:p/>"))) is Format.DOCX
