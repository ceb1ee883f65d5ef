"""The texts of tests/cases/agreement: what counts as written, as put off, and as something else."""

from __future__ import annotations

import pytest

from checks import Case, agreement, cases, elements, judge, labelled_cases
from contractkit.core.checker.finding import Status
from contractkit.core.law.requirement import Kind

_ALL = tuple(labelled_cases(Kind.AGREEMENT, "约定事项"))


@pytest.mark.parametrize("case", _ALL, ids=str)
def test_case(case: Case) -> None:
    verdict = judge(agreement(case.text, case.heading), case.element)

    assert verdict.status is case.expected, verdict.reason
    assert verdict.reason.endswith("。")


def test_every_element_has_its_cases() -> None:
    counts = {element: dict.fromkeys(Status, 0) for element in elements(Kind.AGREEMENT)}
    for case in _ALL:
        counts[case.element][case.expected] += 1

    least = {Status.PRESENT: 3, Status.DEFERRED: 2, Status.MISSING: 3}
    assert not [(element, n) for element, n in counts.items() if any(n[status] < least[status] for status in least)]


@pytest.mark.parametrize("near", cases("agreement/near.yaml")["texts"], ids=lambda near: near["text"][:16])
def test_near_miss(near: dict[str, object]) -> None:
    draft = agreement(str(near["text"]))

    claimed = [element for element in near["not"] if judge(draft, element).status is Status.PRESENT]  # type: ignore[attr-defined]  # YAML
    assert claimed == []
