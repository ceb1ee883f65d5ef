"""What the styles and lists of a draft bring along for its paragraphs: numbers and indents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from contractkit.reporters.annotated.names import PPR, VAL, W, attribute
from contractkit.reporters.annotated.part import Node, XmlPart

_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyles:
    """The paragraph styles by id, and the list levels by list and level."""

    _styles: Mapping[str, Node] = field(default_factory=dict)
    _levels: Mapping[tuple[str, str], Node] = field(default_factory=dict)
    _default: str = ""

    @classmethod
    def read(cls, styles: bytes | None, numbering: bytes | None) -> ParagraphStyles:
        """From the parts of the package; None for one that it does not have."""
        nodes = XmlPart(styles).root.children if styles is not None else []
        named = {node.attributes.get(W + "styleId", ""): node for node in nodes if node.tag == W + "style"}
        default = next((name for name, node in named.items() if _is_default(node)), "")
        return cls(named, _levels(XmlPart(numbering).root) if numbering is not None else {}, default)

    def list_of(self, style: str) -> tuple[str, str]:
        """The list that a style brings along and its level; empty for none."""
        for node in self._lineage(style):
            numbering = _within(node, "numPr")
            if numbering is not None and (found := _value(numbering, "numId")):
                return ("", "") if found == "0" else (found, _value(numbering, "ilvl") or "0")
        return "", ""

    def indent(self, style: str, of_list: tuple[str, str]) -> str:
        """The indent of a paragraph with its number, as XML: the style's own, else that of the level of its list."""
        nodes = [*self._lineage(style)]
        if of_list in self._levels:
            nodes.append(self._levels[of_list])
        found = next((indent for node in nodes if (indent := _within(node, "ind")) is not None), None)
        if found is None:
            return ""
        own = "".join(f" w:{name.removeprefix(W)}={attribute(value)}" for name, value in found.attributes.items())
        return f"<w:ind{own}/>"

    def _lineage(self, style: str) -> Iterator[Node]:
        name = style if style in self._styles else self._default
        for _ in range(_DEEPEST):
            node = self._styles.get(name)
            if node is None:
                return
            yield node
            name = _value(node, "basedOn")


def _levels(root: Node) -> dict[tuple[str, str], Node]:
    abstracts = {node.attributes.get(W + "abstractNumId", ""): node for node in root.children}
    found = {}
    for node in root.children:
        abstract = abstracts.get(_value(node, "abstractNumId")) if node.tag == W + "num" else None
        for level in abstract.children if abstract is not None else ():
            if level.tag == W + "lvl":
                found[node.attributes.get(W + "numId", ""), level.attributes.get(W + "ilvl", "0")] = level
    return found


def _within(node: Node, name: str) -> Node | None:
    properties = node.child(PPR)
    return None if properties is None else properties.child(W + name)


def _value(node: Node, name: str) -> str:
    child = node.child(W + name)
    return "" if child is None else child.attributes.get(VAL, "")


def _is_default(node: Node) -> bool:
    return node.attributes.get(W + "type") == "paragraph" and node.attributes.get(W + "default") in {"1", "true", "on"}
