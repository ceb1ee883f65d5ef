"""How much a text reads like the passages that carry an element: a linear score over its character n-grams.

The weights are data, learnt by `training/train_scorer.py` from labelled passages. A score ranks the passages that cues
find, refuses those that share no more than words with the topic, and proposes sentences that no cue finds; whether those
bind anybody, and whom, the screens and the near misses of the element decide (see `standing`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SPACE = re.compile(r"\s+")
_TEXTS_REMEMBERED = 4096  # each sentence is scored for several elements


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for one element (positive) and against it, in units of the margin."""

    bias: float
    grams: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scorer:
    """One linear model per element.

    Attributes:
        longest: length of the longest n-gram, in characters.
        elements: weights by element id.
    """

    longest: int
    elements: Mapping[str, Weights]

    def margin(self, element_id: str, text: str) -> float | None:
        """How strongly a clean text speaks for an element; None for an element without weights.

        0 is where the weakest 15 % of carrying passages end; from the weakest 3 % to their median it is 4. A text
        without a single character has the bias alone.
        """
        weights = self.elements.get(element_id)
        if weights is None:
            return None
        found = grams_of(text, self.longest)
        known = weights.grams
        return weights.bias + math.fsum(known[gram] for gram in found & known.keys()) / math.sqrt(len(found) or 1)

    def score(self, element_id: str, text: str) -> float | None:
        """The margin as a number in [0, 1]; 0.5 at margin 0."""
        margin = self.margin(element_id, text)
        return None if margin is None else 0.5 * (1 + math.tanh(margin / 2))


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def grams_of(text: str, longest: int) -> frozenset[str]:
    """The different character n-grams of a clean text, one character and longer; every number counts as `0`."""
    folded = _SPACE.sub("", _NUMBER.sub("0", text))
    return frozenset(
        folded[at : at + length] for length in range(1, longest + 1) for at in range(len(folded) - length + 1)
    )
