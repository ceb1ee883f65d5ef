"""Where two texts of a clause differ, in words rather than in stray characters.

Numbers, Latin words and words that bind or name a party change as wholes. An unchanged 汉字 or two between changes that are
longer is chance, not something kept: from 每月5日 to 每季度终了后10日 all of it is another time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from contractkit.core.interview.drafting import PreviewBlock
from contractkit.core.zh.tokens import tokens

Span = tuple[int, int]

_CAREFUL: Final = 4000  # words beyond which a difference is told as one span
_CHANCE: Final = 2  # characters
_STOPS: Final = frozenset("，。、；：？！（）“”《》\n")


def changed_spans(before: Sequence[PreviewBlock], after: Sequence[PreviewBlock]) -> tuple[tuple[Span, ...], ...]:
    """For each block of `after` the spans of its text that are new since `before`; blocks pair up within a clause."""
    old = dict(_counted(before))
    return tuple(_new_in(old[key].text if key in old else "", block.text) for key, block in _counted(after))


def compare_texts(first: str, second: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of each text that the other does not have."""
    return _new_in(second, first), _new_in(first, second)


def _counted(blocks: Sequence[PreviewBlock]) -> Iterator[tuple[tuple[str, int], PreviewBlock]]:
    seen: dict[str, int] = {}
    for block in blocks:
        seen[block.clause] = seen.get(block.clause, -1) + 1
        yield (block.clause, seen[block.clause]), block


def _new_in(old: str, new: str) -> tuple[Span, ...]:
    if old == new:
        return ()
    before, after = tokens(old), tokens(new)
    ends = [0, *accumulate(map(len, after))]
    spans = [(ends[low], ends[high]) for low, high in _changed(before, after) if high > low]
    return tuple(_joined(new, spans))


def _changed(before: list[str], after: list[str]) -> list[Span]:
    """Ranges of words of `after` that `before` does not have."""
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    tail = 0
    while tail < shortest - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    middle = (before[start : len(before) - tail], after[start : len(after) - tail])
    if len(middle[0]) + len(middle[1]) > _CAREFUL:
        return [(start, len(after) - tail)]
    operations = SequenceMatcher(None, *middle, autojunk=False).get_opcodes()
    return [(start + low, start + high) for tag, _, _, low, high in operations if tag in {"insert", "replace"}]


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    """The spans, those joined that only chance keeps apart."""
    held: Span | None = None
    for start, end in spans:
        if held is not None and _is_chance(text[held[1] : start], min(held[1] - held[0], end - start)):
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _is_chance(between: str, shorter: int) -> bool:
    """Whether what stands unchanged between two changes is no more than either of them, and within one phrase."""
    return len(between) <= min(_CHANCE, shorter) and not _STOPS.intersection(between)
