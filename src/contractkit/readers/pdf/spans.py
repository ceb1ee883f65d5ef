"""The words of a page with their places.

Asking PDFium for the place of every character costs more than all the rest. It breaks its text into lines and marks
gaps with blanks, so that the first and the last character of what stands between are enough. Only where they do not
fit what stands between are the characters asked one by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import pi
from statistics import median
from typing import Any, NamedTuple

from contractkit.readers.pdf.characters import FAR, Characters, Glyph
from contractkit.readers.pdf.layout import Box, Span
from contractkit.readers.pdf.ruling import Grid

# Baselines nearer than this share of a character's height are one line, as with superscripts.
SAME_LINE = 0.4
_PIECE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\s\x00]+")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
_SOFT_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_WIDE = re.compile(r"[\u3000-\u33ff\uac00-\ud7af\uff01-\uff60\uffe0-\uffe6]")
_QUOTE = re.compile("[“”‘’]")
_MANY = 3
_NARROW_GAP, _WIDE_GAP = 0.2, 0.35
_FIRST_WIDE = "\u1100"
_SMALLEST = 1.0
_ANOTHER_SIZE = 2.5
_SLANTED = 0.12


@dataclass(frozen=True, slots=True)
class Words:
    """What the text of a page consists of; everything in the order of the content.

    Attributes:
        spans: the words along the main direction of the page.
        unseen: words in the file that are not drawn.
        sideways: runs at a right angle to the main direction.
        slanted: runs at any other angle.
        turns: quarter turns, counterclockwise, that the page's text is set at: 1 for text that runs upwards.
        grid: the ruling lines in that direction; None where there is no table.
    """

    spans: list[Span] = field(default_factory=list)
    unseen: list[Span] = field(default_factory=list)
    sideways: list[Span] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    turns: int = 0
    grid: Grid | None = None


def words(text_page: Any, frame: Box, grid_for: Callable[[int], Grid | None]) -> Words:
    """The words of a PDFium text page.

    Args:
        text_page: as PDFium opened it.
        frame: the visible part of the page, as the file has it.
        grid_for: the ruling lines after turning the page upright from so many quarter turns.
    """
    characters = Characters(text_page, (frame.left, frame.bottom))
    text = characters.text()
    if text is not None:
        found = Words(grid=grid_for(0))
        odd = sum(_read_piece(characters, text, piece.span(), found) for piece in _PIECE.finditer(text))
        if 2 * odd <= len(text):
            return found
    glyphs = characters.glyphs(0, characters.count)
    straight = [turns for glyph in glyphs if (turns := _quarter_turns(glyph)) is not None]
    main = max(set(straight), key=straight.count, default=0)
    found = Words(turns=main, grid=grid_for(main))
    size = frame.right - frame.left, frame.top - frame.bottom
    _sort_by_direction([turned(glyph, main, *size) for glyph in glyphs], main, found)
    return found


def _read_piece(characters: Characters, text: str, within: tuple[int, int], found: Words) -> int:
    """Add what PDFium takes for a line; tells how many characters of it run in another direction."""
    start, end = within
    is_one_word = text.find(" ", start, end) < 0 and text[start:end].isprintable()
    parts = [within] if is_one_word else [part.span() for part in _WORD.finditer(text, start, end)]
    if not parts:
        return 0
    first, last = parts[0][0], parts[-1][1] - 1
    spans = _level_spans(characters, text, parts, found.grid)
    if spans:
        (found.unseen if characters.is_invisible(first) else found.spans).extend(spans)
        return 0
    if len(parts) > 1 and characters.angle(first) < _SLANTED:
        # Cells of one row, or words out of order.
        return sum(_read_word(characters, text, part, found, is_first=not at) for at, part in enumerate(parts))
    glyphs = characters.glyphs(first, last + 1, alike=True)
    _sort_by_direction(glyphs, 0, found)
    return sum(_quarter_turns(glyph) != 0 for glyph in glyphs if glyph.angle)


def _read_word(characters: Characters, text: str, within: tuple[int, int], found: Words, *, is_first: bool) -> int:
    count = len(found.spans)
    odd = _read_piece(characters, text, within, found)
    if not is_first and len(found.spans) > count and _is_real(characters, text, within[0]):
        found.spans[count] = found.spans[count]._replace(spaced=True)
    return odd


class _Row(NamedTuple):
    """Where words stand level: from the first to the last, on which line, how high, how wide a 汉字 is."""

    left: float
    right: float
    base: float
    height: float
    size: float


class _Run(NamedTuple):
    """Words joined, where they begin and end, the sum of the gaps within, whether a blank stands before them."""

    words: str
    left: float
    right: float
    gaps: float
    spaced: bool


def _level_spans(characters: Characters, text: str, parts: list[tuple[int, int]], grid: Grid | None) -> list[Span]:
    """Spans from the places of their ends; none where these do not fit words that stand level, one after another."""
    start, end = parts[0][0], parts[-1][1]
    row = _row(characters, text, start, end)
    if row is None or (_QUOTE.search(text, start + 1, end) and _is_out_of_order(characters, text, parts)):
        return []
    if len(parts) == 1:
        runs = [_Run(text[start:end], row.left, row.right, 0.0, spaced=False)]
    else:
        runs = _runs(characters, text, parts, row, apart=grid is not None)
    spans: list[Span] = []
    for words, left, right, gaps, spaced in runs:
        size = row.size if len(words) < _MANY else _size(words, right - left - gaps, row.size)
        is_fitting = left <= right <= left + 1.6 * size * (len(words) + 1)
        if not is_fitting or (grid is not None and grid.cuts(left, right, row.base)):
            return []
        shown = words if words.isprintable() else words.translate(_SOFT_HYPHENS)
        spans.append(Span(shown, left, right, row.base, row.height, size, spaced))
    return spans


def _row(characters: Characters, text: str, start: int, end: int) -> _Row | None:
    """The place of some characters; None where they do not run level from left to right."""
    left, bottom, right, top = characters.box(start)
    height = top - bottom
    far_left, far_bottom, far_right, _ = characters.box(end - 1) if end - start > 1 else (left, bottom, right, top)
    is_level = left <= far_left and 0 < height < FAR and abs(far_bottom - bottom) < 0.3 * height
    # Not so in damaged files, which have no numbers there.
    if not (is_level and left > -FAR and far_right < FAR):
        return None
    if end - start == 1 and characters.angle(start) >= _SLANTED:
        return None
    if "\u3400" <= text[start] <= "\u9fff":
        size = max(right - left, _SMALLEST)
    else:
        size = _usual_size(characters, text, (start, end), (right - left, height))
    return _Row(left, far_right, characters.baseline(start), height, size)


def _runs(characters: Characters, text: str, parts: list[tuple[int, int]], row: _Row, *, apart: bool) -> list[_Run]:
    """Words joined over gaps that are none or a space.

    They stay `apart` where a space may part two cells, or leave room for what is drawn later.
    """
    runs: list[_Run] = []
    (start, end), left, gaps, spaced, size = parts[0], row.left, 0.0, False, row.size
    words = text[start:end]
    for (_, stop), (start, end) in pairwise(parts):
        edge, begin, is_made_up = characters.gap(stop - 1, start)
        gap = begin - edge
        is_before = gap < -0.3 * size  # drawn later than what follows it
        is_space = not is_made_up or _is_wide_gap(gap / size, text[stop - 1], text[start])
        if is_before and not apart:
            return _runs(characters, text, parts, row, apart=True)
        if is_before or gap > size or (apart and is_space):
            runs.append(_Run(words, left, edge, gaps, spaced))
            words, left, gaps, spaced = text[start:end], begin, 0.0, not is_made_up
        else:
            gaps += gap
            words = f"{words} {text[start:end]}" if is_space else words + text[start:end]
    return [*runs, _Run(words, left, row.right, gaps, spaced)]


def _is_wide_gap(gap: float, one: str, other: str) -> bool:
    """Whether a gap, in widths of a 汉字, is a space."""
    return gap > _WIDE_GAP or (gap > _NARROW_GAP and max(one, other) < _FIRST_WIDE)


def _is_out_of_order(characters: Characters, text: str, parts: list[tuple[int, int]]) -> bool:
    """Whether a quotation mark, which may come from another font, is drawn after what it stands before."""
    for start, end in parts:
        for sign in _QUOTE.finditer(text, start + 1, end):
            left, _, right, _ = characters.box(sign.start())
            if not left >= characters.box(sign.start() - 1)[2] - 0.3 * max(right - left, _SMALLEST):
                return True
    return False


def _usual_size(characters: Characters, text: str, within: tuple[int, int], first: tuple[float, float]) -> float:
    """The width of a line's first 汉字, or of a mark as wide; else an estimate from its height."""
    sign = _HAN.search(text, *within) or _WIDE.search(text, *within)
    if sign is None:
        return max(first[1] / 1.2, _SMALLEST)
    if sign.start() == within[0]:
        return max(first[0], _SMALLEST)
    left, _, right, _ = characters.box(sign.start())
    return max(right - left, _SMALLEST)


