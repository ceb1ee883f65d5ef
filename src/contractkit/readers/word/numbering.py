"""Automatic numbers as Word shows them: 第三条, 2.1, （四）.

A paragraph names a numbering definition and a level; the definition gives the format and the text around the number,
the counters run through the whole document. Definitions that share an abstract one share its counters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from contractkit.readers.word.formats import formatted
from contractkit.readers.word.names import ALTERNATE, RPR, VAL, Element, W, chosen, is_on, number, value
from contractkit.readers.word.styles import StyleFacts, Styles

_PLACE = re.compile(r"%([1-9])")
_MAX_NUMBER = 32_767
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: first number.
        style: `w:numFmt`.
        text: `w:lvlText`, with %1 to %9 for the numbers of the levels.
        restart: the zero-based level from which on a number restarts this one; None for every higher level, 0 never
            (as in `w:lvlRestart`, which counts from 1).
        legal: all numbers in Arabic digits.
        paragraph_style: the style that stands for this level, or empty.
        hidden: the number itself is hidden text.
    """

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A numbering definition (`w:num`) with its overrides applied.

    Attributes:
        counters: id of the abstract definition, whose counters it shares.
        levels: level by zero-based number.
        restarts: the number with which a level begins again when this definition is first used.
    """

    counters: str
    levels: dict[int, Level]
    restarts: dict[int, int]

    def level_of(self, facts: StyleFacts) -> int | None:
        """The level that a style of that lineage stands for, or None."""
        for style_id in facts.lineage:
            for index, level in self.levels.items():
                if level.paragraph_style == style_id:
                    return index
        return None


@dataclass(slots=True)
class Numbering:
    """Definitions by `w:numId`, and the counters as far as the document was read."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: Element | None, styles: Styles) -> Numbering:
        """The definitions of `word/numbering.xml`; none for a document without that part."""
        if root is None:
            return cls()
        abstracts = {node.get(W + "abstractNumId", ""): node for node in root.iterfind(W + "abstractNum")}
        instances = {node.get(W + "numId", ""): node for node in root.iterfind(W + "num")}
        reader = _DefinitionReader(abstracts, instances, styles)
        return cls({list_id: reader.definition(node) for list_id, node in instances.items()})

    def label(self, own_id: str | None, own_level: str | None, facts: StyleFacts) -> str:
        """Count a paragraph and return its number as Word shows it; empty for none and for bullets.

        Args:
            own_id: the `w:numId` of the paragraph itself.
            own_level: its `w:ilvl`.
            facts: its style's facts.
        """
        list_id = own_id or facts.list_id or ""
        definition = self.definitions.get(list_id)
        if definition is None:
            return ""
        level = number(own_level)
        if level is None and own_id is None:
            level = definition.level_of(facts)
            level = facts.list_level if level is None else level
        return self._next(list_id, definition, level or 0)

    def _next(self, list_id: str, definition: Definition, index: int) -> str:
        level = definition.levels.get(index)
        if level is None:
            return ""
        counters = self._counters.setdefault(definition.counters, {})
        for higher in range(index):
            counters.setdefault(higher, definition.levels.get(higher, level).start)
        is_restart = index in definition.restarts and (list_id, index) not in self._begun
        self._begun.add((list_id, index))
        if is_restart:
            counters[index] = definition.restarts[index]
        else:
            counters[index] = min(counters[index] + 1, _MAX_NUMBER) if index in counters else level.start
        for lower in [other for other in counters if other > index]:
            if _restarts(definition.levels.get(lower), index):
                del counters[lower]
        return _shown(definition, level, index, counters)


def _restarts(lower: Level | None, used: int) -> bool:
    return lower is None or lower.restart is None or used < lower.restart


def _shown(definition: Definition, level: Level, index: int, counters: dict[int, int]) -> str:
    if level.style == "bullet" or level.hidden:
        return ""

    def number_of(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at > index or at not in definition.levels:
            return ""
        style = definition.levels[at].style
        return formatted(counters[at], "decimal" if level.legal and style != "none" else style)

    return _PLACE.sub(number_of, level.text).strip()


@dataclass(frozen=True, slots=True)
class _DefinitionReader:
    abstracts: dict[str, Element]
    instances: dict[str, Element]
    styles: Styles

    def definition(self, instance: Element) -> Definition:
        abstract_id = self._abstract_id(instance)
        abstract = self.abstracts.get(abstract_id)
        levels = {} if abstract is None else _levels(abstract)
        restarts: dict[int, int] = {}
        for override in instance.iterfind(W + "lvlOverride"):
            index = number(override.get(W + "ilvl")) or 0
            levels.update(_levels(override))
            start = number(value(override, W + "startOverride"))
            if start is not None:
                restarts[index] = start = min(start, _MAX_NUMBER)
                if index in levels:
                    # It also begins here whenever a higher level restarts it.
                    levels[index] = replace(levels[index], start=start)
        return Definition(abstract_id, levels, restarts)

    def _abstract_id(self, instance: Element) -> str:
        """Follow a list style (`w:numStyleLink`) to the abstract definition that has the levels."""
        seen: set[str] = set()
        abstract_id = value(instance, W + "abstractNumId") or ""
        while abstract_id not in seen:
            seen.add(abstract_id)
            link = value(self.abstracts.get(abstract_id), W + "numStyleLink")
            target = self.instances.get(self.styles.linked_list(link) or "") if link else None
            if target is None:
                break
            abstract_id = value(target, W + "abstractNumId") or ""
        return abstract_id


def _levels(parent: Element) -> dict[int, Level]:
    found = {}
    for node in parent.iterfind(W + "lvl"):
        index = number(node.get(W + "ilvl")) or 0
        if not 0 <= index < _LEVELS:
            continue
        found[index] = Level(
            start=min(number(value(node, W + "start")) or 0, _MAX_NUMBER),
            style=_style(node),
            text=value(node, W + "lvlText") or "",
            restart=number(value(node, W + "lvlRestart")),
            legal=bool(is_on(node.find(W + "isLgl"))),
            paragraph_style=value(node, W + "pStyle") or "",
            hidden=bool(is_on(node.find(f"{RPR}/{W}vanish"))),
        )
    return found


def _style(level: Element) -> str:
    """`w:numFmt`; Word hides newer formats (001, 002, …) behind an alternative for old readers."""
    alternate = level.find(ALTERNATE)
    branch = None if alternate is None else chosen(alternate)
    node = level.find(W + "numFmt") if branch is None else branch.find(W + "numFmt")
    if node is None:
        return "decimal"
    sample = node.get(W + "format", "").split(",")[0]
    if node.get(VAL) == "custom" and sample.isdecimal():
        return f"decimalZero{len(sample)}"
    return node.get(VAL, "decimal")
