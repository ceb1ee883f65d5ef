"""Elements that a document touches without content: put off, blank, a heading only, an annex that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.checker.finding import Evidence
from contractkit.core.checker.recognition.cues import ElementCues
from contractkit.core.checker.recognition.evidence import quote, whole
from contractkit.core.checker.recognition.reading import Line, Reading, ReadPassage
from contractkit.core.document.tree import BlockKind, Passage, Zone
from contractkit.core.zh.patterns import Pattern

_EMPTY_CELL = re.compile(r"^[\s_＿/／—\-…×X　（）()【】]*$")
_DEFER_ZONES = {Zone.PROVISION, Zone.ANNEX, Zone.COVER}


@dataclass(frozen=True, slots=True)
class Deferral:
    """Why an element counts as put off (the second half of a Chinese sentence), and the words.

    Attributes:
        explicit: it is a term of the document that puts the topic off, not for instance a form to be filled in later.
    """

    why: str
    evidence: Evidence
    explicit: bool = True


def deferral(element: ElementCues, reading: Reading) -> Deferral | None:
    """The first sign that the document touches the element without content, strongest kind first."""
    for search in (_named_only, _put_off, _empty_table, _heading_only):
        found = next(search(element, reading), None)
        if found is not None:
            return found
    return None


def _named_only(element: ElementCues, reading: Reading) -> Iterator[Deferral]:
    """Sentences in which this element is only named, in forms of its own."""
    if element.deferred_if is None:
        return
    for line in reading.raw_pages.matching(element.deferred_if):
        read = reading.passages[line.passage]
        match = element.deferred_if.search(read.text, line.start, line.end)
        if match and _counts(read) and not read.names_columns:
            yield Deferral("只提到而没有具体内容", quote(read.passage, *match.span()))


def _put_off(element: ElementCues, reading: Reading) -> Iterator[Deferral]:
    """Sentences that touch the element, or stand below its heading, and hold a blank, 另行约定 or the like."""
    if element.touches is None:
        return
    for line in reading.raw_pages.matching(element.touches):
        read = reading.passages[line.passage]
        if _counts(read) and (found := _held(element.touches, read, line, reading)) is not None:
            yield found
    for read in reading.passages:
        headings = read.passage.headings
        if read.passage.is_heading or not (_counts(read) and headings and element.touches.search(headings[-1])):
            continue
        held = (_held(element.touches, read, line, reading) for line in read.lines)
        yield from (found for found in held if found is not None)


def _held(touches: Pattern, read: ReadPassage, line: Line, reading: Reading) -> Deferral | None:
    hold = reading.deferred.get(line)
    if hold is None:
        return None
    start, end = max(hold.start, line.start), min(hold.end, line.end)
    explicit = read.passage.zone is not Zone.ANNEX or touches.search(read.text, start, end) is not None
    return Deferral(hold.screen.says, quote(read.passage, start, end), explicit)


def _empty_table(element: ElementCues, reading: Reading) -> Iterator[Deferral]:
    """Rows named after the element, or tables under a heading named after it, with nothing in them."""
    if element.touches is None:
        return
    for read in reading.passages:
        passage = read.passage
        if passage.kind is not BlockKind.ROW or not _counts(read) or read.names_columns:
            continue
        cells = passage.clean.text.split("|")
        named = next((at for at, cell in enumerate(cells) if element.touches.search(cell)), None)
        if named is not None and named + 1 < len(cells) and all(map(_EMPTY_CELL.match, cells[named + 1 :])):
            yield Deferral("表格中对应的栏是空的", whole(passage))
        elif all(map(_EMPTY_CELL.match, cells)) and passage.headings and element.touches.search(passage.headings[-1]):
            yield Deferral("表格只有表头，没有填写", _headed(passage, reading))


def _headed(row: Passage, reading: Reading) -> Evidence:
    """The heading above an empty table, since an empty row has no words to quote."""
    for read in reversed(reading.passages[: row.index]):
        if read.passage.is_heading and read.text:
            return whole(read.passage)
    return whole(row)


def _heading_only(element: ElementCues, reading: Reading) -> Iterator[Deferral]:
    """Headings that name the element and have nothing below them."""
    if element.touches is None:
        return
    for read in reading.passages:
        passage = read.passage
        named = passage.is_heading and passage.zone in _DEFER_ZONES and element.touches.search(read.text)
        if named and not _has_body(passage, reading):
            yield Deferral("只有标题，标题下没有内容", whole(passage))


def _has_body(heading: Passage, reading: Reading) -> bool:
    depth = len(heading.headings)
    for read in reading.passages[heading.index + 1 :]:
        if read.passage.headings[:depth] != heading.headings:
            return False
        if not read.passage.is_heading and read.text:
            return True
    return False


def _counts(read: ReadPassage) -> bool:
    return not read.silent and read.passage.zone in _DEFER_ZONES
