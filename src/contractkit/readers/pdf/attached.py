"""What a PDF holds beside the words printed on its pages: annotations, form fields, files, scripts."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from contractkit.readers.pdf.layout import Box, Span

_NOT_COUNTED = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_TICKED = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_WORDLESS = frozenset({pdfium.FPDF_FORMFIELD_PUSHBUTTON, pdfium.FPDF_FORMFIELD_SIGNATURE})
_HIDDEN = 2 | 32  # the flags Hidden and NoView
_MAX_LENGTH = 1_000_000
_MAX_ANNOTATIONS = 20_000
_MAX_FILES = 1000


@dataclass(slots=True)
class Field:
    """What is filled into a form, and the rectangle it stands in."""

    words: str
    box: Box


@dataclass(slots=True)
class Attached:
    """All of it, over the pages of a document.

    Attributes:
        annotations: how many notes, marks and stamps.
        words: what they say, where they say something.
        filled: how many form fields hold words, which are read in place.
        unseen: the words of fields that are not shown.
        files: names of the files inside.
    """

    annotations: int = 0
    words: list[str] = field(default_factory=list)
    filled: int = 0
    unseen: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def fields_of(page: Any, form: Any, attached: Attached) -> list[Field]:
    """The filled-in fields of a PDFium page; everything else is added to `attached`.

    Args:
        page: as PDFium opened it.
        form: the document's form, as PDFium opened it, or None.
        attached: what is found so far.
    """
    found: list[Field] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                found.extend(_filled(annotation, form, attached))
            elif kind not in _NOT_COUNTED:
                attached.annotations += 1
                attached.words.extend(filter(None, [_string(annotation, b"Contents").strip()]))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _filled(annotation: Any, form: Any, attached: Attached) -> Iterator[Field]:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation) if form else -1
    if kind in _WORDLESS:
        return
    if kind in _TICKED:
        words = "☑" if pdfium.FPDFAnnot_IsChecked(form, annotation) else "☐"
    else:
        words = (_value(annotation, form) if form else "") or _string(annotation, b"V")
    box = pdfium.FS_RECTF()
    if not words.strip() or not pdfium.FPDFAnnot_GetRect(annotation, box):
        return
    if pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        attached.unseen.append(words.strip())
        return
    attached.filled += kind not in _TICKED
    yield Field(words, Box(box.left, box.bottom, box.right, box.top))


def _value(annotation: Any, form: Any) -> str:
    length = pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, None, 0)
    buffer = (ctypes.c_ushort * (min(length, _MAX_LENGTH) // 2 + 1))()
    pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, ctypes.sizeof(buffer))
    return _decoded(buffer)


def _string(annotation: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (min(length, _MAX_LENGTH) // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, ctypes.sizeof(buffer))
    return _decoded(buffer)


def _decoded(buffer: Any) -> str:
    return bytes(buffer).decode("utf-16-le", "replace").split("\x00", 1)[0]


def spans_with(fields: Sequence[Field], spans: Sequence[Span]) -> list[Span]:
    """The words of a page with those of its fields in between, each behind what is printed before it on its line.

    Places of both count from the lower left corner of the upright page.
    """
    found = list(spans)
    for one in fields:
        box = one.box
        lines = one.words.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
        beside = [at for at, span in enumerate(found) if box.bottom - 2 < span.base < box.top]
        before = [at for at in beside if found[at].left <= box.left]
        size = found[beside[0]].size if beside else min(max(box.top - box.bottom, 6.0) / 1.5, 12.0)
        base = found[before[-1] if before else beside[0]].base if beside else box.top - 1.2 * size
        at = before[-1] + 1 if before else beside[0] if beside else len(found)
        pitch = max((box.top - box.bottom) / max(len(lines), 1), 1.0)
        found[at:at] = [
            Span(line.strip(), box.left, min(box.left + len(line) * size, box.right), base - number * pitch, size, size)
            for number, line in enumerate(lines)
            if line.strip()
        ]
    return found


def files_in(document: Any) -> list[str]:
    """Names of the files that the document holds."""
    count = min(max(pdfium.FPDFDoc_GetAttachmentCount(document.raw), 0), _MAX_FILES)
    names = []
    for index in range(count):
        try:
            names.append(_readable(document.get_attachment(index).get_name().strip()))
        except (pypdfium2.PdfiumError, UnicodeError):
            names.append("")
    return names


def _readable(name: str) -> str:
    """Some programs write names as bytes of UTF-16, which PDFium gives back one by one."""
    return name.encode("latin-1").decode("utf-16", "replace") if name.startswith("\xfe\xff") else name


def has_scripts(document: Any, data: bytes) -> bool:
    """Whether there are scripts in the file, which are never run."""
    return pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or b"/JavaScript" in data
