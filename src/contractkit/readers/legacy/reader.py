"""A file of an older or other word processor as a Source, by way of .docx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from contractkit import office
from contractkit.core.document.tree import Loss, Source
from contractkit.errors import UnreadableDocument
from contractkit.office import Fault, Original, Target, find_office, how_to_install
from contractkit.readers import progress
from contractkit.readers.legacy.originals import has_macros, is_left_open, original
from contractkit.readers.options import ReadingOptions
from contractkit.readers.word import read_docx

_SAVE_AS: Final = "用 Word、WPS 打开后另存为 .docx 再试。"
_NAMES: Final = {
    "doc": "旧版 Word 文档（.doc）",
    "wps": "WPS 文字（.wps）",
    "rtf": "RTF 文档",
    "odt": "OpenDocument 文档（.odt）",
}
_CONVERTED: Final = Loss(
    "格式转换",
    1,
    "文件先由 LibreOffice 转换为 .docx 再读取：自动编号以转换结果为准，批注审查意见只能写在转换后的 .docx 上。",
)
_OPEN: Final = Loss(
    "文件末尾", 1, "RTF 文件的结构没有闭合，可能没有下载完整，末尾的内容可能缺失，请核对。", withholds=True
)
_MACROS: Final = Loss("宏", 1, "文件带有宏，没有运行，也没有审查。")


def available() -> bool:
    """Whether this machine can convert at all."""
    return find_office() is not None


def read_legacy(data: bytes, format: str, options: ReadingOptions) -> Source:  # noqa: A002 - the word of `Source`
    """Read a file through LibreOffice and the Word reader; blocks have no anchors, as they stand in a copy.

    Args:
        data: the file.
        format: `doc`, `wps`, `rtf`, `odt`.
        options: the view of tracked changes, which the conversion keeps.

    Raises:
        UnreadableDocument: LibreOffice is absent or fails; the file is damaged, encrypted or another kind.
    """
    (made,) = convert([(data, format)])
    if isinstance(made, UnreadableDocument):
        raise made
    return read_converted(made, data, format, options)


def read_converted(docx: bytes, data: bytes, format: str, options: ReadingOptions) -> Source:  # noqa: A002 - as above
    """Read what `convert` made of a file; for many files converted in one call."""
    source = read_docx(docx, options.view)
    blocks = tuple(replace(block, anchor=None) for block in source.blocks)
    own = [_MACROS] * has_macros(data, format) + [_OPEN] * is_left_open(data, format)
    losses = (*source.losses, *own, _CONVERTED)
    return replace(source, format=format, blocks=blocks, losses=losses)


def convert(files: Sequence[tuple[bytes, str]]) -> list[bytes | UnreadableDocument]:
    """The files as .docx, all in one call of LibreOffice, which is some five times cheaper than one call each.

    Args:
        files: content and format (`doc`, `wps`, `rtf`, `odt`).

    Returns:
        For each file a .docx, or why there is none.
    """
    program = find_office()
    given = [_checked(data, kind, has_office=program is not None) for data, kind in files]
    sound = [entry for entry in given if isinstance(entry, Original)]

    def heard(done: int) -> None:
        progress.tell(done, len(sound))

    made = iter(office.convert(sound, Target.DOCX, program, heard=heard) if program is not None and sound else ())
    return [
        entry if isinstance(entry, UnreadableDocument) else _result(next(made), kind)
        for entry, (_, kind) in zip(given, files, strict=True)
    ]


def _checked(data: bytes, kind: str, *, has_office: bool) -> Original | UnreadableDocument:
    try:
        given = original(data, kind)
    except UnreadableDocument as error:
        return error
    if not has_office:
        message = f"读取{_NAMES[kind]}需要 LibreOffice，这台电脑上没有找到。"
        return UnreadableDocument(message, remedy=f"{how_to_install()}，或{_SAVE_AS}")
    return given


def _result(made: bytes | Fault, kind: str) -> bytes | UnreadableDocument:
    if isinstance(made, bytes):
        return made
    if made is Fault.UNSTARTED:
        message = "LibreOffice 不能启动，没有转换。"
        return UnreadableDocument(message, remedy=f"请检查 LibreOffice 能否打开、临时文件夹是否可写，或{_SAVE_AS}")
    if made is Fault.STALLED:
        message = f"LibreOffice 在 {round(office.SECONDS)} 秒内没有转换完{_NAMES[kind]}，已中止。"
        return UnreadableDocument(message, remedy=f"请{_SAVE_AS}")
    message = f"LibreOffice 没能转换{_NAMES[kind]}，文件可能已损坏。"
    return UnreadableDocument(message, remedy=f"请{_SAVE_AS}")
