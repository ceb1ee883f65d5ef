"""The column of text that lines keep to: its edges, its distances, its indents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from contractkit.readers.lines import ends_sentence
from contractkit.readers.pdf.layout import Line, Page

# Some programs break lines on neither side of a quotation mark.
_CLOSING = r"[，。、；：？！）》〉”’】〕］％…—\x21\x25\x29\x2c\x2e\x3a-\x3f\x5d\x7d]*"
_UNIT = re.compile(rf"[（《〈“‘【〔［(]*(?:[\x21-\x7e]+|.){_CLOSING}(?:[“‘].?{_CLOSING})?")
_SPACED = 1.15
_TITLE_PITCH = 2.7
_LARGE = 1.25
_ASIDE = 0.4


@dataclass(frozen=True, slots=True)
class Measure:
    """The column of text on pages of one width.

    Attributes:
        left: where lines that continue a paragraph begin.
        right: where full lines end.
        size: the size of most characters.
        pitch: the distance of two lines of one paragraph in that size.
        indented: whether paragraphs begin with an indent of about two characters.
        spaced: whether paragraphs stand further apart than their lines.
    """

    left: float
    right: float
    size: float
    pitch: float
    indented: bool
    spaced: bool

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether a line ends only because what follows did not fit into the room left."""
        room = self.right - line.right
        return room <= 1.2 * line.size or room <= (first_unit(after.text) + 1.2) * line.size

    def is_near(self, line: Line, after: Line) -> bool:
        """Whether a line stands below another as the next one of its paragraph does."""
        usual = max(self.pitch * max(line.size / self.size, 1), line.size)
        return 0 < line.base - after.base <= (_SPACED if self.spaced else 1.4) * usual

    def is_title(self, line: Line, after: Line) -> bool:
        """Whether two lines are one title: large, in the middle, and not far apart."""
        if line.size <= _LARGE * self.size or not 0 < line.base - after.base <= _TITLE_PITCH * line.size:
            return False
        return self.is_large(line) and self.is_large(after)

    def is_large(self, line: Line) -> bool:
        """Whether a line is set in the size of titles, and in the middle."""
        is_central = abs((line.left + line.right) - (self.left + self.right)) < 2 * line.size
        return line.size > _LARGE * self.size and is_central

    def is_aside(self, line: Line) -> bool:
        """Whether a line begins so far to the right that it is no running text: a signature, a date."""
        return line.left - self.left > _ASIDE * (self.right - self.left)

    def is_indented(self, line: Line) -> bool:
        """Whether a line begins as the first lines of paragraphs do."""
        return line.left - self.left >= 1.2 * line.size


@dataclass(frozen=True, slots=True)
class Measures:
    """The columns of pages of one width: that of the page, and what those in frames have in common."""

    page: Measure
    framed: Measure

    def of(self, line: Line) -> Measure:
        """The column that a line stands in."""
        if line.frame is None:
            return self.page
        return replace(self.framed, left=line.frame[0], right=line.frame[1])


def measures(pages: Sequence[Page]) -> dict[int, Measures]:
    """The columns by page width, rounded to points."""
    found: dict[int, Measures] = {}
    for width in {round(page.width) for page in pages}:
        lines = [page.lines for page in pages if round(page.width) == width]
        free = [[line for line in of_page if line.frame is None] for of_page in lines]
        framed = [[_to_frame(line) for line in of_page if line.frame is not None] for of_page in lines]
        page = _measure(free)
        found[width] = Measures(page, _measure(framed) if any(framed) else page)
    return found


def _to_frame(line: Line) -> Line:
    left = line.frame[0] if line.frame else 0.0
    return line._replace(left=line.left - left, right=line.right - left)


def _measure(pages: list[list[Line]]) -> Measure:
    """The column that most lines of the pages keep to."""
    lines = [line for of_page in pages for line in of_page]
    if not lines:
        return Measure(0, 0, 1, 0, indented=False, spaced=False)
    widest = max(line.right - line.left for line in lines)
    rights = sorted(line.right for line in lines if line.right - line.left >= 0.6 * widest)
    right = rights[int(0.95 * (len(rights) - 1))]
    few = max(2, len(lines) // 12)
    lefts = Counter(round(line.left / 2) * 2 for line in lines)
    left = min((at for at, count in lefts.items() if count >= few), default=min(lefts))
    steps = [(line.left - left) / max(line.size, 1) for line in lines]
    indented = sum(1.4 <= step <= 2.6 for step in steps) >= few and sum(abs(step) < 0.8 for step in steps) >= few
    pitch, spaced = _distances(pages, right)
    return Measure(left, right, median(line.size for line in lines), pitch, indented, spaced)


def _distances(pages: list[list[Line]], right: float) -> tuple[float, bool]:
    """The distance after lines that surely go on, and whether it is mostly larger after lines that surely do not."""
    within, between = [], []
    for lines in pages:
        for one, other in pairwise(lines):
            gap = one.base - other.base
            if gap <= 0:
                continue
            if one.right < right - 6 * one.size:
                between.append(gap)
            elif not ends_sentence(one.text):
                within.append(gap)
    if not within:
        return (median(between) if between else 0), False
    pitch = median(within)
    return pitch, 2 * sum(gap > _SPACED * pitch for gap in between) > len(between)


def first_unit(text: str) -> float:
    """The width, in 汉字, of what a line cannot break within: a character or word with its punctuation marks."""
    unit = _UNIT.match(text)
    return sum(1.0 if unicodedata.east_asian_width(one) in "WF" else 0.55 for one in unit[0]) if unit else 0.0
