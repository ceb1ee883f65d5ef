"""What LibreOffice is given: only files that are what they claim to be; from others it makes pages of nonsense."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from contractkit.errors import UnreadableDocument
from contractkit.office import Original
from contractkit.readers import ole
from contractkit.readers.opening import first_element, opening

_MAX_MEMBERS = 20_000
_MAX_BYTES = 400 * 1024 * 1024
_MAX_PART = 100 * 1024 * 1024
_SUSPICIOUS = "正常的文件不会这样；请勿打开，核实来源后向对方重新索取。"
_DAMAGED = "请向对方重新索取，或用原来的软件打开后另存为 .docx 再试。"
_UNLOCK = "请在原来的软件中打开，取消打开密码后另存为 .docx 再试。"
_INPUT_FIELD = re.compile(rb"</?text:text-input\b[^>]*>")
# First words of the information block of Word 97 and later, and of Word 6 and 95.
_WORD = (0xA5EC, 0xA5DC)
_ESCAPED = re.compile(rb"\\[\\{}]")
_FREE = 0xFFFFFFFF
_SHORT = 64  # bytes at which a short stream may begin


def original(data: bytes, kind: str) -> Original:
    """The file as LibreOffice takes it.

    Args:
        data: the file.
        kind: `doc`, `wps`, `rtf`, `odt`.

    Raises:
        UnreadableDocument: for a file of another kind, an encrypted one, a zip bomb.
    """
    if kind == "rtf":
        return _rtf(data)
    if kind == "odt":
        return _odt(data)
    return _doc(data, kind)


def has_macros(data: bytes, kind: str) -> bool:
    """Whether the file brings programs of its own; they are never run."""
    if kind in {"doc", "wps"}:
        return bool(ole.streams(data) & {"Macros", "_VBA_PROJECT_CUR"})
    if kind == "odt" and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith(("Scripts/", "Basic/")) and name.count("/") > 1 for name in archive.namelist())
    return False


def is_left_open(data: bytes, kind: str) -> bool:
    """Whether an RTF file opens more groups than it closes: its end may be missing, which nobody tells."""
    if kind != "rtf" or b"\\bin" in data:
        return False
    bare = _ESCAPED.sub(b"", data)
    return bare.count(b"{") > bare.count(b"}")


def _rtf(data: bytes) -> Original:
    if not opening(data).startswith("{\\rt"):
        raise UnreadableDocument("文件开头不是 RTF，可能已损坏。", remedy=_DAMAGED)
    return Original(data, "rtf")


def _doc(data: bytes, kind: str) -> Original:
    names = ole.streams(data)
    if "EncryptedPackage" in names or ole.is_locked_word(data):
        raise UnreadableDocument("文件设了打开密码，没有密码读不出内容。", remedy=_UNLOCK)
    if names and _is_cut_off(data):
        raise UnreadableDocument("文件没有下载或复制完整，后面的内容缺失。", remedy=_DAMAGED)
    if "WordDocument" in names:
        if not _has_word_text(data):
            raise UnreadableDocument("旧版 Word 文件已损坏，找不到正文。", remedy=_DAMAGED)
        return Original(data, "doc")  # WPS Writer writes the same format under another name
    if "MN0" in names or {"CONTENTS", "MatOST"} <= names:
        return Original(data, "wps")  # Microsoft Works
    if first_element(opening(data)).startswith("<"):
        return Original(data, "xml")  # Word 2003 XML
    what = "WPS 文字" if kind == "wps" else "旧版 Word"
    raise UnreadableDocument(f"文件里没有{what}的正文，可能已损坏或是别的格式。", remedy=_DAMAGED)


def _has_word_text(data: bytes) -> bool:
    """Whether an information block stands where a stream may begin: streams of few bytes share sectors."""
    starts = tuple(struct.pack("<H", word) for word in _WORD)
    return any(data.startswith(starts, at) for at in range(_SHORT, len(data), _SHORT))


def _is_cut_off(data: bytes) -> bool:
    """Whether sectors that the file's own table says are in use lie behind its end.

    LibreOffice reads what there is and says nothing. The table of a file over some 7 MB is looked at in part.
    """
    try:
        (shift,) = struct.unpack_from("<H", data, 30)
        size = 1 << min(shift, 12)
        used = 0
        for number, sector in enumerate(struct.unpack_from("<109I", data, 76)):
            if sector < _FREE - 4:
                table = struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
                last = max((at for at, following in enumerate(table) if following != _FREE), default=-1)
                used = max(used, number * len(table) + last + 1)
    except struct.error:
        return True
    return bool(used * size >= len(data))


def _odt(data: bytes) -> Original:
    if not data.startswith(b"PK"):
        if "opendocument.text" not in first_element(opening(data)):
            raise UnreadableDocument("文件不是 OpenDocument 文档，可能已损坏。", remedy=_DAMAGED)
        return Original(_INPUT_FIELD.sub(b"", data), "fodt")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive)
            if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
                "META-INF/manifest.xml"
            ):
                raise UnreadableDocument("文件设了打开密码，没有密码读不出内容。", remedy=_UNLOCK)
            content = archive.read("content.xml")
            return Original(_without_input_fields(archive) if _INPUT_FIELD.search(content) else data, "odt")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError) as error:
        raise UnreadableDocument("文件已损坏或没有下载完整，无法打开。", remedy=_DAMAGED) from error


def _without_input_fields(archive: zipfile.ZipFile) -> bytes:
    """The package with what stands in input fields as plain text: LibreOffice writes it to .docx four times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in archive.infolist():
            content = archive.read(member)
            is_text = member.filename in {"content.xml", "styles.xml"}
            copy.writestr(member, _INPUT_FIELD.sub(b"", content) if is_text else content)
    return stream.getvalue()


def _check_sizes(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    largest = max((member.file_size for member in members), default=0)
    total = sum(member.file_size for member in members)
    if len(members) > _MAX_MEMBERS or largest > _MAX_PART or total > _MAX_BYTES:
        size = total // 1024 // 1024
        message = f"文件内部有 {len(members)} 个部分，解压后达 {size} MB，超出可读范围。"
        raise UnreadableDocument(message, remedy=_SUSPICIOUS)
