"""The cases from disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contractkit.core.checker.case import Outcome, Sort
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData
from contractkit.library.assets import cases_folder
from contractkit.library.cases import load_cases
from contractkit.library.rule_pages import load_rule_pages

_TERM = """item: "14.2"
elements:
  term:
    why: 期限是授权的边界。
    present:
      - 授权期限三年，自签订之日起计算。
      - {heading: 期限, text: 授权期限四年。}
    deferred:
      - 授权期限为____年。
    absent:
      - {text: 期限，是指从起点到终点的时间。, why: 只是定义}
    near:
      - {text: 质保期三年。, why: 说的是质保期}
"""
_RULE = """rule: numbering-gap
passes:
  - |
    第一条 甲。
    第二条 乙。
fails:
  - "第一条 甲。\\n第三条 乙。"
near:
  - {text: 第一条 共2项。, why: 2是数目}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("agreement/14.2.yaml", _TERM), ("rules/numbering-gap.yaml", _RULE)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    (tmp_path / "plan").mkdir()
    return tmp_path


def test_groups_become_sorts_and_outcomes(folder: Path) -> None:
    cases = load_cases(folder)

    term = cases.pages["14.2.term"]
    assert term.why == "期限是授权的边界。"
    assert [(case.sort, case.expected) for case in term.cases] == [
        (Sort.PASS, Outcome.PRESENT),
        (Sort.PASS, Outcome.PRESENT),
        (Sort.FAIL, Outcome.DEFERRED),
        (Sort.FAIL, Outcome.MISSING),
        (Sort.NEAR, Outcome.MISSING),
    ]
    second = term.cases[1]
    assert (second.kind, second.heading, second.text) == (Kind.AGREEMENT, "期限", "授权期限四年。")
    assert second.place == "agreement/14.2.yaml:7"
    rule = cases.pages["numbering-gap"]
    assert [(case.kind, case.expected) for case in rule.cases] == [
        (None, Outcome.SILENT),
        (None, Outcome.FOUND),
        (None, Outcome.SILENT),
    ]
    assert rule.cases[0].text == "第一条 甲。\n第二条 乙。"


def test_what_is_judged_wrongly(folder: Path) -> None:
    listed = "texts:\n  - {subject: 14.2.term, judged: missing, text: 授权期限四年。}\n"
    (folder / "wrongly_judged.yaml").write_text(listed, encoding="utf-8")
    cases = load_cases(folder)

    said = {case.text: cases.wrong_of(case) for case in cases.pages["14.2.term"].of(Sort.PASS)}
    assert said == {"授权期限三年，自签订之日起计算。": None, "授权期限四年。": Outcome.MISSING}


def test_a_listed_text_that_is_no_case(folder: Path) -> None:
    listed = "texts:\n  - {subject: 14.2.term, judged: missing, text: 授权期限九年。}\n"
    (folder / "wrongly_judged.yaml").write_text(listed, encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_cases(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.message) == ("wrongly_judged.yaml", 2, "用例中没有这段文字。")


def test_mistakes_come_all_at_once_with_file_and_line(folder: Path) -> None:
    term = folder / "agreement" / "14.2.yaml"
    term.write_text(_TERM.replace("why: 只是定义", "whi: 只是定义"), encoding="utf-8")
    rule = folder / "rules" / "numbering-gap.yaml"
    rule.write_text(_RULE.replace("fails:", "failing:"), encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_cases(folder)
    said = [(problem.file, problem.line, problem.message) for problem in caught.value.problems]
    assert said == [
        ("agreement/14.2.yaml", 11, "没有“whi”这个键。"),
        ("rules/numbering-gap.yaml", 6, "没有“failing”这个键。"),
    ]


def test_those_that_come_with_the_program_know_every_rule(tmp_path: Path) -> None:
    shipped = shutil.copytree(cases_folder(), tmp_path / "cases")
    assert load_cases(shipped).pages == load_cases().pages
    assert set(load_rule_pages()) <= set(load_cases().pages)
