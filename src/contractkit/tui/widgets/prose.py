"""Chinese paragraphs, broken into lines as Chinese is: anywhere, but never before ，。）》 or after （《."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.visual import VisualType
from textual.widgets import Static

_NEVER_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕”’％·…,.;:?!)]}%")
_NEVER_LAST: Final = frozenset("（《〈「『【〔“‘([{")
_UNIT: Final = re.compile(r"\s+|[0-9][0-9.,]*[年月日元项条款份次%％]?|[A-Za-z0-9.,@:/_\-]+|.", re.DOTALL)
_LONGEST_WORD: Final = 0.5  # of the line; longer runs of letters and digits break anywhere


class Prose(Static):
    """Text of a person or of the law: no markup is read in it, spaces do not break a line early."""

    DEFAULT_CSS: ClassVar[str] = "Prose { height: auto; width: 1fr; }"

    def __init__(self, content: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__("", markup=False, id=id, classes=classes)
        self._text = _content(content)

    @property
    def said(self) -> Content:
        """What it says, unbroken."""
        return self._text

    @property
    def text(self) -> str:
        """What it says, unbroken, without styles."""
        return self._text.plain

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say something else; nothing is drawn again where the text is the same."""
        new = content if isinstance(content, Content) else Content(str(content))
        if new.is_same(self._text):
            return
        self._text = new
        self.clear_cached_dimensions()
        self.refresh(layout=layout)

    def render(self) -> Content:
        """The text in lines of this widget's width."""
        return broken(self._text, self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Cells of the longest paragraph."""
        del container, viewport
        return max((cell_len(line) for line in self._text.plain.split("\n")), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Number of lines at a width in cells."""
        del container, viewport
        return broken(self._text, width).plain.count("\n") + 1 if width and self._text else 0


def broken(content: Content, width: int) -> Content:
    """The content with line feeds where lines of `width` cells end; its styles stay where they were."""
    breaks = line_breaks(content.plain, width) if width > 1 else []
    if not breaks:
        return content
    return Content("\n").join(piece.rstrip(" ") for piece in content.divide(breaks))


def line_breaks(text: str, width: int) -> list[int]:
    """Offsets at which a new line begins, those after a line feed of the text left out."""
    breaks: list[int] = []
    offset = 0
    for paragraph in text.split("\n"):
        breaks.extend(offset + at for at in _breaks_of(paragraph, width))
        offset += len(paragraph) + 1
    return breaks


def _breaks_of(paragraph: str, width: int) -> list[int]:
    breaks: list[int] = []
    start = used = 0
    for unit in _units(paragraph, width):
        size = cell_len(paragraph[unit[0] : unit[1]])
        if used + size > width and unit[0] > start and not paragraph[unit[0] : unit[1]].isspace():
            at = _lawful(paragraph, unit[0], start)
            breaks.append(at)
            start, used = at, cell_len(paragraph[at : unit[0]])
        used += size
    return breaks


def _units(paragraph: str, width: int) -> list[tuple[int, int]]:
    """What stays together: a number, a word; long ones fall into characters."""
    found: list[tuple[int, int]] = []
    for match in _UNIT.finditer(paragraph):
        if cell_len(match.group()) > width * _LONGEST_WORD:
            found.extend((at, at + 1) for at in range(*match.span()))
        else:
            found.append(match.span())
    return found


def _lawful(paragraph: str, at: int, start: int) -> int:
    """The place at or shortly before `at` where a line may begin."""
    for place in range(at, max(start + 1, at - 4), -1):
        if paragraph[place] not in _NEVER_FIRST and paragraph[place - 1] not in _NEVER_LAST:
            return place
    return at


def _content(content: Content | str) -> Content:
    return content if isinstance(content, Content) else Content(content)
