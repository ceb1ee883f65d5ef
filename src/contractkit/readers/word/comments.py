"""The comments of a Word file with the words that they are about, their threads, and which of these are closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from contractkit.core.document.places import WordPlaces
from contractkit.core.document.remarks import Comment, Span
from contractkit.readers.word.names import ID, Element, P, T, W
from contractkit.readers.word.package import open_package
from contractkit.readers.word.parts import Parts

_WORD_2010: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORD_2012: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_START, _END = W + "commentRangeStart", W + "commentRangeEnd"
_REFERENCE: Final = W + "commentReference"


def read_comments(data: bytes, places: WordPlaces) -> tuple[Comment, ...]:
    """The comments in the order of their part.

    Args:
        data: a Word file.
        places: of its words, from the same bytes.

    Raises:
        UnreadableDocument: as `read_docx`.
    """
    package = open_package(data)
    root = package.parsed(package.main)
    parts = Parts(package)
    part = parts.first("comments")
    if root is None or part is None:
        return ()
    threads = _threads(parts.first("commentsExtended"))
    spans = dict(_spans(root, places))
    notes = list(part.iterfind(W + "comment"))
    paragraphs = {name: note.get(ID, "") for note in notes for name in _names(note)}
    found = []
    for note in notes:
        own = next((name for name in reversed(list(_names(note))) if name in threads), "")
        parent, is_closed = threads.get(own, ("", False))
        found.append(_comment(note, spans.get(note.get(ID, ""), ()), paragraphs.get(parent, ""), is_closed=is_closed))
    return tuple(found)


def _comment(note: Element, spans: tuple[Span, ...], answers: str, *, is_closed: bool) -> Comment:
    lines = ("".join(text.text or "" for text in paragraph.iter(T)).strip() for paragraph in note.iter(P))
    return Comment(
        id=note.get(ID, ""),
        author=note.get(W + "author", "").strip(),
        date=note.get(W + "date", ""),
        lines=tuple(line for line in lines if line),
        spans=spans,
        answers=answers,
        resolved=is_closed,
    )


def _names(note: Element) -> Iterator[str]:
    """The names by which threads refer to a comment: those of its paragraphs."""
    return (name for paragraph in note.iter(P) if (name := paragraph.get(_WORD_2010 + "paraId")))


def _threads(part: Element | None) -> Mapping[str, tuple[str, bool]]:
    """By the name of a comment the one that it answers, and whether its thread is closed."""
    found = {}
    for node in part.iter(_WORD_2012 + "commentEx") if part is not None else ():
        is_closed = node.get(_WORD_2012 + "done", "0") in ("1", "true", "on")
        found[node.get(_WORD_2012 + "paraId", "")] = node.get(_WORD_2012 + "paraIdParent", ""), is_closed
    return found


def _spans(root: Element, places: WordPlaces) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The words of the body between the ends of each comment; the place of its mark where there are none."""
    numbers = {node: at for at, node in enumerate(root.iter("*"))}
    starts = {node.get(ID, ""): numbers[node] for node in root.iter(_START)}
    ends = {node.get(ID, ""): numbers[node] for node in root.iter(_END)}
    marks = {node.get(ID, ""): numbers[node] for node in root.iter(_REFERENCE)}
    for name in dict.fromkeys((*starts, *marks)):
        start = starts.get(name, marks.get(name, 0))
        end = ends.get(name, marks.get(name, start))
        yield name, tuple(_within(start, end, places)) or tuple(_before(start, places))


def _within(start: int, end: int, places: WordPlaces) -> Iterator[Span]:
    for block, pieces in places.pieces.items():
        own = [one for one in pieces if start < one.element < end]
        if own:
            yield Span(block, max(own[0].start, 0), own[-1].end)


def _before(at: int, places: WordPlaces) -> Iterator[Span]:
    """The place behind the last word in front of a mark, in the block whose element is the last before it."""
    last = max(((number, block) for block, number in places.holders.items() if number < at), default=None)
    if last is not None:
        pieces = [one for one in places.pieces.get(last[1], ()) if one.element < at]
        offset = pieces[-1].end if pieces else 0
        yield Span(last[1], offset, offset)
