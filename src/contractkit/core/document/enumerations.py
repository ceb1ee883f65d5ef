"""The items of a list that stands inside one paragraph (乙方应当：（一）按月报告；（二）接受检查)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from contractkit.core.document.tree import BlockKind, Passage
from contractkit.core.zh.labels import Label, Scheme, parse_label

_MARK = re.compile(r"(?<=[：；。，、])(?=（(?:[一二三四五六七八九十]{1,3}|\d{1,2})）|\d{1,2}[）.、](?!\d)|[①-⑳⑴-⒇])")
_LISTING = frozenset(
    {
        Scheme.CHINESE_BRACKETS,
        Scheme.ARABIC,
        Scheme.ARABIC_COMMA,
        Scheme.ARABIC_BRACKETS,
        Scheme.ARABIC_HALF_BRACKET,
        Scheme.CIRCLED,
    }
)
_END = re.compile(r"[。！？]")
_LONGEST_MARK = 12


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list within a passage.

    Attributes:
        labels: its number behind those of the items it stands in (（二）, then 1.).
        start: offset in the passage's clean text at which its number begins.
        end: offset after its last character.
    """

    labels: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _List:
    scheme: Scheme
    outer: tuple[str, ...]
    limit: _List | None
    items: list[tuple[int, Label]] = field(default_factory=list)


def items_of(passage: Passage) -> tuple[Item, ...]:
    """The items of the lists in a passage, in order of their beginning; one item alone is no list."""
    text = passage.clean.text
    if passage.kind is BlockKind.ROW or passage.is_heading:
        return ()
    lists: list[_List] = []
    opened: list[_List] = []
    for at, label in _marks(text):
        begins = label.values == (1,) and (bool(opened) or text[at - 1] == "：")
        if not _goes_on(opened, label) and not begins:
            continue
        if label.values == (1,):
            del opened[next((depth for depth, one in enumerate(opened) if one.scheme is label.scheme), len(opened)) :]
            outer = opened[-1] if opened else None
            labels = (*outer.outer, outer.items[-1][1].text) if outer else ()
            opened.append(_List(label.scheme, labels, outer))
            lists.append(opened[-1])
        opened[-1].items.append((at, label))
    found = (item for one in lists if len(one.items) > 1 for item in _items(one, text))
    return tuple(sorted(found, key=lambda item: (item.start, -item.end)))


def path_of(passage: Passage, start: int, end: int) -> tuple[str, ...]:
    """The path of the clean words [start, end): the passage's, and the item of a list inside it that holds them all."""
    holding = [item for item in items_of(passage) if item.start <= start and end <= item.end]
    return (*passage.path, *(holding[-1].labels if holding else ()))


def _marks(text: str) -> Iterator[tuple[int, Label]]:
    for match in _MARK.finditer(text):
        label = parse_label(text[match.start() : match.start() + _LONGEST_MARK])
        if label is not None and label.scheme in _LISTING and label.values:
            yield match.start(), label


def _goes_on(opened: list[_List], label: Label) -> bool:
    """Whether the number continues an open list; lists inside that one have then ended."""
    for depth in range(len(opened) - 1, -1, -1):
        one = opened[depth]
        if one.scheme is label.scheme and one.items[-1][1].values[-1] + 1 == label.values[-1]:
            del opened[depth + 1 :]
            return True
    return False


def _items(one: _List, text: str) -> Iterator[Item]:
    """Each item up to the next of its list; the last one up to the full stop, within the item the list stands in."""
    starts = [at for at, _ in one.items]
    stop = _END.search(text, starts[-1])
    ends = [*starts[1:], stop.end() if stop else len(text)]
    if one.limit is not None:
        following = next((at for at, _ in one.limit.items if at > starts[-1]), ends[-1])
        ends[-1] = min(ends[-1], following)
    for (at, label), end in zip(one.items, ends, strict=True):
        yield Item((*one.outer, label.text), at, end)
