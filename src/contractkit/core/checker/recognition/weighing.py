"""How much each sign counts for an element being there, or being put off: linear weighings, learnt, open to read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Signs = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weights per sign; the sum and the bias are log odds.

    Attributes:
        bias: includes the threshold: from 0 on the answer is yes.
    """

    bias: float
    weights: Mapping[str, float]

    def standing(self, signs: Signs) -> float:
        """Log odds, moved so that 0 is where yes begins."""
        return self.bias + sum(weight * signs.get(name, 0.0) for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class Weighings:
    """The three questions that are weighed.

    Attributes:
        ranks: which candidate carries the element best, and is quoted first.
        carries: whether the document has the element at all (see `summed`).
        puts_off: whether it puts the element off where it does not have it.
    """

    ranks: Weighing
    carries: Weighing
    puts_off: Weighing


def summed(candidates: Sequence[Signs], ranks: Weighing) -> Signs:
    """What the candidates of an element say together: the signs of the best one, and how many are how good."""
    if not candidates:
        return {"none": 1.0}
    standings = sorted(
        ((ranks.standing(one), at) for at, one in enumerate(candidates)), key=lambda pair: (-pair[0], pair[1])
    )
    words = sorted((one["words"] for one in candidates), reverse=True)
    margins = sorted((one["margin"] for one in candidates), reverse=True)
    best = candidates[standings[0][1]]
    return {
        **{f"best: {name}": value for name, value in best.items()},
        "best": standings[0][0],
        "second": standings[1][0] if len(standings) > 1 else _FAR,
        "best, bent": math.tanh(standings[0][0] / 2),
        "words": words[0],
        "words, bent": math.tanh(words[0] / 2),
        "margin": margins[0],
        "margin, bent": math.tanh(margins[0] / 2),
        "put off, but said well": best["put off explicitly"] * max(0.0, math.tanh(standings[0][0] / 2)),
        "both, bent": math.tanh(words[0] / 2) * math.tanh(margins[0] / 2),
        "second margin": margins[1] if len(margins) > 1 else _FAR,
        "likely by words": sum(_likelihood(value) for value in words),
        "likely by margin": sum(_likelihood(value) for value in margins),
        "cues": max(one["cues"] for one in candidates),
        "firm cue": max(one["firm cue"] for one in candidates),
        "cue and heading": max(one["cue and heading"] for one in candidates),
    }


_FAR = -8.0


def _likelihood(margin: float) -> float:
    return 1 / (1 + math.exp(-margin))
