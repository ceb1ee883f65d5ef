"""Word lists, places and weights that all rule pages share."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, Problem
from contractkit.library.rule_pages import load_rule_pages
from contractkit.library.rule_wording import load_shared

SHIPPED = Path(str(files("contractkit") / "data" / "rules"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "rules")


def test_what_all_pages_share() -> None:
    problems: list[Problem] = []
    shared = load_shared(SHIPPED, problems)
    assert problems == []
    assert "子公司" in shared.terms["关联方"]
    assert {item for _, item in shared.places[Kind.AGREEMENT]} <= {f"14.{number}" for number in range(1, 14)}
    assert set(shared.likeness.rules) == {page.name for page in load_rule_pages().values() if page.wording}


@pytest.mark.parametrize(
    ("file", "added", "message"),
    [
        ("_terms.yaml", '新词: "{没有的词组}"\n', "不认识的词组“{没有的词组}”"),
        ("_places.yaml", '  "9.12": "(未完"\n', "句式不是合法的正则表达式"),
    ],
)
def test_mistakes_come_with_file_and_line(folder: Path, file: str, added: str, message: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_rule_pages(folder)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert (problem.file, problem.line) == (file, path.read_text(encoding="utf-8").count("\n"))


def test_a_kind_without_places(folder: Path) -> None:
    (folder / "_places.yaml").write_text('plan:\n  "9.1": "名称"\n', encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_rule_pages(folder)
    assert [problem.message for problem in caught.value.problems] == ["缺少 agreement。"]