def _size(words: str, width: float, usual: float) -> float:
    """The width of a 汉字 of these words: the mean, where single glyphs come from a narrower font."""
    ascii_count = len(words.encode("ascii", "ignore"))
    if 2 * ascii_count >= len(words):
        return usual
    mean = width / (len(words) - 0.5 * (ascii_count + words.count(" ")))
    return mean if usual < 0.93 * mean else usual


def _is_real(characters: Characters, text: str, start: int) -> bool:
    """Whether the blank in front of a word is in the file."""
    return text[start - 1] != " " or text[start - 2 : start - 1].isspace() or not characters.is_made_up(start - 1)


def _quarter_turns(glyph: Glyph) -> int | None:
    """How a character is turned, counterclockwise; None for a slanted one. PDFium counts angles clockwise."""
    turns = -glyph.angle / (pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) * pi / 2 < _SLANTED else None


def _sort_by_direction(glyphs: list[Glyph], main: int, found: Words) -> None:
    """Add characters, turned already so that those of the main direction are upright, in the run they belong to."""
    runs: dict[int | None, list[Glyph]] = {}
    for glyph in glyphs:
        runs.setdefault(_quarter_turns(glyph) if glyph.angle else 0, []).append(glyph)
    upright = runs.pop(main, [])
    if slanted := runs.pop(None, []):
        found.slanted.append("".join(glyph.character for glyph in slanted).strip())
    found.unseen.extend(_spans((glyph for glyph in upright if glyph.unseen), found.grid))
    level = [glyph for glyph in upright if not glyph.unseen]
    if _is_column(level):
        found.sideways.append(_one_span(level))
    else:
        found.spans.extend(_spans(level, found.grid))
    found.sideways.extend(_one_span(run) for run in runs.values())


