"""How a document is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RevisionView(StrEnum):
    """Which text of a file with tracked changes is read."""

    ACCEPTED = "accepted"  # as if every change were accepted
    ORIGINAL = "original"  # as if every change were rejected
    MARKED = "marked"  # both, each stretch marked as a `Revision` of its block


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the reader of any format needs to know; each format heeds what concerns it.

    Attributes:
        view: which text of tracked changes; formats without them have one text only.
        password: for an encrypted PDF, or None.
    """

    view: RevisionView = RevisionView.ACCEPTED
    password: str | None = None
