"""Builders of small Word and PDF files, one construct each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    }.items()
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def build_docx(body: str, **parts: str) -> bytes:
    """A Word file with that body; keywords give the content of other parts (styles, numbering, header, …).

    Parts are related as rId_styles and so on; `raw` overrides or adds members by name.
    """
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    related = ""
    for kind, content in parts.items():
        members[f"word/{kind}.xml"] = f"<w:{_ROOTS[kind]} {_NAMESPACES}>{content}</w:{_ROOTS[kind]}>"
        related += f'<Relationship Id="rId_{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONSHIPS}">{related}</Relationships>'
    return zipped(members)


def zipped(members: dict[str, str]) -> bytes:
    """A zip with those members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def build_pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]],
    *,
    graphics: Sequence[str] = (),
    encoding: str = "UniGB-UCS2-H",
    trailer: str = "",
    page_extra: str = "",
) -> bytes:
    """An A4 PDF. Each page is a list of texts (x, y, size, words); 汉字 are as wide as the size, ASCII half.

    Args:
        pages: texts in the order of the content.
        graphics: drawing operators per page.
        encoding: predefined CMap of the font, which is not embedded.
        trailer: more trailer entries.
        page_extra: more entries of every page.
    """
    codec = {"UniGB-UCS2-H": "utf-16-be", "UniGB-UTF16-H": "utf-16-be", "UniGB-UTF8-H": "utf-8"}[encoding]
    count = len(pages)
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{encoding} /DescendantFonts [4 0 R] >>",
        (
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 /W [1 95 500] "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
        ),
    ]
    for index, texts in enumerate(pages):
        drawn = graphics[index] if index < len(graphics) else ""
        shown = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode(codec).hex()}> Tj ET" for x, y, size, words in texts
        )
        content = f"{drawn}\n{shown}".strip()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * index} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> {page_extra} >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _numbered(objects, trailer)


def _numbered(objects: Sequence[str], trailer: str) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


@pytest.fixture
def docx() -> Callable[..., bytes]:
    return build_docx


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    return build_pdf


@pytest.fixture
def archive() -> Callable[[dict[str, str]], bytes]:
    return zipped
