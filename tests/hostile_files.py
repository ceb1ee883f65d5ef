"""Files that mean harm, or that nobody made for reading: made in code, small where they can be."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

WORDS: Final = "授权运营协议\n第一条 授权运营期限为三年。\n"
MEGABYTE: Final = 1024 * 1024
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO_TYPES: Final = "application/vnd.ms-word.document.macroEnabled.main+xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """A zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return stream.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, *, doctype: str = "", relations: str = "", extra: Mapping[str, bytes | str] | None = None) -> bytes:
    """A Word file with this body."""
    types = _MACRO_TYPES if extra and "word/vbaProject.bin" in extra else _TYPES
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
            "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document {_W} xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>',
            **(extra or {}),
        }
    )


def plain_docx(text: str = WORDS) -> bytes:
    """A harmless Word file."""
    return docx("".join(paragraph(line) for line in text.splitlines()))


def external_relations(address: str) -> str:
    """Everything that a Word file can fetch from elsewhere."""
    return "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for number, kind in enumerate(
            ("image", "attachedTemplate", "aFChunk", "oleObject", "subDocument", "hyperlink"), start=1
        )
    )


def laughs(levels: int = 12) -> str:
    """Entities of entities: ten to the power of `levels` copies."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE w:document [<!ENTITY a0 "哈">{entities}]>'


def nested_docx(element: str, depth: int) -> bytes:
    """A paragraph within so many elements."""
    return docx(f"<w:{element}>" * depth + paragraph("甲") + f"</w:{element}>" * depth)


def nested_tables(depth: int) -> bytes:
    """A table in a table in a table …"""
    return docx("<w:tbl><w:tr><w:tc>" * depth + paragraph("甲") + "<w:p/></w:tc></w:tr></w:tbl>" * depth)


def overlapping_zip(count: int, size: int) -> bytes:
    """So many members that all point to the same packed data."""
    content = b"\0" * size
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflater.compress(content) + deflater.flush()
    crc = zlib.crc32(content)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(data), size, 9, 0) + b"00000.txt" + data
    entries = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(data), size, 9, 0, 0, 0, 0, 0, 0)
        + b"%05d.txt" % n
        for n in range(count)
    )
    return local + entries + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(entries), len(local), 0)


def nested_zip(depth: int) -> bytes:
    """A draft in a zip in a zip in a zip …"""
    data = packed({"草案.txt": WORDS})
    for level in range(depth):
        data = packed({f"第{level}层.zip": data})
    return data


def pdf(objects: Iterable[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    parts = [b"%PDF-1.7\n"]
    places = []
    length = len(parts[0])
    for number, one in enumerate(objects, start=1):
        places.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, one))
        length += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, root, length)
    )
    return b"".join(parts)


def long_pdf(pages: int, *, address: str = "") -> bytes:
    """A PDF with a line of text on every page; with actions that would fetch from an address."""
    line = "第一条 授权运营期限为三年。".encode("utf-16-be").hex().encode()
    content = b"BT /F1 12 Tf 72 700 Td <%s> Tj ET" % line
    action = b"/OpenAction<</S/URI/URI(%s/uri)>>/AA<</WC<</S/JavaScript/JS(app.launchURL('%s/js'\\))>>>>" % (
        address.encode(),
        address.encode(),
    )
    kids = b" ".join(b"%d 0 R" % (number + 6) for number in range(pages))
    return pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R%s>>" % (action if address else b""),
            b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>" % (kids, pages),
            b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
            *(b"<</Type/Page/Parent 2 0 R/Contents 5 0 R>>" for _ in range(pages)),
        )
    )


def self_containing_pdf() -> bytes:
    """A page tree that contains itself."""
    return pdf(
        (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999/MediaBox[0 0 9 9]>>")
    )


def html(address: str) -> str:
    """A web page with everything that a browser would fetch."""
    return (
        f'<!DOCTYPE html><html><head><base href="{address}/"><link rel=stylesheet href="{address}/css"><script src="{address}/js"></script>'
        f'<meta http-equiv=refresh content="0;url={address}/refresh"></head><body><img src="{address}/img"><iframe src="{address}/frame">'
        f'</iframe><object data="{address}/object"></object><p>授权运营协议</p><p>第一条 授权运营期限为三年。</p></body></html>'
    )


def rtf(address: str) -> bytes:
    """Rich Text with a picture and a template from elsewhere."""
    field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/picture.png" \\\\d}}{{\\fldrslt x}}}}'
    words = "".join(f"\\u{ord(character)}?" for character in "授权运营协议" if ord(character) < 32768)
    return f"{{\\rtf1\\ansi{{\\*\\template {address}/template.dotx}}{field}{words}\\par}}".encode()


def odt(address: str) -> bytes:
    """An OpenDocument text with a picture, a section and a script from elsewhere."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "draw" else "drawing"}:1.0"'
        for name in ("office", "text", "draw", "script")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:scripts>'
        f'<office:event-listeners><script:event-listener script:event-name="dom:load" xlink:href="{address}/script" script:language="ooo:script"/>'
        "</office:event-listeners></office:scripts><office:body><office:text><text:p>授权运营协议</text:p><text:p>第一条 授权运营期限为三年。"
        f'<draw:frame draw:name="a"><draw:image xlink:href="{address}/image.png" xlink:actuate="onLoad" xlink:type="simple"/></draw:frame></text:p>'
        f'<text:section text:name="b"><text:section-source xlink:href="{address}/section.odt"/></text:section></office:text></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def ofd(*, doctype: str = "", words: str = "授权运营协议") -> bytes:
    """A page of text."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    area = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
    return packed(
        {
            "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea></ofd:CommonData><ofd:Pages>"
            '<ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/P.xml": f"{doctype}<ofd:Page {space}><ofd:Area>{area}</ofd:Area><ofd:Content><ofd:Layer ID='2'><ofd:TextObject ID='3' "
            f"Boundary='20 20 170 8' Font='1' Size='4'><ofd:TextCode X='0' Y='4'>{words}</ofd:TextCode></ofd:TextObject></ofd:Layer>"
            "</ofd:Content></ofd:Page>",
        }
    )
