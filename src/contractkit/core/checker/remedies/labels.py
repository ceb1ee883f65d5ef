"""The next number, and the same number of another place, in whatever way a draft writes its numbers."""

from __future__ import annotations

import re

from contractkit.core.zh.labels import Label, parse_label
from contractkit.core.zh.numerals import NUMERAL_CHARACTER, to_chinese

_NUMERAL = re.compile(rf"\d+|[{NUMERAL_CHARACTER}]+")
_FINANCIAL = dict(zip("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾", strict=True))
_ROWS = (
    "甲乙丙丁戊己庚辛壬癸",
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
)


def read_label(text: str) -> Label | None:
    """A label as a passage has it, without its words."""
    return parse_label(f"{text} 正文") or parse_label(f"{text}、正文")


def numbered(example: str, *values: int) -> str | None:
    """A label written like `example` with other numbers: 第三条 and 12 → 第十二条, 3.1 and (3, 4) → 3.4.

    Returns:
        The label; None where the example's way of numbering has no such number.
    """
    places = list(_NUMERAL.finditer(example))
    if not places:
        return _in_row(example, values[-1])
    places, values = places[-len(values) :], values[-len(places) :]
    text, end = "", 0
    for place, value in zip(places, values, strict=True):
        text += example[end : place.start()] + _written(place[0], value)
        end = place.end()
    return text + example[end:]


def following(label: str) -> str | None:
    """The number after this one; None where it cannot be told."""
    known = read_label(label)
    return numbered(label, known.values[-1] + 1) if known and known.values else None


def _written(like: str, value: int) -> str:
    if like.isdecimal() and like.isascii():
        return str(value)
    chinese = to_chinese(value)
    return "".join(_FINANCIAL.get(one, one) for one in chinese) if like[0] in _FINANCIAL.values() else chinese


def _in_row(example: str, value: int) -> str | None:
    """Letters, circled numbers and 天干: the sign at that place of the same row."""
    for row in _ROWS:
        for at, sign in enumerate(example):
            if sign in row:
                return example[:at] + row[value - 1] + example[at + 1 :] if 0 < value <= len(row) else None
    return None
