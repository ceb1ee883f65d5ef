"""lint: is the one table whole? Clauses, variables, structures, templates, cues, playbook and rule pages, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from contractkit.core.checker.recognition.cues import Cues
from contractkit.core.clauses import coverage
from contractkit.core.law.edition import Requirements
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Element, Kind
from contractkit.errors import InvalidData, Problem
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.cues import load_cues
from contractkit.library.law import load_registry
from contractkit.library.playbook import Known, load_playbook
from contractkit.library.rule_pages import load_rule_pages
from contractkit.rendering.template import audit, load_template

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class LintOutcome:
    """What lint looked at, and what it found."""

    problems: tuple[Problem, ...]
    clauses: int = 0
    texts: int = 0
    elements: int = 0
    editions: int = 0
    localities: int = 0
    templates: int = 0


def lint_library(clauses: Path | None = None, templates: Path | None = None) -> LintOutcome:
    """Check everything that lawyers edit; by default what comes with contractkit."""
    clauses, templates = clauses or assets.clauses_folder(), templates or assets.templates_folder()
    problems: list[Problem] = []
    registry = _try(load_registry, problems)
    catalog = _try(lambda: load_catalog(clauses), problems)
    cues = _try(lambda: load_cues(clauses), problems)
    pages = _try(load_rule_pages, problems)
    if (clauses / "playbook.yaml").is_file():
        known = Known(cues.elements if cues else (), pages or ())
        _try(lambda: load_playbook(library=clauses, known=known), problems)
    models = [model for kind in Kind if (model := _try(partial(load_template, templates, kind), problems))]
    problems.extend(problem for model in models for problem in audit(model))
    if registry is None or catalog is None:
        return LintOutcome(tuple(dict.fromkeys(problems)))
    every = every_requirements(registry)
    elements = {e.id: e for requirements in every for item in requirements.items for e in item.elements}
    problems.extend(coverage.problems(catalog, every))
    problems.extend(_without_cues(elements.values(), cues))
    return LintOutcome(
        tuple(dict.fromkeys(problems)),
        clauses=len(catalog.clauses),
        texts=sum(len(clause.texts) for clause in catalog.clauses.values()),
        elements=len(elements),
        editions=len(registry.editions),
        localities=len(registry.overlays),
        templates=len(models),
    )


def _without_cues(elements: Iterable[Element], cues: Cues | None) -> Iterator[Problem]:
    """Elements that the check could not judge; nothing where the cues could not be read at all."""
    if cues is None:
        return
    for element in elements:
        if element.id not in cues.elements:
            message = f"要素“{element.id} {element.title}”没有识别线索"
            yield Problem(message, "在条款旁的 *.cues.yaml 中补上。")


def every_requirements(registry: Registry) -> tuple[Requirements, ...]:
    """The requirements of every edition, and of the newest edition with every locality."""
    national = [registry.requirements(edition.id) for edition in registry.editions]
    newest = registry.editions[0].id
    return (*national, *(registry.requirements(newest, overlay.id) for overlay in registry.overlays))


def _try(load: Callable[[], _T], problems: list[Problem]) -> _T | None:
    """What a loader gives; its mistakes join the others."""
    try:
        return load()
    except InvalidData as error:
        problems.extend(error.problems or [Problem(error.message, error.remedy)])
        return None
