"""The playbook from disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import elements
from contractkit.core.checker.finding import Severity
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData
from contractkit.library.playbook import load_playbook


def test_the_one_that_comes_with_contractkit_names_real_elements() -> None:
    playbook = load_playbook()

    assert playbook.default is Severity.ERROR
    assert set(playbook.elements) <= {*elements(Kind.AGREEMENT), *elements(Kind.PLAN)}
    assert all(standard.insist.endswith("。") for standard in playbook.elements.values() if standard.insist)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("default: bad\n", 1, "“bad”不是级别。"),
        ('elements:\n  "14.2.term":\n    severity: grave\n', 3, "“grave”不是级别。"),
        ('elements:\n  "14.2.term":\n    note: x\n', 3, "不认识的键“note”。"),
        ('elements:\n  "14.2.term": 严重\n', 2, "这里应为“键: 值”。"),
        ("elements:\n  - a\n", 1, "elements 应为“要素编号: 内容”。"),
    ],
)
def test_mistakes_have_their_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "playbook.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InvalidData) as caught:
        load_playbook(path)

    assert [(problem.line, problem.message) for problem in caught.value.problems] == [(line, message)]
