"""The lines of a text, as an editor counts them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE_END = re.compile("\r\n|\r|\n")
_BREAK_INSIDE = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words and where they stand.

    Attributes:
        number: of the line in the file, from 1; a paragraph has that of its first line.
        text: the words, with the white space around them.
        opens_page: a form feed stands in front.
    """

    number: int
    text: str
    opens_page: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there are no words."""
        return not self.text.strip()


def source_lines(text: str) -> list[TextLine]:
    """The lines of a text with any mixture of line ends; a form feed ends a line without counting one."""
    found: list[TextLine] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        at, opens_page = 0, False
        for mark in _BREAK_INSIDE.finditer(line):
            found.append(TextLine(number, line[at : mark.start()], opens_page))
            at, opens_page = mark.end(), mark[0] == "\x0c"
        found.append(TextLine(number, line[at:], opens_page))
    return found


def display_width(text: str) -> int:
    """Columns on a page: a 汉字 takes two, and so do “ ” — × in a Chinese font."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
