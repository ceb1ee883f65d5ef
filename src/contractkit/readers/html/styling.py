"""The few style declarations that decide whether words are shown, struck out, or how a list is numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_SHEET = 1_000_000
# Every pattern begins where its like may begin and runs to where it must end, so that nothing is looked at twice.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_AT_RULE = re.compile(r"(?:^|(?<=[{};]))([^@{};]*)@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"(?:^|(?<=[{}]))([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*|\*)?(?:([.#])([\w\u0080-\U0010ffff-]+))?")
_KNOWN = frozenset(
    [
        "display",
        "visibility",
        "mso-hide",
        "font",
        "font-size",
        "opacity",
        "text-decoration",
        "text-decoration-line",
        "list-style",
        "list-style-type",
        "white-space",
        "mso-element",
    ]
)
_ZERO = re.compile(r"[+-]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?")
# Sizes that follow the size around them: nothing of nothing is nothing.
_RELATIVE = re.compile(r"[+]?[\d.]+(?:em|ex|ch|%)|larger|smaller|inherit|unset")
_FONT_SIZE = re.compile(r"(?:^|\s)((?:\d*\.)?\d+(?:[a-z]+|%)|0|larger|smaller|inherit|unset)(?=[\s/]|$)")

Declarations = dict[str, str]


class Sheet:
    """The page's own style rules with one simple selector: `p`, `.note`, `p.note`, `#note`.

    Rules of other forms are not heeded: they concern looks, and guessing would hide words that are shown.
    """

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str, str], Declarations] = {}

    def add(self, css: str) -> None:
        """Heed a `<style>` element; rules inside @media and the like are for other occasions."""
        plain = _AT_RULE.sub(r"\1", _COMMENT.sub("", css[:_MAX_SHEET]))
        for selectors, body in _RULE.findall(plain):
            declarations = dict(_declarations(body))
            for selector in selectors.split(",") if declarations else ():
                match = _SELECTOR.fullmatch(selector.strip())
                if match and match[0]:
                    key = ((match[1] or "*").lower(), match[2] or "", match[3] or "")
                    self._rules.setdefault(key, {}).update(declarations)

    def style(self, element: Element) -> Declarations:
        """What applies to an element by its name, classes, id and style attribute, in that order."""
        found: Declarations = {}
        if self._rules:
            for key in self._keys(element):
                found.update(self._rules.get(key, {}))
        inline = element.get("style")
        if inline:
            found.update(_declarations(inline))
        return found

    def _keys(self, element: Element) -> Iterator[tuple[str, str, str]]:
        tags = ("*", str(element.tag))
        yield from ((tag, "", "") for tag in tags)
        classes = (element.get("class") or "").split()
        yield from ((tag, ".", name) for tag in tags for name in classes)
        if identifier := element.get("id"):
            yield from ((tag, "#", identifier) for tag in tags)


@dataclass(frozen=True, slots=True)
class Shade:
    """What elements hand down that keeps words from being shown, until one inside sets it back.

    Attributes:
        is_invisible: `visibility` hides words, pictures and frames.
        is_tiny: words have the size 0; pictures and frames have a size of their own.
    """

    is_invisible: bool = False
    is_tiny: bool = False

    @property
    def hides_words(self) -> bool:
        """Whether words here are not shown."""
        return self.is_invisible or self.is_tiny

    def inside(self, element: Element, style: Declarations) -> Shade:
        """What holds inside an element; this one itself where the element changes nothing."""
        size = style.get("font-size", "") if style else ""
        is_tiny = self.is_tiny
        if size:
            is_tiny = bool(_ZERO.fullmatch(size)) or (is_tiny and bool(_RELATIVE.fullmatch(size)))
        elif is_tiny and element.tag == "font" and element.get("size"):
            is_tiny = False
        is_invisible = self.is_invisible
        visibility = style.get("visibility", "") if style else ""
        if visibility in {"hidden", "collapse"}:
            is_invisible = True
        elif visibility in {"visible", "initial"}:
            is_invisible = False
        if (is_invisible, is_tiny) == (self.is_invisible, self.is_tiny):
            return self
        return Shade(is_invisible, is_tiny)


def is_hidden(element: Element, style: Declarations) -> bool:
    """Whether an element and all in it is not shown, whatever the elements inside say."""
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return bool(style) and (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or bool(_ZERO.fullmatch(style.get("opacity", "")))
    )


def is_struck(style: Declarations) -> bool:
    """Whether words are struck out."""
    lines = style.get("text-decoration", "") + " " + style.get("text-decoration-line", "")
    return "line-through" in lines


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if not colon or name not in _KNOWN:
            continue
        value = value.replace("!important", "").strip().lower()
        if name == "font":
            # It sets the size too, to the usual one where it names none.
            size = _FONT_SIZE.search(value)
            name, value = "font-size", size[1] if size else "medium"
        yield name, value
