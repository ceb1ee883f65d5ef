"""What we proposed in a returned draft: its tracked changes in our name, put together as they were put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contractkit.core.document.remarks import Comment
from contractkit.core.redline.rounds.strand import State, Strand

COVER: Final = "审查意见："
"""How the covering comment of a returned draft begins."""
MOVED_ON: Final = "编号和引用的顺延"
"""What all replaced numbers are called together."""
_NUMBERS: Final = re.compile(
    "[0-9零〇一二三四五六七八九十百]+|(?:前条|上条|前一条|上一条)(?:前述)?第[0-9零〇一二三四五六七八九十百]+条"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of ours within one strand.

    Attributes:
        strand: position of its strand.
        start: of its characters in the strand; end: after them.
        whole: the paragraph or row is nothing but ours.
    """

    strand: int
    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes of ours that belong together: the paragraphs of one insertion, or one replacement within a sentence.

    Attributes:
        subject: first line of our comment on it; empty for none.
        units: in order.
    """

    subject: str
    units: tuple[Unit, ...]


def authors_of(strands: Sequence[Strand], comments: Sequence[Comment]) -> tuple[str, ...]:
    """Who may have returned the draft: who signed its covering comment, else everybody with tracked changes in it."""
    covers = dict.fromkeys(one.author for one in comments if one.heading.startswith(COVER))
    if covers:
        return tuple(covers)
    names = (name for one in strands for state in set(one.states) for name in (state.inserted, state.deleted))
    return tuple(dict.fromkeys(name for name in names if name is not None))


def proposals(strands: Sequence[Strand], comments: Sequence[Comment], author: str) -> tuple[Proposal, ...]:
    """Our proposals in the order of the draft."""
    headings = {span.block: one.heading for one in reversed(comments) if one.author == author for span in one.spans[:1]}
    found: list[tuple[str, list[Unit]]] = []
    numbers: list[Unit] = []
    last = -2
    for at, strand in enumerate(strands):
        for start, end in _stretches(strand.states, author):
            whole = (start, end) == (0, len(strand.text))
            subject = headings.get(strand.block, "") if whole else _subject(strand, start, headings, comments, author)
            unit = Unit(at, start, end, whole)
            if not whole and _NUMBERS.fullmatch(strand.text, start, end):
                numbers.append(unit)
                continue
            if not (whole and last == at - 1 and not subject):
                found.append((subject, []))
            found[-1][1].append(unit)
            last = at if whole else -2
    told = [Proposal(subject, tuple(units)) for subject, units in found]
    return (*told, *([Proposal(MOVED_ON, tuple(numbers))] if numbers else []))


def is_ours(state: State, author: str) -> bool:
    """Whether a character came or goes by us."""
    return (state.inserted == author and state.deleted is None) or state.deleted == author


def _stretches(states: Sequence[State], author: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for at, state in enumerate((*states, State())):
        if is_ours(state, author):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None


def _subject(strand: Strand, start: int, headings: Mapping[int, str], comments: Sequence[Comment], author: str) -> str:
    """What our comment on the very words says first."""
    if strand.block not in headings:
        return ""
    at = strand.spans[start][0]
    for one in comments:
        if one.author == author and any(s.block == strand.block and s.start <= at < s.end for s in one.spans):
            return one.heading if not one.heading.startswith(COVER) else ""
    return ""
