"""Functions of PDFium with plain addresses for handles: pages have hundreds of objects to ask for."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _POINTER).value or 0)


PAGE_OBJECT = _quick(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
FORM_OBJECT = _quick(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
OBJECT_TYPE = _quick(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
TEXT_FONT = _quick(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
FONT_IS_EMBEDDED = _quick(pdfium.FPDFFont_GetIsEmbedded, _INT, _POINTER)
TEXT_OBJECT = _quick(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
RENDER_MODE = _quick(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
LOOSE_BOX = _quick(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
ORIGIN = _quick(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
IS_GENERATED = _quick(pdfium.FPDFText_IsGenerated, _INT, _POINTER, _INT)


def address_of(handle: Any) -> int:
    """The address that a handle of pypdfium2 holds."""
    return ctypes.cast(handle, _POINTER).value or 0


def page_object(address: int) -> Any:
    """The handle for an address."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
