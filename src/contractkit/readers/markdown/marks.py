"""Words of a paragraph of Markdown without its marks: emphasis and addresses gone, deleted words apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from contractkit.readers.html.ledger import Ledger, Lost

BREAK = "\0"
"""Stands for `<br>`; a line end of the file stays "\\n"."""

# Stars that are no marks, while marks are taken out.
_STAR, _UNDERSCORE = "\ufdd0", "\ufdd1"
_PROTECT = str.maketrans({"*": _STAR, "_": _UNDERSCORE})
_RESTORE = str.maketrans({_STAR: "*", _UNDERSCORE: "_"})
# CommonMark sees no emphasis in **甲方：**乙方, the people who write it do. Runs of stars or underscores without words
# between are blanks to fill in; a star between digits multiplies; an underscore inside a word is one.
_STARRED = re.compile(
    r"(?<![*\d])(\*{1,3})(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?!\*)|(?<=\d)(\*{2,3})(?=[^\s*])([^*]+?)(?<=[^\s*])\3(?!\*)"
)
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_]+?)(?<=[^\s_])\1(?![\w_])")
_DEEPEST = 3
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[#/?]|\.\.?/", re.IGNORECASE)
_FILE = re.compile(r"\.[a-z0-9]{2,5}(?:[#?].*)?$", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "center",
        "cite",
        "code",
        "dd",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "li",
        "mark",
        "nobr",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_STRUCK_TAGS = frozenset({"del", "s", "strike"})


def words(tokens: Sequence[Token], ledger: Ledger) -> str:
    """The words of an inline token's children.

    Struck words go to `ledger`, pictures are counted there.
    """
    text = "".join(_pieces(tokens, ledger))
    for _ in range(_DEEPEST):
        plain = _UNDERLINED.sub(r"\2", _STARRED.sub(lambda match: match[2] or match[4], text))
        if plain == text:
            break
        text = plain
    return text.translate(_RESTORE)


def _pieces(tokens: Sequence[Token], ledger: Ledger) -> Iterator[str]:
    struck: list[str] | None = None
    addresses: list[str] = []
    for token in tokens:
        tag = _TAG.match(token.content) if token.type == "html_inline" else None
        strikes = tag is not None and tag[2].lower() in _STRUCK_TAGS
        if token.type == "s_open" or (strikes and tag is not None and not tag[1] and struck is None):
            struck = []
            continue
        if struck is not None and (token.type == "s_close" or (strikes and tag is not None and tag[1])):
            ledger.set_apart(Lost.DELETED, "".join(struck).translate(_RESTORE))
            struck = None
            continue
        piece = _linked(token, addresses) if token.type.startswith("link_") else _piece(token, ledger)
        if struck is not None:
            struck.append(piece)
        else:
            yield piece
    # Never closed: nothing is struck.
    yield from struck or ()


def _piece(token: Token, ledger: Ledger) -> str:
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "image":
            ledger.lose(Lost.PICTURE, token.content)
            return ""
        case "html_inline":
            return _tag(token.content, ledger)
        case "s_close":
            return "~~"
        case _:  # code, escaped characters, entities
            return token.content.translate(_PROTECT)


def _tag(html: str, ledger: Ledger) -> str:
    """Nothing for a tag, the words for what only looks like one (<name> to fill in)."""
    if html.startswith("<!--"):
        ledger.set_apart(Lost.COMMENT, html.removeprefix("<!--").removesuffix("-->"))
        return ""
    tag = _TAG.match(html)
    name = tag[2].lower() if tag else ""
    if name == "br":
        return BREAK
    return "" if name in _TAGS or name in _STRUCK_TAGS else html


def _linked(token: Token, addresses: list[str]) -> str:
    """A link shows its words; brackets with words behind, [共享](含脱敏), are no link but text."""
    if token.type == "link_close":
        address = addresses.pop()
        return f"]({address})" if address else ""
    address = unquote(str(token.attrs.get("href", "")))
    is_address = bool(_SCHEME.match(address) or _FILE.search(address) or not _HAN.search(address))
    addresses.append("" if is_address else address)
    return "" if is_address else "["
