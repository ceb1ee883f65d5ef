"""Lines of a text file to paragraphs: hard-wrapped lines joined by the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contractkit.core.zh.labels import parse_label
from contractkit.readers.text.source_lines import TextLine, display_width

_NARROWEST_PAGE = 36
_WIDE_PAGE = 50
_FEWEST_LINES = 12
_SENTENCE_END = re.compile(r"[。；：！？][”’）》】]*\s*$")
_BROKEN_NUMBER = re.compile(r"(?<=[\d.,])\n+(?=\d)|(?<=\d)\n+(?=[.,%％‰]\d?)")
_FIELD = re.compile(r"\s*[^\s，。；：:、]{2,12}[：:]")
_MARK = re.compile(r"[，。；、：:]")


def wrapped_width(lines: Sequence[TextLine]) -> int:
    """The width in columns at which a text is wrapped; 0 where it is not.

    Wrapped text fills its width: many lines are as long as the longest, hardly any is longer, and most of those end in
    the middle of a sentence.
    """
    widths = sorted(_width(line.text) for line in lines if not line.is_blank)
    if len(widths) < _FEWEST_LINES:
        return 0
    width = widths[int(len(widths) * 0.9)]
    full = [line.text for line in lines if abs(_width(line.text) - width) <= _slack(width)]
    broken = [text for text in full if not _SENTENCE_END.search(text.rstrip()[-8:])]
    longer = sum(other > width + _slack(width) for other in widths)
    fits = width >= _WIDE_PAGE or (width >= _NARROWEST_PAGE and longer * 50 <= len(widths))
    return width if fits and len(full) * 5 >= len(widths) and len(broken) * 2 >= len(full) else 0


def reflow(lines: Sequence[TextLine], width: int) -> Iterator[TextLine]:
    """Paragraphs of a text; joined lines keep their line breaks, so that quotes stay verbatim.

    A line goes on in the next where it reaches `width` and ends in the middle of a sentence, unless the next begins
    with a number of its own. A blank line, or a page edge, does not end a sentence that the page width broke.
    """
    held: list[str] = []
    begin = 0
    last = ""
    for line in lines:
        if held and (line.is_blank or not _goes_on(last, line.text, width, is_first=len(held) == 1)):
            if line.is_blank and _is_broken(last, width):
                held.append(line.text)
                continue
            yield TextLine(begin, _joined(held))
            held = []
        if not held:
            begin = line.number
        held.append(line.text)
        last = line.text
    if held:
        yield TextLine(begin, _joined(held))


def _joined(held: Sequence[str]) -> str:
    """Lines with their breaks; a number that was broken is one again."""
    return _BROKEN_NUMBER.sub("", "\n".join(held).rstrip()) if len(held) > 1 else held[0].rstrip()


def _width(text: str) -> int:
    return display_width(text.rstrip()) if len(text) < 1000 else len(text)


def _slack(width: int) -> int:
    return 8 if width >= _WIDE_PAGE else 4


def _is_broken(text: str, width: int) -> bool:
    return (
        bool(width and text.strip())
        and _width(text) >= width - _slack(width)
        and not _SENTENCE_END.search(text.rstrip()[-8:])
    )


def _goes_on(last: str, text: str, width: int, *, is_first: bool) -> bool:
    if not _is_broken(last, width) or parse_label(text) is not None:
        return False
    # A full line without any mark, then 甲方：某局: a title over a field, and no sentence.
    return not (is_first and _FIELD.match(text) and not _MARK.search(last))
