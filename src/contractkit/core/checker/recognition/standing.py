"""How firmly the passages that cues propose carry an element: which to quote first, and which only sound like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contractkit.core.checker.recognition.cues import Cue, ElementCues
from contractkit.core.checker.recognition.matching import Hit
from contractkit.core.checker.recognition.parties import Parties
from contractkit.core.checker.recognition.reading import Reading, ReadPassage
from contractkit.core.checker.recognition.scorer import Scorer

LEAST_PROPOSED = 6.0
"""Least margin of a sentence that is proposed by its words alone, without any cue (see `Scorer.margin`). 5 does better on
labelled drafts, by 0.01 to 0.02 of gap F1, but of 115 elements taken out of our own complete documents it flags 63 against 75."""

LEAST_STANDING = 0.0
"""Least standing of a passage that counts: on held-out passages, 85 % of those that carry an element reach it by their
words alone; the others need a sign of structure, and a document mostly carries an element in more than one passage."""

# In units of the margin: as much as a passage gains from the weakest 3 % to the median is 4.
_BELOW_ITS_HEADING = 2.8
_CUE_WITH_HEADING = 1.6
_ANOTHER_CUE = 1.2
_CLEAR = 3.0  # above this a passage is as good as any; more of the same words make it no better
_SHORTEST_PROPOSED = 8  # clean characters
PROPOSED = Cue("语句与写明该要素的文字相符", ())
_MARGIN_PER_RANK = 8.0  # one more cue that agrees outranks any difference of ordinary margins


@dataclass(frozen=True, slots=True)
class Carrier:
    """A passage that carries an element by its cues.

    Attributes:
        hit: the words of its first cue, in the order of the cues.
        rank: higher is quoted first.
        standing: margin of its words (see `Scorer.margin`) and signs of structure; None where no weights are known.
    """

    hit: Hit
    rank: float
    standing: float | None

    def reaches(self, least: float) -> bool:
        """Whether it counts; without weights the cues decide alone."""
        return self.standing is None or self.standing >= least


def carriers(element: ElementCues, hits: Iterable[Hit], reading: Reading, scorer: Scorer | None) -> tuple[Carrier, ...]:
    """The passages of the hits, best first; equals in the order of the cues, then of the document."""
    by_passage: dict[int, list[Hit]] = {}
    for hit in hits:
        by_passage.setdefault(hit.passage, []).append(hit)
    order = {cue: at for at, cue in enumerate(element.recognise)}
    found = [_carrier(element, group, reading.passages[passage], scorer) for passage, group in by_passage.items()]
    return tuple(sorted(found, key=lambda one: (-one.rank, order[one.hit.cue])))


def proposals(
    element: ElementCues, reading: Reading, scorer: Scorer, parties: Parties, least: float
) -> tuple[Carrier, ...]:
    """The operative sentences whose words speak for an element without any cue, best first.

    Polarity, subject and deferral have been decided before: what a screen took out is not looked at, and the near
    misses of the element (`never`) are left out.
    """
    found: list[Carrier] = []
    for line in reading.pages.lines:
        read = reading.passages[line.passage]
        text = read.operative[line.start : line.end]
        if not _may_propose(read, text) or _is_refused(element, parties, read.text[line.start : line.end]):
            continue
        margin = scorer.margin(element.id, text)
        if margin is not None and margin >= least:
            start = line.start + len(text) - len(text.lstrip())
            found.append(Carrier(Hit(PROPOSED, line.passage, start, line.start + len(text.rstrip())), margin, margin))
    return tuple(sorted(found, key=lambda one: -one.rank))


def _may_propose(read: ReadPassage, text: str) -> bool:
    binds = read.passage.zone in PROPOSED.zones and not read.silent
    return binds and not read.passage.is_heading and not read.names_columns and len(text.strip()) >= _SHORTEST_PROPOSED


def _is_refused(element: ElementCues, parties: Parties, sentence: str) -> bool:
    """Whether a sentence is a near miss of the element, or binds somebody whom none of its cues allows."""
    if element.never and element.never.search(sentence):
        return True
    wanted = {cue.subject for cue in element.recognise if cue.subject}
    return bool(wanted) and not any(parties.allows(one, sentence, len(sentence), len(sentence)) for one in wanted)


def names_topic(element: ElementCues, read: ReadPassage) -> bool:
    """Whether a heading above the passage, or the header of its table, names the topic."""
    return element.touches is not None and element.touches.search(read.context) is not None


def _carrier(element: ElementCues, hits: list[Hit], read: ReadPassage, scorer: Scorer | None) -> Carrier:
    agreeing = len({hit.cue.name for hit in hits})
    rank = float(agreeing + names_topic(element, read))
    whole = scorer.margin(element.id, read.text) if scorer else None
    if scorer is None or whole is None:
        return Carrier(hits[0], rank, None)
    best = max(whole, *(scorer.margin(element.id, _words(hit, read)) or 0.0 for hit in hits))
    signs = _ANOTHER_CUE * (agreeing - 1) + _CUE_WITH_HEADING * any(hit.cue.heading is not None for hit in hits)
    signs += _BELOW_ITS_HEADING * _below_its_heading(element, read)
    return Carrier(hits[0], rank + min(best, _CLEAR) / _MARGIN_PER_RANK, best + signs)


def _words(hit: Hit, read: ReadPassage) -> str:
    """The sentences in which the hit lies."""
    lines = [line for line in read.lines if line.start < hit.end and line.end > hit.start]
    return read.text[lines[0].start : lines[-1].end] if lines else read.text


def _below_its_heading(element: ElementCues, read: ReadPassage) -> bool:
    headings = read.passage.headings
    return bool(element.touches and headings and element.touches.search(headings[-1]))
