"""What paragraph and character styles say about words: heading level, contents, hidden, struck out, numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from contractkit.readers.word.names import (
    DOUBLE_STRIKE,
    PPR,
    RPR,
    RUN_STYLE,
    STRIKE,
    VANISH,
    Element,
    W,
    is_on,
    number,
    value,
    value_of,
)

# Built-in styles keep their English name in every language of Word; other programs write the Chinese one.
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_TITLE = re.compile(r"title|标题")
_CONTENTS = re.compile(
    r"(?:toc|目录)\s*(?:[1-9]|heading|标题)?|contents heading|table of (?:figures|authorities)|图表目录"
)
_MAX_DEPTH = 20

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """What a style means for the words that have it, inherited through `basedOn`.

    Attributes:
        hidden: whether the style makes its words hidden text.
        struck: whether it strikes its words out with one line.
        double_struck: whether with two lines; None where it says nothing.
        level: heading level 1-9, or None; a document title counts as level 1.
        contents: an entry or the heading of a table of contents.
        list_id: the numbering definition (`w:numId`), or None; "0" takes a number away.
        list_level: zero-based list level that the style names, or None.
        lineage: ids of the style and its ancestors, nearest first.
    """

    hidden: bool = False
    struck: bool = False
    double_struck: bool | None = None
    level: int | None = None
    contents: bool = False
    list_id: str | None = None
    list_level: int | None = None
    lineage: tuple[str, ...] = ()


_NO_FACTS = StyleFacts()


@dataclass(slots=True)
class Styles:
    """The styles of a document by id.

    Attributes:
        hidden_by_default: whether the document defaults hide all text that says nothing else.
        struck_by_default: whether they strike it out.
        some_apart: whether any style hides its words or strikes them out.
    """

    hidden_by_default: bool = False
    struck_by_default: bool = False
    some_apart: bool = False
    _nodes: dict[str, Element] = field(default_factory=dict)
    _default: str = ""
    _facts: dict[str, StyleFacts] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Styles:
        """The styles of `word/styles.xml`; none for a document without that part."""
        if root is None:
            return cls()
        nodes = {node.get(W + "styleId", ""): node for node in root.iterfind(W + "style")}
        return cls(
            hidden_by_default=_is_default(root, VANISH),
            struck_by_default=_is_default(root, STRIKE) or _is_default(root, DOUBLE_STRIKE),
            some_apart=any(is_on(node) for node in root.iter(VANISH, STRIKE, DOUBLE_STRIKE)),
            _nodes=nodes,
            _default=next((style_id for style_id, node in nodes.items() if _is_default_paragraph(node)), ""),
        )

    def facts(self, style_id: str) -> StyleFacts:
        """The facts of a style; for an empty or unknown id those of the default paragraph style."""
        found = self._facts.get(style_id)
        if found is None:
            found = self._facts[style_id] = self._resolve(style_id)
        return found

    def is_hidden(self, own: Mapping[str, Element], paragraph: StyleFacts) -> bool:
        """Whether a run is hidden text, by its own properties or the styles it stands in.

        Direct formatting decides; else paragraph and character style cancel each other out, as switches do.
        """
        direct = is_on(own.get(VANISH))
        if direct is not None:
            return direct
        return self.hidden_by_default or paragraph.hidden != self._of_run(own).hidden

    def is_struck(self, own: Mapping[str, Element], paragraph: StyleFacts) -> bool:
        """Whether a run is struck out; a double line is no switch: the nearest that says something decides."""
        if not (self.some_apart or STRIKE in own or DOUBLE_STRIKE in own):
            return False
        by_character = self._of_run(own)
        one, two = is_on(own.get(STRIKE)), is_on(own.get(DOUBLE_STRIKE))
        if one is None and two is None and self.struck_by_default:
            return True
        if one is None:
            one = paragraph.struck != by_character.struck
        if two is None:
            two = _nearest((by_character.double_struck, paragraph.double_struck))
        return one or bool(two)

    def _of_run(self, own: Mapping[str, Element]) -> StyleFacts:
        style = value_of(own.get(RUN_STYLE))
        return _NO_FACTS if style is None else self.facts(style)

    def linked_list(self, style_id: str) -> str | None:
        """The numbering definition (`w:numId`) of a list style; None where there is none."""
        node = self._nodes.get(style_id)
        return None if node is None else _list_value(node, "numId")

    def _resolve(self, style_id: str) -> StyleFacts:
        nodes = self._lineage(style_id if style_id in self._nodes else self._default)
        names = [_name(node) for node in nodes]
        if style_id not in self._nodes:
            # A file without a styles part still says Heading1 in its paragraphs.
            names.insert(0, style_id.lower())
        return StyleFacts(
            hidden=bool(_switch(nodes, VANISH)),
            struck=bool(_switch(nodes, STRIKE)),
            double_struck=_switch(nodes, DOUBLE_STRIKE),
            level=_level(nodes, names),
            contents=any(_CONTENTS.fullmatch(name) for name in names),
            list_id=_nearest(_list_value(node, "numId") for node in nodes),
            list_level=number(_nearest(_list_value(node, "ilvl") for node in nodes)),
            lineage=tuple(node.get(W + "styleId", "") for node in nodes),
        )

    def _lineage(self, style_id: str) -> list[Element]:
        """The style and what it is based on, nearest first; a circle ends at the depth limit."""
        nodes: list[Element] = []
        while (node := self._nodes.get(style_id)) is not None and len(nodes) < _MAX_DEPTH:
            nodes.append(node)
            style_id = value(node, W + "basedOn") or ""
        return nodes


def outline_level(text: str | None) -> int | None:
    """Heading level 1-9 from the value of `w:outlineLvl`, 0 where it says body text, None where it says nothing."""
    zero_based = number(text)
    if zero_based is None:
        return None
    return zero_based + 1 if 0 <= zero_based < 9 else 0


def _level(nodes: list[Element], names: list[str]) -> int | None:
    levels = (outline_level(value(node.find(PPR), W + "outlineLvl")) for node in nodes)
    found = _nearest(levels)
    if found is None:
        found = _nearest(_level_by_name(name) for name in names)
    return found or None


def _level_by_name(name: str) -> int | None:
    heading = _HEADING.fullmatch(name)
    if heading:
        return int(heading[1])
    return 1 if _TITLE.fullmatch(name) else None


def _switch(nodes: list[Element], name: str) -> bool | None:
    return _nearest(is_on(node.find(f"{RPR}/{name}")) for node in nodes)


def _is_default(root: Element, name: str) -> bool:
    return bool(is_on(root.find(f"{W}docDefaults/{W}rPrDefault/{RPR}/{name}")))


def _nearest(values: Iterable[Found | None]) -> Found | None:
    return next((found for found in values if found is not None), None)


def _list_value(node: Element, name: str) -> str | None:
    return value(node.find(f"{PPR}/{W}numPr"), W + name)


def _name(node: Element) -> str:
    """The style's name without the aliases that some programs put behind a comma."""
    return (value(node, W + "name") or "").split(",")[0].strip().lower()


def _is_default_paragraph(node: Element) -> bool:
    return node.get(W + "type") == "paragraph" and node.get(W + "default", "0") in {"1", "true", "on"}
