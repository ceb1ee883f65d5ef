"""Files that have no reader: what they are called and what to do with them, in Chinese."""

from __future__ import annotations

from contractkit.errors import UnreadableDocument
from contractkit.readers import ole
from contractkit.readers.sniffing import Sample

_INTO_WORD = "请把要检查的文字放进 Word 文件再试。"
_INTO_JPEG = "请在手机或电脑上另存（导出）为 .jpg 或 .png 再试。"
_SAVE_AS_DOCX = "请用原来的软件打开，另存为 .docx 再试。"
_PRINT_TO_PDF = "请用原来的软件打开，导出为有文字层的 PDF 再试。"
_UNPACK = "请先解压，再检查其中的文件或文件夹（.zip 可以直接检查）。"
_ATTACHMENTS = "请先另存其中的附件，再检查附件。"
_ORIGINAL = "请找到它指向的原文件，检查原文件。"
WRONG_FILE = "请确认选对了文件；能读的格式见 contractkit doctor。"
_UNLOCK = "请在 Word、WPS 中打开，取消打开密码后另存为 .docx 再试；--password 只能打开加密的 PDF，不能打开加密的 Office 文件。"
_DAMAGED = "请重新下载，或向对方重新索取。"

# The first bytes, what the file is, and what to do. Order matters: the first match counts.
_MAGICS: tuple[tuple[bytes, str, str], ...] = (
    (b"Rar!\x1a\x07", "RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "gzip 压缩包", _UNPACK),
    (b"BZh", "bzip2 压缩包", _UNPACK),
    (b"\xfd7zXZ\x00", "xz 压缩包", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包", _UNPACK),
    (b"MSCF\x00\x00\x00\x00", "CAB 压缩包", _UNPACK),
    (b"\x7fELF", "Linux 程序", WRONG_FILE),
    (b"\xcf\xfa\xed\xfe", "macOS 程序", WRONG_FILE),
    (b"\xca\xfe\xba\xbe", "程序", WRONG_FILE),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "快捷方式", _ORIGINAL),
    (b"SQLite format 3\x00", "SQLite 数据库", _INTO_WORD),
    (b"\x00\x01\x00\x00Standard ", "Access 数据库", _INTO_WORD),
    (b"%!PS", "PostScript 文件", _PRINT_TO_PDF),
    (b"8BPS", "Photoshop 图片", _INTO_JPEG),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000 图片", _INTO_JPEG),
    (b"\xd7\xcd\xc6\x9a", "WMF 图片", _INTO_JPEG),
    (b"\x01\x00\x00\x00\x6c\x00\x00\x00", "EMF 图片", _INTO_JPEG),
    (b"AC10", "AutoCAD 图纸", _PRINT_TO_PDF),
    (b"Founder CEB", "CEB 版式文件", "请用方正 Apabi Reader 打开，打印为有文字层的 PDF 再试。"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "OneNote 笔记", _INTO_WORD),
    (b"!BDN", "Outlook 数据文件", _ATTACHMENTS),
    (b"ID3", "音频", WRONG_FILE),
    (b"\x1aE\xdf\xa3", "视频", WRONG_FILE),
    (b"\x00\x00\x01\x00", "图标文件", WRONG_FILE),
)
# What a zip holds instead of a document that has a reader.
_PACKAGES: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "Excel 工作簿", _INTO_WORD),
    ("xl/workbook.bin", "Excel 工作簿", _INTO_WORD),
    ("ppt/presentation.xml", "PowerPoint 演示文稿", _INTO_WORD),
    ("visio/document.xml", "Visio 图", _PRINT_TO_PDF),
    ("fixeddocseq.fdseq", "XPS 版式文件", _PRINT_TO_PDF),
    ("fixeddocumentsequence.fdseq", "XPS 版式文件", _PRINT_TO_PDF),
    ("index/document.iwa", "Pages、Numbers 或 Keynote 文稿", "请在原来的软件中导出为 Word 再试。"),
    ("meta-inf/container.xml", "EPUB 电子书", _SAVE_AS_DOCX),
    ("androidmanifest.xml", "安卓安装包", WRONG_FILE),
    ("content.xml", "OpenDocument 表格或演示文稿", _INTO_WORD),
    ("meta-inf/manifest.mf", "Java 程序", WRONG_FILE),
)
# Streams at the top of an OLE file.
_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "设了打开密码的 Office 文件", _UNLOCK),
    ("WordDocument", "设了打开密码的旧版 Word 文档", _UNLOCK),  # one without a password has a reader
    ("Workbook", "旧版 Excel 工作簿", _INTO_WORD),
    ("Book", "旧版 Excel 工作簿", _INTO_WORD),
    ("PowerPoint Document", "旧版 PowerPoint 演示文稿", _INTO_WORD),
    ("__properties_version1.0", "Outlook 邮件", _ATTACHMENTS),
    ("VisioDocument", "Visio 图", _PRINT_TO_PDF),
)
# The beginning of a text that is no document.
_ELEMENTS: tuple[tuple[str, str, str], ...] = (
    ("<workbook", "Excel 2003 XML 表格", _INTO_WORD),
    ("<svg", "SVG 图片", _INTO_JPEG),
    ("<pkg:package", "Office XML 文件，里面没有 Word 正文", _SAVE_AS_DOCX),
    ("<office:document", "OpenDocument 表格或演示文稿", _INTO_WORD),
)


