"""What a rule's findings take from its page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.case import Case, Sort
from contractkit.core.checker.finding import Finding
from contractkit.core.checker.report import DocumentKind
from contractkit.core.law.requirement import Kind
from contractkit.library.cases import load_cases
from contractkit.library.law import load_registry
from contractkit.library.rule_pages import RULE_NAMES, load_rule_pages

Find = Callable[..., list[Finding]]
PAGES = load_rule_pages()
FAILS = [case for name in PAGES for case in load_cases().pages[name].of(Sort.FAIL) if not case.plan]


def test_each_rule_has_its_page_and_each_page_its_rule() -> None:
    assert list(RULE_NAMES) == list(dict.fromkeys(RULE_NAMES))
    assert set(RULE_NAMES) == set(PAGES)


@pytest.mark.parametrize("case", FAILS, ids=lambda case: case.text[:24])
def test_a_finding_has_what_its_page_says(find: Find, case: Case) -> None:
    page = PAGES[case.subject]
    for kind in (DocumentKind.AGREEMENT, DocumentKind.PLAN):
        for finding in find(case.text, case.subject, kind):
            assert (finding.rule, finding.severity, finding.basis) == (page.name, page.severity, page.basis)
            own = page.items.get(Kind(kind.value), "")
            assert finding.item in {own, *(item for _, item in page.places.get(Kind(kind.value), ()))}
            assert finding.message.endswith("。")
            assert finding.remedy


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_items_are_items_of_the_law(page: object) -> None:
    edition = load_registry().edition("nda-2025")
    known = {(item.kind, item.id) for item in edition.items}
    assert set(PAGES[page.name].items.items()) <= known  # type: ignore[attr-defined]  # pytest's ids need the object
