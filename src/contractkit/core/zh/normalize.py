"""A clean text for matching beside the raw text, with an offset map back.

Clean text is simplified Chinese with one form of everything: full-width digits, letters and ％ become ASCII, ASCII
punctuation next to 汉字 becomes Chinese punctuation, Kangxi and supplement radicals become 汉字, white space between
汉字 (or 汉字 and digits) is gone. Rules match here; evidence is cut from the raw text through `raw_span`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import opencc

from contractkit.core.zh.folding import FOLDING, GONE


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text with the raw offset of each of its characters.

    Attributes:
        text: the clean text.
        starts: raw offset at which clean character i begins; as long as `text`.
        ends: raw offset after clean character i; as long as `text`.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets that the clean span [start, end) covers; an empty span stays empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""The 汉字 as the inside of a regular expression's character class."""

_WIDE_MARKS_AND_KANA = "\u2014\u2026\u2018-\u201d\u3000-\u30ff\uff00-\uffef"
_WIDE = re.compile(f"[{HAN}{_WIDE_MARKS_AND_KANA}]")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_HAN_NEXT = re.compile(rf"\s*[{HAN}]")
_QUOTED = re.compile(r'"([^"]*)"')
_BRACKET = re.compile(r"[()（）]")
# Only neighbours that folding never produces from ASCII marks: a second pass must decide the same.
_CHINESE_NEIGHBOUR = f"[{HAN}《》〈〉“”（）【】〔〕、。]"
_ASCII_MARK = re.compile(rf"(?<={_CHINESE_NEIGHBOUR})\s*[,;:!?]|[,;:!?](?=\s*{_CHINESE_NEIGHBOUR})")
_FULL_MARK = str.maketrans(",;:!?", "，；：！？")
_YEAR_ZERO = re.compile(r"(?<=[一二三四五六七八九])[○Oo0]+(?=[一二三四五六七八九年])")
_SPACE = re.compile(r"\s+")
_BEFORE_SPACE = frozenset(",.;:)]}'\"!?&%")
_AFTER_SPACE = frozenset("([{'\"&")


def normalize(raw: str) -> CleanText:
    """The clean text of `raw`; never raises, and leaves its own output unchanged.

    〔〕, ［］ and [ ] stay distinguishable, circled numbers stay; ~ stands for every range mark, - for hyphen, minus and en
    dash, — for every long dash, · for every middle dot, “” for 「」, ¥ for ￥. One space stays between latin words and
    between two numbers.
    """
    folded = raw.translate(FOLDING)
    text, kept = _without_gone(folded)
    text = _chinese_marks(text)
    text, starts, ends = _without_spaces(text)
    if kept is not None:
        starts = [kept[at] for at in starts]
        ends = [kept[at - 1] + 1 for at in ends]
    return CleanText(to_simplified(text), tuple(starts), tuple(ends))


def to_simplified(text: str) -> str:
    """Traditional to simplified characters; the result is as long as `text`."""
    while (converted := _convert(text)) != text:
        text = converted
    return text


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def _convert(text: str) -> str:
    if text.isascii():
        return text
    converted = _converter()(text)
    if len(converted) == len(text):
        return converted
    return "".join(_one(character) for character in text)


@lru_cache(maxsize=20_000)
def _one(character: str) -> str:
    converted = _converter()(character)
    return converted if len(converted) == 1 else character


def _without_gone(text: str) -> tuple[str, list[int] | None]:
    """`text` without what was folded away, and the offsets of what is kept (None: everything)."""
    if GONE not in text:
        return text, None
    kept = [at for at, character in enumerate(text) if character != GONE]
    return text.replace(GONE, ""), kept


def _chinese_marks(text: str) -> str:
    """ASCII quotes, brackets and marks in Chinese surroundings become Chinese ones; the length stays."""
    if '"' in text:
        text = _QUOTED.sub(_chinese_quotes, text)
    if "(" in text or ")" in text:
        text = _chinese_brackets(text)
    text = _ASCII_MARK.sub(lambda match: match[0].translate(_FULL_MARK), text)
    return _YEAR_ZERO.sub(lambda match: "\u3007" * len(match[0]), text)


def _chinese_quotes(match: re.Match[str]) -> str:
    if _HAN_CHARACTER.search(match[1]) or _touches_han(match.string, match.start(), match.end() - 1):
        return f"“{match[1]}”"
    return match[0]


def _touches_han(text: str, first: int, last: int) -> bool:
    """Whether a 汉字 stands before `first` or after `last`, over white space."""
    return bool(_HAN_CHARACTER.match(text[:first].rstrip()[-1:]) or _HAN_NEXT.match(text, last + 1))


def _chinese_brackets(text: str) -> str:
    characters, opened = list(text), list[int]()
    for match in _BRACKET.finditer(text):
        at, mark = match.start(), match[0]
        if mark in "(（":
            opened.append(at)
        elif opened:
            first = opened.pop()
            if _is_chinese_pair(text, first, at):
                characters[first], characters[at] = "（", "）"
        elif _touches_han(text, at, at):
            # A closing bracket alone is a number's: 1) 甲方.
            characters[at] = "）"
    return "".join(characters)


def _is_chinese_pair(text: str, first: int, last: int) -> bool:
    if text[first] == "（" or text[last] == "）":
        return True
    return _touches_han(text, first, last) or bool(_HAN_CHARACTER.search(text, first, last))


def _without_spaces(text: str) -> tuple[str, list[int], list[int]]:
    """`text` without the white space that means nothing, and the start and end of each character in it."""
    pieces, starts, ends, at = list[str](), list[int](), list[int](), 0
    for match in _SPACE.finditer(text):
        _keep(starts, ends, range(at, match.start()))
        pieces.append(text[at : match.start()])
        at = match.end()
        if match.start() and at < len(text) and _separates_words(text[match.start() - 1], text[at]):
            pieces.append(" ")
            starts.append(match.start())
            ends.append(at)
    _keep(starts, ends, range(at, len(text)))
    pieces.append(text[at:])
    return "".join(pieces), starts, ends


def _keep(starts: list[int], ends: list[int], span: Iterable[int]) -> None:
    starts.extend(span)
    ends.extend(at + 1 for at in span)


def _separates_words(before: str, after: str) -> bool:
    if _WIDE.match(before) or _WIDE.match(after):
        return False
    return (before.isalnum() or before in _BEFORE_SPACE) and (after.isalnum() or after in _AFTER_SPACE)
