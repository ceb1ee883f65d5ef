"""Lines of a text file to paragraphs: hard-wrapped lines joined, a document on one line split at its numbering."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contractkit.core.document.tree import CELL_SEPARATOR
from contractkit.core.zh.labels import Label, Scheme, parse_label

_LONG_LINE = 2000
_NARROWEST_PAGE = 50
_SLACK = 8
_SENTENCE_END = re.compile(r"[。；：！？][”’）》】]*\s*$")
_PAGE_EDGE = re.compile(
    r"https?://\S+(?:\s*(?:页码|页|⻚码)?[：:]?\s*\d{1,3}\s*/\s*\d{1,3})?|[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:[，,\s]*共\s*\d{1,4}\s*页)?"
)
_PART_START = re.compile(r"(?:^|(?<=[。；：！？”）\s]))(?=[第（(一二三四五六七八九十\d])")
_SPLITTING = frozenset(
    {Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE, Scheme.CHINESE, Scheme.CHINESE_BRACKETS, Scheme.ARABIC}
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words and the number of the line where they begin, counted from 1."""

    number: int
    text: str


def without_furniture(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The lines with what a browser or printer put at page edges blanked, and that furniture, each text once.

    A page edge is a line with nothing but an address and a page count, or a page number between dashes, and a line beside one
    that comes back word for word.
    """
    edges = {at for at, line in enumerate(lines) if _PAGE_EDGE.fullmatch(line.strip())}
    often = Counter(line.strip() for line in lines)
    beside = {at + step for at in edges for step in (-1, 1) if 0 <= at + step < len(lines)}
    edges |= {at for at in beside if lines[at].strip() and often[lines[at].strip()] > 1}
    furniture = dict.fromkeys(lines[at].strip() for at in sorted(edges))
    return ["" if at in edges else line for at, line in enumerate(lines)], tuple(furniture)


def reflow(lines: Sequence[str]) -> Iterator[TextLine]:
    """Paragraphs of a text; hard-wrapped lines joined with their line breaks kept, so that quotes stay verbatim.

    Lines are joined only where the text as a whole is wrapped at one width and a line that reaches it ends in the
    middle of a sentence. A blank line does not end a sentence that the page width broke.
    """
    width = _wrapped_width(lines)
    held: list[str] = []
    begin = 1
    for number, line in enumerate(lines, start=1):
        if held and not (line.strip() and _goes_on(held, line, width)):
            if not line.strip() and width and _is_broken(held[-1], width):
                held.append(line)
                continue
            yield TextLine(begin, "\n".join(held).rstrip())
            held = []
        if not held:
            begin = number
        held.append(line)
    if held:
        yield TextLine(begin, "\n".join(held).rstrip())


def split_at_numbering(text: str) -> tuple[str, ...]:
    """The paragraphs of a document that came on one line; a text of ordinary length stays whole."""
    if len(text) <= _LONG_LINE:
        return (text,)
    starts = [0, *(at for at in _numbered_starts(text) if at)]
    if len(starts) < 4:
        return (text,)
    return tuple(text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True))


def _numbered_starts(text: str) -> Iterator[int]:
    """Where a numbering begins at 1 or goes on by 1; a reference in a sentence does neither."""
    last: dict[Scheme, int] = {}
    for match in _PART_START.finditer(text):
        label = parse_label(text[match.start() :])
        if label is not None and _follows(label, last):
            last[label.scheme] = label.values[0]
            yield match.start()


def _follows(label: Label, last: dict[Scheme, int]) -> bool:
    if label.scheme not in _SPLITTING or len(label.values) != 1:
        return False
    return label.values[0] in (1, last.get(label.scheme, 0) + 1)


def _width(line: str) -> int:
    """Columns on a page: a 汉字 takes two, and so do “ ” — × in a Chinese font."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line.rstrip())


def _wrapped_width(lines: Sequence[str]) -> int:
    """The width at which the text is wrapped; 0 where it is not."""
    widths = sorted(_width(line) for line in lines if line.strip())
    if len(widths) < 12:
        return 0
    width = widths[int(len(widths) * 0.9)]
    full = [line for line in lines if abs(_width(line) - width) <= _SLACK]
    broken = [line for line in full if not _SENTENCE_END.search(line)]
    is_wrapped = width >= _NARROWEST_PAGE and len(full) * 5 >= len(widths) and len(broken) * 2 >= len(full)
    return width if is_wrapped else 0


def _is_broken(line: str, width: int) -> bool:
    return bool(line.strip()) and _width(line) >= width - _SLACK and not _SENTENCE_END.search(line)


def _goes_on(held: Sequence[str], line: str, width: int) -> bool:
    last = next((one for one in reversed(held) if one.strip()), "")
    if not width or not _is_broken(last, width) or CELL_SEPARATOR in line or CELL_SEPARATOR in last:
        return False
    return parse_label(line) is None
