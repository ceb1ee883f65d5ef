"""The n-gram model: by hand, and in the words of the library that its training uses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.recognition.learnt.grams import GramModel, GramTable, grams_of


def _table(entries: dict[str, tuple[float, int]]) -> GramTable:
    row = {gram: at for at, gram in enumerate(entries)}
    rarity = np.array([rare for rare, _ in entries.values()], dtype=np.float32)
    return GramTable(row, rarity, np.array([[weight] for _, weight in entries.values()], dtype=np.int8))


def _model() -> GramModel:
    text = _table({"期": (1.0, 10), "期限": (2.0, 20), "0年": (1.0, 30)})
    context = _table({"款": (1.0, -40)})
    return GramModel(("14.2.term",), text, context, np.array([0.1], np.float32), np.array([-1.0], np.float32))


def test_a_margin_by_hand() -> None:
    # 期 once: 1 × 1; 期限 once: 1 × 2; length √5; weights 10 and 20 times 0.1.
    expected = -1 + 0.1 * (1 * 10 + 2 * 20) / math.sqrt(5)

    assert _model().margins([("", "期限")])[0, 0] == pytest.approx(expected)


def test_what_stands_above_counts_by_itself() -> None:
    assert _model().margins([("价款", "甲")])[0, 0] == pytest.approx(-1 - 0.1 * 40)


def test_more_of_the_same_counts_by_its_logarithm() -> None:
    times = 1 + math.log(2)
    expected = -1 + 0.1 * (times * 10 + 2 * 20) / math.hypot(times, 2)

    assert _model().margins([("", "期期限")])[0, 0] == pytest.approx(expected)


def test_unknown_words_leave_the_bias() -> None:
    assert _model().margins([("甲", "乙丙"), ("", "")])[:, 0] == pytest.approx([-1, -1])


def test_every_number_reads_alike() -> None:
    assert set(grams_of("12年")) == set(grams_of("3年")) == {"0", "年", "0年"}


@given(st.lists(st.text(alphabet="期限年3款甲", max_size=12), min_size=1, max_size=5))
def test_texts_are_read_alike_alone_and_together(texts: list[str]) -> None:
    pairs = [(text[::-1], text) for text in texts]
    together = _model().margins(pairs)

    assert np.allclose(together, np.concatenate([_model().margins([pair]) for pair in pairs]), atol=1e-5)


@given(st.lists(st.text(alphabet="期限年3款甲", max_size=12), min_size=1, max_size=5))
def test_what_is_remembered_is_what_was_worked_out(texts: list[str]) -> None:
    model = _model()
    first = model.margins([(text, text) for text in texts])

    assert np.array_equal(first, model.margins([(text, text) for text in texts]))


def test_n_grams_that_stand_often_count_by_the_same_formula() -> None:
    for times in (64, 65, 200):
        counted = 1 + math.log(times)
        expected = -1 + 0.1 * (counted * 10 + 2 * 20) / math.hypot(counted, 2)

        assert _model().margins([("", "期" * (times - 1) + "期限")])[0, 0] == pytest.approx(expected)


def test_no_more_texts_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contractkit.core.checker.recognition.learnt.grams._REMEMBERED", 3)
    model = _model()
    many = model.margins([("", "期限" * count) for count in range(1, 9)])

    assert np.allclose(many, [model.margins([("", "期限" * count)])[0] for count in range(1, 9)])
    assert len(model.text._known) <= 3
