"""What is known of the rows of a list already: rows never change in place, so a change of one is looked at alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from contractkit.core.interview.answers import Origin
from contractkit.core.interview.fields import row_texts
from contractkit.core.interview.question import Question
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys


@dataclass(slots=True)
class _Row:
    """One row: itself (so that its place in memory stays its own), its texts, the troubles asked for so far."""

    member: Any
    texts: tuple[str, ...]
    troubles: dict[int, str] = field(default_factory=dict)


class KnownRows:
    """Texts and troubles of one list's rows, kept from one look to the next."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._by_place: dict[int, _Row] = {}
        self._rows: list[_Row] = []
        self._others: dict[tuple[Origin, Keys], int] = {}

    def texts(self, view: View) -> list[tuple[str, ...]]:
        """All rows as shown now; from here on troubles are those of this view."""
        root = self._question.keys
        others = {
            (origin, keys): id(value)
            for origin, layer in view.snapshot.layers()
            for keys, value in layer.items()
            if keys != root
        }
        others[Origin.IMPORTED, ()] = len(view.snapshot.confirmed)
        known = self._by_place if others == self._others else {}  # what a row lacks may depend on the other answers
        self._others = others
        self._rows = [known.get(id(one)) or _Row(one, row_texts(self._question, one)) for one in view.rows(root)]
        self._by_place = {id(row.member): row for row in self._rows}
        return [row.texts for row in self._rows]

    def trouble(self, row: int, column: int, judged: Callable[[int, int], str]) -> str:
        """The trouble of a cell, judged where nobody asked before."""
        troubles = self._rows[row].troubles
        if column not in troubles:
            troubles[column] = judged(row, column)
        return troubles[column]
