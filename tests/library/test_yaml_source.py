"""YAML that people write: values, lines, and mistakes told in Chinese."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.errors import InvalidData, Problem, UsageError
from contractkit.library.yaml_source import load, parse


def _problems(text: str, first_line: int = 1) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as raised:
        parse(text, name="a.yaml", first_line=first_line)
    return raised.value.problems


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0371", "0371"),
        ("371", 371),
        ("-5", -5),
        ("0", 0),
        ("00", "00"),
        ("911100001234567890", "911100001234567890"),
        ("123456789012345", 123456789012345),
        ("33.40", Decimal("33.40")),
        ("01.5", "01.5"),
        ("2025-03-01", "2025-03-01"),
        ("12:30:00", "12:30:00"),
        ("1e5", "1e5"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("yes", "yes"),
        ("否", "否"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'371'", "371"),
        ('"true"', "true"),
        ("''", ""),
        ("|-\n  371", "371"),
    ],
)
def test_what_a_scalar_becomes(written: str, value: object) -> None:
    data = parse(f"a: {written}\n", name="a.yaml").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)
    assert str(data["a"]) == str(value)


def test_keys_stay_text() -> None:
    assert parse("14.1: 甲\n14.10: 乙\ntrue: 丙\n", name="a.yaml").data == {"14.1": "甲", "14.10": "乙", "true": "丙"}


def test_lines_of_keys_members_and_unknown_paths() -> None:
    file = parse("a: 1\n\nb:\n  # 注\n  - c: 2\n    d:\n      甲\n  - e\n", name="a.yaml")
    assert [file.line("a"), file.line("b"), file.line("b", 0), file.line("b", 0, "d"), file.line("b", 1)] == [
        1,
        3,
        5,
        6,
        8,
    ]
    assert file.line("b", 0, "nothing", "below") == 5
    assert file.line("nothing") == 1
    assert file.line() == 1


def test_a_problem_has_file_line_field() -> None:
    file = parse("b:\n  - c: 2\n", name="a.yaml", first_line=10)
    assert file.problem("不对。", ("b", 0, "c"), "请改。") == Problem("不对。", "请改。", "a.yaml", 11, "b.第1项.c")


def test_marks_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: 甲\r\nb: 乙\u2028丙\r\nc: 丁\r\n".encode())
    file = load(path, name="事项.yaml")
    assert file.name == "事项.yaml"
    assert file.data["a"] == "甲"
    assert file.line("c") == 3


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 乙: 丙\n", 2, "半角冒号"),
        ("a:\n\tb: 1\n", 2, "制表符"),
        ("x: 1\na: “甲\nb: '乙\nc: 1\n", 3, "引号没有配对"),
        ("甲：1\n乙: 2\n", 1, "全角冒号"),
        ("a: 1\n乙：2\nc: 3\n", 2, "全角冒号"),
        ("a：1\n", 1, "没有读到任何“键: 值”"),
        ("a: 1\nb: [1, 2\nc: 3\n", 2, "括号没有配对"),
        ("a: 1\n b: 2\n", 2, "缩进不齐"),
        ("- a\nb: 1\n", 2, "缩进不齐"),
        ("a: 1\nb: @甲\n", 2, "加引号"),
        ("a: 1\nb 2\nc: 3\n", 2, "不是“键: 值”"),
        ('a: "\\q"\n', 1, "反斜杠"),
        ("a: 1\nb: 甲\x07\n", 2, "控制字符"),
        ("a: 1\n---\nb: 2\n", 2, "只能有一份"),
        ("a: 1\nb: *甲\n", 2, "锚点"),
        ("a: 1\nb: &甲 1\n", 2, "锚点"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "标签"),
        ("a: 1\nb: {{ 甲 }}\n", 2, "模板变量"),
        ("a: 1\nb:\n  c: 2\n  c: 3\n", 4, "键“c”写了两次，第一次在第 3 行"),
        ("", 1, "空的"),
        ("# 只有注释\n", 1, "空的"),
        ("甲乙丙\n", 1, "没有读到"),
        ("[" * 4000, 1, "嵌套"),
    ],
)
def test_mistakes_have_line_and_remedy(text: str, line: int, words: str) -> None:
    (problem,) = _problems(text)
    assert problem.line == line
    assert problem.file == "a.yaml"
    assert words in f"{problem.message}{problem.remedy}"
    assert problem.remedy


def test_a_long_text_with_full_width_colons_is_no_mistake_of_its_own() -> None:
    (problem,) = _problems("a: |\n  注意：甲\nb: 1\n c: 2\n")
    assert (problem.line, "全角" in problem.message) == (4, False)


def test_all_mistakes_at_once_with_the_line_in_the_whole_file() -> None:
    problems = _problems("a: !x 1\nb: 1\nb: 2\nc: *d\n", first_line=5)
    assert [(problem.line, problem.field) for problem in problems] == [(5, "a"), (7, "b"), (8, "c")]


def test_a_repeated_key_inside_a_list_names_its_place() -> None:
    (problem,) = _problems("a:\n  - b: 1\n    b: 2\n")
    assert problem.field == "a.第1项.b"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"读不到文件：没有\.yaml"):
        load(tmp_path / "none.yaml", name="没有.yaml")
    path = tmp_path / "gbk.yaml"
    path.write_bytes("a: 1\nb: 数据\n".encode("gbk"))
    with pytest.raises(InvalidData) as raised:
        load(path)
    (problem,) = raised.value.problems
    assert (problem.line, problem.message) == (2, "文件不是 UTF-8 编码。")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        outcome: object = parse(text, name="a.yaml").data
    except InvalidData as error:
        outcome = [problem.line for problem in error.problems]
    assert outcome is not None
    assert isinstance(outcome, dict | list)


@given(st.lists(st.text("甲乙：:#'\"-[]{}&*!|>%@`, 0123456789.\n", min_size=1, max_size=12), min_size=1, max_size=5))
def test_quoted_text_comes_back_as_written(values: list[str]) -> None:
    escaped = [value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for value in values]
    text = "".join(f'- "{value}"\n' for value in escaped)
    assert parse(text, name="a.yaml").data == values
