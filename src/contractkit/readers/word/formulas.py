"""Formulas (`m:oMath`) as one line of text: 收益 = (收入-成本)×40%, x^2, a_1."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from contractkit.readers.word.names import Element, M, W

_SKIPPED = frozenset({W + "rPr", W + "instrText", W + "delInstrText"})
_WORDS = frozenset({M + "t", W + "t", W + "delText"})

Gone: TypeAlias = frozenset[str]


def linear(node: Element, gone: Gone) -> str:
    """The words and signs of a formula in reading order; fractions and roots get brackets where they need them.

    Args:
        node: the formula or a part of it.
        gone: tracked changes whose content is left out.
    """
    text = node.text or "" if node.tag in _WORDS else ""
    for child in node:
        if child.tag in _SKIPPED or child.tag in gone or child.tag.endswith("Pr"):
            continue
        write = _WRITERS.get(child.tag)
        text += linear(child, gone) if write is None else write(child, gone)
    return text


def _part(node: Element, name: str, gone: Gone) -> str:
    part = node.find(M + name)
    return "" if part is None else linear(part, gone)


def _bracketed(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _setting(node: Element, properties: str, name: str, default: str) -> str:
    found = node.find(f"{M}{properties}/{M}{name}")
    return default if found is None else found.get(M + "val", default)


def _fraction(node: Element, gone: Gone) -> str:
    return f"{_bracketed(_part(node, 'num', gone))}/{_bracketed(_part(node, 'den', gone))}"


def _radical(node: Element, gone: Gone) -> str:
    return f"{_part(node, 'deg', gone)}√{_bracketed(_part(node, 'e', gone))}"


def _raised(node: Element, gone: Gone) -> str:
    return f"{_part(node, 'e', gone)}^{_bracketed(_part(node, 'sup', gone))}"


def _lowered(node: Element, gone: Gone) -> str:
    return f"{_part(node, 'e', gone)}_{_bracketed(_part(node, 'sub', gone))}"


def _both(node: Element, gone: Gone) -> str:
    return f"{_lowered(node, gone)}^{_bracketed(_part(node, 'sup', gone))}"


def _limited(node: Element, gone: Gone) -> str:
    return f"{_part(node, 'e', gone)}_{_bracketed(_part(node, 'lim', gone))}"


def _large_operator(node: Element, gone: Gone) -> str:
    sign = _setting(node, "naryPr", "chr", "∫")
    bounds = "".join(
        f"{mark}{_bracketed(bound)}"
        for mark, name in (("_", "sub"), ("^", "sup"))
        if (bound := _part(node, name, gone))
    )
    return f"{sign}{bounds} {_part(node, 'e', gone)}"


def _delimited(node: Element, gone: Gone) -> str:
    begin, end = _setting(node, "dPr", "begChr", "("), _setting(node, "dPr", "endChr", ")")
    separator = _setting(node, "dPr", "sepChr", "|")
    return begin + separator.join(linear(part, gone) for part in node.iterfind(M + "e")) + end


def _matrix(node: Element, gone: Gone) -> str:
    rows = (", ".join(linear(cell, gone) for cell in row.iterfind(M + "e")) for row in node.iterfind(M + "mr"))
    return "[" + "; ".join(rows) + "]"


_WRITERS: dict[str, Callable[[Element, Gone], str]] = {
    M + "f": _fraction,
    M + "rad": _radical,
    M + "sSup": _raised,
    M + "sSub": _lowered,
    M + "sSubSup": _both,
    M + "limLow": _limited,
    M + "limUpp": _limited,
    M + "nary": _large_operator,
    M + "d": _delimited,
    M + "m": _matrix,
}
