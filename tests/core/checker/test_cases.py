"""Every element and every rule has its texts, and what the check says of them is as good as recorded.

`pytest tests/core/checker/test_cases.py --rewrite-wrongly-judged` writes the list of those judged wrongly anew; the
floors below are raised by hand when the check has become better.
"""

from __future__ import annotations

from collections import Counter

import pytest

from checks import requirements
from contractkit.core.checker.case import CasePage, Outcome, Sort
from contractkit.library.rule_pages import RULE_NAMES
from judged_cases import all_cases, all_judged, write_wrong

ELEMENTS = [element.id for item in requirements().items for element in item.elements]
NAMES = list(RULE_NAMES)
LEAST = {Sort.PASS: 6, Sort.FAIL: 6, Sort.NEAR: 4}
LEAST_DEFERRED = 2
ELEMENT_FLOORS = {Sort.PASS: 0.88, Sort.FAIL: 0.94, Sort.NEAR: 0.98}
RULE_FLOORS = {Sort.PASS: 1.0, Sort.FAIL: 0.97, Sort.NEAR: 0.97}


@pytest.mark.parametrize("subject", [*ELEMENTS, *NAMES])
def test_everything_has_its_texts(subject: str) -> None:
    page = all_cases().pages[subject]

    assert {sort: len(page.of(sort)) for sort in Sort if len(page.of(sort)) < LEAST[sort]} == {}
    assert [case.text for case in page.of(Sort.NEAR) if not case.why] == []
    assert [text for text, times in Counter(case.text for case in page.cases).items() if times > 1] == []
    if subject in ELEMENTS:
        assert page.why.endswith("。")
        assert sum(case.expected is Outcome.DEFERRED for case in page.cases) >= LEAST_DEFERRED


def test_every_text_belongs_to_something_that_is_checked() -> None:
    local = {name for name in all_cases().pages if not name[0].isdigit()} - set(NAMES)

    assert set(all_cases().pages) - local == {*ELEMENTS, *NAMES}
    assert all(name.split(".")[0].isalpha() and "." in name for name in local)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize(
    ("subjects", "floors"), [(ELEMENTS, ELEMENT_FLOORS), (NAMES, RULE_FLOORS)], ids=["elements", "rules"]
)
def test_the_share_judged_rightly(subjects: list[str], floors: dict[Sort, float], sort: Sort) -> None:
    cases = [case for subject in subjects for case in _page(subject).of(sort)]
    right = sum(all_judged()[case] is case.expected for case in cases)

    assert right / len(cases) >= floors[sort]


def test_exactly_the_listed_texts_are_judged_wrongly(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-wrongly-judged"):
        write_wrong()
        all_cases.cache_clear()
    wrong = {(case.subject, case.text): said for case, said in all_judged().items() if said is not case.expected}

    assert all_cases().wrong == wrong


def _page(subject: str) -> CasePage:
    return all_cases().pages[subject]
