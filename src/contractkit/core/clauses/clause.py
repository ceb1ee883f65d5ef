"""A clause: the text for one element (or a supporting subject) in its positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position, Side


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One position of a clause.

    Attributes:
        side: whose draft it is for; None for both.
        text: template text in the form of clauses/README.md, one paragraph a line.
        line: 1-based line in the clause file at which the text begins.
    """

    position: Position
    side: Side | None
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with its positions.

    Attributes:
        id: element id (`14.6.disclosure`) or the name of a supporting clause (`definitions`).
        item: statutory item (`14.6`), or empty.
        basis: the law it rests on, in Chinese.
        notes: drafting notes, in Chinese.
        file: path of the file it comes from.
    """

    id: str
    kind: Kind
    item: str
    title: str
    basis: tuple[str, ...]
    notes: tuple[str, ...]
    texts: tuple[ClauseText, ...]
    file: str
    line: int

    def text_for(self, position: Position, side: Side) -> ClauseText | None:
        """The text in a position for a side: the side's own before the common one; None when there is none."""
        for wanted in (side, None):
            for text in self.texts:
                if text.position is position and text.side is wanted:
                    return text
        return None


@dataclass(frozen=True, slots=True)
class Part:
    """One article (第X条), part (一、) or annex of a document.

    Attributes:
        key: name for annexes (`catalogue`), empty for parts.
        title: heading; may hold variables.
        clauses: ids of its clauses, in order.
        when: a template; the part is left out when it renders to nothing. Empty: always there.
        line: 1-based line in structure.yaml.
    """

    key: str
    title: str
    clauses: tuple[str, ...]
    when: str
    line: int


@dataclass(frozen=True, slots=True)
class Structure:
    """The order of a kind of document."""

    kind: Kind
    title: str
    parts: tuple[Part, ...]
    annexes: tuple[Part, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """All clauses and both structures.

    Attributes:
        clauses: by kind and id; a local element may have one clause in each kind.
        sha256: hash of the files they came from, in hex.
    """

    clauses: Mapping[tuple[Kind, str], Clause]
    structures: Mapping[Kind, Structure]
    sha256: str

    def named(self, name: str) -> tuple[Clause, ...]:
        """The clauses with this id, in plans and in agreements."""
        return tuple(clause for (_, known), clause in self.clauses.items() if known == name)
