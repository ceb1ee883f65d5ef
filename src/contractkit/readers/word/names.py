"""Names of WordprocessingML, in the Clark notation of lxml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name lxml gives the type of its nodes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix of the namespace
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART_EX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

BODY, P, RUN, TBL, TR, TC = (W + name for name in ("body", "p", "r", "tbl", "tr", "tc"))
PPR, RPR, TRPR, TCPR = (W + name for name in ("pPr", "rPr", "trPr", "tcPr"))
T, DELETED_T, RUBY = W + "t", W + "delText", W + "ruby"
STRIKE, DOUBLE_STRIKE = W + "strike", W + "dstrike"
VANISH, RUN_STYLE, RUN_FONTS = W + "vanish", W + "rStyle", W + "rFonts"
VAL, ID = W + "val", W + "id"
ALTERNATE, CHOICE, FALLBACK = (MC + name for name in ("AlternateContent", "Choice", "Fallback"))
TEXT_BOX = W + "txbxContent"

# The strict edition of OOXML differs in these names only, as far as words are concerned.
STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/drawingml/chart": CHART,
    b"http://purl.oclc.org/ooxml/drawingml/diagram": DIAGRAM,
}


NO_PROPERTIES: Mapping[str, Element] = {}


def properties(node: Element, name: str) -> Mapping[str, Element]:
    """The properties of a paragraph, run, row or cell by name; they are its first child `name`, or there are none.

    One pass over the children costs what a single `find` does, and every paragraph is asked five times.
    """
    if len(node) and node[0].tag == name:
        return {child.tag: child for child in node[0]}
    return NO_PROPERTIES


def property_changes(node: Element | None) -> Mapping[str, Element]:
    """The properties before a tracked change of them, from a `w:pPrChange`, `w:rPrChange` or the like."""
    return NO_PROPERTIES if node is None or not len(node) else {child.tag: child for child in node[0]}


def value_of(node: Element | None) -> str | None:
    """The `w:val` of a node; None where the node or its value is missing."""
    return None if node is None else node.get(VAL)


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of the child `name`; None where there is no such child or it has no value."""
    if parent is None:
        return None
    child = parent.find(name)
    return None if child is None else child.get(VAL)


def number(text: str | None) -> int | None:
    """An integer attribute; None for a missing or malformed one, which Word ignores too."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(node: Element | None) -> bool | None:
    """A switch such as `w:vanish`: None where it is absent, else whether it is on."""
    if node is None:
        return None
    return node.get(VAL, "1").lower() not in {"0", "false", "off", "none"}


def chosen(alternate: Element) -> Element | None:
    """The one branch of an `mc:AlternateContent` that counts: the first choice with content, else the fallback."""
    for branch in alternate:
        if branch.tag in {CHOICE, FALLBACK} and len(branch):
            return branch
    return None
