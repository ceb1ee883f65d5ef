"""How much a sentence reads like those that break a rule: a linear score over its character n-grams.

The weights are data, learnt by `training/train_rules.py` from labelled sentences. A score proposes sentences and refuses
those that share no more than words with a rule; whether they grant or forbid, whom and what, the frames decide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SPACE = re.compile(r"\s+")
_TEXTS_REMEMBERED = 16  # the same sentence is asked for several rules one after the other


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for one rule (positive) and against it, in units of the margin."""

    bias: float
    grams: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """One linear model per rule.

    Attributes:
        longest: length of the longest n-gram, in characters.
        rules: weights by rule name.
    """

    longest: int
    rules: Mapping[str, Weights]

    def margin(self, rule: str, text: str) -> float | None:
        """How strongly a clean text speaks for a rule; None for a rule without weights.

        0 is what 4 of 10,000 ordinary sentences exceed. A text without a single character has the bias alone.
        """
        weights = self.rules.get(rule)
        if weights is None:
            return None
        found = grams_of(text, self.longest)
        known = weights.grams
        return weights.bias + math.fsum(known[gram] for gram in found & known.keys()) / math.sqrt(len(found) or 1)


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def grams_of(text: str, longest: int) -> frozenset[str]:
    """The different character n-grams of a clean text, one character and longer; every number counts as `0`."""
    folded = _SPACE.sub("", _NUMBER.sub("0", text))
    return frozenset(
        folded[at : at + length] for length in range(1, longest + 1) for at in range(len(folded) - length + 1)
    )
