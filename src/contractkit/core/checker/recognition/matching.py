"""Where a cue holds in a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contractkit.core.checker.recognition.cues import Cue, ElementCues, Window
from contractkit.core.checker.recognition.parties import Parties
from contractkit.core.checker.recognition.reading import Line, Reading, ReadPassage, blanked
from contractkit.core.document.tree import BlockKind
from contractkit.core.zh.patterns import Pattern

_ANCHORS = 24  # matches of the first group that are tried in one window


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that holds: the words [start, end) of one passage's clean text carry it."""

    cue: Cue
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _View:
    """The text of one window; `parts` say which passage each stretch of it comes from."""

    text: str
    whole: str
    parts: tuple[tuple[int, int, int], ...]  # (offset in text, passage, offset in passage)


class Matcher:
    """Matches cues against one reading.

    Args:
        operative: True looks at what binds somebody, False at all words (to explain what was refused).
    """

    def __init__(self, reading: Reading, parties: Parties, *, operative: bool = True) -> None:
        self.reading = reading
        self.parties = parties
        self.operative = operative
        self._sections: dict[object, _View] = {}

    def hits(self, element: ElementCues) -> Iterator[Hit]:
        """Hits of an element, cue by cue in the order of the file, each cue in the order of the document."""
        for cue in element.recognise:
            yield from self._hits(cue, element)

    def _hits(self, cue: Cue, element: ElementCues) -> Iterator[Hit]:
        seen: set[object] = set()
        for line in self._candidates(cue):
            read = self.reading.passages[line.passage]
            if not self._may_hold(cue, read) or (cue.weak and not _named(element, read)):
                continue
            key, view = self._view(cue, read, line)
            if key in seen:
                continue
            seen.add(key)
            if (span := self._span(cue, element.never, view)) is not None:
                yield self._hit(cue, view, span)

    def _candidates(self, cue: Cue) -> Iterable[Line]:
        pages = self.reading.pages if self.operative and not cue.despite else self.reading.raw_pages
        if cue.groups:
            return pages.matching(cue.groups[0])
        lines = {line: None for pattern in cue.some for line in pages.matching(pattern)}
        return sorted(lines, key=lambda line: (line.passage, line.start))

    def _may_hold(self, cue: Cue, read: ReadPassage) -> bool:
        passage = read.passage
        if self.operative and (passage.zone not in cue.zones or read.silent):
            return False
        if passage.is_heading or read.names_columns or (cue.window is Window.ROW and passage.kind is not BlockKind.ROW):
            return False
        if cue.lead is not None and not cue.lead.search(read.lead):
            return False
        if cue.not_heading is not None and cue.not_heading.search(read.context):
            return False
        return cue.heading is None or cue.heading.search(read.context) is not None

    def _view(self, cue: Cue, read: ReadPassage, line: Line) -> tuple[object, _View]:
        index = read.passage.index
        text = self._text(cue, read)
        if cue.window in (Window.SENTENCE, Window.ROW):
            return line, _View(text[line.start : line.end], read.text[line.start : line.end], ((0, index, line.start),))
        if cue.window is Window.PASSAGE or not read.passage.headings:
            return index, _View(text, read.text, ((0, index, 0),))
        key = (read.passage.headings, cue.despite)
        if key not in self._sections:
            self._sections[key] = self._section(cue, read.passage.headings)
        return key, self._sections[key]

    def _section(self, cue: Cue, headings: tuple[str, ...]) -> _View:
        texts, wholes, parts, at = list[str](), list[str](), list[tuple[int, int, int]](), 0
        for read in self.reading.passages:
            if read.passage.headings[: len(headings)] != headings or read.passage.is_heading or read.silent:
                continue
            text = self._text(cue, read)
            parts.append((at, read.passage.index, 0))
            texts.append(text)
            wholes.append(read.text)
            at += len(text) + 1
        return _View("\n".join(texts), "\n".join(wholes), tuple(parts))

    def _text(self, cue: Cue, read: ReadPassage) -> str:
        if not self.operative:
            return read.text
        if cue.despite and all(hold.screen.name in cue.despite for hold in read.holds):
            return read.text
        if not cue.despite or not read.holds:
            return read.operative
        return blanked(read.text, tuple(hold for hold in read.holds if hold.screen.name not in cue.despite))

    def _span(self, cue: Cue, never: Pattern | None, view: _View) -> tuple[int, int] | None:
        if (never and never.search(view.whole)) or (cue.none and cue.none.search(view.whole)):
            return None
        if not self._enough(cue, view.text):
            return None
        span = _closest(cue, view.text)
        if span is None or (cue.subject and not self.parties.allows(cue.subject, view.whole, *span)):
            return None
        return span

    @staticmethod
    def _enough(cue: Cue, text: str) -> bool:
        return not cue.some or sum(pattern.search(text) is not None for pattern in cue.some) >= cue.at_least

    @staticmethod
    def _hit(cue: Cue, view: _View, span: tuple[int, int]) -> Hit:
        """The part of the span that lies in the passage where it begins."""
        parts = [part for part in view.parts if part[0] <= span[0]]
        at, passage, offset = parts[-1]
        following = next((part[0] - 1 for part in view.parts if part[0] > span[0]), span[1])
        return Hit(cue, passage, span[0] - at + offset, min(span[1], following) - at + offset)


def _named(element: ElementCues, read: ReadPassage) -> bool:
    """Whether a heading, the header or the first cell of a row names the topic."""
    if element.touches is None:
        return False
    first_cells = "|".join(read.text.split("|")[:2]) if read.passage.kind is BlockKind.ROW else ""
    return element.touches.search(f"{read.context}\n{first_cells}") is not None


def _closest(cue: Cue, text: str) -> tuple[int, int] | None:
    """The shortest stretch with a match of every group, within `near`."""
    others = list[list[tuple[int, int]]]()
    for pattern in (*cue.groups[1:], *(() if cue.groups else cue.some)):
        spans = [match.span() for match in pattern.finditer(text)]
        if spans:
            others.append(spans)
        elif cue.groups:
            return None
    if not cue.groups:
        firsts = others.pop(0) if others else []
        others = others[: cue.at_least - 1]
    else:
        firsts = [match.span() for match, _ in zip(cue.groups[0].finditer(text), range(_ANCHORS), strict=False)]
    best: tuple[int, int] | None = None
    for first in firsts:
        span = _joined(first, others)
        fits = cue.near is None or span[1] - span[0] <= cue.near
        if fits and (best is None or span[1] - span[0] < best[1] - best[0]):
            best = span
    return best


def _joined(first: tuple[int, int], others: list[list[tuple[int, int]]]) -> tuple[int, int]:
    start, end = first
    for spans in others:
        near = min(spans, key=lambda span: max(span[1], first[1]) - min(span[0], first[0]))
        start, end = min(start, near[0]), max(end, near[1])
    return start, end
