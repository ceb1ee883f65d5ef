"""A web page saved in one file (.mht, .mhtml), as browsers, Word and WPS write it: its first page."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.html.ledger import Ledger, Lost
from contractkit.readers.html.reader import declared_charset, read_html

_MAX_DEPTH = 20
_REMEDY = "请用浏览器或 Word 打开，另存为 .docx 或 .html 再试。"


def read_mhtml(data: bytes) -> Source:
    """Read a web archive: the page it opens with; pictures and style sheets beside it are never looked up.

    Raises:
        UnreadableDocument: there is no page in it, or the page cannot be read.
    """
    pages = [
        part for part in _parts(message_from_bytes(data, policy=compat32)) if part.get_content_type() == "text/html"
    ]
    if not pages:
        raise UnreadableDocument("网页存档里没有网页。", remedy=_REMEDY)
    content = pages[0].get_payload(decode=True)
    page = content if isinstance(content, bytes) else b""
    source = read_html(page, declared_charset(page) or pages[0].get_content_charset(""))
    others = Ledger()
    for _ in pages[1:]:
        others.lose(Lost.PART)
    return replace(source, losses=(*source.losses, *others.losses()))


def _parts(message: Message) -> list[Message]:
    """The single parts in order; nesting is bounded."""
    found: list[Message] = []
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop(0)
        payload = part.get_payload()
        if isinstance(payload, list):
            if depth < _MAX_DEPTH:
                waiting[:0] = [(inner, depth + 1) for inner in payload if isinstance(inner, Message)]
        else:
            found.append(part)
    return found
