"""Sentences of a passage, with what governs them: the lead-in before a colon.

乙方不得有下列行为：（一）…；（二）… is read as two sentences that both hang on 乙方不得有下列行为, in one paragraph or over several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contractkit.core.document.tree import BlockKind, Document, Passage

_END = re.compile(r"[。；！？](?:[”’）》】」])*")
_OPENING, _CLOSING = "（《“【〔", "）》”】〕"
_ITEM = re.compile(
    r"(?<=[：；。，、])(?=(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[）.](?!\d)|[①-⑳⑴-⒇]|[一二三四五六七八九]是))"
)
_ITEM_START = re.compile(r"（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[）.](?!\d)|[①-⑳⑴-⒇]|[一二三四五六七八九]是")
_LONGEST_BRACKET = 120


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence as offsets in a passage's clean text.

    Attributes:
        start: offset of the first character.
        end: offset after the last.
        lead: offsets of the lead-in that governs it, in the same text; None where it stands by itself.
    """

    start: int
    end: int
    lead: tuple[int, int] | None = None

    def of(self, text: str) -> str:
        """The words of the sentence in `text`, without its lead-in."""
        return text[self.start : self.end]


def sentences(passage: Passage) -> tuple[Span, ...]:
    """The sentences of a passage; for a table row, its cells; a heading is one sentence.

    Every character that is not white space or a cell border belongs to exactly one sentence.
    """
    text = passage.clean.text
    if passage.kind is BlockKind.ROW:
        return _cells(text)
    if passage.is_heading:
        return (Span(0, len(text)),) if text else ()
    return _with_leads(text, _cuts(text))


def lead_ins(document: Document) -> tuple[Passage | None, ...]:
    """For each passage the one that governs it as a list item: the nearest before it, higher up, if it ends with a colon."""
    latest: dict[tuple[str, ...], Passage] = {}
    found: list[Passage | None] = []
    for passage in document.passages:
        above = [latest[path] for depth in range(len(passage.path)) if (path := passage.path[:depth]) in latest]
        nearest = max(above, key=lambda one: one.index, default=None)
        found.append(nearest if nearest is not None and nearest.clean.text.endswith("：") else None)
        if not passage.is_heading and passage.kind is not BlockKind.ROW:
            latest[passage.path] = passage
    return tuple(found)


def _cells(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for cell in text.split("|"):
        start = at + len(cell) - len(cell.lstrip())
        if cell.strip():
            spans.append(Span(start, start + len(cell.strip())))
        at += len(cell) + 1
    return tuple(spans)


def _cuts(text: str) -> list[int]:
    """Offsets at which a sentence ends: at end marks and before items, outside brackets and quotes."""
    inside = _enclosed(text)
    ends = {match.end() for match in _END.finditer(text) if match.start() not in inside}
    items = {match.start() for match in _ITEM.finditer(text) if match.start() not in inside}
    return sorted((ends | items | {len(text)}) - {0})


def _enclosed(text: str) -> set[int]:
    """Offsets within closed brackets and quotes of ordinary length; an unclosed one encloses nothing."""
    inside: set[int] = set()
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if character in _OPENING:
            opened.append((_CLOSING[_OPENING.index(character)], at))
        elif character in _CLOSING:
            while opened and opened[-1][0] != character:
                opened.pop()
            if opened:
                start = opened.pop()[1]
                if at - start <= _LONGEST_BRACKET:
                    inside.update(range(start + 1, at))
    return inside


def _with_leads(text: str, cuts: list[int]) -> tuple[Span, ...]:
    """Spans between the cuts; items behind a colon carry the lead-in until a full stop ends their list."""
    spans: list[Span] = []
    lead: tuple[int, int] | None = None
    start = 0
    for end in cuts:
        is_item = bool(_ITEM_START.match(text, start))
        if not is_item and lead is not None and _list_has_ended(text, start):
            lead = None
        span = Span(start, end, lead)
        if text[end - 1] == "：" and end < len(text):
            lead = (start, end)
        elif lead is None and (colon := _inner_colon(text, start, end)):
            # 成品包括：甲；乙；丙。 the parts after the first hang on the colon too.
            lead = (start, colon)
        spans.append(span)
        start = end
    return tuple(spans)


def _list_has_ended(text: str, start: int) -> bool:
    last = start - 1
    while last > 0 and text[last] in "”’）》】":
        last -= 1
    return last >= 0 and text[last] in "。！？"


def _inner_colon(text: str, start: int, end: int) -> int | None:
    """The offset after a colon inside a part that ends with a semicolon, so that a list goes on behind it."""
    colon = text.find("：", start, end)
    goes_on = text[start:end].rstrip("”’）》】").endswith("；")
    return colon + 1 if colon >= 0 and goes_on else None
