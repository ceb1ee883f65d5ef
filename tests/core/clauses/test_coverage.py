from __future__ import annotations

import pytest

from clause_samples import FILE, TERM, catalog_of, clause, part
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.coverage import problems
from contractkit.core.law.edition import Requirements

GOOD = clause(TERM, "期限{{ term.years }}年。", "14.2", line=6)
PARTS = (part(TERM),)


def test_a_whole_library_has_no_problem(requirements: Requirements) -> None:
    assert problems(catalog_of(GOOD, parts=PARTS), [requirements]) == ()


def told(catalog: Catalog, requirements: Requirements) -> list[str]:
    return [str(problem) for problem in problems(catalog, [requirements, requirements])]


@pytest.mark.parametrize(
    ("catalog", "words"),
    [
        (catalog_of(parts=()), f"要素“{TERM} "),
        (catalog_of(GOOD, clause("definitions", "定义。", line=30), parts=PARTS), f"{FILE}:30：条款“definitions”没有列入"),
        (catalog_of(GOOD, parts=(*PARTS, part("gone", line=8))), "structure.yaml:8：编排中的条款“gone”不存在"),
        (catalog_of(GOOD, parts=(*PARTS, part(TERM, line=8))), f"structure.yaml:8：编排中的“{TERM}”写了两次"),
        (
            catalog_of(
                GOOD, clause("a.x", "甲"), clause("b.x", "乙"), parts=PARTS,
                annexes=(part("a.x", key="k"), part("b.x", key="k", line=9)),
            ),
            "structure.yaml:9：编排中的“key: k”写了两次",
        ),
        (catalog_of(GOOD, parts=(part(TERM, title="{{ nmae }}", line=8),)), "structure.yaml:8：变量“nmae”不存在"),
        (catalog_of(GOOD, parts=(part(TERM, when="{{ nmae }}", line=8),)), "structure.yaml:8：变量“nmae”不存在"),
        (catalog_of(clause(TERM, "甲\n{{ term.yeers }}", line=6), parts=PARTS), f"{FILE}:11 {TERM}：“term.yeers”不存在"),
        (catalog_of(clause(TERM, "{{ term.years | chinse }}", line=6), parts=PARTS), "过滤器“chinse”不存在，最接近的是“chinese”"),
        (catalog_of(clause(TERM, "{{ annex('list') }}", line=6), parts=PARTS), "引用的“list”不在"),
        (catalog_of(clause(TERM, "{{ clause('14.9.x') }}", line=6), parts=PARTS), "引用的“14.9.x”不在"),
        (catalog_of(clause(TERM, "{{ article('14.3') }}", "14.2", line=6), parts=PARTS), "引用的“14.3”不在"),
    ],
)  # fmt: skip
def test_one_gap_is_told_once(catalog: Catalog, words: str, requirements: Requirements) -> None:
    lines = told(catalog, requirements)
    assert len(lines) == 1
    assert words in lines[0]


def test_references_that_lead_somewhere_are_no_gap(requirements: Requirements) -> None:
    text = f"{{{{ annex('list') }}}}{{{{ clause('{TERM}') }}}}{{{{ article('14.2') }}}}"
    annexes = (part("annex.list", key="list"),)
    catalog = catalog_of(clause(TERM, text, "14.2"), clause("annex.list", "目录。"), parts=PARTS, annexes=annexes)
    assert told(catalog, requirements) == []
