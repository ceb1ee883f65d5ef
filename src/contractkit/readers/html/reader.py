"""A web page as a Source."""

from __future__ import annotations

import re

from contractkit.core.document.tree import Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.blocks import BlockList
from contractkit.readers.decoding import decode
from contractkit.readers.html.ledger import Ledger, Lost
from contractkit.readers.html.parsing import parsed
from contractkit.readers.html.walker import Walker

_HEAD = 4096
_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w:.-]{2,40})|encoding\s*=\s*["']([\w:.-]{2,40})["']""", re.IGNORECASE
)


def read_html(data: bytes, charset: str = "") -> Source:
    """Read a web page, also one that Word or WPS wrote: the words that a browser shows, each once.

    Args:
        data: the page.
        charset: its encoding as something around it says; else the page's own word for it counts.

    Raises:
        UnreadableDocument: no encoding fits, the page is built to exhaust a reader, or there are no words in it.
    """
    decoded = decode(data, charset or declared_charset(data))
    blocks, ledger = BlockList(), Ledger()
    furniture = add_html(blocks, ledger, decoded.text)
    if not blocks.blocks:
        raise _nothing(ledger)
    return Source("html", tuple(blocks.blocks), furniture, (*decoded.losses, *ledger.losses()))


def add_html(blocks: BlockList, ledger: Ledger, text: str) -> tuple[str, ...]:
    """Add what a page or a piece of one shows; its title, headers and footers come back."""
    root = parsed(text)
    if root is None:
        return ()
    walker = Walker(blocks, ledger)
    walker.walk(root)
    return tuple(dict.fromkeys(walker.furniture))


def declared_charset(data: bytes) -> str:
    """The encoding that a page names near its beginning; empty where it names none."""
    match = _CHARSET.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _nothing(ledger: Ledger) -> UnreadableDocument:
    if ledger.count(Lost.FRAME):
        message = "网页本身没有文字，内容在它嵌入的其他网页里。"
        return UnreadableDocument(message, remedy="请在浏览器中打开被嵌入的网页，另存后再试。")
    if pictures := ledger.count(Lost.PICTURE):
        message = f"网页没有文字，只有 {pictures} 张图片。"
        return UnreadableDocument(
            message, remedy="请另存其中的图片（.jpg、.png）后审查图片，或向对方索取可编辑的文本。"
        )
    return UnreadableDocument("网页里没有显示出来的文字。", remedy="请确认选对了文件。")
