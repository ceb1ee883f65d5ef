"""Which lines are entries of a table of contents: they name a clause without saying anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from contractkit.core.document.line import Line
from contractkit.core.document.titles import is_contents_heading
from contractkit.core.document.tree import BlockKind
from contractkit.core.zh.labels import Scheme

_PAGE = re.compile(r"(?:[.…·\-—\s\t]*[.…·\t]|\s{2,}|\s+(?=\S+$))[.…·\-—\s\t]*(?:\d{1,4}|[IVXivx]{1,5})$")
_LEADER = re.compile(r"[.…·]{3,}\s*[-—]?\s*(?:\d{1,4}|[IVXivx]{1,5})\s*[-—]?$")
_TABBED = re.compile(r"\t\s*[-—]?\s*(?:\d{1,4}|[IVXivx]{1,5})\s*[-—]?$")
_FRONT_LINES = 80
_FEWEST_ENTRIES = 3
_LONGEST_ENTRY = 120
_SQUEEZE = re.compile(r"[\s.…·、：:\-—]+")


def contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The positions of all entries, and of the heading 目录 in front of them."""
    found = {at for at, line in enumerate(lines) if line.block.kind is BlockKind.CONTENTS}
    keys = [_key(line) for line in lines]
    last = {key: at for at, key in enumerate(keys)}
    for at, line in enumerate(lines):
        if at not in found and is_contents_heading(line.clean.text):
            found |= _entries_after(lines, at, keys, last)
    if not found:
        found = _unheaded_entries(lines, keys, last)
    return frozenset(found | _headings_in_front(lines, found))


def looks_like_entry(text: str) -> bool:
    """Whether the raw text ends in a dotted leader with a page number; dots alone are a blank to fill in."""
    return len(text) <= _LONGEST_ENTRY and "。" not in text and bool(_LEADER.search(text.rstrip()))


def _has_tabbed_page(text: str) -> bool:
    return len(text) <= _LONGEST_ENTRY and bool(_TABBED.search(text.rstrip()))


def _entries_after(lines: Sequence[Line], heading: int, keys: Sequence[str], last: Mapping[str, int]) -> set[int]:
    """The run of entries behind a heading 目录, the heading included; empty where none follows."""
    found: set[int] = set()
    for at in range(heading + 1, len(lines)):
        line = lines[at]
        has_page = looks_like_entry(line.block.text) or _has_tabbed_page(line.block.text)
        if line.is_row or line.is_sentence or not (last[keys[at]] > at or has_page):
            break
        found.add(at)
    return found | {heading} if found else set()


def _unheaded_entries(lines: Sequence[Line], keys: Sequence[str], last: Mapping[str, int]) -> set[int]:
    """A run of numbered headings in front which all come again below, in a document without the word 目录."""
    for start, line in enumerate(lines[:_FRONT_LINES]):
        if line.label is None:
            continue
        end = start
        while end < len(lines) and _comes_again(lines[end], keys[end], end, last):
            end += 1
        entries = range(start, end)
        numbered = [at for at in entries if lines[at].scheme not in (None, Scheme.ANNEX)]
        # The entries' own headings have text between them.
        is_apart = end < len(lines) and last[keys[start]] >= end
        return set(entries) if len(numbered) >= _FEWEST_ENTRIES and is_apart else set()
    return set()


def _comes_again(line: Line, key: str, at: int, last: Mapping[str, int]) -> bool:
    return not line.is_row and (line.could_be_title or not line.body) and last[key] > at


def _headings_in_front(lines: Sequence[Line], found: set[int]) -> set[int]:
    return {at - 1 for at in found if at and at - 1 not in found and is_contents_heading(lines[at - 1].clean.text)}


def _key(line: Line) -> str:
    """What an entry and its heading have in common: the words without page number, leader and spaces."""
    text = line.block.label + line.block.text
    if len(text) > _LONGEST_ENTRY:
        return text
    return _SQUEEZE.sub("", _PAGE.sub("", text.strip()))
