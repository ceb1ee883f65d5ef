"""New paragraphs that look like the draft's own: style, indents and fonts are those of the paragraph they are modelled on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from contractkit.core.document.places import WordPlaces
from contractkit.reporters.annotated.names import PPR, RPR, RUN, VAL, P, T, W
from contractkit.reporters.annotated.part import Node, XmlPart
from contractkit.reporters.annotated.styles import ParagraphStyles

_NUMBERING: Final = W + "numPr"
_INDENT: Final = W + "ind"
_NO_NUMBER: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
# The order in which the schema wants the properties of a paragraph.
_ORDER: Final = tuple(
    W + name
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd",
        "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
        "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
        "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    )
)  # fmt: skip
# Of a run: what marks some words among others, or sets them apart, is no look of the whole.
_NOT_WORN: Final = {
    W + name
    for name in (
        "rStyle", "rPrChange", "ins", "del", "moveFrom", "moveTo", "vanish", "strike", "dstrike", "highlight", "u", "em",
        "effect", "specVanish", "webHidden", "vertAlign",
    )
}  # fmt: skip
_LINK: Final = W + "hyperlink"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks, as the XML of its properties.

    Attributes:
        counting: with the number that the draft's own list gives it.
        plain: without any number of a list.
        list_id: the list; empty for none.
        number: run properties of its first words.
        words: run properties of most of its words.
    """

    counting: bytes
    plain: bytes
    list_id: str
    number: bytes
    words: bytes


class Looks:
    """The looks of the blocks of one draft."""

    def __init__(self, part: XmlPart, places: WordPlaces, styles: ParagraphStyles) -> None:
        self._part = part
        self._styles = styles
        self._places = places
        self._known: dict[int, Look] = {}

    def of(self, block: int) -> Look:
        """The look of a block; of a row, that of its first paragraph."""
        if block not in self._known:
            self._known[block] = self._look(self.paragraph(block))
        return self._known[block]

    def paragraph(self, block: int) -> Node | None:
        """The paragraph that holds the first words of a block."""
        pieces = self._places.pieces.get(block, ())
        node = self._part.nodes[pieces[0].element if pieces else self._places.holders.get(block, 0)]
        around = next((one for one in (node, *node.ancestors()) if one.tag == P), None)
        return around if around is not None else next((one for one in node.all() if one.tag == P), None)

    def last_paragraph(self, block: int) -> Node | None:
        """The paragraph that holds the last words of a block; for a row, the row's last."""
        pieces = self._places.pieces.get(block, ())
        holder = self._part.nodes[self._places.holders.get(block, 0)]
        if not pieces:
            return holder if holder.tag == P else self.paragraph(block)
        node = self._part.nodes[pieces[-1].element]
        return next((one for one in (node, *node.ancestors()) if one.tag == P), None)

    def _look(self, paragraph: Node | None) -> Look:
        if paragraph is None:
            return Look(b"", b"", "", b"", b"")
        own = paragraph.child(PPR)
        kept = {one.tag: self._part.raw(one) for one in own.children if one.tag in _ORDER} if own is not None else {}
        style, of_list = self._list_of(own)
        plain = {tag: xml for tag, xml in kept.items() if tag != _NUMBERING}
        if of_list[0] or self._styles.list_of(style)[0]:
            plain[_NUMBERING] = self._part.fragment(_NO_NUMBER)
        if of_list[0]:
            # Without its list a paragraph loses the indent that the list gives it, and in some programs any other.
            plain.setdefault(_INDENT, self._part.fragment(self._styles.indent(style, of_list)))
        first, most = self._worn(paragraph)
        return Look(_ordered(kept), _ordered(plain), of_list[0], first, most)

    def _list_of(self, own: Node | None) -> tuple[str, tuple[str, str]]:
        """The style of a paragraph, and the list it is in, with the level: its own or the style's."""
        style = _value(own, "pStyle")
        numbering = own.child(_NUMBERING) if own is not None else None
        if numbering is None:
            return style, self._styles.list_of(style)
        found = _value(numbering, "numId")
        return style, ("", "") if found in ("", "0") else (found, _value(numbering, "ilvl") or "0")

    def _worn(self, paragraph: Node) -> tuple[bytes, bytes]:
        """Properties of the first run with words, and of those that most words have."""
        sizes: dict[bytes, int] = {}
        for node in paragraph.all():
            length = sum(len(one.text) for one in node.children if one.tag == T) if node.tag == RUN else 0
            if length and not any(one.tag == _LINK for one in node.ancestors()):
                own = node.child(RPR)
                worn = [] if own is None else [one for one in own.children if one.tag not in _NOT_WORN]
                properties = b"".join(map(self._part.raw, worn))
                sizes[properties] = sizes.get(properties, 0) + length
        if not sizes:
            return b"", b""
        return next(iter(sizes)), max(sizes, key=lambda one: sizes[one])


def _ordered(properties: Mapping[str, bytes]) -> bytes:
    return b"".join(properties[tag] for tag in _ORDER if tag in properties)


def _value(parent: Node | None, name: str) -> str:
    child = parent.child(W + name) if parent is not None else None
    return "" if child is None else child.attributes.get(VAL, "")
