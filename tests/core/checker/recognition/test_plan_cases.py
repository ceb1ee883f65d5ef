"""The texts of tests/cases/plan: what counts as written, as put off, and as something else."""

from __future__ import annotations

import pytest

from checks import Case, document, elements, judge, labelled_cases
from contractkit.core.checker.finding import Status
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind


def _plan(case: Case) -> Document:
    title = "# 云汀市公共数据资源授权运营实施方案"
    return document(f"{title}\n\n## {case.heading}\n\n{case.text}\n")


_ALL = tuple(labelled_cases(Kind.PLAN, "三、有关安排"))


@pytest.mark.parametrize("case", _ALL, ids=str)
def test_case(case: Case) -> None:
    verdict = judge(_plan(case), case.element, Kind.PLAN)

    assert verdict.status is case.expected, verdict.reason
    assert verdict.reason.endswith("。")


def test_every_element_has_its_cases() -> None:
    counts = {name: dict.fromkeys(Status, 0) for name in elements(Kind.PLAN) if name.startswith("9.")}
    for case in _ALL:
        counts[case.element][case.expected] += 1

    least = {Status.PRESENT: 3, Status.DEFERRED: 2, Status.MISSING: 3}
    assert counts
    assert not [(element, n) for element, n in counts.items() if any(n[status] < least[status] for status in least)]
