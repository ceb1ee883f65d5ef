"""The margins of a text do not depend on what else is read with it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contractkit.core.checker.recognition.learnt.encoder import Encoder, Layer, Weights

_SIZE, _WIDE, _PIECES, _PLACES = 8, 16, 20, 32
_TEXT = st.lists(st.integers(0, _PIECES - 1), min_size=1, max_size=_PLACES)


@cache
def _weights() -> Weights:
    random = np.random.default_rng(7)

    def some(*shape: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        return random.normal(size=shape).astype(np.float32)

    def layer() -> Layer:
        biases = {
            part: some(_WIDE if part == "widen" else _SIZE)
            for part in ("query", "key", "value", "out", "narrow", "widen")
        }
        query, key, value, out = (some(_SIZE, _SIZE) for _ in range(4))
        norm = some(_SIZE), some(_SIZE)
        return Layer(query, key, value, out, some(_SIZE, _WIDE), some(_WIDE, _SIZE), biases, (norm, norm))

    return Weights(
        ("a", "b", "c"),
        some(_PIECES, _SIZE),
        some(_PLACES, _SIZE),
        (some(_SIZE), some(_SIZE)),
        (layer(), layer()),
        2,
        some(_SIZE, 3),
        some(3, _SIZE),
        some(3),
    )


def _plainly(weights: Weights, text: list[int]) -> Any:
    """The margins of one text by the textbook, in 64 bits."""

    def normed(states: Any, scale: Any, shift: Any) -> Any:
        centred = states - states.mean(axis=-1, keepdims=True)
        return centred / np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + 1e-12) * scale + shift

    def shares(scores: Any) -> Any:
        powers = np.exp(scores - scores.max(axis=0))
        return powers / powers.sum(axis=0)

    states = normed(weights.words[text].astype(np.float64) + weights.places[: len(text)], *weights.norm)
    for layer in weights.layers:
        query, key, value = (
            (states @ matrix + layer.biases[name]).reshape(len(text), weights.heads, -1)
            for name, matrix in (("query", layer.query), ("key", layer.key), ("value", layer.value))
        )
        scores = np.einsum("qhd,khd->khq", query, key) / np.sqrt(query.shape[-1])
        seen = np.einsum("khq,khd->qhd", shares(scores), value).reshape(len(text), -1)
        states = normed(states + seen @ layer.out + layer.biases["out"], *layer.norms[0])
        wide = states @ layer.widen + layer.biases["widen"]
        wide = wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3))) / 2
        states = normed(states + wide @ layer.narrow + layer.biases["narrow"], *layer.norms[1])
    attention = shares(states @ weights.looks)
    return (attention * (states @ weights.answers.T)).sum(axis=0) + weights.bias


@settings(deadline=None, max_examples=40)
@given(st.lists(_TEXT, min_size=1, max_size=8))
def test_texts_are_read_alike_alone_and_together(texts: list[list[int]]) -> None:
    encoder = Encoder(_weights())
    together = encoder.margins(texts)
    alone = np.concatenate([encoder.margins([text]) for text in texts])

    assert together.shape == (len(texts), 3)
    assert np.allclose(together, alone, atol=1e-3)


@settings(deadline=None, max_examples=40)
@given(st.lists(_TEXT, min_size=1, max_size=6))
def test_margins_are_those_of_the_plain_formulas(texts: list[list[int]]) -> None:
    """What is joined, packed and worked out in place comes to the same as text by text, step by step."""
    found = Encoder(_weights()).margins(texts)

    assert np.allclose(found, [_plainly(_weights(), text) for text in texts], atol=1e-3)


def test_more_texts_than_are_read_at_once_come_back_in_their_order() -> None:
    encoder = Encoder(_weights())
    texts = [[(at * step) % _PIECES for step in range(1, 2 + at % _PLACES)] for at in range(100)]
    alone = np.concatenate([encoder.margins([text]) for text in texts])

    assert np.allclose(encoder.margins(texts), alone, atol=1e-3)


def test_a_text_without_pieces_has_the_margins_of_an_unknown_one() -> None:
    encoder = Encoder(_weights())

    assert np.array_equal(encoder.margins([[]]), encoder.margins([[0]]))


def test_no_texts_have_no_margins() -> None:
    assert Encoder(_weights()).margins([]).shape == (0, 3)


def test_a_text_that_is_too_long_is_cut_off() -> None:
    encoder = Encoder(_weights())
    long = [at % _PIECES for at in range(_PLACES + 9)]

    assert np.allclose(encoder.margins([long]), encoder.margins([long[:_PLACES]]), atol=1e-4)


def test_the_order_of_the_words_counts() -> None:
    encoder = Encoder(_weights())

    assert not np.allclose(encoder.margins([[1, 2, 3]]), encoder.margins([[3, 2, 1]]), atol=1e-3)


def test_an_element_looks_where_its_weights_tell_it() -> None:
    """With no way to attend, an answer is the mean over the pieces; with a strong one, that of one piece."""
    weights = _weights()
    flat = Encoder(replace(weights, looks=np.zeros_like(weights.looks)))
    sharp = Encoder(replace(weights, looks=weights.looks * 1000))
    states = flat._states([[1, 2, 3]], [(1, slice(0, 3))])
    said = states @ weights.answers.T + weights.bias

    assert flat.margins([[1, 2, 3]])[0] == pytest.approx(said.mean(axis=0), abs=1e-3)
    foremost = (states @ weights.looks).argmax(axis=0)
    assert sharp.margins([[1, 2, 3]])[0] == pytest.approx(said[foremost, range(3)], abs=1e-2)
