"""A fact read from a document: the field, the value, the words it was read from, how far it can be trusted.

Fields are paths of a matter file. A few facts have no place there and serve comparison alone: `("term", "months")`,
the length of the term in months however it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from contractkit.core.document.tree import Location, Passage
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Side

Value: TypeAlias = str | int | Decimal | date | tuple[str, ...]
"""As a matter file holds it; a list of lines as a tuple."""

TERM_MONTHS: Final[Keys] = ("term", "months")
"""The length of the term in months; no field of a matter."""


class Confidence(StrEnum):
    """How far a fact can be trusted, the best first."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    DOUBTFUL = "doubtful"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Confidence).index(self)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the file that a fact was read from.

    Attributes:
        text: exactly as they stand in the file.
        path: labels of the divisions around them.
        location: where the block stands in the file.
        passage: position in `Document.passages`.
        start: offset of the words in the passage's raw text.
        end: offset after them.
    """

    text: str
    path: tuple[str, ...]
    location: Location
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One field as a document states it.

    Attributes:
        keys: path in a matter file; members of lists count from 0.
        value: as a matter file holds it.
        source: the words it was read from.
        confidence: how far it can be trusted.
        basis: what the confidence rests on, in Chinese.
    """

    keys: Keys
    value: Value
    source: Quote
    confidence: Confidence
    basis: str


class DoubtKind(StrEnum):
    """Why something that was found is not taken as a fact."""

    CONTRADICTION = "contradiction"  # two places say different things
    AMBIGUOUS = "ambiguous"  # one place can be read in two ways
    INVALID = "invalid"  # what stands there is no answer: a credit code with a wrong check character
    UNPLACED = "unplaced"  # a matter has no field that could hold it


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something found that could not be placed or contradicts; nothing is taken for its field.

    Attributes:
        keys: the field it concerns.
        message: what is the matter, in Chinese.
        facts: what stands in the document, each with its source.
    """

    kind: DoubtKind
    keys: Keys
    message: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Everything read from one document.

    Attributes:
        settled: one fact for each field, in the order of the fields.
        said: every reading in reading order, also those repeated and those contradicting.
        doubts: what was found and not taken.
        names: what the document calls the two sides (甲方, 授权主体, 省局), by side.
    """

    settled: tuple[Fact, ...]
    said: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    names: Mapping[Side, tuple[str, ...]] = field(default_factory=dict)

    def get(self, keys: Keys) -> Fact | None:
        """The fact for a field, or None."""
        return next((fact for fact in self.settled if fact.keys == keys), None)

    def value(self, keys: Keys) -> Value | None:
        """The value of a field, or None."""
        found = self.get(keys)
        return None if found is None else found.value

    def readings(self, keys: Keys) -> tuple[Fact, ...]:
        """Every reading of a field."""
        return tuple(fact for fact in self.said if fact.keys == keys)

    def below(self, keys: Keys) -> tuple[Fact, ...]:
        """The settled facts at and below a path."""
        return tuple(fact for fact in self.settled if fact.keys[: len(keys)] == keys)

    def rows(self, keys: Keys) -> tuple[Mapping[Keys, Fact], ...]:
        """The members of a list of parts: for each the facts by their path below it."""
        members: dict[int, dict[Keys, Fact]] = {}
        for fact in self.below(keys):
            at = fact.keys[len(keys)] if len(fact.keys) > len(keys) + 1 else None
            if isinstance(at, int):
                members.setdefault(at, {})[fact.keys[len(keys) + 1 :]] = fact
        return tuple(members[at] for at in sorted(members))

    def side_of(self, name: str) -> Side | None:
        """The side that a name in the document means: its role there, its short name, its full name."""
        wanted = name.strip()
        for side, names in self.names.items():
            if any(wanted == one or wanted.startswith(f"{one}（") for one in names):
                return side
        return None


def quote(passage: Passage, start: int, end: int) -> Quote:
    """The raw words of clean offsets [start, end) in a passage."""
    left, right = passage.clean.raw_span(start, end)
    return raw_quote(passage, left, right)


def raw_quote(passage: Passage, start: int, end: int) -> Quote:
    """The raw words of a passage, without white space around them."""
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Quote(text, passage.path, passage.location, passage.index, start, start + len(text))


def by_keys(facts: tuple[Fact, ...]) -> Iterator[tuple[Keys, tuple[Fact, ...]]]:
    """The facts of each field together, in the order in which the fields appear first."""
    found: dict[Keys, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.keys, []).append(fact)
    for keys, same in found.items():
        yield keys, tuple(same)
