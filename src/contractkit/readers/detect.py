"""Which reader a file needs: by what it begins with, not by its name. Readers are loaded when they are needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument

MAX_BYTES = 300 * 1024 * 1024

_SAVE_AS_DOCX = "请用 Word 或 WPS 打开后另存为 .docx 再试。"
_NEEDS_OCR = "请向对方索取可编辑的文本，或先用文字识别（OCR）软件转成文字。"
_UNPACK = "请先解压，再逐个检查其中的文件。"
_WRONG_FILE = "请确认选对了文件；支持 .docx、有文字层的 .pdf、.md 和 .txt。"

# The first bytes, what the file is, and what to do. Order matters: the first match counts.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "RTF 文档", _SAVE_AS_DOCX),
    (b"\xff\xd8\xff", "JPEG 图片", _NEEDS_OCR),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片", _NEEDS_OCR),
    (b"GIF8", "GIF 图片", _NEEDS_OCR),
    (b"II*\x00", "TIFF 图片", _NEEDS_OCR),
    (b"MM\x00*", "TIFF 图片", _NEEDS_OCR),
    (b"Rar!\x1a\x07", "RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "gzip 压缩包", _UNPACK),
    (b"\x7fELF", "Linux 程序", _WRONG_FILE),
)
# What a zip holds beside or instead of a Word document.
_ZIP_KINDS: tuple[tuple[str, str, str], ...] = (
    ("ofd.xml", "OFD 版式文件", "请用 OFD 阅读器导出为 Word 或有文字层的 PDF 再试。"),
    ("xl/workbook.xml", "Excel 工作簿", "请把要检查的文字放进 Word 文件再试。"),
    ("xl/workbook.bin", "Excel 工作簿", "请把要检查的文字放进 Word 文件再试。"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿", "请把要检查的文字放进 Word 文件再试。"),
    ("content.xml", "OpenDocument 文档", _SAVE_AS_DOCX),
    ("index/document.iwa", "Pages 文稿", "请在 Pages 中导出为 Word 再试。"),
)
# Names of streams in an OLE file, as its directory writes them.
_OLE_KINDS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "设了打开密码的 Office 文件", "请在 Word、WPS 中打开，取消打开密码后另存为 .docx 再试。"),
    ("WordDocument", "旧版 Word 文档（.doc 或 .wps）", _SAVE_AS_DOCX),
    ("Workbook", "旧版 Excel 工作簿", "请把要检查的文字放进 Word 文件再试。"),
    ("PowerPoint Document", "旧版 PowerPoint 演示文稿", "请把要检查的文字放进 Word 文件再试。"),
    ("__properties_version1.0", "Outlook 邮件", "请先另存其中的附件，再检查附件。"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path, *, data: bytes | None = None, password: str | None = None) -> Source:
    """Read a document of any kind that can be read.

    Args:
        path: the file; with `data` only its name counts.
        data: the bytes, where they do not come from a file (a member of a zip).
        password: for an encrypted PDF.

    Raises:
        UnreadableDocument: saying in Chinese what the file is, what is wrong and what to do.
    """
    try:
        return _read(path, _bytes(path) if data is None else data, password)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path}：{error.message}", remedy=error.remedy, problems=error.problems) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableDocument("这是文件夹，不是文件。", remedy="请指定其中的文件。")
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size // 1024 // 1024
            raise UnreadableDocument(
                f"文件有 {size} MB，超出可读范围。", remedy="请确认选对了文件，或压缩其中的图片后再试。"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument("找不到这个文件。", remedy="请检查路径和文件名。") from error
    except PermissionError as error:
        raise UnreadableDocument("没有权限读取这个文件。", remedy="请检查文件权限，或关闭正在占用它的程序。") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"读取文件失败（{error}）。", remedy="请检查磁盘或网络位置是否可用。") from error


def _read(path: Path, data: bytes, password: str | None) -> Source:
    if not data.strip(b"\x00 \t\r\n"):
        what = "文件是空的（0 字节）。" if not data else "文件里只有空白。"
        raise UnreadableDocument(what, remedy="可能没有下载或复制完整，请重新获取。")
    reader = _reader(data, password)
    if reader is not None:
        return reader(data)
    return _as_text(path, data)


def _reader(data: bytes, password: str | None) -> Callable[[bytes], Source] | None:
    """The reader for a binary format, None for what can only be text."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _for_zip(data)
    if data.startswith(_OLE):
        raise _foreign(*_ole_kind(data))
    if _is_pdf(data):
        from contractkit.readers.pdf import read_pdf  # noqa: PLC0415 - loaded when needed

        return lambda content: read_pdf(content, password)
    for magic, what, remedy in _FOREIGN:
        if data.startswith(magic):
            raise _foreign(what, remedy)
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        raise _foreign("BMP 图片", _NEEDS_OCR)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise _foreign("WebP 图片", _NEEDS_OCR)
    if data[4:8] == b"ftyp":
        raise _foreign("图片或视频（HEIC、MP4 等）", _NEEDS_OCR)
    return None


def _is_pdf(data: bytes) -> bool:
    """PDF begins with its name, or with up to a kilobyte of something else; a text about PDF has no trailer."""
    head = data[:1024]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (
        b"%PDF-" in head and b"startxref" in data[-2048:]
    )


def _for_zip(data: bytes) -> Callable[[bytes], Source]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        message = "文件已损坏或没有下载完整（压缩结构不完整）。"
        raise UnreadableDocument(message, remedy="请重新下载，或向对方重新索取。") from error
    for member, what, remedy in _ZIP_KINDS:
        if member in names:
            raise _foreign(what, remedy)
    if not any(name.startswith("word/") for name in names):
        raise _foreign("压缩包，里面没有 Word 正文" if names else "空的压缩包", _UNPACK if names else _WRONG_FILE)
    from contractkit.readers.word import read_docx  # noqa: PLC0415 - loaded when needed

    return read_docx


def _ole_kind(data: bytes) -> tuple[str, str]:
    for stream, what, remedy in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return what, remedy
    return "旧版 Office 复合文档", _SAVE_AS_DOCX


def _as_text(path: Path, data: bytes) -> Source:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"mime-version:")):
        raise _foreign("网页文件（可能只是改了扩展名）", _SAVE_AS_DOCX)
    if head.startswith((b"<?xml", b"<pkg:package")):
        raise _foreign("XML 文件", _SAVE_AS_DOCX)
    if b"\x00" in data and not data.startswith(_UTF_16):
        raise UnreadableDocument("无法识别的二进制文件。", remedy=_WRONG_FILE)
    from contractkit.readers import plain  # noqa: PLC0415 - loaded when needed

    is_markdown = path.suffix.lower() in {".md", ".markdown"}
    return plain.read_markdown(data) if is_markdown else plain.read_text(data)


def _foreign(what: str, remedy: str) -> UnreadableDocument:
    return UnreadableDocument(f"这是{what}，不能直接读取。", remedy=remedy)
