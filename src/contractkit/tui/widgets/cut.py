"""Text cut to the room there is."""

from __future__ import annotations

from rich.cells import cell_len


def cut(text: str, room: int) -> str:
    """The text in at most `room` cells, with … where it was cut."""
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - 1:
        text = text[:-1]
    return f"{text}…"
