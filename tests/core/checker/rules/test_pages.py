"""Every passing and every failing text of every page, through its rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.finding import Finding
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules import RULES
from contractkit.core.law.requirement import Kind
from contractkit.library.law import load_registry
from contractkit.library.rule_pages import load_rule_pages

Find = Callable[..., list[Finding]]
PAGES = load_rule_pages()
PASSES = [(page.name, text) for page in PAGES.values() for text in page.passes]
FAILS = [(page.name, text) for page in PAGES.values() for text in page.fails]


def test_each_rule_has_its_page_and_each_page_its_rule() -> None:
    assert [rule.name for rule in RULES] == list(dict.fromkeys(rule.name for rule in RULES))
    assert {rule.name for rule in RULES} == set(PAGES)


@pytest.mark.parametrize(("name", "text"), PASSES)
def test_text_that_passes(find: Find, name: str, text: str) -> None:
    assert find(text, name) == []


@pytest.mark.parametrize(("name", "text"), FAILS)
def test_text_that_fails(find: Find, name: str, text: str) -> None:
    page = PAGES[name]
    for kind in (DocumentKind.AGREEMENT, DocumentKind.PLAN):
        findings = find(text, name, kind)
        assert findings
        for finding in findings:
            assert (finding.rule, finding.severity, finding.basis) == (name, page.severity, page.basis)
            assert finding.item == page.items.get(Kind(kind.value), "")
            assert finding.message.endswith("。")
            assert finding.remedy


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_items_are_items_of_the_law(page: object) -> None:
    edition = load_registry().edition("nda-2025")
    known = {(item.kind, item.id) for item in edition.items}
    assert set(PAGES[page.name].items.items()) <= known  # type: ignore[attr-defined]  # pytest's ids need the object
