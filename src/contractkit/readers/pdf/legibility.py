"""Is a text layer really the text? Without a character map every PDF tool returns plausible garbage.

Measured on 35 Chinese contracts, plans and notices, simplified and converted to Traditional, in pieces of 300
characters: at least 96.6 % of the 汉字 are common ones (level 1 of GB 2312 or Big5), and at least 10.9 % are among 77
that every such text is full of. Wrong encodings and shifted code points leave at most 89 % common 汉字; a random
substitution within the common ones leaves at most 6.3 % frequent ones in 99 pieces of 100. The limits stand between.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache

_FREQUENT = frozenset(
    "的一不有和在人中以上用到作出分成可主年同能方定行法所民等部度理化自二三起加制使本由其全表重信此件公及第或合提供位安"
    "保平目月日甲任何者之为為与與应應数數据據"
)
_MIN_HAN = 50
_MIN_HAN_FREQUENT = 100
_MIN_COMMON = 0.9
_MIN_FREQUENT = 0.07
_MAX_BROKEN = 0.1
_MAX_LATIN_1 = 0.2
_LATIN_1_SIGNS = frozenset("§°±²³·×÷«»©®¥£¢¼½¾")


class Legibility(StrEnum):
    """What a piece of text looks like."""

    BLANK = "blank"
    GARBLED = "garbled"
    LEGIBLE = "legible"


def judge(text: str) -> Legibility:
    """Whether a page's text can be read; short texts are given the benefit of the doubt."""
    characters = [character for character in text if not character.isspace()]
    if not characters:
        return Legibility.BLANK
    broken = sum(_is_broken(character) for character in characters)
    latin = sum("\x80" <= character <= "\xff" and character not in _LATIN_1_SIGNS for character in characters)
    if broken > _MAX_BROKEN * len(characters) or latin > _MAX_LATIN_1 * len(characters):
        return Legibility.GARBLED
    han = [character for character in characters if "\u3400" <= character <= "\u9fff"]
    if len(han) >= _MIN_HAN and sum(character in _common() for character in han) < _MIN_COMMON * len(han):
        return Legibility.GARBLED
    if len(han) >= _MIN_HAN_FREQUENT and sum(one in _FREQUENT for one in han) < _MIN_FREQUENT * len(han):
        return Legibility.GARBLED
    return Legibility.LEGIBLE


def _is_broken(character: str) -> bool:
    """Replacement characters, control characters, private use and unassigned code points."""
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"}


@cache
def _common() -> frozenset[str]:
    """The first levels of GB 2312 and Big5: the standards list the common 汉字 first."""
    found: set[str] = set()
    for encoding, leads, trails in (
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
        ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        for lead in leads:
            for trail in trails:
                found.update(bytes((lead, trail)).decode(encoding, "ignore"))
    return frozenset(found)
