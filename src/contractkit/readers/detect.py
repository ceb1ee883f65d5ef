"""The one way in for a file: told by its content, given to its reader. Readers are loaded when they are needed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument
from contractkit.readers import foreign
from contractkit.readers.contents import read_bytes, refuse_large
from contractkit.readers.options import ReadingOptions
from contractkit.readers.sniffing import Format, Sample, format_of

DEFAULT = ReadingOptions()

_CHECK_THE_ARCHIVE = "请用 contractkit check 检查这个压缩包，会逐个检查其中的文件；或先解压，再检查其中一个文件。"
_BLANK = b"\x00 \t\r\n\x0b\x0c"


def read(path: Path, *, data: bytes | None = None, options: ReadingOptions = DEFAULT) -> Source:
    """Read a document of any kind that can be read.

    Args:
        path: the file; with `data` only its name counts.
        data: the bytes, where they do not come from a file (a member of a zip).
        options: view of tracked changes, password.

    Raises:
        UnreadableDocument: saying in Chinese what the file is, what is wrong and what to do.
    """
    try:
        return _read(path, read_bytes(path) if data is None else data, options)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path}：{error.message}", remedy=error.remedy, problems=error.problems) from error


def _read(path: Path, data: bytes, options: ReadingOptions) -> Source:
    refuse_large(len(data))
    if not data.strip(_BLANK):
        what = "文件是空的（0 字节）。" if not data else "文件里只有空白。"
        raise UnreadableDocument(what, remedy="可能没有下载或复制完整，请重新获取。")
    sample = Sample(data, unicodedata.normalize("NFKC", path.suffix))
    kind = format_of(sample)
    if kind is not None:
        return _READERS[kind](data, options)
    refused = foreign.refusal(sample)
    if refused is not None:
        raise refused
    return _text(sample)


def _text(sample: Sample) -> Source:
    from contractkit.readers import markdown, plain  # noqa: PLC0415 - loaded when needed

    if sample.suffix in {".md", ".markdown"} or markdown.is_markdown(sample.head):
        return markdown.read_markdown(sample.data)
    return plain.read_text(sample.data)


def _docx(data: bytes, options: ReadingOptions) -> Source:
    from contractkit.readers.word import read_docx  # noqa: PLC0415 - loaded when needed

    return read_docx(data, options.view)


def _flat_docx(data: bytes, options: ReadingOptions) -> Source:
    from contractkit.readers.flat import as_package  # noqa: PLC0415 - loaded when needed

    return _docx(as_package(data), options)


def _legacy(kind: Format) -> Callable[[bytes, ReadingOptions], Source]:
    def converted(data: bytes, options: ReadingOptions) -> Source:
        from contractkit.readers.legacy import read_legacy  # noqa: PLC0415 - loaded when needed

        return read_legacy(data, kind.value, options)

    return converted


def _pdf(data: bytes, options: ReadingOptions) -> Source:
    from contractkit.readers.pdf import read_pdf  # noqa: PLC0415 - loaded when needed

    return read_pdf(data, options)


def _image(data: bytes, _: ReadingOptions) -> Source:
    from contractkit.readers.scan.photo import read_photo  # noqa: PLC0415 - loaded when needed

    return read_photo(data)


def _ofd(data: bytes, options: ReadingOptions) -> Source:
    from contractkit.readers.ofd import read_ofd  # noqa: PLC0415 - loaded when needed

    return read_ofd(data, options)


def _html(data: bytes, _: ReadingOptions) -> Source:
    from contractkit.readers.html import read_html  # noqa: PLC0415 - loaded when needed

    return read_html(data)


def _mhtml(data: bytes, _: ReadingOptions) -> Source:
    from contractkit.readers.html import read_mhtml  # noqa: PLC0415 - loaded when needed

    return read_mhtml(data)


def _archive(_: bytes, __: ReadingOptions) -> Source:
    raise UnreadableDocument("这是压缩包，里面有一个或多个文件。", remedy=_CHECK_THE_ARCHIVE)


_READERS: dict[Format, Callable[[bytes, ReadingOptions], Source]] = {
    Format.DOCX: _docx,
    Format.FLAT_DOCX: _flat_docx,
    Format.DOC: _legacy(Format.DOC),
    Format.WPS: _legacy(Format.WPS),
    Format.RTF: _legacy(Format.RTF),
    Format.ODT: _legacy(Format.ODT),
    Format.PDF: _pdf,
    Format.IMAGE: _image,
    Format.OFD: _ofd,
    Format.HTML: _html,
    Format.MHTML: _mhtml,
    Format.ARCHIVE: _archive,
}
