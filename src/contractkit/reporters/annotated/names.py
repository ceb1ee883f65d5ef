"""The names of WordprocessingML that are written or looked for here, and the XML of small pieces."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"

W: Final = f"{{{MAIN}}}"
BODY, P, RUN, T, TBL, TR, TC, SDT = (W + name for name in ("body", "p", "r", "t", "tbl", "tr", "tc", "sdt"))
PPR, RPR, TEXT_BOX, SDT_CONTENT = (W + name for name in ("pPr", "rPr", "txbxContent", "sdtContent"))
INS, DEL, DELETED_T, ID, VAL = (W + name for name in ("ins", "del", "delText", "id", "val"))
ALTERNATE: Final = f"{{{COMPATIBILITY}}}AlternateContent"

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold; a line break or tab becomes a space."""
    return _UNWRITABLE.sub("", text).replace("\r", " ").replace("\n", " ").replace("\t", " ")


def text_node(text: str, name: str = "t") -> str:
    """A `w:t` (or `w:delText`) that keeps its spaces."""
    return f'<w:{name} xml:space="preserve">{escape(_UNWRITABLE.sub("", text))}</w:{name}>'


def run(text: str, properties: str = "") -> str:
    """A run of one text; `properties` is the content of its `w:rPr`."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{own}{text_node(clean(text))}</w:r>"


def attribute(value: str) -> str:
    """A quoted attribute value."""
    return quoteattr(_UNWRITABLE.sub("", value))
