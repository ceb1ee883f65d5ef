"""One cell as one line of the terminal: padded, cut with … where it is too long."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.control import strip_control_codes
from rich.segment import Segment
from rich.style import Style

Parts = tuple[tuple[str, str], ...]
"""Words with their Rich style, one after the other."""


def one_line(parts: Parts, width: int, style: Style, over: Style, padding: int) -> list[Segment]:
    """Exactly `width` cells.

    Args:
        parts: the words.
        width: with the padding.
        style: of the cell.
        over: what goes over the words' own style.
        padding: cells on each side.
    """
    ground = style + over
    edge = Segment(" " * padding, ground)
    return [edge, *_filled(parts, max(width - 2 * padding, 0), style, over), edge]


def _filled(parts: Parts, room: int, style: Style, over: Style) -> Iterator[Segment]:
    for raw, look in parts:
        words = strip_control_codes(raw)
        own = style + Style.parse(look) + over if look else style + over
        if (size := cell_len(words)) > room:
            yield Segment(set_cell_size(words, max(room - 1, 0)) + "…"[:room], own)
            return
        room -= size
        yield Segment(words, own)
    yield Segment(" " * room, style + over)
