"""Which strands of the returned draft and of the answer belong together, also where paragraphs were split or joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from contractkit.core.redline.align import Pair, Unit, aligned, similarity, units
from contractkit.core.redline.rounds.strand import Strand
from contractkit.core.redline.rounds.trace import BLANK

_GAIN: Final = 0.02  # of similarity: what makes a further paragraph part of a pair


@dataclass(frozen=True, slots=True)
class Group:
    """Strands that belong together; one side is empty for what came or went.

    Attributes:
        moved: the order of the document has changed around it.
    """

    old: tuple[Strand, ...]
    new: tuple[Strand, ...]
    moved: bool = False


def groups(old: Sequence[Strand], new: Sequence[Strand]) -> list[Group]:
    """All strands of both sides in groups, in the order of the new side, what went behind what stood before it."""
    ready = units([one.passage for one in old]), units([one.passage for one in new])
    pairs = aligned(*ready)
    found: list[Pair] = []
    run: list[Pair] = []
    for pair in pairs:
        if _is_same(pair, ready):
            found += [*_joined(run, ready), pair]
            run = []
        else:
            run.append(pair)
    found += _joined(run, ready)
    return [Group(tuple(old[at] for at in p.old), tuple(new[at] for at in p.new), p.moved) for p in found]


def _is_same(pair: Pair, ready: tuple[list[Unit], list[Unit]]) -> bool:
    if pair.moved or not pair.old or not pair.new:
        return False
    return ready[0][pair.old[0]].body == ready[1][pair.new[0]].body


def _joined(run: list[Pair], ready: tuple[list[Unit], list[Unit]]) -> list[Pair]:
    """A run of pairs in which what came and what went beside a pair joins it where that makes them more alike."""
    found = _filled(run, ready)
    at = 0
    while at < len(found):
        pair = found[at]
        if pair.old and pair.new and not pair.moved:
            for beside in (at + 1, at - 1):
                wider = _wider(pair, found[beside], ready) if 0 <= beside < len(found) else None
                if wider is not None:
                    found[at] = wider
                    del found[beside]
                    at = max(min(at, beside) - 1, -1)
                    break
        at += 1
    return found


def _filled(run: list[Pair], ready: tuple[list[Unit], list[Unit]]) -> list[Pair]:
    """A run of pairs in which a paragraph with blanks belongs to what fills them, however little else is in it."""
    found = list(run)
    for pair in run:
        body = ready[0][pair.old[0]].body if pair.old and not pair.new else ""
        pieces = BLANK.split(body)
        if len(pieces) == 1:
            continue
        pattern = re.compile(".+".join(map(re.escape, pieces)))
        match = next((one for one in found if not one.old and pattern.fullmatch(ready[1][one.new[0]].body)), None)
        if match is not None:
            found[found.index(match)] = Pair(pair.old, match.new)
            found.remove(pair)
    return found


def _wider(pair: Pair, other: Pair, ready: tuple[list[Unit], list[Unit]]) -> Pair | None:
    """The pair with what stands beside it; None where that does not belong to it."""
    if other.moved or bool(other.old) == bool(other.new):
        return None
    wider = replace(pair, old=tuple(sorted(pair.old + other.old)), new=tuple(sorted(pair.new + other.new)))
    if any(b - a != 1 for side in (wider.old, wider.new) for a, b in itertools.pairwise(side)):
        return None
    before, after = (similarity(_whole(one.old, ready[0]), _whole(one.new, ready[1])) for one in (pair, wider))
    return wider if after > before + _GAIN else None


def _whole(places: tuple[int, ...], ready: list[Unit]) -> Unit:
    """Several units as one."""
    first, *others = (ready[at] for at in places)
    if not others:
        return first
    grams = sum((one.grams for one in others), first.grams)
    return Unit(first.label, first.body + "".join(one.body for one in others), first.is_row, grams)
