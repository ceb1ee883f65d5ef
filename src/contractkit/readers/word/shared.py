"""What all stories of a document share while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractkit.readers.word.losses import Ledger
from contractkit.readers.word.names import Element
from contractkit.readers.word.numbering import Numbering
from contractkit.readers.word.parts import Parts
from contractkit.readers.word.revisions import Rules
from contractkit.readers.word.styles import Styles
from contractkit.readers.word.tracing import Trace


@dataclass(frozen=True, slots=True)
class Shared:
    """Everything a story needs to know of its document.

    Attributes:
        styles: what styles say about words.
        numbering: the running numbers.
        rules: how the view treats tracked changes.
        parts: parts that stories refer to.
        ledger: the losses so far.
        notes: foot- and endnotes by kind and id.
        page: the area of a page in square points.
        trace: takes down where the words of blocks stand; None where nobody asks.
    """

    styles: Styles
    numbering: Numbering
    rules: Rules
    parts: Parts
    ledger: Ledger = field(default_factory=Ledger)
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    page: float = 595.3 * 841.9
    trace: Trace | None = None
