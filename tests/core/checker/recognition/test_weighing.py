"""A standing is the bias and the signs times their weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.recognition.weighing import Weighing


def test_a_sign_that_is_not_there_counts_nothing() -> None:
    weighing = Weighing(-1.0, {"cue": 2.0, "topic": 0.5})

    assert weighing.standing({"cue": 1.0, "unknown": 9.0}) == pytest.approx(1.0)
    assert weighing.standing({}) == pytest.approx(-1.0)


@given(st.floats(-5, 5), st.floats(0, 5), st.floats(0, 5))
def test_a_sign_with_a_positive_weight_never_lowers_a_standing(bias: float, weight: float, more: float) -> None:
    weighing = Weighing(bias, {"cue": weight})

    assert weighing.standing({"cue": more}) >= weighing.standing({"cue": 0.0})
