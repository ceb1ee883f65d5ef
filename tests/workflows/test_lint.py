"""lint proves the one table: take one thing away, and it says what is gone, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contractkit.library import assets
from contractkit.workflows.lint import lint_library


@pytest.fixture
def clauses(tmp_path: Path) -> Path:
    """A copy of the clause library that a test may damage."""
    return Path(shutil.copytree(assets.clauses_folder(), tmp_path / "clauses"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(clauses: Path) -> list[str]:
    return [str(problem) for problem in lint_library(clauses).problems]


def test_what_we_ship_is_whole() -> None:
    outcome = lint_library()
    assert outcome.problems == ()
    assert (outcome.elements, outcome.editions, outcome.localities, outcome.templates) == (64, 2, 8, 2)


def test_an_element_without_a_clause_is_told(clauses: Path) -> None:
    change(clauses / "agreement" / "14.11.md", "# 14.11.dispute", "# 14.11.quarrel")
    lines = told(clauses)
    assert any("要素“14.11.dispute" in line and "没有条款" in line for line in lines)
    assert any("条款“14.11.quarrel”没有列入编排" in line and "14.11.md:" in line for line in lines)


def test_a_clause_left_out_of_the_structure_is_told(clauses: Path) -> None:
    change(clauses / "agreement" / "structure.yaml", "14.11.dispute", "14.11.nothing")
    lines = told(clauses)
    assert any("编排中的条款“14.11.nothing”不存在" in line and "structure.yaml:" in line for line in lines)
    assert any("条款“14.11.dispute”没有列入编排" in line for line in lines)


def test_a_variable_that_does_not_exist_is_told_with_its_line(clauses: Path) -> None:
    path = clauses / "agreement" / "14.2.md"
    change(path, "{{ term.years }}", "{{ term.yeers }}")
    number = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "yeers" in text)
    (line,) = told(clauses)
    assert f"14.2.md:{number} " in line
    assert "最接近的是“years”" in line


def test_a_reference_to_nowhere_is_told(clauses: Path) -> None:
    change(clauses / "agreement" / "14.2.md", 'article("14.9")', 'article("14.90")')
    assert any("引用的“14.90”不在本文件的编排中" in line for line in told(clauses))


def test_an_element_without_cues_is_told(clauses: Path) -> None:
    (clauses / "agreement" / "14.11.cues.yaml").unlink()
    assert any("14.11.dispute" in line and "没有识别线索" in line for line in told(clauses))


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    assert any("模板不存在" in str(problem) for problem in lint_library(None, tmp_path).problems)
