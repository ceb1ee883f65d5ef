"""Which keys and pasted words are text.

Textual asks `str.isprintable()`, which says no to the full-width space (U+3000) that Chinese input methods commit, to other
spaces and to the joiners within emoji: they would be lost without a word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from textual import events

_JOINERS: Final = frozenset("\u200c\u200d\ufe0e\ufe0f")
_BREAK: Final = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Nothing but tab and line feed of the control characters; no bidi marks, which turn the words of a line around.
_NOT_TEXT: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)
_HAN_GAP: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]) *\n+ *|\n+ *(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)


def typed_text(event: events.Key) -> str:
    """The text that a key types; empty where it types none."""
    character = event.character
    if character is None or len(character) != 1:
        return ""
    if character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs":
        return character
    return ""


def pasted_lines(text: str) -> str:
    """Pasted words with line feeds only, whatever the terminal made of them (xterm sends carriage returns)."""
    return _NOT_TEXT.sub("", _BREAK.sub("\n", text))


def pasted_line(text: str) -> str:
    """Pasted words for a field of one line: lines joined, without a space next to 汉字, with one between words."""
    lines = pasted_lines(text).strip("\n").replace("\t", " ")
    return _HAN_GAP.sub("", lines).replace("\n", " ")
