"""The pages of the rules from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from contractkit.core.checker.finding import Severity
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, UsageError
from contractkit.library.rule_pages import RULE_NAMES, load_rule_pages

SHIPPED = Path(str(files("contractkit") / "data" / "rules"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "rules")


def _edit(change: Callable[[str], str], path: Path) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_pages_that_come_with_the_program() -> None:
    pages = load_rule_pages()
    assert set(pages) == set(RULE_NAMES)
    term = pages["term-too-long"]
    assert (term.severity, term.items[Kind.PLAN], term.items[Kind.AGREEMENT]) == (Severity.ERROR, "9.6", "14.2")
    assert term.wording is None
    assert all(page.basis and page.why and page.remedy for page in pages.values())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("severity: error", "severity: fatal", "“fatal”不在可选值之内"),
        ("remedy:", "remedies:", "没有“remedies”这个键"),
        ("name: self-priced", "name: own-priced", "name 与文件名不一致"),
        ('    - "', "    - '(?:价格'\n    - \"", "不是合法的正则表达式"),
        ('    - "', "    - '{谁}定价'\n    - \"", "不认识的词组“{谁}”"),
    ],
)
def test_mistakes_come_with_file_and_line(folder: Path, old: str, new: str, message: str) -> None:
    path = folder / "self-priced.yaml"
    _edit(lambda text: text.replace(old, new, 1), path)
    text = path.read_text(encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_rule_pages(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("self-priced.yaml", text[: text.index(new)].count("\n") + 1)
    assert message in problem.message
    assert problem.remedy


def test_all_mistakes_at_once(folder: Path) -> None:
    (folder / "share-total.yaml").unlink()
    shutil.copy(folder / "term-too-long.yaml", folder / "no-such-rule.yaml")
    _edit(lambda text: text + "关联词: '(未完'\n", folder / "_terms.yaml")
    with pytest.raises(InvalidData) as caught:
        load_rule_pages(folder)
    said = "\n".join(str(problem) for problem in caught.value.problems)
    for expected in ("规则 share-total 没有说明页", "没有名为 no-such-rule 的规则", "词组不是合法的正则表达式"):
        assert expected in said


def test_without_word_lists(folder: Path) -> None:
    (folder / "_terms.yaml").unlink()
    with pytest.raises(UsageError, match="读不到文件"):
        load_rule_pages(folder)
