"""From a hit to evidence: the shortest whole words of the file that carry it."""

from __future__ import annotations

from contractkit.core.checker.finding import Evidence
from contractkit.core.checker.recognition.reading import clause_at
from contractkit.core.document.enumerations import path_of
from contractkit.core.document.tree import BlockKind, Passage

_LONGEST = 160  # clean characters; a longer quotation is cut back to the matched words
_TRIM_LEFT = " \t\u3000，。；：、,;:|）】"
_TRIM_RIGHT = " \t\u3000，。；：、,;:|（【"


def quote(passage: Passage, start: int, end: int) -> Evidence:
    """Evidence for the clean words [start, end) of a passage, widened to whole clauses or cells."""
    text = passage.clean.text
    left, right = clause_at(text, start, end)
    if right - left > _LONGEST and end - start <= _LONGEST:
        left, right = start, end
    if passage.kind is not BlockKind.ROW:
        left, right = _keep_brackets(text, left, right)
    return _evidence(passage, left, right)


def whole(passage: Passage) -> Evidence:
    """Evidence for a whole passage, cut off where it is long."""
    text = passage.clean.text
    end = len(text)
    if end > _LONGEST:
        _, end = clause_at(text, 0, _LONGEST)
    return _evidence(passage, 0, end)


def _evidence(passage: Passage, start: int, end: int) -> Evidence:
    text = passage.clean.text
    while start < end and text[start] in _TRIM_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT:
        end -= 1
    left, right = passage.clean.raw_span(start, end)
    return Evidence(passage.text[left:right], path_of(passage, start, end), passage.location, passage.confidence)


def _keep_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out an opening bracket whose partner stands outside, and the other way round."""
    for opening, closing in ("（）", "“”", "【】"):
        inside = text[start:end]
        if inside.count(opening) == inside.count(closing):
            continue
        after = text.find(closing, end)
        if inside.count(opening) > inside.count(closing) and 0 <= after <= end + 40:
            end = after + 1
    return start, end
