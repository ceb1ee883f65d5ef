"""Matter + catalog + requirements → draft. An element without a clause stops here, with its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Final

from contractkit.core.clauses.clause import Catalog, Clause, ClauseText, Part
from contractkit.core.clauses.draft import BlockStyle, Draft, DraftBlock
from contractkit.core.clauses.language import ClauseTextError, Reference, Values
from contractkit.core.clauses.memory import Memory
from contractkit.core.clauses.numbering import Numberer
from contractkit.core.clauses.paragraphs import Paragraph, UnevenTable
from contractkit.core.clauses.parts import ChosenPart, Outline, PlacedPart, PlannedPart, heading, outline_of
from contractkit.core.clauses.written import NOTHING, Written, map_cells, write_line, write_text
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import InvalidData, Problem

_REMEDY = "对照 `contractkit show schema` 中的字段名修改条款，或者运行 `contractkit lint` 查看全部问题。"
_FINISHED: Final = 2048  # blocks of texts that an outline keeps


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a matter when its clauses are chosen and written.

    Attributes:
        facts: the variables of clause texts.
        side: whose draft it is.
        positions: element id → position; the preferred one where none is given.
    """

    facts: Mapping[str, object]
    side: Side
    positions: Mapping[str, Position]


def assemble(
    matter: Matter, catalog: Catalog, requirements: Requirements, kind: Kind, memory: Memory | None = None
) -> Draft:
    """The draft of one document.

    Args:
        matter: the facts.
        catalog: the clause library.
        requirements: what the law demands of this matter.
        kind: plan or agreement.
        memory: of earlier drafts with the same library; what comes out is the same without it.

    Raises:
        InvalidData: a clause is missing or faulty, a position does not exist, or an element would be left out,
            all such problems at once; or, when there are none, references lead nowhere.
    """
    known = Known(facts_of(matter, requirements), matter.side, matter.positions)
    work = _Assembly(known, catalog, requirements, kind, memory or Memory())
    chosen = work.chosen()
    work.demand_elements([*chosen[0], *chosen[1]])
    work.stop_on_problems()
    draft = work.draft(*chosen)
    work.stop_on_problems()
    return draft


def assemble_known(known: Known, catalog: Catalog, requirements: Requirements, kind: Kind) -> Draft:
    """The draft of one document as far as it can be written; clauses and references that cannot be are left out.

    Args:
        known: facts that may hold blanks where answers are missing.
        catalog: the clause library.
        requirements: what applies.
        kind: plan or agreement.
    """
    work = _Assembly(known, catalog, requirements, kind, Memory())
    return work.draft(*work.chosen())


