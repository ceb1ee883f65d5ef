"""What the learnt models say of every sentence of a document: margins per element, read once.

The n-gram model reads all sentences; the encoder, which is slower and sees order, reads those that are asked for: what
the first puts foremost for some element, and what cues find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from contractkit.core.checker.recognition.learnt.encoder import Numbers
from contractkit.core.checker.recognition.learnt.grams import GramModel
from contractkit.core.checker.recognition.learnt.sentences import Sentence, SentenceModel
from contractkit.core.checker.recognition.reading import Line, Reading, ReadPassage, filled_columns
from contractkit.core.document.tree import Zone
from contractkit.core.zh.labels import parse_label

PUT_OFF = "?"
"""After an element: that it is put off."""

RULE = "rule:"
"""Before the name of a rule that works by wording: that it is broken."""

FURTHEST = 8.0
"""Margins beyond this say no more."""

LEAST_WORDS = -5.0
"""A sentence with a lower margin by its n-grams is not worth reading closer."""

_TAKEN_OUT = re.compile(r"[。\n\s]+")
_ZONES = {Zone.COVER, Zone.PROVISION, Zone.ANNEX, Zone.RECITAL, Zone.DEFINITIONS}
_SHORTEST = 2  # clean characters
FOREMOST = 8
"""So many sentences per element, first by their n-grams, the encoder reads."""


@dataclass(frozen=True, slots=True)
class Models:
    """The two learnt models; their columns are elements, and `element?` for putting it off."""

    grams: GramModel
    sentences: SentenceModel


@dataclass(frozen=True, slots=True)
class Margin:
    """Margins of one sentence, -8 to 8, by its n-grams and by the encoder.

    Attributes:
        words, carries: that its operative words carry the element.
        words_rival, rival: the greatest margin that they carry an element of another item.
        puts_off: that its words, operative or not, put the element off.
        whole: as `carries`, of all its words, also those that bind nobody.
        sibling: the greatest margin, by the encoder, that they carry another element of the same item.
    """

    words: float
    carries: float
    words_rival: float
    rival: float
    puts_off: float
    whole: float
    sibling: float


NOTHING = Margin(*(-FURTHEST,) * 7)


class Margins:
    """The margins of a document's sentences; the encoder reads a sentence when it is first asked for."""

    def __init__(self, reading: Reading, models: Models) -> None:
        self.lines = tuple(line for line in reading.pages.lines if _is_read(reading.passages[line.passage], line))
        self._row: Mapping[Line, int] = {line: at for at, line in enumerate(self.lines)}
        self._models = models
        reads = [(reading.passages[line.passage], line) for line in self.lines]
        self._whole = [Sentence(context_of(read), spoken(read.text[line.start : line.end])) for read, line in reads]
        self._left = [_operative(read, line, whole) for (read, line), whole in zip(reads, self._whole, strict=True)]
        self._words = _by_grams(models.grams, self._left)
        self._words_whole = _by_grams(models.grams, self._whole)
        self._grams_column = {name: at for at, name in enumerate(models.grams.elements)}
        self._column = {name: at for at, name in enumerate(models.sentences.elements)}
        self._encoded: dict[Sentence, Numbers] = {}

    def of(self, line: Line, element: str) -> Margin:
        """The margins of a sentence for one element; the least for what was not read (headings, contents) or learnt."""
        row, column = self._row.get(line), self._grams_column.get(element)
        if row is None or column is None:
            return NOTHING
        self._encode([self._left[row], self._whole[row]])
        left, whole = self._encoded[self._left[row]], self._encoded[self._whole[row]]
        return Margin(
            float(self._words[row, column]),
            float(left[self._column[element]]),
            float(self._words[row, list(_rivals(element, self._grams_names()))].max(initial=-FURTHEST)),
            float(left[list(_rivals(element, self._names()))].max(initial=-FURTHEST)),
            self.puts_off(line, element),
            float(whole[self._column[element]]),
            float(left[list(_siblings(element, self._names()))].max(initial=-FURTHEST)),
        )

    def puts_off(self, line: Line, element: str) -> float:
        """As `Margin.puts_off`, without a look at the operative words."""
        return self._of_whole(line, element + PUT_OFF)

    def whole(self, line: Line, element: str) -> float:
        """As `Margin.whole`, without a look at the operative words."""
        return self._of_whole(line, element)

    def read(self, lines: Iterable[Line]) -> None:
        """Have the encoder read these sentences at once: together they cost less than one by one."""
        rows = [self._row[line] for line in lines if line in self._row]
        self._encode([self._left[row] for row in rows] + [self._whole[row] for row in rows])

    def read_whole(self, lines: Iterable[Line]) -> None:
        """The same for `puts_off` and `whole`."""
        self._encode([self._whole[self._row[line]] for line in lines if line in self._row])

    def words(self, line: Line, element: str) -> float:
        """The margin of a sentence by its n-grams alone."""
        row, column = self._row.get(line), self._grams_column.get(element)
        return -FURTHEST if row is None or column is None else float(self._words[row, column])

    def best(self, element: str, count: int) -> list[Line]:
        """The sentences whose operative words speak most for an element, greatest margin first."""
        return self._first(self._words, element, count)

    def nearest(self, element: str, count: int) -> list[Line]:
        """The sentences that sound most like the element, binding or not, greatest margin first."""
        return self._first(self._words_whole, element, count)

    def putting_off(self, element: str, count: int) -> list[Line]:
        """The sentences that read most as if they put the element off, greatest margin first."""
        return self._first(self._words_whole, element + PUT_OFF, count)

    def _first(self, table: Numbers, name: str, count: int) -> list[Line]:
        column = self._grams_column.get(name)
        if column is None:
            return []
        return [self.lines[at] for at in (-table[:, column]).argsort(kind="stable")[:count]]

    def _of_whole(self, line: Line, name: str) -> float:
        row, column = self._row.get(line), self._column.get(name)
        if row is None or column is None:
            return -FURTHEST
        self._encode([self._whole[row]])
        return float(self._encoded[self._whole[row]][column])

    def _encode(self, sentences: Iterable[Sentence]) -> None:
        new = [one for one in dict.fromkeys(sentences) if one not in self._encoded]
        if new:
            found = self._models.sentences.margins(new).clip(-FURTHEST, FURTHEST)
            for sentence, margins in zip(new, found, strict=True):
                self._encoded[sentence] = (
                    margins if len(sentence.text) >= _SHORTEST else np.full_like(margins, -FURTHEST)
                )

    def _names(self) -> tuple[str, ...]:
        return self._models.sentences.elements

    def _grams_names(self) -> tuple[str, ...]:
        return self._models.grams.elements


