"""The margin of a sentence."""

from __future__ import annotations

import math

import pytest

from contractkit.core.checker.rules.likeness import Likeness, Weights, grams_of


def test_every_number_counts_as_one_gram() -> None:
    assert grams_of("第12条 3.5", 2) == grams_of("第9条7", 2)


def test_margin_is_the_bias_and_the_known_grams_over_the_root_of_their_number() -> None:
    likeness = Likeness(1, {"r": Weights(-1.0, {"独": 2.0, "家": 1.0})})
    assert likeness.margin("r", "独家权") == pytest.approx(-1.0 + 3.0 / math.sqrt(3))
    assert likeness.margin("r", "") == -1.0
    assert likeness.margin("unknown", "独家") is None
