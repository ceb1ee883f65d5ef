from __future__ import annotations

from dataclasses import replace

import pytest

from clause_samples import FILE, TERM, catalog_of, clause, part
from contractkit.core.clauses.assembly import assemble, is_local
from contractkit.core.clauses.clause import Catalog
from contractkit.core.clauses.draft import BlockStyle, Draft
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.standpoint import Position
from contractkit.errors import InvalidData, Problem

GOOD = clause(TERM, "期限{{ term.years }}年，见{{ annex('list') }}。", "14.2", line=6)
LIST = clause("annex.list", "目录。")
PARTS, ANNEXES = (part(TERM, title="期限"),), (part("annex.list", key="list", title="目录"),)


def made(catalog: Catalog, matter: Matter, requirements: Requirements) -> Draft:
    return assemble(matter, catalog, requirements, Kind.AGREEMENT)


def told(catalog: Catalog, matter: Matter, requirements: Requirements) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as caught:
        made(catalog, matter, requirements)
    return caught.value.problems


def test_the_clauses_are_numbered_and_references_resolved(matter: Matter, requirements: Requirements) -> None:
    draft = made(catalog_of(GOOD, LIST, parts=PARTS, annexes=ANNEXES), matter, requirements)
    assert draft.title == f"{matter.name}协议"
    assert [(b.style, b.number, b.text) for b in draft.blocks] == [
        (BlockStyle.PART, "第一条", "期限"),
        (BlockStyle.CLAUSE, "1.1", f"期限{matter.term.years}年，见附件一。"),
        (BlockStyle.ANNEX, "附件一", "目录"),
        (BlockStyle.BODY, "", "目录。"),
    ]
    assert draft.contents == ("第一条\u3000期限", "附件一\u3000目录")
    assert draft.used == ((TERM, Position.PREFERRED), ("annex.list", Position.PREFERRED))


def test_an_element_without_a_clause_stops_the_draft(matter: Matter, requirements: Requirements) -> None:
    (problem,) = told(catalog_of(LIST, parts=(), annexes=ANNEXES), matter, requirements)
    assert f"要素“{TERM} " in problem.message
    assert problem.file.endswith("structure.yaml")


@pytest.mark.parametrize("text", ["{% if term.years == 99 %}期限{% endif %}", "   "])
def test_an_element_whose_text_comes_out_empty_stops_it_too(
    matter: Matter, requirements: Requirements, text: str
) -> None:
    (problem,) = told(catalog_of(clause(TERM, text, "14.2"), parts=PARTS), matter, requirements)
    assert "没有条款文字" in problem.message


def test_a_clause_that_does_not_exist_is_told_with_its_line(matter: Matter, requirements: Requirements) -> None:
    parts = (*PARTS, part("definitions", line=9))
    problems = told(catalog_of(GOOD, LIST, parts=parts, annexes=ANNEXES), matter, requirements)
    assert [(p.message, p.line) for p in problems] == [("条款“definitions”不存在", 9)]


def test_a_position_that_the_clause_does_not_offer_is_told(matter: Matter, requirements: Requirements) -> None:
    wanted = matter.model_copy(update={"positions": {TERM: Position.FALLBACK}})
    problems = told(catalog_of(GOOD, LIST, parts=PARTS, annexes=ANNEXES), wanted, requirements)
    assert problems[0].field == f"positions.{TERM}"
    assert "没有立场“备选”" in problems[0].message
    assert "首选" in problems[0].remedy


def test_a_reference_to_an_annex_left_out_is_told_at_its_clause(matter: Matter, requirements: Requirements) -> None:
    absent = (replace(ANNEXES[0], when="{% if term.years == 99 %}有{% endif %}"),)
    (problem,) = told(catalog_of(GOOD, LIST, parts=PARTS, annexes=absent), matter, requirements)
    assert "本文件中没有的“list”" in problem.message
    assert (problem.file, problem.line) == (FILE, 6)


@pytest.mark.parametrize(("when", "written"), [("{{ name }}", True), ("{% if 1 > 2 %}x{% endif %}", False)])
def test_when_decides_whether_a_part_is_written(
    matter: Matter, requirements: Requirements, when: str, *, written: bool
) -> None:
    extra = clause("definitions", "定义。")
    parts = (*PARTS, part("definitions", title="定义", when=when))
    draft = made(catalog_of(GOOD, LIST, extra, parts=parts, annexes=ANNEXES), matter, requirements)
    assert ("第二条\u3000定义" in draft.contents) is written


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("甲\n{{ term.yeers }}", 11, "yeers"),
        ("{{ name | money }}", 10, "不能这样计算或者书写"),
        ("甲\n乙\n{{ 1 / 0 }}", 12, "不能这样计算或者书写"),
        ("| 甲 | 乙 |\n| -- | -- |\n| 丙 |", 10, "表头有2格，另有一行是1格"),
        ("| 甲 | {{ name }} |\n| -- |\n| 丙 | 丁 |", 10, "表头有2格"),
    ],
)
def test_a_faulty_text_is_told_with_file_and_line(
    matter: Matter, requirements: Requirements, text: str, line: int, words: str
) -> None:
    problems = told(catalog_of(clause(TERM, text, "14.2", line=6), parts=PARTS), matter, requirements)
    assert (problems[0].file, problems[0].line) == (FILE, line)
    assert words in problems[0].message
    assert "\x02" not in problems[0].message


def test_a_value_of_several_paragraphs_becomes_several_blocks(matter: Matter, requirements: Requirements) -> None:
    long = matter.model_copy(update={"name": "甲\n- 乙"})
    catalog = replace(catalog_of(clause(TERM, "{{ name }}", "14.2"), parts=PARTS))
    blocks = made(catalog, long, requirements).blocks
    assert [(b.style, b.text) for b in blocks[1:]] == [(BlockStyle.CLAUSE, "甲"), (BlockStyle.BODY, "- 乙")]


@pytest.mark.parametrize(
    ("name", "local"),
    [("henan.network_security", True), ("14.2.term", False), ("annex.list", False), ("definitions", False)],
)
def test_local_clauses_are_known_by_their_names(name: str, *, local: bool) -> None:
    assert is_local(name) is local


def test_a_local_clause_is_written_only_where_it_is_asked_for(matter: Matter, requirements: Requirements) -> None:
    local = clause("henan.network_security", "安全。")
    parts = (part(TERM, local.id),)
    draft = made(catalog_of(GOOD, LIST, local, parts=parts, annexes=ANNEXES), matter, requirements)
    assert local.id not in dict(draft.used)
