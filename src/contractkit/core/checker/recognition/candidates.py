"""The sentences that may carry an element, each with the signs by which it is weighed.

Cues and the learnt model propose; what binds nobody, and what binds somebody else than the element asks for, has been
taken out before by rules. `weighing` says how much each sign counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contractkit.core.checker.recognition.cues import Cue, ElementCues
from contractkit.core.checker.recognition.margins import FOREMOST, FURTHEST, LEAST_WORDS, NOTHING, Margin, Margins
from contractkit.core.checker.recognition.matching import Hit
from contractkit.core.checker.recognition.parties import Parties
from contractkit.core.checker.recognition.reading import Line, Reading, ReadPassage
from contractkit.core.checker.recognition.weighing import Signs
from contractkit.core.document.tree import BlockKind, Location, Zone

PROPOSED = Cue("语句与写明该要素的文字相符", ())
_MANY = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may carry an element: the words to quote, and its signs."""

    hit: Hit
    signs: Signs


class Candidates:
    """Finds and describes the candidates of one document."""

    def __init__(self, reading: Reading, margins: Margins | None, parties: Parties) -> None:
        self.reading = reading
        self.margins = margins
        self.parties = parties
        self._by_heading: dict[tuple[str, ...], list[Line]] = {}
        for line in margins.lines if margins else ():
            self._by_heading.setdefault(self._headings(line), []).append(line)

    def of(self, element: ElementCues, hits: Iterable[Hit], whole: Signs, put_off: Location | None) -> list[Candidate]:
        """One candidate per sentence that a cue finds, or that the model puts among the first for this element.

        Args:
            element: what is looked for.
            hits: where its cues hold.
            whole: signs of the whole document, which each candidate shares.
            put_off: where a rule says that the document puts the element off.
        """
        by_line: dict[Line, list[Hit]] = {}
        for hit in hits:
            line = self._line(hit)
            if not self._is_others(element, line):
                by_line.setdefault(line, []).append(hit)
        for line in self.margins.best(element.id, FOREMOST) if self.margins else ():
            likely = self._words(element, line) >= LEAST_WORDS
            if line not in by_line and likely and self._may(element, line):
                by_line[line] = []
        if self.margins:
            self.margins.read(by_line)
        return [
            self._candidate(element, line, found, self._with_place(whole, line, put_off))
            for line, found in by_line.items()
        ]

    def _may(self, element: ElementCues, line: Line) -> bool:
        """Whether a sentence may carry the element by its place, its subject and the element's near misses."""
        read = self.reading.passages[line.passage]
        if read.passage.zone not in element.zones or (read.silent and read.passage.zone is not Zone.RECITAL):
            return False
        sentence = read.text[line.start : line.end]
        if self._is_others(element, line) or (element.never and element.never.search(sentence)):
            return False
        wanted = {cue.subject for cue in element.recognise if cue.subject}
        return not wanted or any(self.parties.allows(one, sentence, len(sentence), len(sentence)) for one in wanted)

    def _with_place(self, whole: Signs, line: Line, put_off: Location | None) -> Signs:
        here = put_off is not None and self.reading.passages[line.passage].passage.location == put_off
        return {**whole, "put off here": float(here)}

    def _is_others(self, element: ElementCues, line: Line) -> bool:
        read = self.reading.passages[line.passage]
        sentence, before = read.text[line.start : line.end], read.text[: line.start]
        return not element.others_too and self.parties.binds_only_others(sentence, before, read.lead)

    def _candidate(self, element: ElementCues, line: Line, hits: list[Hit], whole: Signs) -> Candidate:
        read = self.reading.passages[line.passage]
        margin = self._margin(element, line)
        signs: Signs = {
            **whole,
            "words": margin.words,
            "margin": margin.carries,
            "both": min(margin.words, margin.carries),
            "words of a rival": margin.words_rival,
            "rival": margin.rival,
            "sibling": margin.sibling,
            "deferring": margin.puts_off,
            "passage": self._best(element, (one for one in read.lines if one != line)),
            "section": self._best(element, self._beside(line)),
            "cue": float(bool(hits)),
            "cues": float(min(len({hit.cue.name for hit in hits}), _MANY)),
            "firm cue": float(any(not hit.cue.weak for hit in hits)),
            "cue and heading": float(any(hit.cue.heading is not None for hit in hits)),
            "topic": float(names_topic(element, read)),
            "below its heading": float(_below_its_heading(element, read)),
            "words of topic": float(bool(element.touches and element.touches.search(read.text, line.start, line.end))),
            "row": float(read.passage.kind is BlockKind.ROW),
            "annex": float(read.passage.zone is Zone.ANNEX),
            "held": float(any(hold.start < line.end and hold.end > line.start for hold in read.holds)),
        }
        return Candidate(hits[0] if hits else self._proposed(line, read), signs)

    def _proposed(self, line: Line, read: ReadPassage) -> Hit:
        text = read.operative[line.start : line.end]
        kept = text.strip(_BLANK)
        start = line.start + text.index(kept) if kept else line.start
        return Hit(PROPOSED, line.passage, start, start + len(kept) if kept else line.end)

    def _best(self, element: ElementCues, lines: Iterable[Line]) -> float:
        return max((self._words(element, line) for line in lines), default=-FURTHEST)

    def _words(self, element: ElementCues, line: Line) -> float:
        return self.margins.words(line, element.id) if self.margins else -FURTHEST

    def _margin(self, element: ElementCues, line: Line) -> Margin:
        return self.margins.of(line, element.id) if self.margins else NOTHING

    def _beside(self, line: Line) -> Iterable[Line]:
        headings = self._headings(line)
        return (one for one in self._by_heading.get(headings, ()) if one.passage != line.passage) if headings else ()

    def _headings(self, line: Line) -> tuple[str, ...]:
        return self.reading.passages[line.passage].passage.headings

    def _line(self, hit: Hit) -> Line:
        lines = self.reading.passages[hit.passage].lines
        return next((line for line in lines if line.start <= hit.start < line.end), lines[-1])


_BLANK = "。\n　 "


def names_topic(element: ElementCues, read: ReadPassage) -> bool:
    """Whether a heading above the passage, or the header of its table, names the topic."""
    return element.touches is not None and element.touches.search(read.context) is not None


def _below_its_heading(element: ElementCues, read: ReadPassage) -> bool:
    headings = read.passage.headings
    return bool(element.touches and headings and element.touches.search(headings[-1]))
