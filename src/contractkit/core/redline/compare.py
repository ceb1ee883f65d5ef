"""The changes between two versions of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from contractkit.core.document.titles import is_contents_heading
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.redline.align import Pair, Unit, aligned, units
from contractkit.core.redline.alterations import Alteration, alterations
from contractkit.core.redline.diff import Op, Segment, differences

_LEADER: Final = re.compile(r"[.…·]{6,}\s*\d{1,4}\s*$")
# A page may run the last line of a table of contents into the words behind it.
_RUN_ON: Final = re.compile(r"^.*[.…·]{6,}\d{1,4}")


class ChangeKind(StrEnum):
    """What became of a passage."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # elsewhere, with or without other words
    RENUMBERED = "renumbered"  # another number in front of the same words


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that is not what it was.

    Attributes:
        old: the passage of the old version; None where it came.
        new: of the new version; None where it went.
        segments: its words, deleted and inserted ones apart.
        alterations: the numbers, names, 应当 and 可以 … in which they differ.
    """

    kind: ChangeKind
    old: Passage | None
    new: Passage | None
    segments: tuple[Segment, ...]
    alterations: tuple[Alteration, ...]

    @property
    def is_reworded(self) -> bool:
        """Whether any words came or went."""
        return any(segment.op is not Op.EQUAL for segment in self.segments)


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """The changes in the order of the new version; what differs in spaces and forms of characters alone is none."""
    before, after = compared(old), compared(new)
    ready = units(before), units(after)
    pairs = _joined(aligned(*ready), *ready)
    found = (_change(pair, before, after, ready) for pair in pairs)
    return tuple(one for one in found if one is not None)


def compared(document: Document) -> list[Passage]:
    """The passages that are compared: those with words, without the table of contents; cut loose from their file."""
    return [replace(one, anchor=None) for one in document.passages if one.text.strip() and not is_contents(one)]


def is_contents(passage: Passage) -> bool:
    """Whether a passage belongs to a table of contents, also one that a page shows with a long row of dots."""
    if passage.kind is BlockKind.CONTENTS or passage.zone is Zone.CONTENTS:
        return True
    return is_contents_heading(passage.clean.text) or bool(_LEADER.search(passage.text))


def _joined(pairs: Sequence[Pair], old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
    """Pairs without those runs of comings and goings that hold the same words in other paragraphs (a page, a scan)."""
    run: list[Pair] = []
    for pair in (*pairs, Pair((), ())):
        if (pair.old and pair.new and not pair.moved and old[pair.old[0]].body == new[pair.new[0]].body) or not (
            pair.old or pair.new
        ):
            yield from _settled(run, old, new)
            run = []
            if pair.old:
                yield pair
        else:
            run.append(pair)


def _settled(run: list[Pair], old: Sequence[Unit], new: Sequence[Unit]) -> Sequence[Pair]:
    """What is left of a run: only its moves, where the same words stand in other paragraphs, cells or lines."""
    before = [old[at] for at in sorted(at for pair in run if not pair.moved for at in pair.old)]
    after = [new[at] for at in sorted(at for pair in run if not pair.moved for at in pair.new)]
    same = bool(before and after) and (
        _words(before) == _words(after)
        # On one side only: what differs behind a row of dots may be an amount.
        or _words(before, run_on=True) == _words(after)
        or _words(before) == _words(after, run_on=True)
    )
    return [pair for pair in run if pair.moved] if same else run


def _words(units_: Iterable[Unit], *, run_on: bool = False) -> str:
    """Their words as one text, without the bars between cells; without what a table of contents ran into them."""
    texts = (one.label + one.body for one in units_)
    return "".join(_RUN_ON.sub("", one) if run_on else one for one in texts).replace("|", "")


def _change(
    pair: Pair, old: Sequence[Passage], new: Sequence[Passage], ready: tuple[list[Unit], list[Unit]]
) -> Change | None:
    before = old[pair.old[0]] if pair.old else None
    after = new[pair.new[0]] if pair.new else None
    one = ready[0][pair.old[0]] if pair.old else None
    other = ready[1][pair.new[0]] if pair.new else None
    words = one.body if one else "", other.body if other else ""
    kind = _kind(pair, one, other)
    if kind is None:
        return None
    if kind is ChangeKind.RENUMBERED:
        words = one.label if one else "", other.label if other else ""
    shown = _shown(before), _shown(after)
    segments = differences(*(words if kind is ChangeKind.RENUMBERED else shown))
    # Of a passage that came or went as a whole, every word did.
    found = alterations(*words) if kind in (ChangeKind.CHANGED, ChangeKind.MOVED) else ()
    return Change(kind, before, after, segments, found)


def _kind(pair: Pair, one: Unit | None, other: Unit | None) -> ChangeKind | None:
    if one is None:
        return ChangeKind.ADDED
    if other is None:
        return ChangeKind.REMOVED
    if pair.moved:
        return ChangeKind.MOVED
    if one.body != other.body:
        return ChangeKind.CHANGED
    return ChangeKind.RENUMBERED if one.label != other.label else None


def _shown(passage: Passage | None) -> str:
    """The clean words of a passage without its number."""
    if passage is None:
        return ""
    text = passage.clean.text
    return text.removeprefix(passage.label).lstrip("、. \u3000") if passage.kind is not BlockKind.ROW else text
