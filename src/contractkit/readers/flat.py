"""A Word document in one XML file (flat OPC, saved as .xml): put back into the package that the Word reader opens."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from contractkit.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DAMAGED = "请用 Word、WPS 打开后另存为 .docx 再试。"


def as_package(data: bytes) -> bytes:
    """The zip package of a flat OPC file; its parts are stored as they are.

    Raises:
        UnreadableDocument: for broken XML, a DTD, or a part that cannot be decoded.
    """
    root = _parsed(data)
    types = etree.Element(f"{{{_TYPES}}}Types")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part in root.iterfind(_PKG + "part"):
            name = part.get(_PKG + "name", "").lstrip("/")
            if not name:
                continue
            kind = part.get(_PKG + "contentType", "")
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
            archive.writestr(name, _content(part, name))
        archive.writestr("[Content_Types].xml", etree.tostring(types))
    return stream.getvalue()


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument("文件已损坏，不是完整的 XML。", remedy=_DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(
            "文件带有 DTD 声明，可能是恶意构造的文件，没有读取。", remedy="请核实来源后向对方重新索取。"
        )
    return root


def _content(part: Element, name: str) -> bytes:
    xml = part.find(_PKG + "xmlData")
    if xml is not None:
        return etree.tostring(xml[0], encoding="utf-8") if len(xml) else b""
    binary = part.findtext(_PKG + "binaryData", "")
    try:
        return base64.b64decode(binary)
    except (binascii.Error, ValueError) as error:
        raise UnreadableDocument(f"文件已损坏，内部的 {name} 无法解码。", remedy=_DAMAGED) from error
