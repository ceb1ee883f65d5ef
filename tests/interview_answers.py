"""The answers of a matter as people would give them: typed line by line, written in a file, given to a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from contractkit.core.interview.answers import Row
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.question import Question
from contractkit.core.interview.session import Session
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.values import Plain, written
from contractkit.core.matter.fields import Keys
from contractkit.library.interview_matter import load_answers

Answers = dict[Keys, Any]
SAMPLES = Path(__file__).parents[1] / "samples"
_SEVERAL_LINES = {AnswerKind.PROSE, AnswerKind.LINES}


def answers_of(sample: str, materials: Materials) -> Answers:
    """The answers in a sample matter, by the path of their question."""
    return load_answers(SAMPLES / sample, materials.script)


def give(session: Session, answers: Answers) -> None:
    """Give all answers to a session; every one is accepted."""
    for keys, text in typed(session.script.questions(), answers):
        if text is None:
            session.add_row(keys)
        else:
            outcome = session.answer(keys, text)
            assert outcome.trouble is None, outcome


def typed(questions: Iterator[Question], answers: Answers) -> Iterator[tuple[Keys, str | None]]:
    """Path and text of each answer in order; a new row is a list's path with None."""
    for question in questions:
        if question.kind is AnswerKind.POSITIONS:
            yield from ((keys, str(value)) for keys, value in answers.items() if keys[0] == "positions")
        elif question.kind is AnswerKind.ROWS:
            for at, row in enumerate(answers.get(question.keys, ())):
                yield question.keys, None
                for column in question.columns:
                    if text := written(column, row.get(column.keys)):
                        yield (*question.keys, at, *column.keys), text
        elif question.keys in answers:
            yield question.keys, written(question, answers[question.keys])


def answers_file(path: Path, materials: Materials, answers: Answers) -> Path:
    """The same answers as an answers file."""
    content: dict[str, Any] = {}
    for question in materials.script.questions():
        name = ".".join(map(str, question.keys))
        if question.kind is AnswerKind.POSITIONS:
            content |= {".".join(map(str, keys)): value for keys, value in answers.items() if keys[0] == "positions"}
        elif question.kind is AnswerKind.ROWS:
            if question.keys in answers:
                content[name] = [dict(_cells(question, row)) for row in answers[question.keys]]
        elif question.keys in answers:
            content[name] = _in_file(question, answers[question.keys])
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(content, stream)
    return path


def _cells(question: Question, row: Row) -> Iterator[tuple[str, Any]]:
    for column in question.columns:
        if (value := row.get(column.keys)) is not None:
            yield ".".join(map(str, column.keys)), _in_file(column, value)


def _in_file(question: Question, value: Plain) -> Any:
    return list(value) if isinstance(value, tuple) else written(question, value)


def lines_typed(materials: Materials, answers: Answers) -> list[str]:
    """What somebody types at `interview --plain` for the same answers, from the first question to the documents."""
    lines: list[str] = []
    session = Session(materials)
    for question in iter(materials.script.questions()):
        if question.keys not in session.agenda():
            continue
        if question.kind is AnswerKind.POSITIONS:
            lines += [f"{keys[1]} {value}" for keys, value in answers.items() if keys[0] == "positions"]
        elif question.kind is AnswerKind.ROWS:
            for row in answers.get(question.keys, ()):
                lines += _row_typed(session, question, row)
            lines.append("")
        else:
            text = written(question, answers.get(question.keys))
            lines += _typed_text(question, text)
            if text:
                session.answer(question.keys, text)
    return [*lines, ":review", "3", "否"]


def _row_typed(session: Session, question: Question, row: Row) -> list[str]:
    lines = ["+"]
    at = session.add_row(question.keys)
    for column in question.columns:
        shown = [cell.keys for cell in session.row(question.keys, at).cells]
        if (*question.keys, at, *column.keys) not in shown:
            continue
        text = written(column, row.get(column.keys))
        lines += _typed_text(column, text)
        if text:
            session.answer((*question.keys, at, *column.keys), text)
    return lines


def _typed_text(question: Question, text: str) -> list[str]:
    if not text:
        return [""]
    return [*text.split("\n"), ""] if question.kind in _SEVERAL_LINES else [text]
