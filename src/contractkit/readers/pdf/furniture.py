"""Headers, footers and page numbers: what repeats at the edges of pages, set apart from the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import median

from contractkit.readers.pdf.layout import Line, Page

_TOP, _BOTTOM = 0.9, 0.115
_REPEATED = 0.4
_SAME_HEIGHT = 4.0
_ENOUGH = 12
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+")
_NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5}|[ivxlcIVXLC]{1,7})"
_MARKED_NUMBER = re.compile(
    rf"""\s*(?:
        [-—–－~·•\[［]+\s*{_NUMERAL}\s*[-—–－~·•\]］]+
        | 第?\s*{_NUMERAL}\s*页\s*(?:[,，、/（(]?\s*共\s*{_NUMERAL}\s*页\s*[)）]?)?
        | 共\s*{_NUMERAL}\s*页\s*[,，、/]?\s*第\s*{_NUMERAL}\s*页
        | \d{{1,4}}\s*[/／]\s*\d{{1,4}}
        | (?i:page)\s*\d{{1,4}}(?:\s*(?i:of|/)\s*\d{{1,4}})?
    )\s*""",
    re.VERBOSE,
)
_BARE_NUMBER = re.compile(r"\s*\d{1,4}\s*")


@dataclass(frozen=True, slots=True)
class _Edge:
    """The lines of a page from one edge inwards.

    Attributes:
        lines: all of them.
        keys: what the first ones say apart from numbers, those that repeat.
        apart: how many of these are set apart from what follows.
    """

    lines: Sequence[Line]
    keys: Sequence[str]
    apart: int


def strip(pages: list[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """Pages without their furniture, and the furniture, each text once.

    A line is furniture when the same words (apart from numbers) stand at the same height in the margin of two pages in
    five, and are set apart from the text by a gap or a smaller size; or when it is a page number at the very edge.
    Two identical pages have the same words at the same heights, and are no furniture.
    """
    repeated = _repeated(pages)
    edges = [_edges(page, repeated) for page in pages]
    standing = _standing(edges)
    stripped: list[Page] = []
    texts: dict[str, str] = {}
    for page, both in zip(pages, edges, strict=True):
        gone = [line for edge in both for line in _margin(edge, standing)]
        for line in gone:
            texts.setdefault(_key(line), line.text.strip())
        places = {id(line) for line in gone}
        kept = tuple(item for item in page.items if id(item) not in places) if gone else page.items
        stripped.append(replace(page, items=kept))
    return stripped, tuple(texts.values())


def _edges(page: Page, repeated: Mapping[str, Sequence[float]]) -> tuple[_Edge, _Edge]:
    down = sorted(page.lines, key=lambda line: -line.base)
    return _edge(down, page, repeated), _edge(down[::-1], page, repeated)


def _edge(lines: Sequence[Line], page: Page, repeated: Mapping[str, Sequence[float]]) -> _Edge:
    keys: list[str] = []
    for line in lines:
        key = _key(line) if repeated and _is_in_margin(line, page) else ""
        if not any(abs(line.base - base) <= _SAME_HEIGHT for base in repeated.get(key, ())):
            break
        keys.append(key)
    apart = next((count for count in range(len(keys), 0, -1) if _is_apart(lines, count)), 0)
    return _Edge(lines, keys, apart)


def _standing(edges: Iterable[tuple[_Edge, _Edge]]) -> frozenset[str]:
    """What repeats, and is set apart from the text on half of its pages: so it is furniture on the others as well."""
    times: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for edge in chain.from_iterable(edges):
        times.update(edge.keys)
        apart.update(edge.keys[: edge.apart])
    return frozenset(key for key, count in times.items() if count > 2 and 2 * apart[key] >= count)


def _margin(edge: _Edge, standing: frozenset[str]) -> Sequence[Line]:
    """The furniture at one edge."""
    lines, count = edge.lines, edge.apart
    while count < len(edge.keys) and edge.keys[count] in standing:
        count += 1
    # A page number may stand outside or inside of what repeats.
    return lines[: count + 1] if lines[count:] and _is_page_number(lines, count) else lines[:count]


def _is_in_margin(line: Line, page: Page) -> bool:
    return not _BOTTOM * page.height < line.base < _TOP * page.height


def _is_apart(lines: Sequence[Line], count: int) -> bool:
    """Whether the first lines are set apart from the next by a wider gap than usual or a smaller size."""
    rest = lines[count : count + _ENOUGH]
    if not rest:
        return len(lines) <= 2
    gaps = [abs(one.base - other.base) for one, other in pairwise(rest)]
    usual = median(gaps) if gaps else 1.5 * rest[0].size
    size = median(line.size for line in rest)
    return abs(lines[count - 1].base - rest[0].base) > 1.3 * usual or lines[count - 1].size < 0.9 * size


def _is_page_number(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if _MARKED_NUMBER.fullmatch(line.text):
        return True
    after = lines[at + 1 :]
    return bool(_BARE_NUMBER.fullmatch(line.text) and after and abs(line.base - after[0].base) > 1.8 * line.size)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", re.sub(r"\s+", "", line.text))


def _repeated(pages: Sequence[Page]) -> dict[str, list[float]]:
    """The heights at which the same words stand on enough pages."""
    heights: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for key, base in {(_key(line), line.base) for line in page.lines if _is_in_margin(line, page)}:
            heights[key].append(base)
    enough = max(2, round(_REPEATED * sum(bool(page.items) for page in pages)))
    return {
        key: sorted({round(base, 1) for base in bases})
        for key, bases in heights.items()
        if _most_at_one_height(bases, enough) >= enough
    }


def _most_at_one_height(bases: Sequence[float], enough: int) -> int:
    if len(bases) < enough:
        return 0
    found = sorted(bases)
    return max(bisect_right(found, base + 2 * _SAME_HEIGHT) - at for at, base in enumerate(found))
