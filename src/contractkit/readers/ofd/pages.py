"""From what a page draws to its lines and table rows in reading order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contractkit.readers.ofd.content import POINTS, Content, Run
from contractkit.readers.pdf import tables
from contractkit.readers.pdf.assembly import line
from contractkit.readers.pdf.characters import Glyph
from contractkit.readers.pdf.layout import Page, Span
from contractkit.readers.pdf.objects import turned_box
from contractkit.readers.pdf.order import in_order
from contractkit.readers.pdf.ruling import Grid, grid
from contractkit.readers.pdf.spans import level_spans, turned

# Fewer shapes or glyph numbers are an ornament.
_FEWEST_OUTLINES = 10


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page with what is known of it.

    Attributes:
        page: its lines and tables.
        text: its words as they stand in the file, for judging whether they can be read.
        background: the share of the page that pictures cover.
        pictures: the shares of its own pictures, those of its templates left out.
        from_scanner: its words are an invisible layer that a scanner's recognition laid over its picture.
        voiceless: how many characters are drawn by the number of their glyph alone.
        has_outlines: there are shapes or glyph numbers enough to be words.
        is_empty: nothing at all is drawn on it.
        is_cut_short: there is more on it than was looked at.
    """

    page: Page
    text: str
    background: float
    pictures: tuple[float, ...]
    from_scanner: bool
    voiceless: int
    has_outlines: bool
    is_empty: bool
    is_cut_short: bool


def page_of(content: Content, number: int, background: float) -> PageRead:
    """The lines and tables of a page.

    Args:
        content: what it draws.
        number: from 1.
        background: from what share on pictures are what the page consists of.
    """
    width, height = content.frame.width * POINTS, content.frame.height * POINTS
    shares = [_share(box, width, height) for box in content.drawing.pictures]
    seen = [run for run in content.runs if not run.is_unseen]
    unseen = [run for run in content.runs if run.is_unseen]
    from_scanner = sum(shares) > background and _length(unseen) > _length(seen)
    if from_scanner:
        seen, unseen = content.runs, []
    has_outlines = content.outlines + content.voiceless >= _FEWEST_OUTLINES
    return PageRead(
        _laid_out(seen, [run.text for run in unseen], content, number, (width, height)),
        "".join(run.text for run in seen),
        min(sum(shares), 1.0),
        tuple(share for placed, share in zip(content.pictures, shares, strict=True) if placed.is_own),
        from_scanner,
        content.voiceless,
        has_outlines,
        is_empty=not (content.runs or content.pictures or has_outlines),
        is_cut_short=content.is_cut_short,
    )


def _length(runs: list[Run]) -> int:
    return sum(len(run.glyphs) for run in runs)


def _share(box: tuple[float, float, float, float], width: float, height: float) -> float:
    across = min(box[2], width) - max(box[0], 0)
    up = min(box[3], height) - max(box[1], 0)
    return max(across, 0) * max(up, 0) / max(width * height, 1)


def _laid_out(runs: list[Run], unseen: list[str], content: Content, number: int, size: tuple[float, float]) -> Page:
    main = _main_direction(runs)
    ruled = _grid(content, main, size)
    marks = tuple(dict.fromkeys(run.text for run in runs if run.turns is None))
    width, height = size[::-1] if main % 2 else size
    spans, aside = _spans(runs, main, ruled, size)
    inside = [span for span in spans if _is_on_page(span, width, height)]
    hidden = (*unseen, *(span.text for span in spans if not _is_on_page(span, width, height)))
    free, boxed = (inside, []) if ruled is None else tables.parted(inside, ruled)
    notes = tuple(line([span], (span.left, span.right)) for span in aside)
    return Page(number, width, height, tuple(in_order(free, boxed)), notes, marks, hidden)


def _main_direction(runs: list[Run]) -> int:
    counts: Counter[int] = Counter({0: 1})
    for run in runs:
        if run.turns is not None and not run.is_column:
            counts[run.turns] += len(run.glyphs)
    return counts.most_common(1)[0][0]


def _spans(runs: list[Run], main: int, ruled: Grid | None, size: tuple[float, float]) -> tuple[list[Span], list[Span]]:
    """The words along the main direction or in a cell, in the order of the content; and those at an angle to them."""
    spans: list[Span] = []
    aside: list[Span] = []
    level: list[Glyph] = []
    for run in runs:
        if run.turns == main and not run.is_column:
            level.extend(turned(glyph, main, *size) for glyph in run.glyphs)
        elif run.turns is not None:
            whole = _whole(run, main, size)
            if ruled is None or tables.cell_of(whole, ruled) is None:
                aside.append(whole)
                continue
            spans += [*level_spans(level, ruled), whole]
            level = []
    return spans + level_spans(level, ruled), aside


def _grid(content: Content, turns: int, size: tuple[float, float]) -> Grid | None:
    drawn = content.drawing
    strokes = [(start, y, end, y) for y, start, end in drawn.horizontal]
    strokes += [(x, start, x, end) for x, start, end in drawn.vertical]
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for stroke in strokes:
        left, bottom, right, top = turned_box(stroke, turns, *size)
        if bottom == top:
            level.append((bottom, left, right))
        else:
            upright.append((left, bottom, top))
    return grid(level, upright, size[0] * size[1])


def _whole(run: Run, main: int, size: tuple[float, float]) -> Span:
    """A run at an angle to the others as one span: it is read as it stands."""
    glyphs: list[Glyph] = [turned(glyph, main, *size) for glyph in run.glyphs]
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    bottom, top = min(glyph.bottom for glyph in glyphs), max(glyph.top for glyph in glyphs)
    thick = max(min(right - left, top - bottom), 1.0)
    return Span(run.text, left, right, (bottom + top) / 2, thick, thick)


def _is_on_page(span: Span, width: float, height: float) -> bool:
    return span.right > 0 and span.left < width and span.base + span.height > 0 and span.base < height
