"""A small transformer encoder on numpy: pieces in, one margin per element out.

The weights are data, learnt by `training/train_encoder.py`; they start from the first layers of a public multilingual
encoder (see THIRD_PARTY.md). Per element an attention of its own picks the pieces that speak for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.floating[Any]]]
Ids = np.ndarray[Any, np.dtype[np.int64]]

_PIECES_AT_ONCE = 4096  # padded; bounds memory at about 40 MB
_STEP = 16  # lengths are padded to multiples of this, so that equals meet
_EPSILON = 1e-12
_NOWHERE = np.float32(-1e9)


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

    def margins(self, texts: Sequence[Sequence[int]]) -> Numbers:
        """A row of margins (log odds) per text; texts longer than `longest` are cut off."""
        found = np.zeros((len(texts), len(self.weights.elements)), dtype=np.float32)
        for rows, ids, mask in self._batches(texts):
            found[rows] = self._answer(self._encode(ids, mask), mask)
        return found

    def _batches(self, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], Ids, Numbers]]:
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        rows: list[int] = []
        for at in order:
            if rows and (len(rows) + 1) * self._padded(texts[at]) > _PIECES_AT_ONCE:
                yield self._batch(texts, rows)
                rows = []
            rows.append(at)
        if rows:
            yield self._batch(texts, rows)

    def _padded(self, text: Sequence[int]) -> int:
        return min(-(-max(len(text), 1) // _STEP) * _STEP, self.longest)

    def _batch(self, texts: Sequence[Sequence[int]], rows: list[int]) -> tuple[list[int], Ids, Numbers]:
        width = self._padded(texts[rows[-1]])
        ids = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.full((len(rows), width), _NOWHERE, dtype=np.float32)
        for row, at in enumerate(rows):
            length = min(len(texts[at]), width)
            ids[row, :length] = texts[at][:length]
            mask[row, : max(length, 1)] = 0
        return rows, ids, mask

    def _encode(self, ids: Ids, mask: Numbers) -> Numbers:
        weights = self.weights
        states = _normed(weights.words[ids] + weights.places[: ids.shape[1]], *weights.norm)
        for layer in weights.layers:
            states = self._layer(layer, states, mask)
        return states

    def _layer(self, layer: Layer, states: Numbers, mask: Numbers) -> Numbers:
        texts, width, size = states.shape
        flat = states.reshape(-1, size)

        def split(weight: Numbers, bias: str) -> Numbers:
            whole = (flat @ weight + layer.biases[bias]).reshape(texts, width, self.weights.heads, -1)
            return whole.transpose(0, 2, 1, 3)

        query, key, value = split(layer.query, "query"), split(layer.key, "key"), split(layer.value, "value")
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(math.sqrt(query.shape[-1])) + mask[:, None, None, :]
        seen = (_softmax(scores) @ value).transpose(0, 2, 1, 3).reshape(-1, size)
        flat = _normed(flat + seen @ layer.out + layer.biases["out"], *layer.norms[0])
        wide = _gelu(flat @ layer.widen + layer.biases["widen"])
        flat = _normed(flat + wide @ layer.narrow + layer.biases["narrow"], *layer.norms[1])
        return flat.reshape(texts, width, size)

    def _answer(self, states: Numbers, mask: Numbers) -> Numbers:
        weights = self.weights
        attention = _softmax((states @ weights.looks + mask[:, :, None]).transpose(0, 2, 1))
        said = states @ weights.answers.T
        answers: Numbers = np.einsum("nes,nse->ne", attention, said) + weights.bias
        return answers


def _normed(states: Numbers, scale: Numbers, shift: Numbers) -> Numbers:
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
    normed: Numbers = centred / spread * scale + shift
    return normed


def _softmax(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Numbers = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _gelu(values: Numbers) -> Numbers:
    inner = np.float32(math.sqrt(2 / math.pi)) * (values + np.float32(0.044715) * values * values * values)
    bent: Numbers = np.float32(0.5) * values * (1 + np.tanh(inner))
    return bent
