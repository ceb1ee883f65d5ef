"""Which lines are entries of a table of contents: they name a clause without saying anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from contractkit.core.document.line import Line
from contractkit.core.document.titles import is_contents_heading
from contractkit.core.document.tree import BlockKind

_PAGE = re.compile(r"(?:[.…·\-—\s\t]*[.…·\t]|\s{2,}|\s+(?=\S+$))[.…·\-—\s\t]*(?:\d{1,4}|[IVXivx]{1,5})$")
_LEADER = re.compile(r"[.…·]{3,}\s*[-—]?\s*(?:\d{1,4}|[IVXivx]{1,5})\s*[-—]?$")
_TABBED = re.compile(r"\t\s*[-—]?\s*(?:\d{1,4}|[IVXivx]{1,5})\s*[-—]?$")
_SQUEEZE = re.compile(r"[\s.…·、：:\-—]+")


def contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The positions of all entries, and of the heading 目录 in front of them."""
    found = {at for at, line in enumerate(lines) if line.block.kind is BlockKind.CONTENTS}
    later = Counter(_key(line) for line in lines)
    for at, line in enumerate(lines):
        later[_key(line)] -= 1
        if at not in found and is_contents_heading(line.clean.text):
            found |= _entries_after(lines, at, Counter(later))
    return frozenset(found | _headings_in_front(lines, found))


def looks_like_entry(text: str) -> bool:
    """Whether the raw text ends in a dotted leader with a page number; dots alone are a blank to fill in."""
    return bool(_LEADER.search(text.rstrip()) and len(text) <= 120 and "。" not in text)


def _entries_after(lines: Sequence[Line], heading: int, later: Counter[str]) -> set[int]:
    """The run of entries behind a heading 目录, the heading included; empty where none follows."""
    found: set[int] = set()
    for at in range(heading + 1, len(lines)):
        line, key = lines[at], _key(lines[at])
        later[key] -= 1
        has_page = looks_like_entry(line.block.text) or _TABBED.search(line.block.text.rstrip())
        if line.is_row or line.is_sentence or not (later[key] > 0 or has_page):
            break
        found.add(at)
    return found | {heading} if found else set()


def _headings_in_front(lines: Sequence[Line], found: set[int]) -> set[int]:
    return {at - 1 for at in found if at and at - 1 not in found and is_contents_heading(lines[at - 1].clean.text)}


def _key(line: Line) -> str:
    """What an entry and its heading have in common: the words without page number, leader and spaces."""
    text = line.block.label + line.block.text
    return _SQUEEZE.sub("", _PAGE.sub("", text.strip()))
