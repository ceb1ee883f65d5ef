"""What is said in a document: its sentences and table rows, each with what stands over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.document.sentences import lead_ins, sentences
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.extraction.fact import Quote, quote

_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a table row as a whole.

    Attributes:
        start: clean offset in the passage.
        end: after it.
        text: its clean words.
        heading: the nearest heading over it; empty without one.
        lead: the words with a colon that it hangs on as an item; empty without any.
        over: headings, lead-in and the header of the columns, joined.
    """

    passage: Passage
    start: int
    end: int
    text: str
    heading: str
    lead: str
    over: str

    def quote(self, start: int, end: int) -> Quote:
        """The sentence as evidence for what stands at [start, end) in it; a very long one is cut to its clause."""
        if self.end - self.start <= _LONGEST_QUOTE:
            return quote(self.passage, self.start, self.end)
        left = max(self.text.rfind(mark, 0, start) for mark in "。；：|") + 1
        right = min((at for mark in "。；|" if (at := self.text.find(mark, end)) >= 0), default=len(self.text))
        return quote(self.passage, self.start + left, self.start + right)

    def raw(self, start: int, end: int) -> str:
        """The raw words at [start, end)."""
        left, right = self.passage.clean.raw_span(self.start + start, self.start + end)
        return self.passage.text[left:right]


def said(document: Document) -> Iterator[Sentence]:
    """Every sentence and row that is no heading and no entry of a table of contents, in reading order."""
    leads = lead_ins(document)
    for passage in document.passages:
        if passage.kind is BlockKind.CONTENTS or passage.zone is Zone.CONTENTS or passage.is_heading:
            continue
        above = leads[passage.index]
        lead = above.clean.text if above else ""
        over = " ".join((*passage.headings, lead, *passage.header))
        heading = passage.headings[-1] if passage.headings else ""
        if passage.kind is BlockKind.ROW:
            yield Sentence(passage, 0, len(passage.clean.text), passage.clean.text, heading, lead, over)
            continue
        for span in sentences(passage):
            governed = over if span.lead is None else f"{over} {passage.clean.text[slice(*span.lead)]}"
            yield Sentence(passage, span.start, span.end, span.of(passage.clean.text), heading, lead, governed)
