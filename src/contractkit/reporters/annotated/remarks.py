"""What is written on a draft, before it becomes XML."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.core.checker.remedies.together import Insertion


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on words of the draft.

    Attributes:
        block: number of the block in which they stand.
        start: offset in its text.
        end: offset after them; the same as `start` where it is about the place.
        lines: paragraphs of the comment, the first its heading.
    """

    block: int
    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewText:
    """New text with the comment on it.

    Attributes:
        lines: paragraphs of the comment; empty for none.
    """

    insertion: Insertion
    lines: tuple[str, ...]
