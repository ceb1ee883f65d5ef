"""HTML to a tree within limits: no network, bounded depth, nothing cut off in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from contractkit.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_CHARACTERS = 64 * 1024 * 1024
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]{0,80}(?:;[\w=.-]{1,80}){0,4};base64,[A-Za-z0-9+/=%]*")
# libxml2 drops what stands behind the end of a page; a browser shows it.
_PAGE_END = re.compile(r"</html\s*>", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{16384,}")
_DENSE = 30  # characters an attribute; fewer on average is no tag that a program or a person wrote
_REMEDY = "请用浏览器打开，把内容复制到 Word 文件后再试。"


def parsed(text: str) -> Element | None:
    """The root of a page or a piece of one; None where there is nothing in it.

    Raises:
        UnreadableDocument: too large, too deeply nested, or built to keep a parser busy.
    """
    text = _PAGE_END.sub("", _DATA_ADDRESS.sub("data:", text))
    if len(text) > _MAX_CHARACTERS:
        raise UnreadableDocument("网页的文字超出可读范围。", remedy="请只保留要审查的内容后再试。")
    for tag in _LONG_TAG.finditer(text):
        if len(tag[0].split()) * _DENSE > len(tag[0]):
            raise UnreadableDocument("网页里有一个标签带了上千个属性，没有读取。", remedy=_REMEDY)
    root = _tree(text)
    # What holds comments only is empty to the parser.
    return _tree(f"<body>{text}") if root is None else root


def _tree(text: str) -> Element | None:
    # Given as UTF-8, so that a declaration in the page, already heeded, is not heeded again.
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument("网页嵌套过深或者有一处过长，无法完整读取。", remedy=_REMEDY)
    return root
