"""An answers file: YAML of field path → value as somebody would type it, given to the session one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from contractkit.core.interview.question import Question
from contractkit.core.interview.script import POSITIONS
from contractkit.core.interview.session import Session
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.matter.fields import Keys
from contractkit.errors import InvalidData, Problem
from contractkit.library.yaml_source import YamlFile, load


def answer_from(path: Path, session: Session) -> int:
    """Give all answers of a file to a session, in the order of the questions; how many there were.

    Lists take the place of what was there. Paths are dotted (`term.start`), nested, or both.

    Raises:
        UsageError: there is no such file.
        InvalidData: a path leads to no question, or an answer is refused, each with its line; the others are given.
    """
    file = load(path)
    found: dict[Keys, tuple[object, Keys]] = {}
    problems = list(_collect(file, file.data, (), (), session, found))
    count = 0
    for question in session.script.questions():
        for keys, (value, at) in [(k, v) for k, v in found.items() if k[: len(question.keys)] == question.keys]:
            count += 1
            problems += _give(file, session, question, keys, value, at)
    if problems:
        raise InvalidData(f"{path.name} 有 {len(problems)} 处回答不能使用。", problems=problems)
    return count


def _collect(
    file: YamlFile, data: object, keys: Keys, at: Keys, session: Session, found: dict[Keys, tuple[object, Keys]]
) -> Iterator[Problem]:
    """The answers by the path of their question; `at` is where they stand in the file."""
    place = session.script.place(keys) if keys else None
    if place is not None and (keys != (POSITIONS,) or not isinstance(data, Mapping)):
        found[keys] = (data, at)
    elif isinstance(data, Mapping):
        for key, inner in data.items():
            below = (POSITIONS, key) if keys == (POSITIONS,) else (*keys, *str(key).split("."))
            if keys == () and str(key).startswith(f"{POSITIONS}."):
                below = (POSITIONS, str(key).removeprefix(f"{POSITIONS}."))
            if below == ("schema",):
                continue
            yield from _collect(file, inner, below, (*at, str(key)), session, found)
    else:
        name = ".".join(map(str, keys))
        near = get_close_matches(name, [".".join(map(str, one.keys)) for one in session.script.questions()], n=1)
        yield file.problem(
            f"没有字段 {name}。", at, f"是否为 {near[0]}？" if near else "见 `contractkit show schema`。"
        )


def _give(
    file: YamlFile, session: Session, question: Question, keys: Keys, value: object, at: Keys
) -> Iterator[Problem]:
    if question.kind is not AnswerKind.ROWS:
        yield from _one(file, session, keys, value, at)
        return
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        yield file.problem(f"{question.label}须为列表，每项分列填写。", at, "每项以“- ”开头。")
        return
    session.delete_rows(keys, range(session.row_count(keys)))
    for index, row in enumerate(value):
        session.add_row(keys)
        cells = dict(_cells(row, ()))
        for column in question.columns:
            if column.keys in cells:
                yield from _one(file, session, (*keys, index, *column.keys), cells.pop(column.keys), (*at, index))
        for unknown in cells:
            yield file.problem(
                f"{question.label}中没有 {'.'.join(map(str, unknown))}。", (*at, index), "请删去或者改正。"
            )


def _cells(row: Mapping[str, object], above: Keys) -> Iterator[tuple[Keys, object]]:
    for key, value in row.items():
        keys: Keys = (*above, *key.split("."))
        if isinstance(value, Mapping):
            yield from _cells(value, keys)
        else:
            yield keys, value


def _one(file: YamlFile, session: Session, keys: Keys, value: object, at: Keys) -> Iterator[Problem]:
    outcome = session.answer(keys, _text(value))
    if outcome.trouble is not None:
        yield file.problem(f"{outcome.trouble.title}：{outcome.trouble.message}", at, outcome.trouble.remedy)


def _text(value: object) -> str:
    """A value of the file as somebody would type it; a list one member a line."""
    if isinstance(value, list):
        lines = [_text(one) for one in value]
        return "\n".join(lines) + ("\n" if len(lines) == 1 else "")  # one name with 、 in it stays one
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
