"""show: the one table, row by row — law, clause, cues, rules — and the format of a matter."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from contractkit.core.checker.case import Cases, Sort
from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.recognition.cues import Cues
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.remedies.writing import RemedyWriter
from contractkit.core.checker.rules import RulePage
from contractkit.core.clauses.clause import Catalog
from contractkit.core.document import outline
from contractkit.core.document.tree import Source
from contractkit.core.law.difference import difference
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.plain import matter_schema
from contractkit.errors import UsageError
from contractkit.library import assets
from contractkit.library.cases import load_cases
from contractkit.library.clauses import load_catalog
from contractkit.library.cues import load_cues
from contractkit.library.law import load_registry
from contractkit.library.playbook import load_playbook
from contractkit.library.rule_pages import load_rule_pages
from contractkit.reporters import pages, rule_pages, show

_T = TypeVar("_T")
_SORTS: Final = {Sort.PASS: "合格", Sort.FAIL: "不合格", Sort.NEAR: "近似"}


def requirement(name: str, edition_id: str) -> str:
    """The page of a requirement, or the list of an edition's requirements.

    Raises:
        UsageError: an id is unknown.
    """
    registry = load_registry()
    if not name:
        return show.show_edition(registry, edition_id or registry.editions[0].id)
    folder = assets.clauses_folder()
    attached = show.Attached(
        clauses=_clause_lines(load_catalog(folder)),
        cues=_cue_lines(load_cues(folder)),
        rules=_rule_lines(load_rule_pages().values()),
        cases=_case_lines(load_cases()),
    )
    return show.show_requirement(registry, name, edition_id=edition_id, attached=attached)


def edition(name: str, locality: str) -> str:
    """One edition with a locality's rules, or the list of all."""
    registry = load_registry()
    if not name and not locality:
        return show.show_editions(registry)
    return show.show_edition(registry, name or registry.editions[0].id, locality)


def difference_of(old: str, new: str) -> str:
    """What changed between two editions."""
    registry = load_registry()
    return show.show_difference(difference(registry.edition(old), registry.edition(new)))


def clause(name: str) -> str:
    """One clause, or the list of all."""
    catalog = load_catalog(assets.clauses_folder())
    if not name:
        return pages.show_clauses(catalog.clauses.values())
    found = _pick({known: catalog.named(known) for _, known in catalog.clauses}, name, "条款")
    return "\n".join(pages.show_clause(clause) for clause in found)


def rule(name: str) -> str:
    """One rule or element, or the list of all rules."""
    known = load_rule_pages()
    if not name:
        return rule_pages.show_rules(known.values())
    registry = load_registry()
    if name in registry.element_ids:
        return _element(name, registry)
    page = _pick({**known, **dict.fromkeys(registry.element_ids)}, name, "规则或者要素")
    return rule_pages.show_rule(page, registry.editions[0], load_cases()) if page else ""


def schema() -> str:
    """The JSON schema of a matter as text."""
    return json.dumps(matter_schema(), ensure_ascii=False, indent=2) + "\n"


def _element(name: str, registry: Registry) -> str:
    """The page of an element, with our clause text as a draft without names and numbers would get it."""
    edition = registry.editions[0]
    catalog = load_catalog(assets.clauses_folder())
    elements = [one for overlay in registry.overlays for one in overlay.additions if one.id == name]
    elements = elements or [registry.element(name)]
    page = rule_pages.ElementPage(
        elements[0],
        tuple(registry.item(element.item) for element in elements),
        edition,
        tuple(basis for clause in catalog.named(name) for basis in clause.basis),
        tuple(remedy for kind in Kind if (remedy := _remedy(name, kind, catalog, registry))),
    )
    return rule_pages.show_element(page, load_cases())


def _remedy(name: str, kind: Kind, catalog: Catalog, registry: Registry) -> Remedy | None:
    nothing = outline.build(Source("text", ()))
    requirements = registry.requirements(registry.editions[0].id)
    writer = RemedyWriter(nothing, kind, requirements, catalog, load_playbook(), ())
    return writer.remedy(ElementVerdict(name, "", Status.MISSING, ""))


def _case_lines(cases: Cases) -> Mapping[str, Sequence[str]]:
    """How many texts prove an element, and how many of them are judged wrongly."""
    lines: dict[str, list[str]] = {}
    for page in cases.pages.values():
        counts = "、".join(f"{name} {len(page.of(sort))} 例" for sort, name in _SORTS.items())
        wrong = sum(cases.wrong_of(case) is not None for case in page.cases)
        note = f"，其中目前判错 {wrong} 例" if wrong else ""
        lines[page.subject] = [f"{counts}{note}（`show rule {page.subject}` 查看）"]
    return lines


def _clause_lines(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    lines: dict[str, list[str]] = {}
    for clause in catalog.clauses.values():
        lines.setdefault(clause.id, []).extend(pages.clause_lines(clause))
    return lines


def _cue_lines(cues: Cues) -> Mapping[str, Sequence[str]]:
    return {name: [cue.name for cue in element.recognise] for name, element in cues.elements.items()}


def _rule_lines(rules: Iterable[RulePage]) -> Mapping[str, Sequence[str]]:
    lines: dict[str, list[str]] = {}
    for page in rules:
        for item in page.items.values():
            lines.setdefault(item, []).append(f"{page.name}　{page.title}")
    return lines


def _pick(known: Mapping[str, _T], name: str, what: str) -> _T:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    remedy = f"最接近的是：{'、'.join(near)}。" if near else "不写编号则列出全部。"
    raise UsageError(f"没有{what}“{name}”", remedy=remedy)
