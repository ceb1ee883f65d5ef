"""What the styles and lists of a draft bring along for its paragraphs: numbers and indents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from lxml import etree

from contractkit.reporters.annotated.names import attribute

Element: TypeAlias = etree._Element  # noqa: SLF001 - the only name lxml gives the type of its nodes
_DEEPEST: Final = 20


@dataclass(frozen=True)
class ParagraphStyles:
    """The paragraph styles by id, and the list levels by list and level; read when first asked for."""

    _styles: bytes | None = None
    _numbering: bytes | None = None

    @classmethod
    def read(cls, styles: bytes | None, numbering: bytes | None) -> ParagraphStyles:
        """From the parts of the package, which our reader has read; None for one that it does not have."""
        return cls(styles, numbering)

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
        own = "".join(f" w:{_local(str(name))}={attribute(str(value))}" for name, value in found.attrib.items())
        return f"<w:ind{own}/>"

    def _lineage(self, style: str) -> Iterator[Element]:
        name = style if style in self._named else self._default
        for _ in range(_DEEPEST):
            node = self._named.get(name)
            if node is None:
                return
            yield node
            name = _value(node, "basedOn")

    @cached_property
    def _named(self) -> Mapping[str, Element]:
        return {_own(node, "styleId"): node for node in _children(self._styles) if _is(node, "style")}

    @cached_property
    def _default(self) -> str:
        return next((name for name, node in self._named.items() if _is_default(node)), "")

    @cached_property
    def _levels(self) -> Mapping[tuple[str, str], Element]:
        nodes = list(_children(self._numbering))
        abstracts = {_own(node, "abstractNumId"): node for node in nodes if _is(node, "abstractNum")}
        found = {}
        for node in nodes:
            abstract = abstracts.get(_value(node, "abstractNumId")) if _is(node, "num") else None
            for level in abstract if abstract is not None else ():
                if _is(level, "lvl"):
                    found[_own(node, "numId"), _own(level, "ilvl") or "0"] = level
        return found


def _children(part: bytes | None) -> Iterable[Element]:
    if part is None:
        return ()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _local(name: str) -> str:
    """A name without its namespace: the two editions of OOXML differ in nothing else."""
    return name.rpartition("}")[2]


def _is(node: Element, name: str) -> bool:
    return _local(str(node.tag)) == name


def _child(node: Element, name: str) -> Element | None:
    return next((one for one in node if _is(one, name)), None)


def _own(node: Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if _local(str(key)) == name), "")


def _within(node: Element, name: str) -> Element | None:
    properties = _child(node, "pPr")
    return None if properties is None else _child(properties, name)


def _value(node: Element, name: str) -> str:
    child = _child(node, name)
    return "" if child is None else _own(child, "val")


def _is_default(node: Element) -> bool:
    return _own(node, "type") == "paragraph" and _own(node, "default") in {"1", "true", "on"}
