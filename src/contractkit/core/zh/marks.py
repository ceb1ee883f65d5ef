"""ASCII quotes, brackets and marks in Chinese surroundings, as the Chinese marks they stand for."""

from __future__ import annotations

import re

from contractkit.core.zh.folding import GONE, MARKS

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""The 汉字 as the inside of a regular expression's character class."""

# What counts as nothing between two characters.
_GAP = rf"[\s{GONE}{MARKS}]"
_NOTHING = re.compile(_GAP)
# One character for a number and its 汉字 (㋂ is 3月): a 汉字 to what follows it, none to what precedes.
_SQUARE = "\u32c0-\u32cb\u3358-\u3370\u33e0-\u33fe"
_HAN_CHARACTER = re.compile(f"[{HAN}{_SQUARE}]")
_HAN_NEXT = re.compile(rf"{_GAP}*[{HAN}]")
_QUOTED = re.compile(r'"([^"]*)"')
_BRACKET_OR_HAN = re.compile(f"[()（）]|[{HAN}{_SQUARE}]+")
# Only neighbours that folding never produces from ASCII marks: a second pass must decide the same.
_CHINESE = f"{HAN}《》〈〉“”（）【】〔〕、。"
_CHINESE_CHARACTER = re.compile(f"[{_CHINESE}{_SQUARE}]")
_CHINESE_NEXT = re.compile(rf"{_GAP}*[{_CHINESE}]")
_ASCII_MARK = re.compile(r"[,;:!?]")
_FULL_MARK = str.maketrans(",;:!?", "，；：！？")


def chinese_marks(text: str) -> str:
    """The text with Chinese quotes, brackets and marks where 汉字 stand next to ASCII ones; the length stays.

    White space, combining marks and `GONE` between the mark and the 汉字 do not count.
    """
    if '"' in text:
        text = _QUOTED.sub(_chinese_quotes, text)
    if "(" in text or ")" in text:
        text = _chinese_brackets(text)
    return _ASCII_MARK.sub(_chinese_mark, text)


def _chinese_quotes(match: re.Match[str]) -> str:
    if _HAN_CHARACTER.search(match[1]) or _touches_han(match.string, match.start(), match.end() - 1):
        return f"“{match[1]}”"
    return match[0]


def _chinese_mark(match: re.Match[str]) -> str:
    text = match.string
    if _CHINESE_NEXT.match(text, match.end()) or _CHINESE_CHARACTER.match(_before(text, match.start())):
        return match[0].translate(_FULL_MARK)
    return match[0]


def _touches_han(text: str, first: int, last: int) -> bool:
    """Whether a 汉字 stands before `first` or after `last`."""
    return bool(_HAN_CHARACTER.match(_before(text, first)) or _HAN_NEXT.match(text, last + 1))


def _before(text: str, at: int) -> str:
    """The character in front of `at`, over white space; empty at the beginning of the text."""
    at -= 1
    while at >= 0 and _NOTHING.match(text, at):
        at -= 1
    return text[at] if at >= 0 else ""


def _chinese_brackets(text: str) -> str:
    """Pairs with 汉字 inside or beside them, in one pass however deeply they are nested."""
    characters, opened, last_han = list(text), list[int](), -1
    for match in _BRACKET_OR_HAN.finditer(text):
        at, mark = match.start(), match[0]
        if mark in {"(", "（"}:
            opened.append(at)
        elif mark not in {")", "）"}:
            last_han = at
        elif opened:
            first = opened.pop()
            if text[first] == "（" or mark == "）" or last_han > first or _touches_han(text, first, at):
                characters[first], characters[at] = "（", "）"
        elif _touches_han(text, at, at):
            # A closing bracket alone is a number's: 1) 甲方.
            characters[at] = "）"
    return "".join(characters)
