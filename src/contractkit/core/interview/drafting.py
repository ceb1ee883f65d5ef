"""What the answers so far make of the clauses: which elements are stated, how the text will stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from contractkit.core.clauses.assembly import Known, assemble_known
from contractkit.core.clauses.clause import Catalog, Clause, ClauseText
from contractkit.core.clauses.draft import BlockStyle, Draft, DraftBlock, DraftTable
from contractkit.core.clauses.language import ClauseTextError, Values, render
from contractkit.core.clauses.memory import reads
from contractkit.core.clauses.variables import references
from contractkit.core.interview.facts import Watch, facts_known
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Position, Side

BLANK: Final = re.compile("【待填：[^】]*】")
_NAME: Final = ("name",)  # the one answer at the top of a matter that clauses write out


@dataclass(frozen=True, slots=True)
class PreviewBlock:
    """One paragraph or table of a clause as it will stand.

    Attributes:
        number: as it is shown, or empty.
        clause: id of the clause; empty for headings.
        blanks: spans of `text` that wait for an answer.
    """

    number: str
    text: str
    table: DraftTable | None
    clause: str
    style: BlockStyle
    blanks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """One document as it will stand."""

    title: str
    blocks: tuple[PreviewBlock, ...]

    def element(self, element: str) -> tuple[PreviewBlock, ...]:
        """The blocks of one element's clause, or of any clause by id."""
        return tuple(block for block in self.blocks if block.clause == element)

    def item(self, item: str) -> tuple[PreviewBlock, ...]:
        """The blocks of all clauses of one item's elements."""
        return tuple(block for block in self.blocks if block.clause.startswith(f"{item}."))


class Drafting:
    """The clauses with the answers of one moment.

    Args:
        data: the plain answers, as a matter file holds them.
        catalog: the clauses.
        requirements: what applies.
    """

    def __init__(self, data: Mapping[str, Any], catalog: Catalog, requirements: Requirements) -> None:
        self.catalog = catalog
        self.requirements = requirements
        self._data = data
        self._watch = Watch()
        facts = facts_known(data, requirements, self._watch)
        self.known = Known(facts, _side(data), _positions(data))

    def preview(self, kind: Kind) -> Preview:
        """One document as it will stand, blanks where an answer is missing."""
        draft: Draft = assemble_known(self.known, self.catalog, self.requirements, kind)
        return Preview(draft.title, tuple(_preview(block) for block in draft.blocks))

    def open_answers(self, kind: Kind, element: str) -> frozenset[Keys] | None:
        """The answers that the clause of an element still waits for; None where it cannot be written at all."""
        clause = self.catalog.clauses.get((kind, element))
        text = self._text(clause) if clause else None
        if clause is None or text is None:
            return None
        written = (text, *(found for one in beside(self.catalog, clause) if (found := self._text(one))))
        waiting = [self._waiting(one) for one in written]
        return None if None in waiting else frozenset(keys for one in waiting if one for keys in one)

    def _text(self, clause: Clause) -> ClauseText | None:
        wanted = self.known.positions.get(clause.id, Position.PREFERRED)
        return clause.text_for(wanted, self.known.side)

    def _waiting(self, text: ClauseText) -> frozenset[Keys] | None:
        self._watch.open.clear()
        try:
            rendered = render(text.text, self.known.facts, Values())
        except ClauseTextError:
            return None
        waiting = set(self._watch.open)
        if _NAME in reads(text.text) and not self._data.get("name"):
            waiting.add(_NAME)
        return frozenset(waiting) if rendered.strip() or waiting else None

    def touched(self, text: ClauseText) -> frozenset[Keys]:
        """The answers that a clause text looks at."""
        self._watch.touched.clear()
        render(text.text, self.known.facts, Values())
        return frozenset(self._watch.touched | ({_NAME} & set(reads(text.text))))


def beside(catalog: Catalog, clause: Clause) -> Iterator[Clause]:
    """The clauses of annexes in which a clause says that its content stands: those of the same item."""
    own = {target for text in clause.texts for form, target, _ in references(text.text) if form == "annex"}
    for part in catalog.structures[clause.kind].annexes:
        if part.key not in own:
            continue
        inside = [catalog.clauses[clause.kind, name] for name in part.clauses if (clause.kind, name) in catalog.clauses]
        of_item = [one for one in inside if one.item and one.item == clause.item]
        exact = [one for one in of_item if one.id.rpartition(".")[2] == clause.id.rpartition(".")[2]]
        yield from exact or of_item


def _preview(block: DraftBlock) -> PreviewBlock:
    blanks = tuple(match.span() for match in BLANK.finditer(block.text))
    return PreviewBlock(block.number, block.text, block.table, block.clause, block.style, blanks)


def _side(data: Mapping[str, Any]) -> Side:
    try:
        return Side(str(data.get("side", Side.IMPLEMENTING_BODY.value)))
    except ValueError:
        return Side.IMPLEMENTING_BODY


def _positions(data: Mapping[str, Any]) -> dict[str, Position]:
    chosen = data.get("positions")
    known = {one.value: one for one in Position}
    return {key: known[value] for key, value in chosen.items() if value in known} if isinstance(chosen, dict) else {}
