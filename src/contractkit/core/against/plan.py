"""The approved plan that agreements are held against, as it was read; it crosses from one process to others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contractkit.core.against.text import Text
from contractkit.core.document.tree import Document


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan.

    Attributes:
        path: of its file, as it was given.
        sha256: of its bytes.
        text: what it states, cut loose from the file.
        unread: what was not read of it, as Chinese sentences; what it does not state may stand there.
    """

    path: str
    sha256: str
    text: Text
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, path: str, sha256: str, text: Text) -> Plan:
        """The plan in a document that was read."""
        losses = text.document.source.losses
        unread = tuple(f"{loss.what}{loss.count}处没有读取。{loss.note}" for loss in losses if loss.withholds)
        return cls(path, sha256, replace(text, document=_loose(text.document)), unread)


def _loose(document: Document) -> Document:
    """The document without the elements of its file, which no other process knows."""
    blocks = tuple(replace(block, anchor=None) for block in document.source.blocks)
    passages = tuple(replace(passage, anchor=None) for passage in document.passages)
    return replace(document, source=replace(document.source, blocks=blocks), passages=passages)
