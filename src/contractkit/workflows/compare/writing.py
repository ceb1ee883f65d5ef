"""The Word file with tracked changes, tried before it is handed over: accept all is the new version, reject all the old one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contractkit.core.document import outline
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


def written(old: tuple[bytes, Source], new: tuple[bytes, Source], author: str, on: datetime) -> tuple[bytes, bool]:
    """The file, and whether it is the new version's own.

    Args:
        old: bytes and reading of the old version.
        new: of the new version.
        author: whose the changes are.
        on: their date and time.

    Raises:
        RenderingError: the file does not say what the versions say.
    """
    steps = script(outline.build(old[1]), outline.build(new[1]))
    wanted = texts(steps, of_old=True), texts(steps, of_old=False)
    signature = Signature(author, on)
    native = _native(new, steps, signature)
    if native is not None and said(native) == wanted:
        return native, True
    data = plain_redline(steps, signature)
    if said(data) != wanted:
        raise RenderingError(
            "修订对照文件自查不符：全部接受不等于新文本，或者全部拒绝不等于旧文本。",
            remedy="没有写出文件。请把这句话告诉维护者；可以先用 --format console 看变动。",
        )
    return data, False


def _native(new: tuple[bytes, Source], steps: Sequence[Step], signature: Signature) -> bytes | None:
    """The new version's own file with the changes; None where it is no Word file, or they do not fit into it."""
    data, source = new
    if source.format != "docx" or not data.startswith(_ZIP):
        return None
    clean = resolved(data)
    if clean is None:
        return None
    again, places = read_docx_with_places(clean)
    if [one.text for one in again.blocks] != [one.text for one in source.blocks]:
        return None
    try:
        return native_redline(clean, places, steps, signature)
    except (NotNative, ValueError):
        return None


def said(data: bytes) -> tuple[str, str]:
    """What a Word file says with all changes rejected, and with all accepted, without any space."""
    return _said(data, RevisionView.ORIGINAL), _said(data, RevisionView.ACCEPTED)


def _said(data: bytes, view: RevisionView) -> str:
    return "".join("".join((block.label + block.text).split()) for block in read_docx(data, view).blocks)
