"""Question files: every mistake with its file and line, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contractkit.errors import InvalidData
from contractkit.library.assets import interview_folder
from contractkit.library.interview import load_script
from contractkit.library.law import load_registry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(interview_folder(), tmp_path / "interview"))


def complaints(folder: Path) -> list[str]:
    with pytest.raises(InvalidData) as raised:
        load_script(folder, load_registry())
    return [str(problem) for problem in raised.value.problems]


def change(folder: Path, old: str, new: str) -> int:
    """Change the file about the term; the line of the change."""
    path = folder / "05-term.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_questions_that_come_with_contractkit_are_right() -> None:
    script = load_script(interview_folder(), load_registry())
    assert [topic.id for topic in script.topics][:3] == ["basics", "parties", "decisions"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("field: term.years", "field: term.yaers", "事项中没有字段 term.yaers。"),
        ("field: term.years", "field: term.start", "字段 term.start 在 05-term.yaml:6 已经问过。"),
        ("elements: [9.6.term, 14.2.term]", "elements: [9.6.trem]", "没有要素 9.6.trem。"),
        ("example: 3年", "example: 三五年", "example 不是有效的回答"),
        ("default: =end_of_term", "default: =end_of_time", "没有算法 =end_of_time。"),
        ("    source: 按起始日和年数推算\n", "", "默认值没有写来源。"),
        ("beyond: max_term_years", "beyond: max_years", "法规中没有数值 max_years。"),
        ("unit: 年", "unit: 年\n    written: phone", "term.years 不能写成 phone。"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(folder: Path, old: str, new: str, message: str) -> None:
    line = change(folder, old, new)
    told = complaints(folder)
    assert message in told[0]
    place = told[0].split(" ")[0]
    assert place.startswith("05-term.yaml:")
    assert abs(int(place.split(":")[1]) - line) <= 1


def test_a_field_that_nobody_asks_for_is_told(folder: Path) -> None:
    (folder / "05-term.yaml").unlink()
    assert complaints(folder) == [
        f"interview：没有问题询问字段 term.{name}。 请在某一主题文件中加上。"
        for name in ("start", "end", "years", "over_limit_reason")
    ]


def test_a_reference_to_no_answer_is_told(folder: Path) -> None:
    change(folder, "default: =end_of_term", 'default: "{term.ende}"')
    assert complaints(folder) == ["05-term.yaml：term.end 的默认值引用了没有的字段 term.ende。 请改正引用。"]


def test_mistakes_of_several_files_come_at_once(folder: Path) -> None:
    change(folder, "label: 年数", "lable: 年数")
    (folder / "01-basics.yaml").write_text("topic: basics\n\tx", encoding="utf-8")
    told = complaints(folder)
    assert any(one.startswith("01-basics.yaml:2") for one in told)
    assert any(one.startswith("05-term.yaml") and "lable" in one for one in told)
