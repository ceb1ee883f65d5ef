"""The finished package: fixed times, own properties, the same bytes for the same input."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
CORE: Final = "docProps/core.xml"
CUSTOM: Final = "docProps/custom.xml"
_TYPES: Final = "[Content_Types].xml"
_TYPES_NS: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS: Final = "_rels/.rels"
_RELS_NS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DECLARED: Final = (
    (
        CORE,
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    (
        CUSTOM,
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
    ),
)
_CUSTOM_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the id of user-defined properties
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself.

    Attributes:
        custom: name → value; which matter, clauses, template and edition it was made from.
    """

    title: str
    author: str
    made: date
    custom: Mapping[str, str]


def finish(data: bytes, properties: Properties) -> bytes:
    """Write the package anew with fixed times and the given properties."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as package:
        members = {info.filename: source.read(info) for info in source.infolist()}
        members.update(own_parts(properties))
        _declare(members)
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every platform
            package.writestr(info, content)
    return target.getvalue()


def own_parts(properties: Properties) -> dict[str, bytes]:
    """The members that hold what a file says about itself."""
    return {CORE: _core(properties).encode(), CUSTOM: _custom(properties).encode()}


def _core(properties: Properties) -> str:
    made = f"{properties.made.isoformat()}T00:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:creator>{escape(properties.author)}</dc:creator>"
        f'<dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified></cp:coreProperties>'
    )


def _custom(properties: Properties) -> str:
    rows = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.custom.items(), 2)
    )
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{rows}</Properties>'
    )


def _declare(members: dict[str, bytes]) -> None:
    """Declare the properties where the template did not (an edited template may have lost them)."""
    types, rels = etree.fromstring(members[_TYPES]), etree.fromstring(members[_RELS])
    for part, content_type, relation in _DECLARED:
        if not any(node.get("PartName") == f"/{part}" for node in types):
            etree.SubElement(types, f"{_TYPES_NS}Override", PartName=f"/{part}", ContentType=content_type)
        if not any(node.get("Type") == relation for node in rels):
            name = f"rIdContractkit{len(rels)}"
            etree.SubElement(rels, f"{_RELS_NS}Relationship", Id=name, Type=relation, Target=part)
    for name, root in ((_TYPES, types), (_RELS, rels)):
        members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
