"""What print recognition confuses, set right where the neighbours leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

_WIDE = r"\u3005\u3007\u3400-\u9fff"
_NUMERAL = "一二三四五六七八九十百零〇"
_DASH = r"[-—–－_]"

# In widths of a 汉字.
_GAP, _NEAR = 0.3, 0.7

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # 一 is a mere dash: as a number in front of 、 or between 第 and its unit, in brackets, or beside other numerals.
    (re.compile(rf"^{_DASH}(?=、)"), "一"),
    (re.compile(rf"(?<=第){_DASH}(?=[编章节条款项])"), "一"),
    (re.compile(rf"(?<=[（(]){_DASH}(?=[）)])"), "一"),
    (re.compile(rf"(?<=[十百]){_DASH}(?=[、条章节款项）)年月日])"), "一"),
    # 〇 is a mere circle.
    (re.compile(rf"(?<=[{_NUMERAL}])[oO○0](?=[{_NUMERAL}年])"), "〇"),
    (re.compile(r"(?<=\d)(?:%[0oO]|‰0)(?!\d)"), "‰"),
    # Dust in front of a line or behind a punctuation mark reads as a point.
    (re.compile(rf"^[.·．]+(?=[（(\d{_WIDE}])"), ""),
    (re.compile(rf"(?<=^\d\.\d)[.·．](?=[{_WIDE}])|(?<=^\d\d\.\d)[.·．](?=[{_WIDE}])"), " "),
    (re.compile(r"(?<=[。；，、：！？])\s*[.·．]+(?!\d)"), ""),
    # Punctuation beside 汉字 is as wide as they are.
    (re.compile(rf"(?<=[{_WIDE}])\((?=.)|\((?=[{_WIDE}])"), "（"),
    (re.compile(rf"(?<=[{_WIDE}])\)|(?<=.)\)(?=[{_WIDE}])"), "）"),
    (re.compile(rf"(?<=[{_WIDE}）》”]),|,(?=[{_WIDE}])"), "，"),
    (re.compile(rf"(?<=[{_WIDE}）》”]);"), "；"),
    (re.compile(rf"(?<=[{_WIDE}）》”]):"), "："),
    (re.compile(rf"(?<=[{_WIDE}）》”])\?"), "？"),
)
_LABEL = re.compile(
    rf"第[{_NUMERAL}\d]{{1,6}}[编章节条]|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?=[{_WIDE}])|[{_NUMERAL}]{{1,3}}、"
)
_OPENING, _CLOSING = re.compile(r"（([^（）()]{0,40})\)"), re.compile(r"\(([^（）()]{0,40})）")


def corrected(text: str) -> str:
    """The words with these confusions undone, and brackets of one pair of one width."""
    for pattern, right in _RULES:
        text = pattern.sub(right, text)
    return _CLOSING.sub(r"（\1）", _OPENING.sub(r"（\1）", text))


def parted_label(text: str, gaps: Sequence[tuple[float, float]]) -> str:
    """The words with a space behind the number they begin with, where the print has a gap there.

    Args:
        text: of one line; recognition tells of few spaces.
        gaps: from where to where nothing is printed, in widths of a 汉字 from the line's beginning.
    """
    label = _LABEL.match(text)
    if label is None or text[label.end() :][:1].isspace():
        return text
    width = sum(1.0 if east_asian_width(character) in "WF" else 0.52 for character in label[0])
    if any(abs(start - width) < _NEAR and end - start > _GAP for start, end in gaps):
        return f"{label[0]} {text[label.end() :]}"
    return text
