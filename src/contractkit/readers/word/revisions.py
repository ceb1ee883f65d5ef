"""Tracked changes: which words each view takes, and what the marked view says about a stretch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contractkit.core.document.tree import Revision, RevisionKind
from contractkit.readers.options import RevisionView
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import Element, W

DELETIONS = frozenset({W + "del", W + "moveFrom"})
INSERTIONS = frozenset({W + "ins", W + "moveTo"})
# Rows, cells and paragraph marks are changed by a property, not by an element around them.
CELL_DELETION, CELL_INSERTION = W + "cellDel", W + "cellIns"

_KINDS = {
    W + "ins": RevisionKind.INSERTED,
    W + "del": RevisionKind.DELETED,
    W + "moveTo": RevisionKind.MOVED_TO,
    W + "moveFrom": RevisionKind.MOVED_FROM,
    CELL_INSERTION: RevisionKind.INSERTED,
    CELL_DELETION: RevisionKind.DELETED,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """How a view treats tracked changes.

    Attributes:
        gone: elements whose words it leaves out, and properties that take a row, a cell or a paragraph mark away.
        kept: the other ones, around words that it takes.
        lost: how words left out are reported; None where there are none.
        is_original: properties are read as they were before a tracked change of them.
        is_marked: stretches are told apart as revisions.
    """

    gone: frozenset[str]
    kept: frozenset[str]
    lost: Lost | None
    is_original: bool = False
    is_marked: bool = False


_RULES = {
    RevisionView.ACCEPTED: Rules(DELETIONS | {CELL_DELETION}, INSERTIONS | {CELL_INSERTION}, Lost.DELETED),
    RevisionView.ORIGINAL: Rules(
        INSERTIONS | {CELL_INSERTION}, DELETIONS | {CELL_DELETION}, Lost.INSERTED, is_original=True
    ),
    RevisionView.MARKED: Rules(frozenset(), frozenset(_KINDS), None, is_marked=True),
}


def rules(view: RevisionView) -> Rules:
    """The rules of a view."""
    return _RULES[view]


def revision(change: Element, start: int, end: int) -> Revision:
    """What a `w:ins`, `w:del`, `w:cellDel` … says about the stretch [start, end)."""
    return Revision(_KINDS[change.tag], start, end, change.get(W + "author", ""), change.get(W + "date", ""))


def changes(properties: Mapping[str, Element]) -> list[Element]:
    """The changes among the properties of a row, a cell or a paragraph mark."""
    return [node for tag, node in properties.items() if tag in _KINDS]


def shifted(revisions: Iterable[Revision], by: int) -> list[Revision]:
    """The same stretches where the words begin `by` characters later."""
    return [Revision(each.kind, each.start + by, each.end + by, each.author, each.date) for each in revisions]


def within(revisions: Iterable[Revision], start: int, end: int) -> tuple[Revision, ...]:
    """The stretches as far as they lie in [start, end), counted from `start`; a changed mark counts at its place."""
    found = []
    for each in revisions:
        left, right = max(each.start, start), min(each.end, end)
        if left < right or (each.start == each.end and start <= each.start <= end):
            found.append(Revision(each.kind, left - start, right - start, each.author, each.date))
    return tuple(found)


def in_order(revisions: Iterable[Revision]) -> list[Revision]:
    """Sorted by place, the wider first; runs of one change that Word split are joined again."""
    found: list[Revision] = []
    for each in sorted(revisions, key=_place):
        last = found[-1] if found else None
        if (
            last is not None
            and last.start < last.end == each.start < each.end
            and (last.kind, last.author, last.date) == (each.kind, each.author, each.date)
        ):
            found[-1] = Revision(last.kind, last.start, each.end, last.author, last.date)
        else:
            found.append(each)
    return sorted(found, key=_place)


def _place(one: Revision) -> tuple[int, int]:
    return one.start, -one.end
