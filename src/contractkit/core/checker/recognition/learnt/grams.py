"""A linear model over character n-grams of a sentence and of what stands above it: fast, and blind to order.

The weights are data, learnt by `training/train_grams.py`. Numbers count as one sign. Each text is a vector of its n-grams
(1 + log of the count, times the rarity of the n-gram, at length 1), that of the context counting less.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from contractkit.core.checker.recognition.learnt.encoder import Numbers

LONGEST = 3
_NUMBER = re.compile(r"[0-9]+")
_SPACE = re.compile(r"\s\s+")
_TIMES = [0.0, *(1 + math.log(count) for count in range(1, 65))]  # nearly every n-gram stands in a text once or twice
_REMEMBERED = 10_000  # texts, about 5 MB


@dataclass(frozen=True, slots=True)
class GramTable:
    """The n-grams of one side (text or context).

    Attributes:
        row: n-gram → row.
        rarity: per row, how much the n-gram counts.
        weights: rows × elements, eight-bit whole numbers; times `GramModel.scale`.
    """

    row: Mapping[str, int]
    rarity: Numbers
    weights: np.ndarray[Any, np.dtype[np.int8]]
    _known: dict[str, Numbers] = field(default_factory=dict, repr=False, compare=False)

    def sum(self, text: str) -> Numbers:
        """The weights of a text's n-grams, each times its part of the text's vector.

        It is remembered: recognition and rules ask for the same sentences, and drafts of one office share many.
        """
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[text] = self._sum(text)
        return found

    def _sum(self, text: str) -> Numbers:
        counts = Counter(map(self.row.get, grams_of(text)))
        counts.pop(None, None)
        if not counts:
            return np.zeros(self.weights.shape[1], dtype=np.float32)
        rows = np.fromiter(counts, dtype=np.int64, count=len(counts))
        times = np.fromiter(map(_times, counts.values()), dtype=np.float32, count=len(counts))
        values = times * self.rarity[rows]
        total: Numbers = (values / np.sqrt(np.square(values).sum())) @ self.weights[rows].astype(np.float32)
        return total


@dataclass(frozen=True, slots=True)
class GramModel:
    """Margins of sentences by their words alone.

    Attributes:
        elements: ids, in the order of the columns.
        scale: per column, what one unit of a weight is worth.
    """

    elements: tuple[str, ...]
    text: GramTable
    context: GramTable
    scale: Numbers
    bias: Numbers

    def margins(self, pairs: Sequence[tuple[str, str]]) -> Numbers:
        """A row of margins (log odds) per (context, text)."""
        found = np.empty((len(pairs), len(self.elements)), dtype=np.float32)
        for at, (context, text) in enumerate(pairs):
            np.add(self.text.sum(text), self.context.sum(context), out=found[at])
        return found * self.scale + self.bias


def grams_of(text: str) -> Iterator[str]:
    """All n-grams of up to `LONGEST` characters, every number folded to `0`."""
    folded = _SPACE.sub(" ", _NUMBER.sub("0", text))
    for length in range(1, LONGEST + 1):
        yield from [folded[start : start + length] for start in range(len(folded) - length + 1)]


def _times(count: int) -> float:
    """How much an n-gram counts that stands in a text so often."""
    return _TIMES[count] if count < len(_TIMES) else 1 + math.log(count)
