"""Word → PDF through LibreOffice, where it is installed; and which fonts it had to put in place of others."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from contractkit import office
from contractkit.errors import RenderingError, UsageError
from contractkit.office import Fault, Original, Target, find_office

__all__ = ["convert", "find_office", "fonts_in"]


def convert(documents: Sequence[bytes]) -> tuple[bytes, ...]:
    """The given .docx files as PDF files, all in one call; nothing is left on disk.

    Raises:
        UsageError: LibreOffice is not installed.
        RenderingError: it did not start, ran too long or made no file.
    """
    if (program := find_office()) is None:
        raise UsageError(
            "没有找到 LibreOffice，不能生成 PDF", remedy="安装 LibreOffice 后重试，或者去掉 --pdf 用 Word 另存。"
        )
    made = office.convert([Original(data, "docx") for data in documents], Target.PDF, program)
    if faults := [entry for entry in made if isinstance(entry, Fault)]:
        raise _failed(faults, program)
    return tuple(entry for entry in made if isinstance(entry, bytes))


def _failed(faults: Sequence[Fault], program: str) -> RenderingError:
    if Fault.UNSTARTED in faults:
        return RenderingError("LibreOffice 不能启动", remedy=f"检查 {program}，以及临时文件夹是否可写、磁盘是否已满。")
    if Fault.STALLED in faults:
        message = f"LibreOffice {round(office.SECONDS)}秒内没有完成一份文件"
        return RenderingError(message, remedy="关闭其他占用电脑的程序后重试，或去掉 --pdf 用 Word 另存。")
    return RenderingError(
        f"LibreOffice 有{len(faults)}个文件没有转成 PDF", remedy="去掉 --pdf 生成 Word 文件，用 Word 另存为 PDF。"
    )


def fonts_in(pdf: bytes) -> tuple[str, ...]:
    """The fonts a PDF really uses, without the subset prefix; those in place of missing ones among them."""
    names: set[str] = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        names.update(str(font.get_object().get("/BaseFont", "")).lstrip("/") for font in fonts.values())
    return tuple(sorted({name.split("+", 1)[-1] for name in names if name}))
