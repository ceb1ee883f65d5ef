"""Formulas (`m:oMath`) as one line of text: 收益 = (收入-成本)×40%, x^2, a_1."""

from __future__ import annotations

from collections.abc import Callable

from contractkit.readers.word.names import Element, M, W

_SKIPPED = frozenset({W + "del", W + "moveFrom", W + "rPr", W + "instrText"})


def linear(node: Element) -> str:
    """The words and signs of a formula in reading order; fractions and roots get brackets where they need them."""
    text = node.text or "" if node.tag in {M + "t", W + "t"} else ""
    for child in node:
        if child.tag in _SKIPPED or child.tag.endswith("Pr"):
            continue
        write = _WRITERS.get(child.tag)
        text += linear(child) if write is None else write(child)
    return text


def _part(node: Element, name: str) -> str:
    part = node.find(M + name)
    return "" if part is None else linear(part)


def _bracketed(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _setting(node: Element, properties: str, name: str, default: str) -> str:
    found = node.find(f"{M}{properties}/{M}{name}")
    return default if found is None else found.get(M + "val", default)


def _fraction(node: Element) -> str:
    return f"{_bracketed(_part(node, 'num'))}/{_bracketed(_part(node, 'den'))}"


def _radical(node: Element) -> str:
    return f"{_part(node, 'deg')}√{_bracketed(_part(node, 'e'))}"


def _raised(node: Element) -> str:
    return f"{_part(node, 'e')}^{_bracketed(_part(node, 'sup'))}"


def _lowered(node: Element) -> str:
    return f"{_part(node, 'e')}_{_bracketed(_part(node, 'sub'))}"


def _both(node: Element) -> str:
    return f"{_lowered(node)}^{_bracketed(_part(node, 'sup'))}"


def _limited(node: Element) -> str:
    return f"{_part(node, 'e')}_{_bracketed(_part(node, 'lim'))}"


def _large_operator(node: Element) -> str:
    sign = _setting(node, "naryPr", "chr", "∫")
    bounds = "".join(
        f"{mark}{_bracketed(bound)}" for mark, name in (("_", "sub"), ("^", "sup")) if (bound := _part(node, name))
    )
    return f"{sign}{bounds} {_part(node, 'e')}"


def _delimited(node: Element) -> str:
    begin, end = _setting(node, "dPr", "begChr", "("), _setting(node, "dPr", "endChr", ")")
    separator = _setting(node, "dPr", "sepChr", "|")
    return begin + separator.join(linear(part) for part in node.iterfind(M + "e")) + end


def _matrix(node: Element) -> str:
    rows = (", ".join(linear(cell) for cell in row.iterfind(M + "e")) for row in node.iterfind(M + "mr"))
    return "[" + "; ".join(rows) + "]"


_WRITERS: dict[str, Callable[[Element], str]] = {
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
