"""A comment of a Word file: whose it is, what it says, which words it is about, what became of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a block that a comment is about.

    Attributes:
        block: running number of the block in the view that was read.
        start: offset in its text; the same as `end` for a place between words.
    """

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment.

    Attributes:
        id: in its file; another program gives it another one.
        date: as the file gives it (ISO 8601); may be empty.
        lines: its paragraphs, empty ones left out.
        spans: in order; empty where it is about nothing in the body.
        answers: id of the comment that it answers; empty where it stands by itself.
        resolved: its thread was closed.
    """

    id: str
    author: str
    date: str
    lines: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    answers: str = ""
    resolved: bool = False

    @property
    def heading(self) -> str:
        """Its first line."""
        return self.lines[0] if self.lines else ""

    @property
    def text(self) -> str:
        """All its words, without any space."""
        return "".join("".join(line.split()) for line in self.lines)
