"""Word files built from their XML, for tests: small pieces of WordprocessingML that can be put together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = NAMESPACES["r"]
_ROOTS = {"header": "hdr", "footer": "ftr"}
CHANGE = 'w:id="7" w:author="对方法务" w:date="2026-01-05T09:00:00Z"'


def word_file(
    body: str, parts: Mapping[str, str] | None = None, members: Mapping[str, bytes | str] | None = None, links: str = ""
) -> bytes:
    """A Word file.

    Args:
        body: what stands in `w:body`.
        parts: content of other parts by kind (styles, numbering, footnotes, comments, header, …), related as rId_kind.
        members: further members of the zip by their full name, not related to anything.
        links: further relationships of the main document.
    """
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships(
            f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {DECLARED}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    for kind, content in (parts or {}).items():
        root = _ROOTS.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {DECLARED}>{content}</w:{root}>"
        links += link(f"rId_{kind}", kind, f"{kind}.xml")
    files["word/_rels/document.xml.rels"] = relationships(links)
    return zipped({**files, **(members or {})})


def relationships(content: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{content}</Relationships>'


def link(name: str, kind: str, target: str, mode: str = "Internal") -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(content: str = "", properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def in_run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def shape_box(content: str) -> str:
    return (
        '<w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>'
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def vml_box(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


def alternatives(choice: str, fallback: str) -> str:
    inner = f'<mc:Choice Requires="wps">{choice}</mc:Choice>' if choice else ""
    return f"<mc:AlternateContent>{inner}<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'


def result_of(code: str, result: str) -> str:
    return mark("begin") + instruction(f" {code} ") + mark("separate") + result + mark("end")


def inserted(content: str, kind: str = "ins") -> str:
    return f"<w:{kind} {CHANGE}>{content}</w:{kind}>"


def deleted(text: str, properties: str = "") -> str:
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:del {CHANGE}><w:r>{own}<w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def marked(kind: str) -> str:
    """Properties of a paragraph whose mark was inserted (`ins`), deleted (`del`), moved here or away."""
    return f"<w:rPr><w:{kind} {CHANGE}/></w:rPr>"


def level(index: int, text: str, style: str = "decimal", extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def numbered(list_id: int, index: int = 0) -> str:
    """Properties of a paragraph with an automatic number."""
    return f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>'


def style(name: str, properties: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{parent}{properties}</w:style>'


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def fraction(over: str, under: str) -> str:
    return f"<m:f><m:num>{math(over)}</m:num><m:den>{math(under)}</m:den></m:f>"


def math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"
