"""How firmly the passages that cues propose carry an element: which to quote first, and which only sound like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contractkit.core.checker.recognition.cues import ElementCues
from contractkit.core.checker.recognition.matching import Hit
from contractkit.core.checker.recognition.reading import Reading, ReadPassage
from contractkit.core.checker.recognition.scorer import Scorer

LEAST_STANDING = 0.0
"""Least standing of a passage that counts: on held-out passages, 85 % of those that carry an element reach it by their
words alone; the others need a sign of structure, and a document mostly carries an element in more than one passage."""

# In units of the margin: as much as a passage gains from the weakest 3 % to the median is 4.
_BELOW_ITS_HEADING = 2.8
_CUE_WITH_HEADING = 1.6
_ANOTHER_CUE = 1.2
_CLEAR = 3.0  # above this a passage is as good as any; more of the same words make it no better
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