@cache
def _rivals(element: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """Columns of the elements of other items in the same kind of document."""
    article, number, _ = element.split(".", 2)
    return tuple(
        at
        for at, other in enumerate(names)
        if not other.endswith(PUT_OFF) and other.split(".")[0] == article and other.split(".")[1] != number
    )


@cache
def _siblings(element: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """Columns of the other elements of the same item."""
    item = element.rsplit(".", 1)[0]
    return tuple(
        at
        for at, other in enumerate(names)
        if not other.endswith(PUT_OFF) and other != element and other.rsplit(".", 1)[0] == item
    )


def context_of(read: ReadPassage) -> str:
    """What stands above a passage: the nearest headings, the header of its table, the lead-in of its list."""
    passage = read.passage
    return " ".join((*passage.headings[-2:], "|".join(filled_columns(passage)), read.lead))


def spoken(sentence: str) -> str:
    """A sentence without the number in front of it."""
    label = parse_label(sentence)
    return sentence[label.end :] if label else sentence


def _is_read(read: ReadPassage, line: Line) -> bool:
    if read.passage.zone not in _ZONES or read.names_columns:
        return False
    return not read.passage.is_heading and line.end - line.start >= _SHORTEST


def _operative(read: ReadPassage, line: Line, whole: Sentence) -> Sentence:
    """The sentence without the words that bind nobody; the whole one where none were taken out."""
    left = spoken(_TAKEN_OUT.sub("。", read.operative[line.start : line.end]).strip("。"))
    same = _TAKEN_OUT.sub("", left) == _TAKEN_OUT.sub("", whole.text)
    return whole if same else Sentence(whole.context, left)


def _by_grams(model: GramModel, sentences: list[Sentence]) -> Numbers:
    found = model.margins([(one.context, one.text) for one in sentences]).clip(-FURTHEST, FURTHEST)
    for at, sentence in enumerate(sentences):
        if len(sentence.text) < _SHORTEST:
            found[at] = -FURTHEST
    return found
