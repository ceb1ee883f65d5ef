"""Who writes, when, and with which ids: every id in a document is given once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from contractkit.reporters.annotated.names import ID, attribute, clean
from contractkit.reporters.annotated.part import XmlPart

_HIGHEST: Final = 2**31 - 1  # what Word takes for an id
_ROOM: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose comments and changes they are.

    Attributes:
        on: date and time, as they are shown.
    """

    author: str
    on: datetime

    @property
    def attributes(self) -> str:
        """As XML attributes of a comment or a change."""
        stamp = self.on.replace(microsecond=0, tzinfo=None).isoformat()
        return f'w:author={attribute(clean(self.author))} w:date="{stamp}Z"'


@dataclass(slots=True)
class Pen:
    """Writes the attributes of changes and comments.

    Attributes:
        changes: ids of the tracked changes so far.
        comments: ids of the comments so far.
    """

    signature: Signature
    changes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    _next: int = 1

    @classmethod
    def for_parts(cls, signature: Signature, parts: Iterable[XmlPart]) -> Pen:
        """A pen whose ids none of these parts has: revisions, bookmarks and comments count alike."""
        used = {node.attributes[ID] for part in parts for node in part.nodes if ID in node.attributes}
        numbers = sorted(int(one) for one in used if one.isascii() and one.lstrip("-").isdecimal())
        below = [one for one in numbers if 0 <= one < _HIGHEST - _ROOM]
        return cls(signature, _next=below[-1] + 1 if below else 1)

    def change(self) -> str:
        """The attributes of the next tracked change."""
        self.changes.append(self._number())
        return f'w:id="{self.changes[-1]}" {self.signature.attributes}'

    def comment(self) -> str:
        """The id of the next comment."""
        self.comments.append(self._number())
        return self.comments[-1]

    def _number(self) -> str:
        self._next += 1
        return str(self._next - 1)
