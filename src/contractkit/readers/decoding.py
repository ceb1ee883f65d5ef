"""Bytes of a text file to its characters."""

from __future__ import annotations

import codecs
import re

from contractkit.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = re.compile("[的一是和为為有在方之与與及应應本以乙甲数數据據第条條]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ue000-\uf8ff\ufffd]")
_REMEDY = "请用原软件打开，另存为 UTF-8 编码的文本文件，或者直接提供 Word 文件。"


def decode(data: bytes) -> str:
    """The characters of `data`: UTF-8, UTF-16, GB18030 or Big5, whichever fits.

    Raises:
        UnreadableDocument: none fits, or there are no words.
    """
    text = _decoded(data)
    if not text.strip():
        raise UnreadableDocument("文件里没有文字。", remedy="请确认交来的是否为完整的文件。")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    encodings = ("utf-16-le", "utf-16-be", "utf-8") if b"\0" in data else ("utf-8", "gb18030", "big5hkscs")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text, is_certain=encoding == "utf-8"):
            return text
    raise UnreadableDocument("认不出这个文本文件的编码，内容没有读取。", remedy=_REMEDY)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"文件自称是 {encoding.removesuffix('-sig').upper()} 编码，但第 {error.start + 1} 个字节不是，内容没有读取。"
        raise UnreadableDocument(message, remedy=_REMEDY) from error


def _is_plausible(text: str, *, is_certain: bool) -> bool:
    """Whether the characters look like a document: legacy encodings decode almost any bytes to something."""
    if len(_STRANGE.findall(text)) * 100 > len(text):
        return False
    han = len(_HAN.findall(text))
    return is_certain or not han or len(_COMMON.findall(text)) * 40 >= han
