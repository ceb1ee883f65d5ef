"""The screen draws and hands over: no rule, no default, no wording of the law in it; and nothing needs it to work."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import contractkit.tui

FOLDER = Path(contractkit.tui.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
JUDGING = {"pydantic", "pydantic_core", "ruamel", "docx", "docxtpl", "jinja2", "lxml"}
ALLOWED_LAW = {"contractkit.core.law.requirement"}
ALLOWED_MATTER = {"contractkit.core.matter.fields", "contractkit.core.matter.standpoint"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def raised(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            yield node.exc.func.id


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_screen_judges_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set(imported(tree))
    assert {name.split(".")[0] for name in names} & JUDGING == set()
    assert {name for name in names if name.startswith("contractkit.core.law")} <= ALLOWED_LAW
    assert {name for name in names if name.startswith("contractkit.core.matter")} <= ALLOWED_MATTER
    assert set(raised(tree)) & {"InvalidData", "Unreadable", "ValueError", "PydanticCustomError"} == set()


def test_the_interview_works_without_a_screen(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from contractkit.workflows.interview import load_materials, open_interview
with open_interview(Path({str(tmp_path / "m.yaml")!r}), load_materials(), config=Path({str(tmp_path)!r})) as interview:
    assert interview.session.answer(("term", "years"), "三年").text == "3年"
    interview.assess()
print([name for name in sys.modules if name.split(".")[0] == "textual" or name.startswith("contractkit.tui")])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
