"""Drawings: text boxes and word art have words; pictures, charts and objects are counted as not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import ALTERNATE, CHART, CHART_EX, DIAGRAM, TEXT_BOX, A, Element, O, V, W, chosen

HOLDERS = (W + "drawing", W + "pict", W + "object")
_ART = V + "textpath"
_COUNTED = {
    A + "blip": Lost.PICTURE,
    V + "imagedata": Lost.PICTURE,
    CHART + "chart": Lost.CHART,
    CHART_EX + "chart": Lost.CHART,
    DIAGRAM + "relIds": Lost.DIAGRAM,
    O + "OLEObject": Lost.OBJECT,
}


def contents(drawing: Element, lost: Counter[Lost]) -> list[Element | str]:
    """Text boxes (their `w:txbxContent`) and word art (its text) in reading order; what has no text is counted."""
    found: list[Element | str] = []
    seen: set[Lost] = set()
    for node in _inside(drawing):
        if node.tag == TEXT_BOX:
            found.append(node)
        elif node.tag == _ART:
            found.append(node.get("string", ""))
        elif node.tag in _COUNTED:
            seen.add(_COUNTED[node.tag])
    if Lost.OBJECT in seen:
        # The picture beside an embedded object is only its preview.
        seen.discard(Lost.PICTURE)
    lost.update(seen)
    return found


def _inside(node: Element) -> Iterator[Element]:
    """All descendants but those of text boxes and of alternatives not taken."""
    for child in node:
        if child.tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from _inside(branch)
            continue
        yield child
        if child.tag != TEXT_BOX:
            yield from _inside(child)
