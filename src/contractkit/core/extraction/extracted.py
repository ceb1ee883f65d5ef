"""What a whole document says, as it is reported."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.core.extraction.absent import Absent
from contractkit.core.extraction.fact import Facts
from contractkit.core.law.requirement import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Extracted:
    """What a document says.

    Attributes:
        path: as the user gave it.
        sha256: of the file's bytes, in hexadecimal.
        format: see `Source.format`.
        kind: a plan or an agreement.
        title: as it stands in the document; may be empty.
        unread: what of the file was not read, in Chinese.
    """

    path: str
    sha256: str
    format: str
    kind: Kind
    title: str
    facts: Facts
    absent: Absent
    unread: tuple[str, ...]
