"""A small transformer encoder on numpy: pieces in, one margin per element out.

The weights are data, learnt by `training/train_encoder.py`; they start from the first layers of a public multilingual
encoder (see THIRD_PARTY.md). Per element an attention of its own picks the pieces that speak for it.

What is the same for every piece (nearly all of the work) is done over the pieces of many texts, one after the other
without padding; only attention looks at texts, those of one length at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.floating[Any]]]
Run = tuple[int, slice]
"""So many texts of one length, and where their pieces are."""

_PIECES_AT_ONCE = 512  # what is worked out between two steps (3 MB) stays in the processor's cache
_EPSILON = np.float32(1e-12)
_BEND = np.float32(math.sqrt(2 / math.pi))
_TWIST = np.float32(math.sqrt(2 / math.pi) * 0.044715)


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one layer: `query`, `key`, `value`, `out` (H × H), `widen` (H × F), `narrow` (F × H), biases and norms."""

    query: Numbers
    key: Numbers
    value: Numbers
    out: Numbers
    widen: Numbers
    narrow: Numbers
    biases: Mapping[str, Numbers]
    norms: tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learnt.

    Attributes:
        elements: ids of the elements, in the order of the margins.
        words: one row per piece.
        places: one row per position.
        norm: scale and shift after the embedding.
        heads: attention heads of each layer.
        looks: H × elements, by which each element attends to pieces.
        answers: elements × H, and `bias`.
    """

    elements: tuple[str, ...]
    words: Numbers
    places: Numbers
    norm: tuple[Numbers, Numbers]
    layers: tuple[Layer, ...]
    heads: int
    looks: Numbers
    answers: Numbers
    bias: Numbers


class Encoder:
    """Runs the weights over texts of any number and length up to `longest` pieces."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.longest = len(weights.places)
        self._layers = [_Joined.of(layer, weights.heads) for layer in weights.layers]

    def margins(self, texts: Sequence[Sequence[int]]) -> Numbers:
        """A row of margins (log odds) per text; texts longer than `longest` are cut off."""
        found = np.zeros((len(texts), len(self.weights.elements)), dtype=np.float32)
        cut = [list(text[: self.longest]) or [0] for text in texts]
        for rows in _batches(cut):
            batch = [cut[row] for row in rows]
            runs = _runs(batch)
            found[rows] = self._answers(self._states(batch, runs), runs)
        return found

    def _states(self, texts: Sequence[Sequence[int]], runs: Sequence[Run]) -> Numbers:
        """A row per piece, those of one text after those of the other."""
        weights = self.weights
        places = np.concatenate([np.arange(len(text)) for text in texts])
        states: Numbers = weights.words[np.concatenate(texts)] + weights.places[places]
        _norm(states, *weights.norm)
        for layer in self._layers:
            layer.pass_through(states, runs)
        return states

    def _answers(self, states: Numbers, runs: Sequence[Run]) -> Numbers:
        weights = self.weights
        looks, said = states @ weights.looks, states @ weights.answers.T
        answers = np.empty((sum(texts for texts, _ in runs), len(weights.elements)), dtype=np.float32)
        row = 0
        for texts, pieces in runs:
            attention = looks[pieces].reshape(texts, -1, looks.shape[1])
            attention -= attention.max(axis=1, keepdims=True)
            np.exp(attention, out=attention)
            total = (attention * said[pieces].reshape(attention.shape)).sum(axis=1)
            np.divide(total, attention.sum(axis=1), out=answers[row : row + texts])
            row += texts
        answers += weights.bias
        return answers


def _batches(texts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Numbers of texts by their length, some for one batch at a time."""
    rows: list[int] = []
    pieces = 0
    for row in sorted(range(len(texts)), key=lambda row: len(texts[row])):
        if rows and pieces + len(texts[row]) > _PIECES_AT_ONCE:
            yield rows
            rows, pieces = [], 0
        rows.append(row)
        pieces += len(texts[row])
    if rows:
        yield rows


def _runs(texts: Sequence[Sequence[int]]) -> list[Run]:
    """The texts of one length that follow one another, taken together."""
    runs: list[Run] = []
    at = 0
    for length, same in groupby(map(len, texts)):
        number = sum(1 for _ in same)
        runs.append((number, slice(at, at + number * length)))
        at += number * length
    return runs


@dataclass(frozen=True, slots=True)
class _Joined:
    """A layer made ready: what is multiplied with the same states stands in one matrix.

    Attributes:
        looks: H × 3H, query (divided by the root of a head's size), key and value.
        narrow: as in `Layer`.
    """

    heads: int
    looks: Numbers
    looks_bias: Numbers
    layer: Layer

    @classmethod
    def of(cls, layer: Layer, heads: int) -> _Joined:
        """The layer, joined."""
        root = np.float32(math.sqrt(layer.query.shape[1] // heads))
        looks = np.concatenate([layer.query / root, layer.key, layer.value], axis=1)
        bias = np.concatenate([layer.biases["query"] / root, layer.biases["key"], layer.biases["value"]])
        return cls(heads, looks, bias, layer)

    def pass_through(self, states: Numbers, runs: Sequence[Run]) -> None:
        """What the layer makes of the states, in their place."""
        layer = self.layer
        states += self._attend(states, runs) @ layer.out
        states += layer.biases["out"]
        _norm(states, *layer.norms[0])
        wide = states @ layer.widen
        wide += layer.biases["widen"]
        _bend(wide)
        states += wide @ layer.narrow
        states += layer.biases["narrow"]
        _norm(states, *layer.norms[1])

    def _attend(self, states: Numbers, runs: Sequence[Run]) -> Numbers:
        """What each piece sees of the pieces of its own text."""
        looks = states @ self.looks
        looks += self.looks_bias
        seen = np.empty_like(states)
        for texts, pieces in runs:
            # texts × pieces × (query, key, value) × heads × size of a head → texts × heads × pieces × size
            parts = looks[pieces].reshape(texts, -1, 3, self.heads, states.shape[1] // self.heads)
            query, key, value = (parts[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
            scores = query @ key.transpose(0, 1, 3, 2)
            scores -= scores.max(axis=-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=-1, keepdims=True)
            seen[pieces] = (scores @ value).transpose(0, 2, 1, 3).reshape(-1, states.shape[1])
        return seen


def _norm(states: Numbers, scale: Numbers, shift: Numbers) -> None:
    """Each row with mean 0 and spread 1, scaled and shifted, in its place."""
    states -= states.mean(axis=-1, keepdims=True)
    spread = np.einsum("ph,ph->p", states, states)[:, None] / np.float32(states.shape[1])
    states /= np.sqrt(spread + _EPSILON)
    states *= scale
    states += shift


def _bend(values: Numbers) -> None:
    """GELU in its tanh form, x · (1 + tanh u) / 2, in place."""
    bent = values * values
    bent *= _TWIST
    bent += _BEND
    bent *= values
    np.tanh(bent, out=bent)
    bent += 1
    bent *= np.float32(0.5)
    values *= bent
