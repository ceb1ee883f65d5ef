"""Which passages of two versions belong together, though numbers moved on and articles changed places."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeAlias, overload

from contractkit.core.document.tree import Block, BlockKind, Passage
from contractkit.core.zh.labels import parse_label
from contractkit.core.zh.normalize import CleanText, normalize

_ALIKE: Final = 0.4  # of their pairs of characters: two passages at the same place are one that was reworded
_MOVED: Final = 0.7
_SHORTEST_MOVED: Final = 6  # characters; anything shorter stands in many places
_MOST_PAIRS: Final = 40_000
_LABEL_BONUS: Final = 0.12
_Stretch: TypeAlias = tuple[int, int, int, int]  # of the old version from, to; of the new one from, to


@dataclass(frozen=True, slots=True)
class Pair:
    """Passages that belong together; one side is empty for what came or went.

    Attributes:
        old: positions in the old version, in order; several where paragraphs were joined.
        new: likewise.
        moved: the order of the document has changed around it.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage made ready to be compared.

    Attributes:
        label: its number, typed or automatic.
        body: its clean words without the number and without any space.
        is_row: a table row.
    """

    label: str
    body: str
    is_row: bool
    grams: Counter[str]


def units(passages: Sequence[Passage]) -> list[Unit]:
    """Passages made ready, one for one."""
    return [_unit(one.text, one.clean, one.label, is_row=one.kind is BlockKind.ROW) for one in passages]


class BlockUnits(Sequence[Unit]):
    """Blocks made ready, one for one, each when it is first asked for: most of two versions is the same as it stands."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.raw = [f"{one.label}\n{one.text}" for one in blocks]
        self._blocks = blocks
        self._known: dict[int, Unit] = {}

    def __len__(self) -> int:
        return len(self._blocks)

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Unit]: ...
    def __getitem__(self, at: int | slice) -> Unit | Sequence[Unit]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at not in self._known:
            self._known[at] = _of_block(self._blocks[at])
        return self._known[at]


def aligned(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """All passages of both versions in pairs, in the order of the new one, what went at its old place."""
    matched: dict[int, int] = {}
    whole = [(0, len(old), 0, len(new))]
    if isinstance(old, BlockUnits) and isinstance(new, BlockUnits):
        whole = list(_gaps(old.raw, new.raw, whole, matched))
    bodies = _Bodies(old), _Bodies(new)
    for a, b, c, d in _gaps(*bodies, whole, matched):
        matched.update(_reworded(old, new, range(a, b), range(c, d)))
    moved = dict(_moved(old, new, matched))
    return _in_order(len(old), len(new), matched, moved)


def _of_block(block: Block) -> Unit:
    label = "" if block.kind is BlockKind.CONTENTS else block.label.strip()
    is_row = block.kind is BlockKind.ROW
    if not label and not is_row and block.kind is not BlockKind.CONTENTS and (typed := parse_label(block.text)):
        label = typed.text
    return _unit(block.text, normalize(block.text), label, is_row=is_row)


def _unit(text: str, clean: CleanText, label: str, *, is_row: bool) -> Unit:
    typed = parse_label(text) if label and not is_row else None
    body = clean.text
    if typed is not None and typed.text == label:
        body = body[clean.clean_offset(typed.end) :]
    body = "".join(body.split())
    return Unit(label, body, is_row, Counter(map("".join, itertools.pairwise(body))))


def similarity(one: Unit, other: Unit) -> float:
    """How much of their pairs of characters two units share, 0 to 1; a short one must be equal."""
    if one.body == other.body:
        return 1.0
    total = one.grams.total() + other.grams.total()
    if not total or one.is_row != other.is_row:
        return 0.0
    small, large = sorted((one.grams, other.grams), key=len)
    shared = sum(min(times, large[gram]) for gram, times in small.items() if gram in large)
    return 2 * shared / total


class _Bodies:
    """The words of units by slice, so that only those asked for are made ready."""

    def __init__(self, of: Sequence[Unit]) -> None:
        self._of = of

    def __getitem__(self, at: slice) -> list[str]:
        return [one.body for one in self._of[at]]


def _gaps(
    old: _Bodies | list[str], new: _Bodies | list[str], within: Iterable[_Stretch], matched: dict[int, int]
) -> Iterator[_Stretch]:
    """Take what is the same in both into `matched`; give back the stretches in between."""
    for start, stop, begin, end in within:
        one, other = old[start:stop], new[begin:end]
        for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if tag == "equal":
                matched.update(zip(range(start + a, start + b), range(begin + c, begin + d), strict=True))
            else:
                yield start + a, start + b, begin + c, begin + d


def _reworded(old: Sequence[Unit], new: Sequence[Unit], rows: range, columns: range) -> Iterator[tuple[int, int]]:
    """The best pairs of one stretch, in order: those that share most, with a little for the same number."""
    if not rows or not columns or len(rows) * len(columns) > _MOST_PAIRS:
        return
    worth = [[_worth(old[a], new[c]) for c in columns] for a in rows]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for a in range(len(rows) - 1, -1, -1):
        for c in range(len(columns) - 1, -1, -1):
            best[a][c] = max(best[a + 1][c], best[a][c + 1], worth[a][c] + best[a + 1][c + 1])
    a = c = 0
    while a < len(rows) and c < len(columns):
        if worth[a][c] > 0 and best[a][c] == worth[a][c] + best[a + 1][c + 1]:
            yield rows[a], columns[c]
            a, c = a + 1, c + 1
        elif best[a][c] == best[a + 1][c]:
            a += 1
        else:
            c += 1


def _worth(one: Unit, other: Unit) -> float:
    bonus = _LABEL_BONUS if one.label and one.label == other.label else 0.0
    found = similarity(one, other) + bonus
    return found - _ALIKE if found > _ALIKE else 0.0


def _moved(old: Sequence[Unit], new: Sequence[Unit], matched: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs among what is left over on both sides, wherever they stand; the most alike first."""
    taken = set(matched.values())
    gone = [at for at in range(len(old)) if at not in matched and len(old[at].body) >= _SHORTEST_MOVED]
    come = [at for at in range(len(new)) if at not in taken and len(new[at].body) >= _SHORTEST_MOVED]
    if len(gone) * len(come) > _MOST_PAIRS:
        places = {old[at].body: at for at in gone}
        scored = [(1.0, places[new[at].body], at) for at in come if new[at].body in places]
    else:
        scored = [(similarity(old[a], new[c]), a, c) for a in gone for c in come]
    done: set[tuple[str, int]] = set()
    for score, a, c in sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]))):
        if score >= _MOVED and ("old", a) not in done and ("new", c) not in done:
            done |= {("old", a), ("new", c)}
            yield a, c


def _in_order(old: int, new: int, matched: dict[int, int], moved: dict[int, int]) -> list[Pair]:
    """In the order of the new version; what went stands behind what stood before it."""
    where = {c: (a, False) for a, c in matched.items()} | {c: (a, True) for a, c in moved.items()}
    found: list[Pair] = []
    at = 0
    for c in range(new):
        a, is_moved = where.get(c, (None, False))
        if a is not None and not is_moved:
            found += [Pair((one,), ()) for one in range(at, a) if one not in matched and one not in moved]
            at = max(at, a + 1)
        found.append(Pair((a,) if a is not None else (), (c,), is_moved))
    found += [Pair((one,), ()) for one in range(at, old) if one not in matched and one not in moved]
    return found
