"""What a PDF holds besides its text layer, and pages without one."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from contractkit.core.document.tree import Loss

_NOT_COUNTED = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_PICTURE_SHARE = 0.02
_EMPTY_VALUE = 2
_NO_WIDTH = 0.01
_NOTES = {
    "批注": "PDF 中的批注、标记和图章不是文本内容，不计入正文。",
    "表单域": "填写在表单域里的内容没有读取；请在 PDF 阅读器中打印为新的 PDF 后再审。",
    "嵌入文件": "PDF 附带的文件没有读取，请另行审查。",
    "图片": "图片中的文字没有读取；如图片里有条款、表格或签章，请人工核对。",
}


def of_pages(blank: list[int], garbled: list[int], lacking: Mapping[int, int]) -> tuple[Loss, ...]:
    """Pages that were not read, by number, and pages that lack so many letters and digits."""
    found = []
    if blank:
        note = f"第 {_listed(blank)} 页没有文字层（可能是扫描件或图片），没有读取，请人工核对。"
        found.append(Loss("无文字页", len(blank), note, withholds=True))
    if garbled:
        note = f"第 {_listed(garbled)} 页的文字层是乱码，没有读取，请人工核对。"
        found.append(Loss("乱码页", len(garbled), note, withholds=True))
    if lacking:
        note = f"第 {_listed(list(lacking))} 页的字体没有嵌入文件，有些数字或字母没有读出，请人工核对其中的编号、期限和金额。"
        found.append(Loss("未读出的字符", sum(lacking.values()), note))
    return tuple(found)


def of_document(document: Any) -> tuple[Loss, ...]:
    """Annotations, filled-in form fields, pictures within text, attached files."""
    counts: Counter[str] = Counter()
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            continue
        try:
            counts.update(_annotations(page))
            shares = [share for share in _picture_shares(page) if share >= _PICTURE_SHARE]
            counts["图片"] += sum(share <= 0.5 for share in shares)
        finally:
            page.close()
    counts["嵌入文件"] = document.count_attachments()
    return tuple(Loss(what, counts[what], note) for what, note in _NOTES.items() if counts[what])


def picture_share(page: Any) -> float:
    """The share of a page that its largest picture covers."""
    return max(_picture_shares(page), default=0.0)


def _picture_shares(page: Any) -> Iterator[float]:
    width, height = page.get_size()
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(item, *sides):
            left, bottom, right, top = (side.value for side in sides)
            yield (right - left) * (top - bottom) / max(width * height, 1)


def may_lack_characters(page: Any) -> bool:
    """Whether PDFium may have passed over single characters: those of fonts not in the file have no width to it."""
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        is_flat = not pdfium.FPDFPageObj_GetBounds(item, *sides) or sides[2].value - sides[0].value < _NO_WIDTH
        if is_flat and pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)) == 0:
            return True
    return False


def _annotations(page: Any) -> Iterator[str]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            if pdfium.FPDFAnnot_GetStringValue(annotation, b"V", None, 0) > _EMPTY_VALUE:
                yield "表单域"
        elif kind not in _NOT_COUNTED:
            yield "批注"
        pdfium.FPDFPage_CloseAnnot(annotation)


def _listed(numbers: list[int]) -> str:
    """1、3—5: runs of pages in short."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)
