"""Web archives: the first page, from the part that holds it."""

from __future__ import annotations

import base64
import quopri

import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.html import read_mhtml

WORDS = "甲方授权乙方运营公共数据。"
PAGE = f"<html><body><p>{WORDS}</p><img src=3D1.png></body></html>"


def archive(*parts: tuple[str, str, bytes]) -> bytes:
    """A multipart message of (content type, transfer encoding, encoded body)."""
    body = b"".join(
        f"--=_sep\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\nContent-Location: file:///C:/a\r\n\r\n".encode()
        + content
        + b"\r\n"
        for kind, transfer, content in parts
    )
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_sep"; type="text/html"\r\n\r\n'
    return head + body + b"--=_sep--\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_the_page_is_read(encoding: str, transfer: str) -> None:
    raw = PAGE.replace("=3D", "=").encode(encoding)
    content = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(transfer, bytes)(raw)
    data = archive(
        (f'text/html; charset="{encoding}"', transfer, content), ("image/png", "base64", base64.encodebytes(bytes(40)))
    )
    source = read_mhtml(data)
    assert [block.text for block in source.blocks] == [WORDS]
    assert [(loss.what, loss.count) for loss in source.losses] == [("图片", 1)]


def test_other_pages_are_told() -> None:
    page = ("text/html", "8bit", f"<p>{WORDS}</p>".encode())
    source = read_mhtml(archive(page, page, page))
    assert [block.text for block in source.blocks] == [WORDS]
    assert [(loss.what, loss.count, loss.withholds) for loss in source.losses] == [("网页的其他部分", 2, True)]


def test_a_single_page_with_a_header() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + f"<p>{WORDS}</p>".encode()
    assert read_mhtml(data).blocks[0].text == WORDS


@pytest.mark.parametrize(
    "data",
    [
        archive(("image/png", "base64", b"AAAA")),
        archive(),
        archive(("text/html", "base64", b"!!")),
        b"MIME-Version: 1.0\r\n\r\n",
    ],
)
def test_archives_without_a_page(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_mhtml(data)
    assert caught.value.remedy
