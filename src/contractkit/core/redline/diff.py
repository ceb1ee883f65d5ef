"""What differs between two texts, in pieces that a reader takes in at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from contractkit.core.zh.tokens import tokens

_ISLAND: Final = 1  # characters that are alike between two changes and no longer help to read them
_MARKS: Final = "，。；：、！？（）“”《》"


class Op(StrEnum):
    """What became of a stretch of words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words that stayed, went or came."""

    op: Op
    text: str


def differences(old: str, new: str) -> tuple[Segment, ...]:
    """The stretches of both texts in order, deleted ones before inserted ones.

    Without the inserted ones they are `old`, without the deleted ones `new`.
    """
    if old == new:
        return (Segment(Op.EQUAL, old),) if old else ()
    one, other = tokens(old), tokens(new)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    steps = [(tag, "".join(one[a:b]), "".join(other[c:d])) for tag, a, b, c, d in matcher.get_opcodes()]
    return tuple(_segments(_without_islands(steps)))


def _without_islands(steps: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Steps in which a lone character between two replacements belongs to them: 三→五 should not be read through 的."""
    found: list[tuple[str, str, str]] = []
    for at, (tag, old, new) in enumerate(steps):
        is_island = (
            tag == "equal"
            and len(old) <= _ISLAND
            and old not in _MARKS
            and 0 < at < len(steps) - 1
            and steps[at - 1][0] == steps[at + 1][0] == "replace"
        )
        if found and (is_island or (tag != "equal" and found[-1][0] != "equal")):
            _, before, after = found[-1]
            found[-1] = ("replace", before + old, after + new)
        else:
            found.append((tag, old, new))
    return found


def _segments(steps: list[tuple[str, str, str]]) -> Iterator[Segment]:
    for tag, old, new in steps:
        if tag == "equal":
            yield Segment(Op.EQUAL, old)
            continue
        if old:
            yield Segment(Op.DELETE, old)
        if new:
            yield Segment(Op.INSERT, new)
