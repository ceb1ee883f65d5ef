"""The first characters of a file that may be text, whatever its encoding: enough to tell what it is."""

from __future__ import annotations

import codecs
import re

_BYTES = 8192
# Byte order marks and what they say; UTF-16's begins like UTF-32's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# XML declaration, processing instructions, comments, and a DOCTYPE that is not HTML's.
_PRELUDE = re.compile(r"\s*(?:<\?[^>]*>|<!--.*?-->|<!doctype\s+(?!html)[^>\[]*>)", re.DOTALL)


def opening(data: bytes) -> str:
    """The first characters in lower case, without byte order mark and white space in front.

    Bytes of an unknown encoding come out as one character each: what tells a format is ASCII.
    """
    head = data[:_BYTES]
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").lstrip().lower()
    if head[:2] in {b"<\x00", b"{\x00"}:
        return head.decode("utf-16-le", "replace").lower()
    if head[:2] in {b"\x00<", b"\x00{"}:
        return head.decode("utf-16-be", "replace").lower()
    return head.decode("latin-1").lstrip().lower()


def first_element(head: str) -> str:
    """An opening from its first element on: behind declaration, comments and processing instructions."""
    at = 0
    while match := _PRELUDE.match(head, at):
        at = match.end()
    rest = head[at:].lstrip()
    return rest if rest.startswith("<") else ""
