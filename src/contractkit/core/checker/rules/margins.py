"""How much the learnt models take a sentence for one that breaks a rule which works by wording.

The n-gram model reads all statements of a document, the encoder those that the first puts foremost for some rule and
those that are asked for. Margins propose and refuse; what a sentence affirms, and to whom, polarity and roles decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contractkit.core.checker.recognition.learnt.encoder import Numbers
from contractkit.core.checker.recognition.learnt.sentences import Sentence
from contractkit.core.checker.recognition.margins import FURTHEST, LEAST_WORDS, RULE, Models, spoken
from contractkit.core.checker.rules.statements import Statement

_FOREMOST = 4
"""So many statements per rule, first by their n-grams, the encoder reads."""

_SHORTEST = 7  # clean characters


class RuleMargins:
    """The margins of a document's statements.

    Args:
        statements: what binds in the document.
        models: the learnt models; a rule that they do not know has no margins.
    """

    def __init__(self, statements: Sequence[Statement], models: Models) -> None:
        self._models = models
        read = [one for one in statements if len(one.span.text) >= _SHORTEST]
        self._sentences = {_key(one): _sentence(one) for one in read}
        self._words = models.grams.margins([(one.context, one.text) for one in self._sentences.values()])
        self._row = {key: row for row, key in enumerate(self._sentences)}
        self._columns = {name: at for at, name in enumerate(models.sentences.elements)}
        self._foremost = {name: self._first(name) for name in self._columns if name.startswith(RULE)}
        self._encode(row for rows in self._foremost.values() for row in rows)

    def of(self, statement: Statement, rule: str) -> float | None:
        """Log odds, -8 to 8, that a statement breaks a rule; None for a rule, or a scrap, that the models do not know."""
        column, sentence = self._columns.get(RULE + rule), self._sentences.get(_key(statement))
        if column is None or sentence is None:
            return None
        found = self._models.sentences.margins([sentence])[0, column]
        return float(found.clip(-FURTHEST, FURTHEST))

    def is_foremost(self, statement: Statement, rule: str) -> bool:
        """Whether a statement is among the few that by their words may break a rule."""
        return self._row.get(_key(statement)) in self._foremost.get(RULE + rule, ())

    def _first(self, name: str) -> tuple[int, ...]:
        if name not in self._models.grams.elements or not len(self._words):
            return ()
        margins: Numbers = self._words[:, self._models.grams.elements.index(name)]
        first = (-margins).argsort(kind="stable")[:_FOREMOST]
        return tuple(int(row) for row in first if margins[row] >= LEAST_WORDS)

    def _encode(self, rows: Iterable[int]) -> None:
        """Have the encoder read these sentences at once; it remembers them."""
        sentences = list(self._sentences.values())
        self._models.sentences.margins([sentences[row] for row in dict.fromkeys(rows)])


def _key(statement: Statement) -> tuple[int, int]:
    return statement.span.passage.index, statement.span.start


def _sentence(statement: Statement) -> Sentence:
    return Sentence(statement.above, spoken(statement.span.text))
