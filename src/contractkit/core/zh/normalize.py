"""A clean text for matching beside the raw text, with an offset map back.

Clean text is simplified Chinese with one form of everything: full-width digits, letters and ％ become ASCII, ASCII
punctuation next to 汉字 becomes Chinese punctuation, Kangxi and supplement radicals become 汉字, white space between
汉字 (or 汉字 and digits) is gone. Rules match here; evidence is cut from the raw text through `raw_span`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import StringIO

from contractkit.core.zh.folding import EXPANSIONS, FOLDED, FOLDING, GONE, MARKS
from contractkit.core.zh.marks import HAN, chinese_marks
from contractkit.core.zh.offsets import IDENTITY, OffsetMap, OffsetRuns
from contractkit.core.zh.simplified import to_simplified

__all__ = ["HAN", "CleanText", "normalize", "private_use", "to_simplified"]


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text with the way back to the raw text.

    Attributes:
        text: the clean text.
        offsets: the raw offsets of its characters.
    """

    text: str
    offsets: OffsetMap = IDENTITY

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets that the clean span [start, end) covers; an empty span stays empty."""
        if start < end:
            return self.offsets.begin(start), self.offsets.end(end - 1)
        length = len(self.text)
        last = self.offsets.end(length - 1) if length else 0
        at = self.offsets.begin(start) if start < length else last
        return at, at

    def clean_offset(self, raw_offset: int) -> int:
        """The first clean character that begins at `raw_offset` or behind it; the text's length where none does."""
        return min(self.offsets.first_from(raw_offset), len(self.text))


_EXPANDED = "".join(EXPANSIONS)
# Text without any of these is left as it is, but for Traditional characters.
_BUSY = re.compile(rf"[\s(),:;?!\"\u3007○OolI{FOLDED}{MARKS}{_EXPANDED}]")
_FOLDED = re.compile(f"[{FOLDED}]+")
_BEFORE_SPACE = ",.;:)]}'\"!?&%"
_AFTER_SPACE = "([{'\"&"
# A single space between two latin words is no gap: it stays where it is.
_GAP = rf"[\s{GONE}](?:[\s{GONE}]+|(?<! )|(?<![A-Za-z0-9{re.escape(_BEFORE_SPACE)}] )|(?![A-Za-z0-9{re.escape(_AFTER_SPACE)}]))"
_GAPS = re.compile(_GAP)
_EDITS = re.compile(rf"{_GAP}|[{MARKS}]+|[{_EXPANDED}]|(?<=[0-9]{{80}})[0-9]+")
# No number: patterns that look for the unit behind a number would go through it once for each of its digits.
_ENDLESS = re.compile(r"[0-9]{81}")
_RARE = re.compile(f"[{MARKS}{_EXPANDED}]")
_MARK = re.compile(f"[{MARKS}]")
_WIDE = re.compile(f"[{HAN}\u2014\u2026\u2018-\u201d\u3000-\u30ff\uff00-\uffef]")
_YEAR_ZERO = re.compile(r"(?<=[一二三四五六七八九])[○Oo0]+(?=[一二三四五六七八九年])")
# Text recognition and careless typing: 2O26年, l2月, 5O%. Certain only where the number ends in its unit.
_LOOK_ALIKE = re.compile(
    r"(?<![A-Za-z0-9._/-])(?=[OolI]{0,11}[0-9])[0-9,.]{0,12}[OolI][0-9OolI,.]{0,12}(?=[年月日号元万亿%])"
)
_DIGIT = str.maketrans("OolI", "0011")
_LETTER = re.compile("[OolI]")
# 參 of a capital amount is simplified to 参 like any other: 參佰元, 貳拾參元.
_THREE = re.compile(r"^参(?=[、.．])|参(?=[拾佰仟])|(?<=[拾佰仟万亿元角])参(?=[拾佰仟万亿元角分])")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def normalize(raw: str) -> CleanText:
    """The clean text of `raw`; never raises, and leaves its own output unchanged.

    〔〕, ［］ and [ ] stay distinguishable, circled numbers stay; ~ stands for every range mark, - for hyphen, minus and en
    dash, — for every long dash, · for every middle dot, “” for 「」, ¥ for ￥. One space stays between latin words and
    between two numbers. Combining marks join their letter or fall away. Of digits in a row the first
    eighty stay.
    """
    if not _BUSY.search(raw) and not _ENDLESS.search(raw):
        return CleanText(_simplified(_digits(raw) if "0" in raw else raw))
    folded = _FOLDED.sub(_fold, raw)
    text, offsets = _without_gaps(chinese_marks(folded))
    return CleanText(_simplified(_digits(text)), offsets)