class _Assembly:
    """One run of `assemble`: what is needed at every step, and the problems met on the way."""

    def __init__(self, known: Known, catalog: Catalog, requirements: Requirements, kind: Kind, memory: Memory) -> None:
        self.known = known
        self.requirements = requirements
        self.catalog = catalog
        self.kind = kind
        self.file = catalog.structures[kind].file
        self.memory = memory
        self.used: dict[str, Position] = {}
        self.problems: list[Problem] = []
        self.facts = known.facts
        memory.begin(known.facts)
        self.required = {e.id: e for item in requirements.of_kind(kind) for e in item.elements}

    def chosen(self) -> tuple[list[ChosenPart], list[ChosenPart], Written]:
        """The parts and annexes that are written, and the title."""
        local = tuple(name for name in self.required if is_local(name))
        key = ("plan", self.kind, self.known.side, tuple(self.known.positions.items()), local)
        parts, annexes = self.memory.kept(key, self.planned)
        title = self.catalog.structures[self.kind].title
        return self.choose(parts), self.choose(annexes), self.line(title, 1, self.problems)

    def planned(self) -> tuple[tuple[PlannedPart, ...], tuple[PlannedPart, ...]]:
        """Which text of which clause stands in which part and annex."""
        structure = self.catalog.structures[self.kind]
        plain = BlockStyle.CLAUSE if self.kind is Kind.AGREEMENT else BlockStyle.BODY
        parts = tuple(self.plan(part, plain) for part in structure.parts)
        return parts, tuple(self.plan(part, BlockStyle.BODY) for part in structure.annexes)

    def draft(self, parts: list[ChosenPart], annexes: list[ChosenPart], title: Written) -> Draft:
        """The numbered draft; references that lead nowhere go to the problems."""
        blocks, headings = self.number(parts, annexes)
        restored = title.values.restore(title.line, lambda reference: reference.target)
        used = tuple(sorted(self.used.items()))
        edition, locality = self.requirements.edition.id, self.requirements.locality
        return Draft(self.kind, restored, blocks, headings, used, edition, locality)

    def choose(self, parts: tuple[PlannedPart, ...]) -> list[ChosenPart]:
        """The parts that are written, with their clauses; empty ones fall away."""
        chosen: list[ChosenPart] = []
        for planned in parts:
            part = self.memory.made(planned.name, planned.sources, partial(self.write, planned))
            self.problems += part.problems
            if part.wanted:
                self.problems += planned.problems
            if part.clauses:
                self.used.update(part.used)
                chosen.append(part)
        return chosen

    def plan(self, part: Part, plain: BlockStyle) -> PlannedPart:
        """The clauses of a part that apply, in the positions that the matter chose; local ones only where asked for."""
        texts, problems = [], []
        for name in part.clauses:
            if is_local(name) and name not in self.required:
                continue
            if (clause := self.catalog.clauses.get((self.kind, name))) is None:
                message, remedy = f"条款“{name}”不存在", "新建该条款，或者从编排中删去。"
                problems.append(Problem(message, remedy, self.file, part.line))
            elif (text := clause.text_for(self.position(name), self.known.side)) is None:
                problems.append(self.unoffered(clause))
            else:
                texts.append((clause, text))
        sources = (part.when, part.title, *(text.text for _, text in texts))
        names = (self.kind.value, plain.value, part.key, str(part.line), *(clause.id for clause, _ in texts), *sources)
        return PlannedPart(part, plain, tuple(texts), sources, names, tuple(problems))

    def position(self, clause: str) -> Position:
        """The position that the matter chose."""
        return self.known.positions.get(clause, Position.PREFERRED)

    def unoffered(self, clause: Clause) -> Problem:
        """A position that a clause does not offer."""
        offered = "、".join(sorted({t.position.value for t in clause.texts}))
        wanted = self.position(clause.id).value
        message = f"条款“{clause.id} {clause.title}”没有立场“{wanted}”（{self.known.side.value}）"
        return Problem(message, f"可选：{offered}。", field=f"positions.{clause.id}")

    def write(self, planned: PlannedPart) -> ChosenPart:
        """A part with its values."""
        part = planned.part
        problems: list[Problem] = []
        wanted = not part.when or bool(self.line(part.when, part.line, problems).line.strip())
        clauses: list[tuple[Clause, Written]] = []
        used: dict[str, Position] = {}
        for clause, text in planned.texts if wanted else ():
            written = self.written(clause, text, planned.plain, problems)
            if written is not None and written.paragraphs:
                clauses.append((clause, written))
                used[clause.id] = text.position
        title = self.line(part.title, part.line, problems) if clauses else NOTHING
        shape = (part.key, *(word for clause, text in clauses for word in (clause.id, clause.item, text.shape)))
        return ChosenPart(part, wanted, title, tuple(clauses), used, shape, tuple(problems))

    def written(self, clause: Clause, text: ClauseText, plain: BlockStyle, problems: list[Problem]) -> Written | None:
        """A clause with its values; None when it cannot be written."""
        key = (text.text, plain.value)
        try:
            return self.memory.made(key, (text.text,), lambda: write_text(text.text, self.facts, plain))
        except ClauseTextError as fault:
            problems.append(Problem(fault.message, _REMEDY, clause.file, text.line + fault.line - 1, clause.id))
        except UnevenTable as fault:
            problems.append(Problem(str(fault), "每行写同样多的格。", clause.file, text.line, clause.id))
        return None

    def line(self, text: str, line: int, problems: list[Problem]) -> Written:
        """A one-line template of structure.yaml."""
        try:
            return self.memory.made((text, ""), (text,), lambda: write_line(text, self.facts))
        except ClauseTextError as fault:
            problems.append(Problem(fault.message, _REMEDY, self.file, line))
            return NOTHING

    def demand_elements(self, chosen: list[ChosenPart]) -> None:
        """Every element that the law demands must have text."""
        written = {clause.id for part in chosen for clause, _ in part.clauses}
        for element in self.required.values():
            if element.id not in written:
                message = f"要素“{element.id} {element.title}”没有条款文字，文件会缺少法定内容"
                self.problems.append(Problem(message, "在条款库中补上该要素的条款，并列入编排。", self.file))

    def number(
        self, parts: list[ChosenPart], annexes: list[ChosenPart]
    ) -> tuple[tuple[DraftBlock, ...], tuple[str, ...]]:
        """All blocks with numbers, values and references in place, and the headings of parts and annexes."""
        key = (self.kind.value, tuple(one.shape for one in parts), tuple(one.shape for one in annexes))
        outline = self.memory.kept(key, lambda: outline_of(self.kind, parts, annexes))
        blocks: list[DraftBlock] = []
        headings: list[str] = []
        for place, chosen in enumerate((*parts, *annexes)):
            style = BlockStyle.PART if place < len(parts) else BlockStyle.ANNEX
            found = outline.parts.get((place, id(chosen))) or self.part(outline, place, style, chosen)
            blocks += found.blocks
            headings.append(found.heading)
        return tuple(blocks), tuple(headings)

    def part(self, outline: Outline, place: int, style: BlockStyle, chosen: ChosenPart) -> PlacedPart:
        """One part at its place, its heading first."""
        before = len(self.problems)
        number, inner = outline.numbers[place]
        blocks = [*self.finished(outline, (place, style), "", chosen.title, (number,))]
        for (clause, text), numbers in zip(chosen.clauses, inner, strict=True):
            blocks += self.finished(outline, (place, None), clause.id, text, numbers)
        placed = PlacedPart(chosen, tuple(blocks), heading(blocks[0]))
        if len(self.problems) == before:
            if len(outline.parts) >= _FINISHED:
                outline.parts.clear()
            outline.parts[place, id(chosen)] = placed
        return placed

    def finished(
        self,
        outline: Outline,
        place: tuple[int, BlockStyle | None],
        clause: str,
        text: Written,
        numbers: tuple[str, ...],
    ) -> tuple[DraftBlock, ...]:
        """The blocks of one text at a place of an outline, made once; a heading has the place's style."""
        key = (place[0], clause, id(text))
        if (known := outline.finished.get(key)) is not None:
            return known[1]
        before = len(self.problems)
        blocks: list[DraftBlock] = []
        for number, paragraph in zip(numbers, text.paragraphs, strict=True):
            blocks += self.filled(place[1] or paragraph.style, number, paragraph, clause, text.values, outline.numberer)
        latest = outline.latest.get(key[:2], ())
        made = tuple([old if old == new else new for old, new in zip_longest(latest, blocks)][: len(blocks)])
        if len(self.problems) == before:
            if len(outline.finished) >= _FINISHED:
                outline.finished.clear()
            outline.finished[key] = (text, made)
            outline.latest[key[:2]] = made
        return made

    def filled(
        self, style: BlockStyle, number: str, paragraph: Paragraph, clause: str, values: Values, numberer: Numberer
    ) -> Iterator[DraftBlock]:
        """A paragraph with its values; a value of several paragraphs becomes several blocks."""

        def resolve(reference: Reference) -> str:
            if (place := numberer.resolve(reference)) is None:
                self.problems.append(self.dangling(clause, reference))
                return ""
            return place

        if paragraph.table:
            table = map_cells(paragraph.table, lambda cell: values.restore(cell, resolve))
            yield DraftBlock(style, number, paragraph.text, table, clause)
            return
        first, *rest = values.restore(paragraph.text, resolve).split("\n")
        yield DraftBlock(style, number, first, clause=clause)
        for text in rest:
            yield DraftBlock(BlockStyle.BODY, text=text, clause=clause)

    def dangling(self, name: str, reference: Reference) -> Problem:
        """A reference whose target is not in this document, at the clause (or the heading) that holds it."""
        clause = self.catalog.clauses.get((self.kind, name))
        where = f"条款“{name}”" if clause else "标题"
        message = f"{where}引用了本文件中没有的“{reference.target}”"
        remedy = "改正引用，或者把被引用的条款列入编排。"
        return Problem(message, remedy, clause.file if clause else self.file, clause.line if clause else None, name)

    def stop_on_problems(self) -> None:
        """Raise everything met so far."""
        if self.problems:
            raise InvalidData("条款不能成文", problems=self.problems)


def facts_of(matter: Matter, requirements: Requirements) -> Mapping[str, object]:
    """The variables of clause texts: the matter's fields and `regulation`."""
    facts: dict[str, object] = {name: getattr(matter, name) for name in Matter.model_fields}
    facts["regulation"] = requirements.edition
    return facts


def is_local(clause: str) -> bool:
    """Whether a clause id is a local element's (`henan.network_security`); annexes are not."""
    head, dot, _ = clause.partition(".")
    return bool(dot) and head.isalpha() and head not in {"annex", "part"}
