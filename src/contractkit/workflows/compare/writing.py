"""The Word file with tracked changes, tried before it is handed over: accept all is the new version, reject all the old one."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contractkit.core.document.places import WordPlaces
from contractkit.core.document.tree import Source
from contractkit.core.redline.script import Step, script, texts
from contractkit.errors import RenderingError
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx, read_docx_with_places
from contractkit.reporters.annotated import Signature
from contractkit.reporters.annotated.settling import resolved
from contractkit.reporters.redline.native import NotNative, native_redline
from contractkit.reporters.redline.plain import plain_redline

_ZIP: Final = b"PK\x03\x04"


def written(old: Source, data: bytes, new: Source | None, author: str, on: datetime) -> tuple[bytes, bool]:
    """The file, and whether it is the new version's own.

    Args:
        old: the old version.
        data: the bytes of the new version.
        new: the new version, where it is no .docx; one that is gets read here, with the places of its words.
        author: whose the changes are.
        on: their date and time.

    Raises:
        RenderingError: the file does not say what the versions say.
        UnreadableDocument: the new version is a damaged .docx.
    """
    with _uncollected():
        signature = Signature(author, on)
        native = _Native.opened(data) if new is None else None
        steps = script(old, native.source if native is not None else new or read_docx(data))
        wanted = texts(steps, of_old=True), texts(steps, of_old=False)
        found = native.redline(steps, signature) if native is not None else None
        if found is not None and said(found) == wanted:
            return found, True
        plain = plain_redline(steps, signature)
        if said(plain) != wanted:
            raise RenderingError(
                "修订对照文件自查不符：全部接受不等于新文本，或者全部拒绝不等于旧文本。",
                remedy="没有写出文件。请把这句话告诉维护者；可以先用 --format console 看变动。",
            )
        return plain, False


@dataclass(frozen=True, slots=True)
class _Native:
    """The new version's own file, its tracked changes accepted, with the places of its words."""

    data: bytes
    source: Source
    places: WordPlaces

    @classmethod
    def opened(cls, data: bytes) -> _Native | None:
        """None where the changes in it cannot be accepted in place."""
        clean = resolved(data) if data.startswith(_ZIP) else None
        if clean is None:
            return None
        source, places = read_docx_with_places(clean)
        same = clean is data or [one.text for one in source.blocks] == [one.text for one in read_docx(data).blocks]
        return cls(clean, source, places) if same else None

    def redline(self, steps: Sequence[Step], signature: Signature) -> bytes | None:
        """The file with the steps; None where they do not fit into it."""
        try:
            return native_redline(self.data, self.places, steps, signature)
        except (NotNative, ValueError):
            return None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: all of two trees is in use to the end, and the search takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def said(data: bytes) -> tuple[str, str]:
    """What a Word file says with all changes rejected, and with all accepted, without any space."""
    return _said(data, RevisionView.ORIGINAL), _said(data, RevisionView.ACCEPTED)


def _said(data: bytes, view: RevisionView) -> str:
    return "".join("".join((block.label + block.text).split()) for block in read_docx(data, view).blocks)
