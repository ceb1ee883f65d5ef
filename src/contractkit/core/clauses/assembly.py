"""Matter + catalog + requirements → draft. An element without a clause stops here, with its id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from contractkit.core.clauses.clause import Catalog, Clause, ClauseText, Part
from contractkit.core.clauses.draft import BlockStyle, Draft, DraftBlock, DraftTable
from contractkit.core.clauses.language import ClauseTextError, Reference, Values, render
from contractkit.core.clauses.numbering import Numberer
from contractkit.core.clauses.paragraphs import Paragraph, UnevenTable, split
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.standpoint import Position
from contractkit.errors import InvalidData, Problem

_REMEDY = "对照 `contractkit show schema` 中的字段名修改条款，或者运行 `contractkit lint` 查看全部问题。"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A part with the clauses that are written into it."""

    part: Part
    title: str
    paragraphs: tuple[tuple[Clause, Paragraph], ...]


def assemble(matter: Matter, catalog: Catalog, requirements: Requirements, kind: Kind) -> Draft:
    """The draft of one document.

    Raises:
        InvalidData: a clause is missing or faulty, a position does not exist, or an element would be left out,
            all such problems at once; or, when there are none, references lead nowhere.
    """
    work = _Assembly(matter, catalog, requirements, kind)
    structure = catalog.structures[kind]
    parts = work.choose(structure.parts, BlockStyle.CLAUSE if kind is Kind.AGREEMENT else BlockStyle.BODY)
    annexes = work.choose(structure.annexes, BlockStyle.BODY)
    title = work.line(structure.title, 1)
    work.demand_elements([*parts, *annexes])
    work.stop_on_problems()
    blocks = tuple(work.number(parts, annexes))
    work.stop_on_problems()
    headings = tuple(_heading(b) for b in blocks if b.style in {BlockStyle.PART, BlockStyle.ANNEX})
    restored = work.values.restore(title, lambda reference: reference.target)
    used = tuple(sorted(work.used.items()))
    return Draft(kind, restored, blocks, headings, used, requirements.edition.id, requirements.locality)


class _Assembly:
    """One run of `assemble`: what is needed at every step, and the problems met on the way."""

    def __init__(self, matter: Matter, catalog: Catalog, requirements: Requirements, kind: Kind) -> None:
        self.matter = matter
        self.catalog = catalog
        self.kind = kind
        self.file = catalog.structures[kind].file
        self.values = Values()
        self.used: dict[str, Position] = {}
        self.problems: list[Problem] = []
        self.facts = facts_of(matter, requirements)
        self.required = {e.id: e for item in requirements.of_kind(kind) for e in item.elements}

    def choose(self, parts: tuple[Part, ...], plain: BlockStyle) -> list[_Chosen]:
        """The parts that are written, with their paragraphs; empty ones fall away."""
        chosen: list[_Chosen] = []
        for part in parts:
            if part.when and not self.line(part.when, part.line).strip():
                continue
            paragraphs = tuple((clause, p) for clause in self.clauses(part) for p in self.paragraphs(clause, plain))
            if paragraphs:
                chosen.append(_Chosen(part, self.line(part.title, part.line), paragraphs))
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

    def paragraphs(self, clause: Clause, plain: BlockStyle) -> tuple[Paragraph, ...]:
        """The paragraphs of a clause in the position that the matter chose."""
        text = self.position(clause)
        if text is None:
            return ()
        try:
            found = tuple(split(render(text.text, self.facts, self.values), plain=plain))
        except ClauseTextError as fault:
            self.problems.append(Problem(fault.message, _REMEDY, clause.file, text.line + fault.line - 1, clause.id))
            return ()
        except UnevenTable as fault:
            message = self.values.restore(str(fault), lambda reference: reference.target)
            self.problems.append(Problem(message, "每行写同样多的格。", clause.file, text.line, clause.id))
            return ()
        if found:
            self.used[clause.id] = text.position
        return found

    def position(self, clause: Clause) -> ClauseText | None:
        """The chosen text; a position that the clause does not offer is a problem."""
        wanted = self.matter.positions.get(clause.id, Position.PREFERRED)
        text = clause.text_for(wanted, self.matter.side)
        if text is None:
            offered = "、".join(sorted({t.position.value for t in clause.texts}))
            message = f"条款“{clause.id} {clause.title}”没有立场“{wanted.value}”（{self.matter.side.value}）"
            self.problems.append(Problem(message, f"可选：{offered}。", field=f"positions.{clause.id}"))
        return text

    def line(self, text: str, line: int) -> str:
        """A one-line template of structure.yaml."""
        try:
            return render(text, self.facts, self.values)
        except ClauseTextError as fault:
            self.problems.append(Problem(fault.message, _REMEDY, self.file, line))
            return ""

    def demand_elements(self, chosen: list[_Chosen]) -> None:
        """Every element that the law demands must have text."""
        written = {clause.id for part in chosen for clause, _ in part.paragraphs}
        for element in self.required.values():
            if element.id not in written:
                message = f"要素“{element.id} {element.title}”没有条款文字，文件会缺少法定内容"
                self.problems.append(Problem(message, "在条款库中补上该要素的条款，并列入编排。", self.file))

    def number(self, parts: list[_Chosen], annexes: list[_Chosen]) -> Iterator[DraftBlock]:
        """All blocks with numbers, then with values and references in place."""
        numberer = Numberer(self.kind)
        numbered: list[DraftBlock] = []
        for chosen in parts:
            number = numberer.part({clause.item for clause, _ in chosen.paragraphs if clause.item})
            numbered.append(DraftBlock(BlockStyle.PART, number, chosen.title))
            numbered.extend(_numbered(chosen, numberer))
        for chosen in annexes:
            numbered.append(DraftBlock(BlockStyle.ANNEX, numberer.annex(chosen.part.key), chosen.title))
            numbered.extend(_numbered(chosen, numberer))
        for block in numbered:
            yield from self.filled(block, numberer)

    def filled(self, block: DraftBlock, numberer: Numberer) -> Iterator[DraftBlock]:
        """A block with its values; a value of several paragraphs becomes several blocks."""

        def resolve(reference: Reference) -> str:
            if (place := numberer.resolve(reference)) is None:
                self.problems.append(self.dangling(block.clause, reference))
                return ""
            return place

        if block.table:
            yield replace(block, table=_map_cells(block.table, lambda cell: self.values.restore(cell, resolve)))
            return
        first, *rest = self.values.restore(block.text, resolve).split("\n")
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


def _numbered(chosen: _Chosen, numberer: Numberer) -> Iterator[DraftBlock]:
    for clause, paragraph in chosen.paragraphs:
        number = numberer.block(paragraph.style, clause.id)
        yield DraftBlock(paragraph.style, number, paragraph.text, paragraph.table, clause.id)


def _map_cells(table: DraftTable, change: Callable[[str], str]) -> DraftTable:
    rows = tuple(tuple(change(cell) for cell in row) for row in table.rows)
    return DraftTable(tuple(change(cell) for cell in table.header), rows, table.widths)
