"""Characters of symbol fonts, which stand for something else than their code says: ☑ is an R in Wingdings 2."""

from __future__ import annotations

from contractkit.readers.word.names import Element, W

_WINGDINGS = {
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "❑",
    0x72: "❒",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x81: "①",
    0x82: "②",
    0x83: "③",
    0x84: "④",
    0x85: "⑤",
    0x86: "⑥",
    0x87: "⑦",
    0x88: "⑧",
    0x89: "⑨",
    0x8A: "⑩",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0x98: "●",
    0x99: "○",
    0xA2: "■",
    0xA3: "□",
    0xA4: "□",
    0xA5: "□",
}
_SYMBOL = {
    0x2D: "\u2212",
    0x61: "\u03b1",
    0x62: "β",
    0x44: "Δ",
    0x53: "Σ",
    0x6D: "μ",
    0x70: "π",
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD6: "√",
    0xD7: "·",
    0xE5: "∑",
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_symbol_font(font: str) -> bool:
    """Whether the codes of a font have to be looked up."""
    return font.strip().lower() in _FONTS


def symbol(font: str, code: int) -> str:
    """The character that `code` shows in `font`; the code point itself where it is not known to differ."""
    table = _FONTS.get(font.strip().lower(), {})
    low = code - 0xF000 if 0xF000 <= code < 0xF100 else code
    if low in table:
        return table[low]
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def symbol_of(node: Element) -> str:
    """The character of a `w:sym`."""
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return symbol(node.get(W + "font", ""), code)
