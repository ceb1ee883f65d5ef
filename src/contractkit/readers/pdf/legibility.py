"""Is a text layer really the text? Without a character map every PDF tool returns plausible garbage.

Measured on 35 Chinese contracts, plans and notices, simplified and converted to Traditional, in pieces of 300
characters: at least 96.6 % of the 汉字 are common ones (level 1 of GB 2312 or Big5), and at least 10.9 % are among 77
that every such text is full of. Wrong encodings and shifted code points leave at most 89 % common 汉字; a random
substitution within the common ones leaves at most 6.3 % frequent ones in 99 pieces of 100. The limits stand between.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

_FREQUENT = frozenset(
    "的一不有和在人中以上用到作出分成可主年同能方定行法所民等部度理化自二三起加制使本由其全表重信此件公及第或合提供位安"
    "保平目月日甲任何者之为為与與应應数數据據"
)
_BROKEN, _LATIN_1, _OTHER, _RARE_HAN, _COMMON_HAN, _FREQUENT_HAN = "BLORCF"
_STRETCH = 120
_STEP = 3
_SUSPICIOUS = 0.015
_MOSTLY = 0.5
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
    return _judge(text.translate(_SORTS).replace("\n", ""))


def judge_lines(lines: Sequence[str]) -> tuple[Legibility, frozenset[int]]:
    """Whether a page's text can be read, and the positions of lines that cannot on a page that as a whole can.

    One of a page's fonts may lack its character map. Neighbouring lines are judged together, until they hold enough
    汉字 to tell.
    """
    text = "\n".join(lines)
    if _is_plainly_legible(text[::_STEP].translate(_SORTS)):
        return Legibility.LEGIBLE, frozenset()
    sorts = text.translate(_SORTS)
    inked = sorts.replace("\n", "")
    legibility = _judge(inked)
    if legibility is Legibility.BLANK or _rare(sorts) < _SUSPICIOUS * len(inked):
        return legibility, frozenset()
    by_line = sorts.split("\n")
    found = frozenset(_garbled(by_line))
    share = sum(len(by_line[at]) for at in found) / len(inked)
    if legibility is Legibility.GARBLED and (share > _MOSTLY or not found):
        return legibility, frozenset()
    return Legibility.LEGIBLE, found


def _is_plainly_legible(sorts: str) -> bool:
    """Whether a sample holds what running text holds, and next to nothing else."""
    frequent, common = sorts.count(_FREQUENT_HAN), sorts.count(_COMMON_HAN)
    is_enough = frequent + common >= _MIN_HAN_FREQUENT
    return is_enough and frequent >= 2 * _MIN_FREQUENT * common and 3 * _rare(sorts) < _SUSPICIOUS * len(sorts)


def _garbled(lines: Sequence[str]) -> Iterator[int]:
    held: list[int] = []
    stretch = ""
    for at, line in enumerate(lines):
        held.append(at)
        stretch += line
        if len(stretch) >= _STRETCH:
            if _judge(stretch) is Legibility.GARBLED:
                yield from (one for one in held if _is_suspect(lines[one]))
            held, stretch = [], ""


def _rare(sorts: str) -> int:
    return sorts.count(_RARE_HAN) + sorts.count(_BROKEN) + sorts.count(_LATIN_1)


def _is_suspect(sorts: str) -> bool:
    """Whether a line of a garbled stretch is garbled itself, as far as a line can tell."""
    return 10 * _rare(sorts) > len(sorts) or sorts.count(_FREQUENT_HAN) * 20 < len(sorts)


def _judge(sorts: str) -> Legibility:
    inked = len(sorts)
    if not inked:
        return Legibility.BLANK
    if sorts.count(_BROKEN) > _MAX_BROKEN * inked or sorts.count(_LATIN_1) > _MAX_LATIN_1 * inked:
        return Legibility.GARBLED
    frequent = sorts.count(_FREQUENT_HAN)
    common = frequent + sorts.count(_COMMON_HAN)
    han = common + sorts.count(_RARE_HAN)
    if han >= _MIN_HAN and common < _MIN_COMMON * han:
        return Legibility.GARBLED
    if han >= _MIN_HAN_FREQUENT and frequent < _MIN_FREQUENT * han:
        return Legibility.GARBLED
    return Legibility.LEGIBLE


class _Sorts(dict[int, str]):
    """What each character counts as, as a table for `str.translate`; asked once for each."""

    def __missing__(self, code: int) -> str:
        self[code] = sort = _sort(chr(code))
        return sort


_SORTS = _Sorts()


def _sort(character: str) -> str:
    if character.isspace():
        return character if character == "\n" else ""  # lines are told apart afterwards
    # Replacement characters, control characters, private use and unassigned code points.
    if character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"}:
        return _BROKEN
    if "\x80" <= character <= "\xff" and character not in _LATIN_1_SIGNS:
        return _LATIN_1
    if not "\u3400" <= character <= "\u9fff":
        return _OTHER
    common = _COMMON_HAN if character in _common() else _RARE_HAN
    return _FREQUENT_HAN if character in _FREQUENT else common


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