def refusal(sample: Sample) -> UnreadableDocument | None:
    """Why a file has no reader and what to do; None where it can only be plain text."""
    known = _zip(sample) or _ole(sample) or _by_magic(sample) or _text(sample)
    if known is None:
        return None
    what, remedy = known
    return UnreadableDocument(f"这是{what}，不能直接读取。", remedy=remedy)


def _zip(sample: Sample) -> tuple[str, str] | None:
    if not sample.is_zip:
        return None
    if sample.members is None:
        raise UnreadableDocument("文件已损坏或没有下载完整（压缩结构不完整）。", remedy=_DAMAGED)
    for member, what, remedy in _PACKAGES:
        if member in sample.members:
            return what, remedy
    if not sample.members:
        return "空的压缩包", WRONG_FILE
    if "[content_types].xml" in sample.members:
        return "Office 文件，里面没有 Word 正文", WRONG_FILE
    return "压缩包，里面没有 Word 正文", _UNPACK


def _ole(sample: Sample) -> tuple[str, str] | None:
    if not sample.data.startswith(ole.MAGIC):
        return None
    for stream, what, remedy in _STREAMS:
        if stream in sample.streams:
            return what, remedy
    return "旧版 Office 复合文档", _SAVE_AS_DOCX


def _by_magic(sample: Sample) -> tuple[str, str] | None:
    data = sample.data
    for magic, what, remedy in _MAGICS:
        if data.startswith(magic):
            return what, remedy
    if data[4:8] == b"ftyp":
        is_photo = data[8:12] in {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
        return ("HEIC 照片", _INTO_JPEG) if is_photo else ("视频或音频（MP4 等）", WRONG_FILE)
    if data.startswith(b"MZ") and b"\x00" in data[:64]:
        return "Windows 程序", WRONG_FILE
    return ("tar 压缩包", _UNPACK) if data[257:262] == b"ustar" else None


def _text(sample: Sample) -> tuple[str, str] | None:
    if sample.is_mail:
        return "邮件", _ATTACHMENTS
    if sample.head.startswith("[internetshortcut]"):
        return "网址快捷方式", "请在浏览器中打开，另存为网页（.html、.mhtml）或 PDF 再试。"
    for element, what, remedy in _ELEMENTS:
        if sample.element.startswith(element):
            return what, remedy
    return ("XML 文件", _SAVE_AS_DOCX) if sample.head.startswith("<?xml") else None