def turned(glyph: Glyph, turns: int, width: float, height: float) -> Glyph:
    """A character on the page after turning it upright, from so many quarter turns counterclockwise."""
    for _ in range(turns):
        _, x, y, left, bottom, right, top, *_ = glyph
        glyph = glyph._replace(x=y, y=width - x, left=bottom, bottom=width - right, right=top, top=width - left)
        width, height = height, width
    return glyph


def _is_column(glyphs: list[Glyph]) -> bool:
    """Whether upright characters stand one below the other, as in vertical writing."""
    if len(glyphs) < 3:
        return False
    lefts = [glyph.left for glyph in glyphs]
    steps = [one.y - other.y for one, other in pairwise(glyphs)]
    return max(lefts) - min(lefts) < 0.5 * (glyphs[0].top - glyphs[0].bottom) and min(steps) > 0


def _one_span(glyphs: list[Glyph]) -> Span:
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    bottom, top = min(glyph.bottom for glyph in glyphs), max(glyph.top for glyph in glyphs)
    text = "".join(glyph.character for glyph in glyphs).strip()
    size = max(min(right - left, top - bottom), _SMALLEST)
    return Span(text, left, right, (bottom + top) / 2, size, size)


def _spans(glyphs: Iterable[Glyph], grid: Grid | None) -> Iterator[Span]:
    """Neighbours on one baseline, set from left to right and parted at gaps and ruling lines."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and not is_level(glyph.y - line[0].y, glyph.top - glyph.bottom, line[0].top - line[0].bottom):
            yield from _parted(line, grid)
            line = []
        line.append(glyph)
    yield from _parted(line, grid)


def _parted(line: list[Glyph], grid: Grid | None) -> Iterator[Span]:
    line.sort(key=lambda glyph: glyph.left)
    inked = [glyph for glyph in line if not glyph.character.isspace()]
    if not inked:
        return
    wide = [glyph.right - glyph.left for glyph in inked if is_wide(glyph.character)]
    size = max(median(wide) if wide else (inked[0].top - inked[0].bottom) / 1.2, _SMALLEST)
    cuts = grid.cuts(inked[0].left, inked[-1].right, inked[0].y) if grid else []
    run: list[Glyph] = []
    is_spaced = has_space = False
    for glyph in line:
        if glyph.character.isspace():
            has_space = True
            continue
        # Some programs print bold text twice, a little aside.
        if (
            run
            and glyph.character == run[-1].character
            and glyph.left - run[-1].left < 0.3 * (glyph.right - glyph.left)
        ):
            continue
        if run and (has_space or _is_gap(run[-1], glyph, size) or _is_cut(run[-1], glyph, cuts)):
            yield _span(run, size, is_spaced=is_spaced)
            run, is_spaced = [], has_space
        run.append(glyph)
        has_space = False
    yield _span(run, size, is_spaced=is_spaced)


def _span(run: list[Glyph], size: float, *, is_spaced: bool) -> Span:
    first = run[0]
    text = "".join(glyph.character for glyph in run)
    return Span(text, first.left, run[-1].right, first.y, first.top - first.bottom, size, is_spaced)


def _is_gap(one: Glyph, other: Glyph, size: float) -> bool:
    return other.left - one.right > least_gap(one.character, other.character) * size


def _is_cut(one: Glyph, other: Glyph, cuts: list[float]) -> bool:
    return any(one.left + one.right < 2 * at <= other.left + other.right for at in cuts)


def is_level(rise: float, one: float, other: float) -> bool:
    """Whether words of two heights stand on one line; superscripts do, words of another order of size do not."""
    high = max(one, other)
    return abs(rise) <= SAME_LINE * high and high <= _ANOTHER_SIZE * min(one, other)


def least_gap(one: str, other: str) -> float:
    """From what share of a 汉字's width on a gap is a space: justified text spreads 汉字, and words of letters less."""
    return _WIDE_GAP if is_wide(one[-1]) or is_wide(other[0]) else _NARROW_GAP


def is_wide(character: str) -> bool:
    """Whether a character is as wide as a 汉字."""
    return unicodedata.east_asian_width(character[0]) in "WF"


def level_spans(glyphs: Iterable[Glyph], grid: Grid | None) -> list[Span]:
    """The spans of upright characters in the order of the content, for formats that tell each character's place."""
    return list(_spans(glyphs, grid))
