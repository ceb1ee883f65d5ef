"""How the characters of two sides of a group belong together, and in which pieces a reader takes in what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from contractkit.core.redline.alterations import term_spans
from contractkit.core.redline.rounds.strand import State, Strand
from contractkit.core.zh.tokens import tokens

BLANK: Final = re.compile("【待填：[^】]*】")
"""A blank of ours, as clauses have it."""
_MOST: Final = 6_000_000  # pairs of characters: beyond, words are compared
_MARKS: Final = "，。；：、！？（）“”《》|"


@dataclass(frozen=True, slots=True)
class Side:
    """The strands of one side as one text.

    Attributes:
        text: their characters.
        states: of each character.
        homes: for each character its strand, and its place in it.
    """

    strands: tuple[Strand, ...]
    text: str
    states: tuple[State, ...]
    homes: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, strands: tuple[Strand, ...]) -> Side:
        """The strands joined."""
        return cls(
            strands,
            "".join(one.text for one in strands),
            tuple(state for one in strands for state in one.states),
            tuple((number, at) for number, one in enumerate(strands) for at in range(len(one.text))),
        )

    def quote(self, places: Sequence[int]) -> str:
        """The raw words of characters in their order: each stretch as it stands, those of two strands in two lines."""
        found: list[str] = []
        at = 0
        while at < len(places):
            number, start = self.homes[places[at]]
            end = start
            while at < len(places) and self.homes[places[at]] == (number, end):
                at, end = at + 1, end + 1
            is_next = found and at - (end - start) > 0 and self.homes[places[at - (end - start) - 1]][0] != number
            found.append(("\n" if is_next else "") + self.strands[number].quote(start, end))
        return "".join(found)


@dataclass(frozen=True, slots=True)
class Atom:
    """A character of the old side with what it is on the new one; one of them is None for what went or came."""

    old: int | None
    new: int | None


def atoms(old: Side, new: Side) -> list[Atom]:
    """The characters of both sides in one order, what went in front of what came."""
    steps = [*(_filling(old.text, new.text) or _without_islands(_opcodes(old.text, new.text), old.text))]
    found: list[Atom] = []
    for a, b, c, d, same in _slid(steps, old, new):
        if same:
            found += map(Atom, range(a, b), range(c, d))
        else:
            found += [*(Atom(at, None) for at in range(a, b)), *(Atom(None, at) for at in range(c, d))]
    return found


def inner_places(text: str) -> frozenset[int]:
    """Offsets at which a text is not cut in two: inside a number with its unit, a date, 第十二条, 不得."""
    return frozenset(at for start, end in term_spans(text) for at in range(start + 1, end))


_Step = tuple[int, int, int, int, bool]


def _filling(old: str, new: str) -> list[_Step]:
    """The steps between our words and the same words with their blanks filled in; none where more was changed."""
    blanks = [match.span() for match in BLANK.finditer(old)]
    pieces = BLANK.split(old)
    match = re.fullmatch("(.+?)".join(map(re.escape, pieces)), new) if blanks and old != new else None
    if match is None:
        return []
    found: list[_Step] = []
    a = c = 0
    for number, (start, end) in enumerate(blanks, 1):
        b, d = match.span(number)
        found += [(a, start, c, b, True), (start, end, b, d, old[start:end] == new[b:d])]
        a, c = end, d
    return [*found, (a, len(old), c, len(new), True)]


def _opcodes(old: str, new: str) -> Iterator[_Step]:
    if len(old) * len(new) <= _MOST:
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield a, b, c, d, tag == "equal"
        return
    one, other = tokens(old), tokens(new)
    before, after = [0, *accumulate(map(len, one))], [0, *accumulate(map(len, other))]
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield before[a], before[b], after[c], after[d], tag == "equal"


def _without_islands(steps: Iterator[_Step], old: str) -> Iterator[_Step]:
    """Steps in which a lone character between two replacements belongs to them."""
    every = list(steps)
    for at, (a, b, c, d, same) in enumerate(every):
        is_lone = same and b - a == 1 and old[a] not in _MARKS and 0 < at < len(every) - 1
        beside = (every[at - 1], every[at + 1]) if is_lone else ()
        yield a, b, c, d, same and not (is_lone and all(one[0] < one[1] and one[2] < one[3] for one in beside))


def _slid(steps: Sequence[_Step], old: Side, new: Side) -> list[_Step]:
    """Steps of which each coming or going alone lies where tracked changes say it is: 协议[之补充协议], not [协议之补充]协议."""
    ends = (len(old.text), len(old.text), len(new.text), len(new.text), True)
    found = [(0, 0, 0, 0, True), *steps, ends]
    for at in range(1, len(found) - 1):
        a, b, c, d, same = found[at]
        if same or (a < b and c < d) or not (found[at - 1][4] and found[at + 1][4]):
            continue
        side, start, end = (old, a, b) if a < b else (new, c, d)
        back = min(_alike_before(side.text, start, end), found[at - 1][1] - found[at - 1][0])
        ahead = min(_alike_behind(side.text, start, end), found[at + 1][1] - found[at + 1][0])
        by = max(
            range(-back, ahead + 1), key=lambda one: (_tracked(side, start + one, end + one, goes=a < b), -abs(one))
        )
        if by:
            before, behind = found[at - 1], found[at + 1]
            found[at - 1] = (before[0], before[1] + by, before[2], before[3] + by, True)
            found[at] = (a + by, b + by, c + by, d + by, False)
            found[at + 1] = (behind[0] + by, behind[1], behind[2] + by, behind[3], True)
    return found


def _alike_before(text: str, start: int, end: int) -> int:
    """By how many characters a stretch can begin earlier and leave the same text."""
    found = 0
    while start - found > 0 and text[start - found - 1] == text[end - found - 1]:
        found += 1
    return found


def _alike_behind(text: str, start: int, end: int) -> int:
    found = 0
    while end + found < len(text) and text[start + found] == text[end + found]:
        found += 1
    return found


def _tracked(side: Side, start: int, end: int, *, goes: bool) -> int:
    """How well tracked changes explain that characters went, or came: best a deletion carried out, or an insertion made."""
    explained = [state.deleted is not None if goes else state.deleted is None for state in side.states[start:end]]
    marked = [state.inserted is not None or state.deleted is not None for state in side.states[start:end]]
    return sum(marked) + sum(one and other for one, other in zip(explained, marked, strict=True))
