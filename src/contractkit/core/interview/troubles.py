"""What is wrong with an answer or missing, in Chinese, at the place where it is to be put right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from pydantic import ValidationError

from contractkit.core.interview.question import Question
from contractkit.core.matter.fields import Keys, find, titles
from contractkit.core.matter.messages import explain

_KEY: Final = re.compile(r"(?<![A-Za-z0-9_./`])[a-z][a-z_]*(?:\.[a-z_]+)*(?![A-Za-z0-9_/`])")


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "错误"
    DOUBTFUL = "存疑"
    MISSING = "未填"
    NOTICE = "提醒"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to put right, or to look at.

    Attributes:
        keys: the path of the answer.
        title: the path in Chinese.
        message: what is wrong.
        remedy: what to do.
    """

    keys: Keys
    title: str
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.title}：{self.message}{self.remedy}"


class Unreadable(Exception):
    """A text that is no answer to its question: what is wrong, and what to write instead."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def at(self, keys: Keys) -> Trouble:
        """The trouble at the answer's place."""
        return Trouble(keys, titles(keys), self.message, in_titles(self.remedy, keys))


def unreadable(question: Question, error: ValidationError, text: object) -> Unreadable:
    """The first complaint of the model about an answer, in the words of the matter's own messages."""
    first = error.errors(include_url=False)[0]
    member = "".join(f"第{key + 1}项" for key in first["loc"] if isinstance(key, int))
    message, remedy = told(
        first["type"], dict(first.get("ctx", {})), question, value=first["input"] if member else text
    )
    return Unreadable(f"{member}：{message}" if member else message, remedy)


def told(kind: str, context: Mapping[str, Any], question: Question, *, value: object) -> tuple[str, str]:
    """Message and remedy of one kind of mistake; the example is the question's own."""
    known = {"example": f"例如：{question.example}。" if question.example and "\n" not in question.example else ""}
    if question.choices:
        known["choices"] = "、".join(choice.label for choice in question.choices)
    return explain(kind, {**known, **context}, value=value)


def missing(question: Question, keys: Keys) -> Trouble:
    """A question that must be answered and is not."""
    remedy = f"请填写，例如：{question.example}。" if question.example and "\n" not in question.example else "请填写。"
    return Trouble(keys, titles(keys), "没有填写。", remedy, Severity.MISSING)


def in_titles(remedy: str, keys: Keys) -> str:
    """A remedy with the fields of a matter file (`end`, `price.kind`) called by their Chinese titles."""

    def title(match: re.Match[str]) -> str:
        tokens = tuple(match.group().split("."))
        for end in range(len(keys), -1, -1):
            if (field := find((*keys[:end], *tokens)) or find((*keys[:end], 0, *tokens))) is not None:
                return f"“{field.title}”"
        return match.group()

    return _KEY.sub(title, remedy)
