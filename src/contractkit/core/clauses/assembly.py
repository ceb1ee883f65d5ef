"""Matter + catalog + requirements → draft. An element without a clause stops here, with its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from contractkit.core.clauses.clause import Catalog, Clause, ClauseText, Part
from contractkit.core.clauses.draft import BlockStyle, Draft, DraftBlock, DraftTable
from contractkit.core.clauses.language import ClauseTextError, Reference, Values, render
from contractkit.core.clauses.memory import Memory
from contractkit.core.clauses.numbering import Numberer
from contractkit.core.clauses.paragraphs import Paragraph, UnevenTable, split
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import InvalidData, Problem

_REMEDY = "对照 `contractkit show schema` 中的字段名修改条款，或者运行 `contractkit lint` 查看全部问题。"
_FINISHED: Final = 2048  # blocks of texts that an outline keeps


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """A text with the values of one matter: its paragraphs, and what their tokens stand for."""

    paragraphs: tuple[Paragraph, ...]
    values: Values
    styles: tuple[BlockStyle, ...]

    @property
    def line(self) -> str:
        """A text of one line; empty when nothing came out."""
        return self.paragraphs[0].text if self.paragraphs else ""


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


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A part with the clauses that are written into it."""

    part: Part
    title: _Written
    clauses: tuple[tuple[Clause, _Written], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Outline:
    """The numbers of a document: of each part and annex, and of each paragraph of its clauses.

    Attributes:
        finished: blocks that were made with these numbers, by place, clause and text; the texts are kept so that none other
            takes their identity.
    """

    numberer: Numberer
    numbers: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    finished: dict[tuple[int, str, int], tuple[_Written, tuple[DraftBlock, ...]]] = field(default_factory=dict)


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
        self.facts = memory.known(known.facts)
        self.required = {e.id: e for item in requirements.of_kind(kind) for e in item.elements}

    def chosen(self) -> tuple[list[_Chosen], list[_Chosen], _Written]:
        """The parts and annexes that are written, and the title."""
        structure = self.catalog.structures[self.kind]
        parts = self.choose(structure.parts, BlockStyle.CLAUSE if self.kind is Kind.AGREEMENT else BlockStyle.BODY)
        annexes = self.choose(structure.annexes, BlockStyle.BODY)
        return parts, annexes, self.line(structure.title, 1)

    def draft(self, parts: list[_Chosen], annexes: list[_Chosen], title: _Written) -> Draft:
        """The numbered draft; references that lead nowhere go to the problems."""
        blocks = tuple(self.number(parts, annexes))
        headings = tuple(_heading(b) for b in blocks if b.style in {BlockStyle.PART, BlockStyle.ANNEX})
        restored = title.values.restore(title.line, lambda reference: reference.target)
        used = tuple(sorted(self.used.items()))
        edition, locality = self.requirements.edition.id, self.requirements.locality
        return Draft(self.kind, restored, blocks, headings, used, edition, locality)

    def choose(self, parts: tuple[Part, ...], plain: BlockStyle) -> list[_Chosen]:
        """The parts that are written, with their clauses; empty ones fall away."""
        chosen: list[_Chosen] = []
        for part in parts:
            if part.when and not self.line(part.when, part.line).line.strip():
                continue
            written = ((clause, self.written(clause, plain)) for clause in self.clauses(part))
            clauses = tuple((clause, text) for clause, text in written if text is not None)
            if clauses:
                chosen.append(_Chosen(part, self.line(part.title, part.line), clauses))
        return chosen

    def clauses(self, part: Part) -> Iterator[Clause]:
        """The clauses of a part that apply; local ones only where the locality asks for them."""
        for name in part.clauses:
            if is_local(name) and name not in self.required:
                continue
            if clause := self.catalog.clauses.get((self.kind, name)):
                yield clause
            else:
                message, remedy = f"条款“{name}”不存在", "新建该条款，或者从编排中删去。"
                self.problems.append(Problem(message, remedy, self.file, part.line))

    def written(self, clause: Clause, plain: BlockStyle) -> _Written | None:
        """A clause in the position that the matter chose; None when no paragraph comes out."""
        text = self.position(clause)
        if text is None:
            return None
        try:
            found = self.memory.text(
                (text.text, plain), text.text, self.facts, lambda: _write(text.text, self.facts, plain)
            )
        except ClauseTextError as fault:
            self.problems.append(Problem(fault.message, _REMEDY, clause.file, text.line + fault.line - 1, clause.id))
            return None
        except UnevenTable as fault:
            self.problems.append(Problem(str(fault), "每行写同样多的格。", clause.file, text.line, clause.id))
            return None
        if not found.paragraphs:
            return None
        self.used[clause.id] = text.position
        return found

    def position(self, clause: Clause) -> ClauseText | None:
        """The chosen text; a position that the clause does not offer is a problem."""
        wanted = self.known.positions.get(clause.id, Position.PREFERRED)
        text = clause.text_for(wanted, self.known.side)
        if text is None:
            offered = "、".join(sorted({t.position.value for t in clause.texts}))
            message = f"条款“{clause.id} {clause.title}”没有立场“{wanted.value}”（{self.known.side.value}）"
            self.problems.append(Problem(message, f"可选：{offered}。", field=f"positions.{clause.id}"))
        return text

    def line(self, text: str, line: int) -> _Written:
        """A one-line template of structure.yaml."""
        try:
            return self.memory.text((text, None), text, self.facts, lambda: _write_line(text, self.facts))
        except ClauseTextError as fault:
            self.problems.append(Problem(fault.message, _REMEDY, self.file, line))
            return _Written((), Values(), ())

    def demand_elements(self, chosen: list[_Chosen]) -> None:
        """Every element that the law demands must have text."""
        written = {clause.id for part in chosen for clause, _ in part.clauses}
        for element in self.required.values():
            if element.id not in written:
                message = f"要素“{element.id} {element.title}”没有条款文字，文件会缺少法定内容"
                self.problems.append(Problem(message, "在条款库中补上该要素的条款，并列入编排。", self.file))

    def number(self, parts: list[_Chosen], annexes: list[_Chosen]) -> Iterator[DraftBlock]:
        """All blocks with numbers, values and references in place."""
        key = (self.kind, _shape(parts), _shape(annexes))
        outline = self.memory.outline(key, lambda: _outline(self.kind, parts, annexes))
        for place, (chosen, (number, inner)) in enumerate(zip([*parts, *annexes], outline.numbers, strict=True)):
            style = BlockStyle.PART if place < len(parts) else BlockStyle.ANNEX
            yield from self.finished(outline, (place, style), "", chosen.title, (number,))
            for (clause, text), numbers in zip(chosen.clauses, inner, strict=True):
                yield from self.finished(outline, (place, None), clause.id, text, numbers)

    def finished(
        self,
        outline: _Outline,
        place: tuple[int, BlockStyle | None],
        clause: str,
        text: _Written,
        numbers: tuple[str, ...],
    ) -> tuple[DraftBlock, ...]:
        """The blocks of one text at a place of an outline, made once; a heading has the place's style."""
        key = (place[0], clause, id(text))
        if (known := outline.finished.get(key)) is not None:
            return known[1]
        before = len(self.problems)
        numbered = (
            DraftBlock(place[1] or paragraph.style, number, paragraph.text, paragraph.table, clause)
            for number, paragraph in zip(numbers, text.paragraphs, strict=True)
        )
        blocks = tuple(one for block in numbered for one in self.filled(block, text.values, outline.numberer))
        if len(self.problems) == before:
            if len(outline.finished) >= _FINISHED:
                outline.finished.clear()
            outline.finished[key] = (text, blocks)
        return blocks

    def filled(self, block: DraftBlock, values: Values, numberer: Numberer) -> Iterator[DraftBlock]:
        """A block with its values; a value of several paragraphs becomes several blocks."""

        def resolve(reference: Reference) -> str:
            if (place := numberer.resolve(reference)) is None:
                self.problems.append(self.dangling(block.clause, reference))
                return ""
            return place

        if block.table:
            yield replace(block, table=_map_cells(block.table, lambda cell: values.restore(cell, resolve)))
            return
        first, *rest = values.restore(block.text, resolve).split("\n")
        yield replace(block, text=first)
        for text in rest:
            yield DraftBlock(BlockStyle.BODY, text=text, clause=block.clause)

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


def _heading(block: DraftBlock) -> str:
    """An entry of the contents: 第一条　定义, 附件一　目录, but 一、总体要求."""
    return block.number + ("" if block.number.endswith("、") else "\u3000") + block.text


def _write(text: str, facts: Mapping[str, object], plain: BlockStyle) -> _Written:
    values = Values()
    rendered = render(text, facts, values)
    try:
        paragraphs = tuple(split(rendered, plain=plain))
    except UnevenTable as fault:
        raise UnevenTable(values.restore(str(fault), lambda reference: reference.target)) from fault
    return _Written(paragraphs, values, tuple(paragraph.style for paragraph in paragraphs))


def _write_line(text: str, facts: Mapping[str, object]) -> _Written:
    values = Values()
    return _Written((Paragraph(BlockStyle.BODY, render(text, facts, values)),), values, (BlockStyle.BODY,))


def _shape(chosen: Iterable[_Chosen]) -> tuple[object, ...]:
    """All that numbers depend on."""
    return tuple(
        (one.part.key, *((clause.id, clause.item, text.styles) for clause, text in one.clauses)) for one in chosen
    )


def _outline(kind: Kind, parts: Iterable[_Chosen], annexes: Iterable[_Chosen]) -> _Outline:
    """The numbers of a document, given in the order in which it reads."""
    numberer = Numberer(kind)
    numbers = [
        (numberer.part({clause.item for clause, _ in chosen.clauses if clause.item}), _numbers(chosen, numberer))
        for chosen in parts
    ]
    numbers += [(numberer.annex(chosen.part.key), _numbers(chosen, numberer)) for chosen in annexes]
    return _Outline(numberer, tuple(numbers))


def _numbers(chosen: _Chosen, numberer: Numberer) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(numberer.block(style, clause.id) for style in text.styles) for clause, text in chosen.clauses)


def _map_cells(table: DraftTable, change: Callable[[str], str]) -> DraftTable:
    rows = tuple(tuple(change(cell) for cell in row) for row in table.rows)
    return DraftTable(tuple(change(cell) for cell in table.header), rows, table.widths)
