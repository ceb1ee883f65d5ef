"""Sentences under their headings, scored for all elements at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from contractkit.core.checker.recognition.learnt.encoder import Encoder, Numbers
from contractkit.core.checker.recognition.learnt.pieces import Vocabulary

LONGEST_CONTEXT = 14  # pieces; of a longer context the end counts, which is nearest
LONGEST_TEXT = 112  # pieces
_OVERLAP = 24
_REMEMBERED = 20_000  # sentences, about 10 MB
START, BREAK = 1, 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or table row, and what stands above it: headings, the header of the table, the lead-in of a list."""

    context: str
    text: str


class SentenceModel:
    """The encoder with its vocabulary."""

    def __init__(self, encoder: Encoder, vocabulary: Vocabulary) -> None:
        self.encoder = encoder
        self.vocabulary = vocabulary
        self.elements = encoder.weights.elements
        self._known: dict[Sentence, Numbers] = {}

    def margins(self, sentences: Sequence[Sentence]) -> Numbers:
        """A row per sentence, a column per element: log odds that the sentence carries it; of long ones the best part.

        What was read is remembered: drafts of one office share many sentences.
        """
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if len(self._known) + len(new) > _REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(sentences))
        self._known.update(zip(new, self._read(new), strict=True))
        found = [self._known[sentence] for sentence in sentences]
        return np.stack(found) if found else np.zeros((0, len(self.elements)), dtype=np.float32)

    def _read(self, sentences: Sequence[Sentence]) -> Numbers:
        windows: list[list[int]] = []
        owner: list[int] = []
        for at, sentence in enumerate(sentences):
            for window in self._windows(sentence):
                windows.append(window)
                owner.append(at)
        found = self.encoder.margins(windows)
        best = np.full((len(sentences), found.shape[1]), -np.inf, dtype=np.float32)
        np.maximum.at(best, owner, found)
        return best

    def _windows(self, sentence: Sentence) -> list[list[int]]:
        context = self.vocabulary.split(sentence.context)[-LONGEST_CONTEXT:] if sentence.context else []
        text = self.vocabulary.split(sentence.text)
        step = LONGEST_TEXT - _OVERLAP
        starts = range(0, max(len(text) - _OVERLAP, 1), step)
        return [[START, *context, BREAK, *text[at : at + LONGEST_TEXT], BREAK] for at in starts]
