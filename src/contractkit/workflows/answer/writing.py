"""What they did as a Word file: the answer with its differences from the returned draft as tracked changes, and our notes."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from contractkit.core.document.tree import Source
from contractkit.core.redline.rounds.answer import Round
from contractkit.readers.word import read_docx_with_places
from contractkit.reporters.annotated import Signature, annotate
from contractkit.reporters.redline.rounds.comments import remarks
from contractkit.workflows.compare.writing import written as redlined

AUTHOR: Final = "答复对照"


def written(returned: Source, answer: tuple[bytes, Source], found: Round, on: datetime) -> tuple[bytes, bool]:
    """The file, and whether it is the answer's own.

    Args:
        returned: the draft that we returned, every tracked change accepted.
        answer: bytes of the answer, and its reading, likewise.
        found: what it says.
        on: date and time of the changes and notes.

    Raises:
        RenderingError: the file does not say what both versions say.
    """
    data, is_native = redlined(returned, answer[0], None if answer[1].format == "docx" else answer[1], AUTHOR, on)
    shown, places = read_docx_with_places(data)
    notes = remarks(found, answer[1].blocks, shown.blocks)
    return annotate(data, places, notes, (), Signature(AUTHOR, on)).data, is_native
