"""The parts of a document: their clauses as chosen, their numbers, their blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contractkit.core.clauses.clause import Clause, ClauseText, Part
from contractkit.core.clauses.draft import BlockStyle, DraftBlock
from contractkit.core.clauses.numbering import Numberer
from contractkit.core.clauses.written import Written
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position
from contractkit.errors import Problem


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part with the texts that the positions choose, before anything is written.

    Attributes:
        plain: style of its unmarked lines.
        texts: of each clause that applies.
        sources: all its template texts.
        name: tells it apart from other parts of any document.
        problems: clauses that are not there, positions that they do not offer.
    """

    part: Part
    plain: BlockStyle
    texts: tuple[tuple[Clause, ClauseText], ...]
    sources: tuple[str, ...]
    name: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ChosenPart:
    """A part with the clauses that are written into it.

    Attributes:
        wanted: by its condition.
        clauses: those of which a paragraph comes out; a part without any falls away.
        used: clause id → position used.
        shape: all that numbers depend on.
        problems: texts that cannot be written.
    """

    part: Part
    wanted: bool
    title: Written
    clauses: tuple[tuple[Clause, Written], ...]
    used: Mapping[str, Position]
    shape: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedPart:
    """A part in a document: its blocks with their numbers, and its heading as the contents show it."""

    chosen: ChosenPart
    blocks: tuple[DraftBlock, ...]
    heading: str


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The numbers of a document: of each part and annex, and of each paragraph of its clauses.

    Attributes:
        finished: blocks that were made with these numbers, by place, clause and text; the texts are kept so that none other
            takes their identity.
        parts: those of whole parts, likewise.
        latest: the blocks last made of a clause: one that is the same again is the same object.
    """

    numberer: Numberer
    numbers: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    finished: dict[tuple[int, str, int], tuple[Written, tuple[DraftBlock, ...]]] = field(default_factory=dict)
    parts: dict[tuple[int, int], PlacedPart] = field(default_factory=dict)
    latest: dict[tuple[int, str], tuple[DraftBlock, ...]] = field(default_factory=dict)


def heading(block: DraftBlock) -> str:
    """An entry of the contents: 第一条　定义, 附件一　目录, but 一、总体要求."""
    return block.number + ("" if block.number.endswith("、") else "\u3000") + block.text


def outline_of(kind: Kind, parts: Iterable[ChosenPart], annexes: Iterable[ChosenPart]) -> Outline:
    """The numbers of a document, given in the order in which it reads."""
    numberer = Numberer(kind)
    numbers = [
        (numberer.part({clause.item for clause, _ in chosen.clauses if clause.item}), _numbers(chosen, numberer))
        for chosen in parts
    ]
    numbers += [(numberer.annex(chosen.part.key), _numbers(chosen, numberer)) for chosen in annexes]
    return Outline(numberer, tuple(numbers))


def _numbers(chosen: ChosenPart, numberer: Numberer) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(numberer.block(paragraph.style, clause.id) for paragraph in text.paragraphs)
        for clause, text in chosen.clauses
    )