def private_use(raw: str) -> int:
    """How many characters of `raw` nobody can read without its font; they stand in the clean text as they are."""
    return len(_PRIVATE_USE.findall(raw))


def _fold(match: re.Match[str]) -> str:
    return match[0].translate(FOLDING)


def _simplified(text: str) -> str:
    text = to_simplified(text)
    return _THREE.sub("叁", text) if "参" in text else text


def _digits(text: str) -> str:
    """The text with letters read as the digits they look like, inside numbers only; the length stays."""
    text = _YEAR_ZERO.sub(lambda match: "\u3007" * len(match[0]), text)
    if not _LETTER.search(text):
        return text
    return _LOOK_ALIKE.sub(lambda match: match[0].translate(_DIGIT), text)


def _without_gaps(text: str) -> tuple[str, OffsetMap]:
    """`text` without the white space that means nothing, with ligatures spelled out and marks joined to their letters."""
    edits = _EDITS if _RARE.search(text) or _ENDLESS.search(text) else _GAPS
    if not edits.search(text):
        return text, IDENTITY
    joined = _Joined()
    at = 0
    for match in edits.finditer(text):
        joined.copy(text, at, match.start())
        at = match.end()
        found = match[0]
        if found in EXPANSIONS:
            joined.put(EXPANSIONS[found], match.start(), at)
        elif _MARK.match(found):
            joined.mark(found, at)
        elif found[0].isdecimal():
            continue
        elif at < len(text) and found.strip(GONE) and _separates_words(joined.last, text[at]):
            joined.put(" ", match.start(), at)
        else:
            joined.skip(is_blank=bool(found.strip(GONE)))
    joined.copy(text, at, len(text))
    return joined.close()


class _Joined:
    """A text put together from left to right, with the raw offsets of its characters."""

    def __init__(self) -> None:
        self._text = StringIO()
        self._runs = OffsetRuns()
        self.last = ""
        self._is_open = False  # whether a mark would stand on the last character

    def copy(self, text: str, start: int, end: int) -> None:
        if start < end:
            self._text.write(text[start:end])
            self._runs.add(end - start, start, end)
            self.last = text[end - 1]
            self._is_open = True

    def put(self, characters: str, start: int, end: int) -> None:
        """Characters that all stand for the raw span [start, end)."""
        for character in characters:
            self._text.write(character)
            self._runs.add(1, start, end)
        self.last = characters[-1]
        self._is_open = False

    def skip(self, *, is_blank: bool) -> None:
        """What falls away; over white space no mark joins its letter."""
        self._is_open = self._is_open and not is_blank

    def mark(self, marks: str, end: int) -> None:
        """Combining marks: those that make one letter with the last character join it, the others fall away."""
        if not self._is_open:
            return
        for mark in marks:
            letter = unicodedata.normalize("NFC", self.last + mark)
            if len(letter) == 1:
                self.last = letter
        self._text.seek(self._text.tell() - 1)
        self._text.write(self.last)
        self._runs.extend(end)

    def close(self) -> tuple[str, OffsetMap]:
        return self._text.getvalue(), self._runs.close()


def _separates_words(before: str, after: str) -> bool:
    if not before or _WIDE.match(before) or _WIDE.match(after):
        return False
    return (before.isalnum() or before in _BEFORE_SPACE) and (after.isalnum() or after in _AFTER_SPACE)
