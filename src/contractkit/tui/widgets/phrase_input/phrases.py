"""Where phrases begin: by kind of script and by punctuation, without a dictionary.

A run of 汉字 with the digits in it (`2026年3月1日`) is one phrase, a run of letters and digits (`GB18030`, `98.5%`) another;
opening marks belong to what follows, closing marks and spaces to what stands before.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

_HAN: Final = (
    "\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u2e80-\u2fdf\U00020000-\U0003ffff"
    "\u3040-\u30ff\u31f0-\u31ff"
)
_DIGIT: Final = "0-9\uff10-\uff19"  # full-width digits too
_NUMBER: Final = rf"[{_DIGIT}]+(?:[.,:/．，：／][{_DIGIT}]+)*[%％‰]?"
_OPENING: Final = "（《〈“‘〔［【「『(\\[{<\uff02$¥￥#@"
_PHRASE: Final = re.compile(
    rf"[{_OPENING}]*"
    rf"(?:(?:{_NUMBER})?[{_HAN}](?:[{_HAN}]|{_NUMBER})*"  # 汉字 with numbers among them
    rf"|(?:{_NUMBER}|[^\W{_HAN}])+(?:[-.@_/&'’][^\W{_HAN}]+)*"  # a word, a number, an address
    rf"|[^{_OPENING}])?"
    rf"[^\w{_OPENING}]*"
)


def phrase_starts(text: str) -> tuple[int, ...]:
    """Offsets at which phrases begin, rising; spaces at the beginning are part of the first."""
    return tuple(found.start() for found in _PHRASE.finditer(text) if found.group())


def phrase_start(text: str, position: int) -> int:
    """The start of the phrase before a position: where Ctrl+← goes and Ctrl+W deletes to."""
    return max(takewhile(lambda start: start < position, phrase_starts(text)), default=0)


def phrase_end(text: str, position: int) -> int:
    """The start of the next phrase after a position, or the end: where Ctrl+→ goes."""
    return next((start for start in phrase_starts(text) if start > position), len(text))
