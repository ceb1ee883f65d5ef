"""What a browser, a printer or a PDF export put at the edges of pages: addresses, page numbers, running titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contractkit.readers.lines import begins_item
from contractkit.readers.text.source_lines import TextLine

_LONGEST = 200
_ADDRESS = r"https?://\S+(?:\s*(?:页码|页|⻚码)?[：:]?\s*\d{1,3}\s*/\s*\d{1,3})?"
_OF_ALL = r"(?:[，,、/／\s]*共\s*\d{1,4}\s*页)?"
_PAGE_EDGE = re.compile(
    rf"{_ADDRESS}|[-—–]+\s*\d{{1,4}}\s*[-—–]+|第\s*\d{{1,4}}\s*页{_OF_ALL}|共\s*\d{{1,4}}\s*页[，,、/／\s]*第\s*\d{{1,4}}\s*页"
    r"|page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(\d{1,4})(?:\s*/\s*\d{1,4})?")
_SHORTEST_PAGE = 8  # lines between two page numbers without any mark


def without_edges(lines: Sequence[TextLine]) -> tuple[list[TextLine], tuple[str, ...]]:
    """The lines with page edges blanked, and those edges, each text once.

    A page edge is a line with nothing but an address, a page count or a page number; a line beside one, or beside a form
    feed, that comes back word for word at another; and a bare number at a form feed or in a row that counts up.
    """
    texts = [line.text.strip() for line in lines]
    edges = {at for at, text in enumerate(texts) if len(text) <= _LONGEST and _PAGE_EDGE.fullmatch(text)}
    at_breaks = set(_beside_breaks(lines))
    edges |= {at for at in at_breaks if _BARE_NUMBER.fullmatch(texts[at])} | set(_counting_up(texts))
    beside = {at + step for at in edges for step in (-1, 1) if 0 <= at + step < len(lines)} | at_breaks
    # What the text begins with is its title, even where every page repeats it; provisions have numbers.
    title = next((at for at, text in enumerate(texts) if text), None)
    often = Counter(texts[at] for at in beside)
    edges |= {at for at in beside - {title} if _runs(texts[at]) and often[texts[at]] > 1}
    furniture = dict.fromkeys(texts[at] for at in sorted(edges))
    kept = [replace(line, text="") if at in edges else line for at, line in enumerate(lines)]
    return kept, tuple(furniture)


def _runs(text: str) -> bool:
    """Whether a line may be a running title."""
    return bool(text) and len(text) <= _LONGEST and not begins_item(text)


def _beside_breaks(lines: Sequence[TextLine]) -> Iterator[int]:
    """Positions of the last line with words before each form feed and the first behind it, and of the last of all."""
    before: int | None = None
    is_paged = False
    is_waiting = False
    for at, line in enumerate(lines):
        if line.opens_page:
            is_waiting = is_paged = True
            if before is not None:
                yield before
        if not line.is_blank:
            if is_waiting:
                yield at
            is_waiting, before = False, at
    if is_paged and before is not None:
        yield before


def _counting_up(texts: Sequence[str]) -> Iterator[int]:
    """Positions of bare numbers that count pages: at least three, each one more than the last, a page apart."""
    run: list[int] = []
    for at, text in enumerate(texts):
        match = _BARE_NUMBER.fullmatch(text) if len(text) <= 12 else None
        if match is None:
            continue
        last = _BARE_NUMBER.fullmatch(texts[run[-1]]) if run else None
        goes_on = last is not None and int(match[1]) == int(last[1]) + 1 and at - run[-1] >= _SHORTEST_PAGE
        if not goes_on:
            yield from run if len(run) > 2 else ()
            run = []
        run.append(at)
    yield from run if len(run) > 2 else ()
