"""Every value in a text, each once, with the raw span it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from contractkit.core.zh.bounds import in_ranges
from contractkit.core.zh.counts import find_counts
from contractkit.core.zh.days import find_days, find_spans
from contractkit.core.zh.lengths import find_lengths
from contractkit.core.zh.money import find_money
from contractkit.core.zh.normalize import CleanText
from contractkit.core.zh.portions import find_portions
from contractkit.core.zh.values import State, Value

# What is read first holds: 2026年3月1日 is no length of 3月, and 三十万元 no count.
_SCANNERS: tuple[Callable[[str], Iterable[Value]], ...] = (
    find_spans,
    find_days,
    find_money,
    find_portions,
    find_lengths,
    find_counts,
)
_SHOWN_BLANK = re.compile(r"[_【［\[（□]")
# White space that clean text drops and that is wider than a space between words: somebody is to write there.
_WIDE_GAP = 2


def find_values(clean: CleanText) -> tuple[Value, ...]:
    """All values in a clean text, in order and without overlap.

    A number that is only part of a name, label, number of a document or word (第三条, 三方, 十分, GB/T 9704) is none.
    """
    text = clean.text
    taken = bytearray(len(text))
    found: list[Value] = []
    for scanner in _SCANNERS:
        fresh = _fresh(scanner(text), clean, taken)
        for value in in_ranges(text, sorted(fresh, key=lambda value: value.start), taken):
            found.append(value)
            taken[value.start : value.end] = b"\x01" * (value.end - value.start)
    found.sort(key=lambda value: value.start)
    return tuple(replace(value, raw=clean.raw_span(value.start, value.end)) for value in found)


def _fresh(values: Iterable[Value], clean: CleanText, taken: bytearray) -> list[Value]:
    """The values that overlap with nothing read before them."""
    fresh = []
    for value in values:
        if any(taken[value.start : value.end]) or (value.state is State.BLANK and not _is_blank(clean, value)):
            continue
        taken[value.start : value.end] = b"\x01" * (value.end - value.start)
        fresh.append(value)
    return fresh


def _is_blank(clean: CleanText, value: Value) -> bool:
    """Whether there is room to write in: 年月日 without any is only a word."""
    if _SHOWN_BLANK.search(clean.text, value.start, value.end):
        return True
    start, end = clean.raw_span(value.start, value.end)
    return end - start - (value.end - value.start) >= _WIDE_GAP
