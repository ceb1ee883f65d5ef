"""An answer means the same whether it is typed in the interview or stands in a cell of a table."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from contractkit.core.interview.question import Question
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.interview.values import plain, read
from contractkit.core.matter.rows.row import Fault
from contractkit.core.matter.rows.values import answer
from contractkit.library.interview import load_materials

TEXTS = (
    "三成", "30%", "百分之三十", "0.3", "12.5", "万分之五", "3‰", "5", "五", "\uff11\uff12", "3年", "三年", "36个月", "半年", "两周",
    "30日", "20个工作日", "二十个工作日", "2小时", "一式六份", "6份", "90分", "2026.3.1", "2026年3月1日", "二〇二六年三月一日",
    "2026-03-01", "2026年3月", "20260301", "壹佰万元", "100万元", "1,000,000元", "随便写的",
)  # fmt: skip
KINDS = {
    AnswerKind.DATE, AnswerKind.LENGTH, AnswerKind.NUMBER, AnswerKind.PERCENT, AnswerKind.TEN_THOUSANDTH, AnswerKind.MONEY,
}  # fmt: skip
QUESTIONS = [one for one in load_materials().script.questions() if one.kind in KINDS and not one.columns]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: ".".join(map(str, question.keys)))
def test_a_text_is_understood_alike(question: Question) -> None:
    told = {text: (typed(question, text), celled(question, text)) for text in TEXTS}
    assert {text: both for text, both in told.items() if both[0] != both[1]} == {}


def test_all_kinds_of_figures_are_asked_for() -> None:
    assert {question.kind for question in QUESTIONS} >= {AnswerKind.DATE, AnswerKind.LENGTH, AnswerKind.NUMBER}


def typed(question: Question, text: str) -> Any:
    """What the interview takes the text for; None for no answer."""
    try:
        return read(question, text)
    except Unreadable:
        return None


def celled(question: Question, text: str) -> Any:
    """What a table takes a cell with the text for; None for no answer."""
    found = answer(text, question.keys)
    if isinstance(found, Fault):
        return None
    try:
        return plain(question.shape.adapter.validate_python(found))
    except ValidationError:
        return None
