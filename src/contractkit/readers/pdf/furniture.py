"""Headers, footers and page numbers: what repeats at the edges of pages, set apart from the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from statistics import median

from contractkit.readers.pdf.layout import Line, Page

_TOP, _BOTTOM = 0.9, 0.115
_REPEATED = 0.4
_SAME_HEIGHT = 4.0
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


def strip(pages: list[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """Pages without their furniture, and the furniture, each text once.

    A line is furniture when the same words (apart from numbers) stand at the same height in the margin of two pages in
    five, and are set apart from the text by a gap or a smaller size; or when it is a page number at the very edge.
    Two identical pages have the same words at the same heights, and are no furniture.
    """
    repeated = _repeated(pages)
    standing = _standing(pages, repeated)
    stripped: list[Page] = []
    texts: dict[str, str] = {}
    for page in pages:
        down = sorted(page.lines, key=lambda line: -line.base)
        gone = [*_margin(down, page, repeated, standing), *_margin(down[::-1], page, repeated, standing)]
        if not gone:
            stripped.append(page)
            continue
        for line in gone:
            texts.setdefault(_key(line), line.text.strip())
        places = {id(line) for line in gone}
        stripped.append(replace(page, items=tuple(item for item in page.items if id(item) not in places)))
    return stripped, tuple(texts.values())


def _standing(pages: list[Page], repeated: dict[str, list[float]]) -> frozenset[str]:
    """What repeats, and is set apart from the text on half of its pages: so it is furniture on the others as well."""
    times: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for page in pages:
        down = sorted(page.lines, key=lambda line: -line.base)
        for lines in (down, down[::-1]):
            count = _count_repeated(lines, page, repeated)
            keys = {_key(line) for line in lines[:count]}
            times.update(keys)
            apart.update(keys if _is_apart(lines, count) else ())
    return frozenset(key for key, count in times.items() if count > 2 and 2 * apart[key] >= count)


def _count_repeated(lines: list[Line], page: Page, repeated: dict[str, list[float]]) -> int:
    count = 0
    while count < len(lines) and _is_repeated(lines[count], page, repeated):
        count += 1
    return count


def _margin(lines: list[Line], page: Page, repeated: dict[str, list[float]], standing: frozenset[str]) -> list[Line]:
    """The furniture at one edge; `lines` begin there and go inwards."""
    count = _count_repeated(lines, page, repeated)
    if count and not (_is_apart(lines, count) or all(_key(line) in standing for line in lines[:count])):
        count = 0
    # A page number may stand outside or inside of what repeats.
    return lines[: count + 1] if lines[count:] and _is_page_number(lines, count) else lines[:count]


def _is_repeated(line: Line, page: Page, repeated: dict[str, list[float]]) -> bool:
    if not _is_in_margin(line, page):
        return False
    return any(abs(line.base - base) <= _SAME_HEIGHT for base in repeated.get(_key(line), ()))


def _is_in_margin(line: Line, page: Page) -> bool:
    return not _BOTTOM * page.height < line.base < _TOP * page.height


def _is_apart(lines: list[Line], count: int) -> bool:
    """Whether the first lines are set apart from the next by a wider gap than usual or a smaller size."""
    if not count:
        return False
    rest = lines[count:]
    if not rest:
        return len(lines) <= 2
    gaps = [abs(one.base - other.base) for one, other in pairwise(rest)]
    usual = median(gaps) if gaps else 1.5 * rest[0].size
    size = median(line.size for line in rest)
    return abs(lines[count - 1].base - rest[0].base) > 1.3 * usual or lines[count - 1].size < 0.9 * size


def _is_page_number(lines: list[Line], at: int) -> bool:
    line = lines[at]
    if _MARKED_NUMBER.fullmatch(line.text):
        return True
    after = lines[at + 1 :]
    return bool(_BARE_NUMBER.fullmatch(line.text) and after and abs(line.base - after[0].base) > 1.8 * line.size)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", re.sub(r"\s+", "", line.text))


def _repeated(pages: list[Page]) -> dict[str, list[float]]:
    """The heights at which the same words stand on enough pages."""
    heights: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for key, base in {(_key(line), line.base) for line in page.lines if _is_in_margin(line, page)}:
            heights[key].append(base)
    enough = max(2, round(_REPEATED * sum(bool(page.lines) for page in pages)))
    return {key: bases for key, bases in heights.items() if _most_at_one_height(bases) >= enough}


def _most_at_one_height(bases: list[float]) -> int:
    return max(sum(abs(base - other) <= _SAME_HEIGHT for other in bases) for base in bases)
