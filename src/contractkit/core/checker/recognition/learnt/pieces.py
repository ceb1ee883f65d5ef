"""Sentences as pieces of a fixed vocabulary: the most probable split under a unigram model (Kudo 2018)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SPACE = re.compile(r"\s+")
_MARK = "▁"
_PUNCTUATION = str.maketrans("，：；（）！？　｜／％。", ",:;()!? |/%。")
_LONGEST = 8
_UNKNOWN_PENALTY = 10.0


class Vocabulary:
    """The pieces that are known, each with its log probability.

    Args:
        pieces: in the order of their ids; the first is what stands for unknown characters.
        scores: log probability of each.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._known: Mapping[str, tuple[int, float]] = {
            piece: (at, score) for at, (piece, score) in enumerate(zip(pieces, scores, strict=True)) if at
        }
        self._penalty = min(scores) - _UNKNOWN_PENALTY

    def split(self, text: str) -> list[int]:
        """Ids of the pieces of a text in order; 0 for a character that no piece has."""
        words = _MARK + _SPACE.sub(_MARK, text.translate(_PUNCTUATION).strip())
        back = self._forward(words)
        ids: list[int] = []
        end = len(words)
        while end:
            ids.append(back[end][1])
            end = back[end][0]
        ids.reverse()
        return ids

    def _forward(self, words: str) -> list[tuple[int, int]]:
        """For each end the start and the id of the last piece of the best split."""
        best = [0.0] + [float("-inf")] * len(words)
        back = [(0, 0)] * (len(words) + 1)
        known = self._known.get
        for start in range(len(words)):
            here = best[start]
            for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
                found = known(words[start:end])
                if found is not None and here + found[1] > best[end]:
                    best[end], back[end] = here + found[1], (start, found[0])
            if here + self._penalty > best[start + 1]:
                best[start + 1], back[start + 1] = here + self._penalty, (start, 0)
        return back
