"""The number in front of a list item, as a browser counts and writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contractkit.core.zh.numerals import to_chinese
from contractkit.readers.html.styling import Declarations
from contractkit.readers.word.formats import formatted

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LARGE_TRADITIONAL = str.maketrans("万亿", "萬億")
_BIG = 10**15


def _letters(number: int) -> str:
    """A to z, then aa, ab: a browser counts on like a spreadsheet."""
    text = ""
    while number > 0:
        number, index = divmod(number - 1, 26)
        text = chr(ord("a") + index) + text
    return text


# Names of CSS and of the old `type` attribute: how the number is written, and what stands behind it.
_STYLES: dict[str, tuple[Callable[[int], str], str]] = {
    "decimal": (str, "."),
    "decimal-leading-zero": (lambda number: f"{number:02}", "."),
    "lower-alpha": (_letters, "."),
    "lower-latin": (_letters, "."),
    "upper-alpha": (lambda number: _letters(number).upper(), "."),
    "upper-latin": (lambda number: _letters(number).upper(), "."),
    "lower-roman": (lambda number: formatted(number, "lowerRoman"), "."),
    "upper-roman": (lambda number: formatted(number, "upperRoman"), "."),
    "cjk-ideographic": (to_chinese, "、"),
    "simp-chinese-informal": (to_chinese, "、"),
    "trad-chinese-informal": (lambda number: to_chinese(number).translate(_LARGE_TRADITIONAL), "、"),
    "simp-chinese-formal": (lambda number: formatted(number, "chineseLegalSimplified"), "、"),
    "trad-chinese-formal": (lambda number: formatted(number, "ideographLegalTraditional"), "、"),
    "cjk-decimal": (lambda number: formatted(number, "ideographDigital"), "、"),
    "cjk-heavenly-stem": (lambda number: formatted(number, "ideographTraditional"), "、"),
    "cjk-earthly-branch": (lambda number: formatted(number, "ideographZodiac"), "、"),
}
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = frozenset({"none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"})


class Counter:
    """The numbers of one list.

    Args:
        element: `ol`, `ul` or `menu`.
        style: what applies to it.
    """

    def __init__(self, element: Element, style: Declarations) -> None:
        is_ordered = element.tag == "ol"
        is_reversed = is_ordered and element.get("reversed") is not None
        items = sum(1 for child in element if child.tag == "li") if is_reversed else 1
        start = _integer(element.get("start")) if is_ordered else None
        self._step = -1 if is_reversed else 1
        self._next = start if start is not None else items
        self._style = _named(element, style) or ("decimal" if is_ordered else "disc")

    def marker(self, item: Element, style: Declarations) -> str:
        """Count an item and return its number; empty for a bullet."""
        value = _integer(item.get("value"))
        number = self._next if value is None else value
        self._next = number + self._step
        return _written(number, _named(item, style) or self._style)


def _named(element: Element, style: Declarations) -> str:
    """The list style that an element names itself, or nothing."""
    for value in (style.get("list-style-type", ""), *style.get("list-style", "").split()):
        if value in _STYLES or value in _BULLETS:
            return value
    return _TYPES.get(element.get("type") or "", "")


def _written(number: int, style: str) -> str:
    if style in _BULLETS:
        return ""
    write, end = _STYLES[style]
    fits = 0 < number < _BIG or write is str or (number == 0 and style.startswith(("cjk", "simp", "trad")))
    return f"{write(number)}{end}" if fits else f"{number}."


def _integer(value: str | None) -> int | None:
    text = (value or "").strip()
    return int(text) if text.lstrip("-+").isascii() and text.lstrip("-+").isdigit() and len(text) < 16 else None
