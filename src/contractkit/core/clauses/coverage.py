"""Is the one table whole? Each element has a clause, each clause is used, each variable and reference exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contractkit.core.clauses.assembly import is_local
from contractkit.core.clauses.clause import Catalog, Structure
from contractkit.core.clauses.variables import faults, references
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Element, Kind
from contractkit.errors import Problem


def problems(catalog: Catalog, every: Iterable[Requirements]) -> tuple[Problem, ...]:
    """All gaps of a clause library against the requirements of every edition and locality."""
    found = [*_unclaused(catalog, every), *_unreachable(catalog), *_texts(catalog), *_structures(catalog)]
    return tuple(dict.fromkeys(found))


def _unclaused(catalog: Catalog, every: Iterable[Requirements]) -> Iterator[Problem]:
    for requirements in every:
        for kind in Kind:
            placed = _placed(catalog.structures[kind])
            for item in requirements.of_kind(kind):
                for element in item.elements:
                    if (kind, element.id) not in catalog.clauses or element.id not in placed:
                        yield _no_clause(element, catalog.structures[kind])


def _no_clause(element: Element, structure: Structure) -> Problem:
    message = f"要素“{element.id} {element.title}”（{element.source}）没有条款，或者没有列入编排"
    return Problem(message, "写上该要素的条款，并列入 structure.yaml。", structure.file)


def _placed(structure: Structure) -> set[str]:
    return {clause for part in (*structure.parts, *structure.annexes) for clause in part.clauses}


def _unreachable(catalog: Catalog) -> Iterator[Problem]:
    placed = {kind: _placed(structure) for kind, structure in catalog.structures.items()}
    for clause in catalog.clauses.values():
        if clause.id not in placed[clause.kind]:
            message = f"条款“{clause.id}”没有列入编排，任何文件都用不到它"
            yield Problem(message, "列入 structure.yaml，或者删去。", clause.file, clause.line)


def _texts(catalog: Catalog) -> Iterator[Problem]:
    for clause in catalog.clauses.values():
        structure = catalog.structures[clause.kind]
        for text in clause.texts:
            broken = faults(text.text)
            for fault in broken:
                remedy = "对照 `contractkit show schema` 修改。"
                yield Problem(fault.message, remedy, clause.file, text.line + fault.line - 1, clause.id)
            for form, target, line in () if broken else references(text.text):
                if not _exists(form, target, structure, catalog):
                    message = f"引用的“{target}”不在本文件的编排中"
                    yield Problem(message, "改正引用。", clause.file, text.line + line - 1, clause.id)


def _exists(form: str, target: str, structure: Structure, catalog: Catalog) -> bool:
    placed = _placed(structure)
    if form == "annex":
        return target in {part.key for part in structure.annexes}
    if form == "clause":
        return target in placed and not is_local(target)
    found = (catalog.clauses.get((structure.kind, name)) for name in placed)
    return any(clause is not None and clause.item == target for clause in found)


def _structures(catalog: Catalog) -> Iterator[Problem]:
    for structure in catalog.structures.values():
        for fault in faults(structure.title):
            yield Problem(fault.message, "修改标题。", structure.file, 1)
        yield from _repeated(structure)
        for part in (*structure.parts, *structure.annexes):
            for text in (part.title, part.when):
                for fault in faults(text):
                    yield Problem(fault.message, "修改标题或者条件。", structure.file, part.line)
            for name in part.clauses:
                if (structure.kind, name) not in catalog.clauses:
                    message = f"编排中的条款“{name}”不存在"
                    yield Problem(message, "新建该条款，或者从编排中删去。", structure.file, part.line)


def _repeated(structure: Structure) -> Iterator[Problem]:
    """Clauses that would be written twice, and annex keys that references could not tell apart."""
    seen: set[str] = set()
    for part in (*structure.parts, *structure.annexes):
        for name in (*part.clauses, *([f"key: {part.key}"] if part.key else [])):
            if name in seen:
                yield Problem(f"编排中的“{name}”写了两次", "只留一处。", structure.file, part.line)
            seen.add(name)
