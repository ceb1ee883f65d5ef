"""Documents inside the document: alternative content (`w:altChunk`) is read where it stands, as Word shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contractkit.core.document.tree import Block, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.options import ReadingOptions, RevisionView
from contractkit.readers.word.drawings import Diagram, words_of_diagram
from contractkit.readers.word.losses import Ledger, Lost
from contractkit.readers.word.names import Element, R
from contractkit.readers.word.parts import Parts

MAX_DEPTH = 3
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<p", b"<div", b"<table")
_FLAT = b"schemas.microsoft.com/office/2006/xmlpackage"
_TEXT_NAMES = (".txt", ".text")
_HTML_NAMES = (".htm", ".html", ".xhtml")


@dataclass(slots=True)
class Budget:
    """What may still be read of documents inside documents, over all of them.

    Attributes:
        chunks: how many.
        octets: their size in bytes.
        conversions: how many may be put through another program, which takes seconds.
    """

    chunks: int = 200
    conversions: int = 3
    octets: int = 64 * 1024 * 1024


class Chunks:
    """Reads what the parts of one document hold besides stories of its own."""

    def __init__(
        self,
        parts: Parts,
        ledger: Ledger,
        budget: Budget,
        read_word: Callable[[bytes], Source] | None,
        view: RevisionView = RevisionView.ACCEPTED,
    ) -> None:
        """Set up.

        Args:
            parts: where the documents are.
            ledger: where their losses go.
            budget: what may still be read.
            read_word: reads a Word file inside this one; None where documents are nested too deep.
            view: what tracked changes do in a document of another kind.
        """
        self._parts = parts
        self._ledger = ledger
        self._budget = budget
        self._read_word = read_word
        self._view = view

    def read(self, element: Element) -> tuple[Block, ...]:
        """The blocks of a `w:altChunk`, as numbered in its own document; what cannot be read is a loss."""
        try:
            source = self._source(element.get(R + "id", ""))
        except UnreadableDocument:
            source = None
        if source is None:
            self._ledger.add(Lost.EMBEDDED_FILE)
            return ()
        self._ledger.absorb(source.losses)
        return source.blocks

    def diagram(self, diagram: Diagram) -> list[str]:
        """The words of a diagram; none, and a loss, where its part is missing or broken."""
        try:
            data = self._parts.referred(diagram.relationship)
        except UnreadableDocument:
            data = None
        words = [] if data is None else words_of_diagram(data)
        if not words:
            self._ledger.add(Lost.DIAGRAM)
        return words

    def _source(self, relationship: str) -> Source | None:
        name, data = self._parts.content(relationship)
        self._budget.chunks -= 1
        self._budget.octets -= len(data)
        if not data or self._budget.chunks < 0 or self._budget.octets < 0:
            return None
        return self._read(name, data)

    def _read(self, name: str, data: bytes) -> Source | None:
        head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if data.startswith(_ZIP):
            return None if self._read_word is None else self._read_word(data)
        if _FLAT in head:
            return None if self._read_word is None else self._read_word(_as_package(data))
        if head.startswith(b"{\\rtf"):
            self._budget.conversions -= 1
            return _read_rtf(data, self._view) if self._budget.conversions >= 0 else None
        if head.startswith((b"mime-version:", b"content-type:")):
            return _read_mhtml(data)
        if head.startswith(_HTML) or name.endswith(_HTML_NAMES):
            return _read_html(data)
        return _read_text(data) if name.endswith(_TEXT_NAMES) else None


def _read_html(data: bytes) -> Source:
    from contractkit.readers.html import read_html  # noqa: PLC0415 - loaded when needed

    return read_html(data)


def _read_mhtml(data: bytes) -> Source:
    from contractkit.readers.html import read_mhtml  # noqa: PLC0415 - loaded when needed

    return read_mhtml(data)


def _read_text(data: bytes) -> Source:
    from contractkit.readers.plain import read_text  # noqa: PLC0415 - loaded when needed

    return read_text(data)


def _read_rtf(data: bytes, view: RevisionView) -> Source:
    from contractkit.readers.legacy import read_legacy  # noqa: PLC0415 - loaded when needed

    return read_legacy(data, "rtf", ReadingOptions(view=view))


def _as_package(data: bytes) -> bytes:
    from contractkit.readers.flat import as_package  # noqa: PLC0415 - loaded when needed

    return as_package(data)
