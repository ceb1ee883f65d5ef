"""Drawings: text boxes, word art and diagrams have words; pictures, charts and objects are counted as not read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contractkit.readers.word.losses import Ledger, Lost
from contractkit.readers.word.names import (
    ALTERNATE,
    CHART,
    CHART_EX,
    DIAGRAM,
    TEXT_BOX,
    WP,
    A,
    Element,
    O,
    R,
    V,
    W,
    chosen,
    number,
)

HOLDERS = (W + "drawing", W + "pict", W + "object")
_ART, _SHAPE_TEXT, _SHAPE_WORDS = V + "textpath", A + "p", A + "t"
_DIAGRAM, _DIAGRAM_DATA = DIAGRAM + "relIds", R + "dm"
_OBJECT, _BLIP = O + "OLEObject", A + "blip"
_COUNTED = {
    _BLIP: Lost.PICTURE,
    V + "imagedata": Lost.PICTURE,
    CHART + "chart": Lost.CHART,
    CHART_EX + "chart": Lost.CHART,
}
# Programs whose objects are documents with text of their own.
_DOCUMENTS = ("word.", "wps.", "package", "acro", "foxit")
_POINTS = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]{1,12})\s*(pt|in|cm|mm|px)?\s*(?=;|$)", re.IGNORECASE)
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}
_EMU = 12_700  # a point


@dataclass(slots=True)
class Diagram:
    """A SmartArt diagram, whose words stand in another part: `relationship` names it."""

    relationship: str


@dataclass(slots=True)
class _Found:
    words: list[Element | str | Diagram] = field(default_factory=list)
    lost: set[Lost] = field(default_factory=set)


def contents(drawing: Element, ledger: Ledger, page: float) -> list[Element | str | Diagram]:
    """Text boxes (their `w:txbxContent`), word art and shapes (their text), diagrams; the rest is counted.

    Args:
        drawing: one of `HOLDERS`.
        ledger: takes up what has no words.
        page: the area of a page in square points.
    """
    found = _Found()
    _gather(drawing, found)
    if found.lost & {Lost.OBJECT, Lost.EMBEDDED_DOCUMENT, Lost.LINKED}:
        # The picture beside an embedded object is only its preview.
        found.lost.discard(Lost.PICTURE)
    for kind in found.lost:
        if kind is Lost.PICTURE:
            area = _area(drawing)
            ledger.picture(None if area is None else min(area / page, 1.0))
        else:
            ledger.add(kind)
    return found.words


def words_of_diagram(data: Element) -> list[str]:
    """The words of a diagram's data part, one text a paragraph."""
    texts = ("".join(words.text or "" for words in text.iter(_SHAPE_WORDS)) for text in data.iter(_SHAPE_TEXT))
    return [text for text in texts if text.strip()]


def _gather(node: Element, found: _Found) -> None:
    """Look at all descendants but those of text boxes and of alternatives not taken."""
    for child in node:
        tag = child.tag
        if tag == TEXT_BOX:
            found.words.append(child)
        elif tag == _SHAPE_TEXT:
            found.words.append("".join(words.text or "" for words in child.iter(_SHAPE_WORDS)))
        elif tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                _gather(branch, found)
        else:
            _look_at(child, tag, found)
            if len(child):
                _gather(child, found)


def _look_at(node: Element, tag: str, found: _Found) -> None:
    if tag == _ART:
        found.words.append(node.get("string", ""))
    elif tag == _DIAGRAM:
        found.words.append(Diagram(node.get(_DIAGRAM_DATA, "")))
    elif tag == _OBJECT:
        found.lost.add(_kind_of_object(node))
    elif tag == _BLIP and node.get(R + "link") and not node.get(R + "embed"):
        found.lost.add(Lost.LINKED)
    elif tag in _COUNTED:
        found.lost.add(_COUNTED[tag])


def _kind_of_object(node: Element) -> Lost:
    if node.get("Type") == "Link":
        return Lost.LINKED
    return Lost.EMBEDDED_DOCUMENT if node.get("ProgID", "").lower().startswith(_DOCUMENTS) else Lost.OBJECT


def _area(drawing: Element) -> float | None:
    """What a drawing covers, in square points; None where it does not say."""
    extent = next(drawing.iter(WP + "extent"), None)
    if extent is not None:
        width, height = number(extent.get("cx")), number(extent.get("cy"))
        return _points(width) * _points(height) if width and height else None
    for node in drawing.iter():
        sides = {side.lower(): float(size) * _UNITS[unit.lower()] for side, size, unit in _sizes(node)}
        if len(sides) == 2:
            return sides["width"] * sides["height"]
    return None


def _points(length: int) -> float:
    return min(max(length, 0), 10**9) / _EMU


def _sizes(node: Element) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = _POINTS.findall(node.get("style", "")[:500])
    return [size for size in found if size[1].count(".") < 2 and size[1] != "."]
