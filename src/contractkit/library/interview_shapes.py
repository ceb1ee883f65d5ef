"""The form of a question file, as people write it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ConditionEntry(_Entry):
    """When a question is asked or must be answered; every part that is given must hold."""

    field: str = ""
    among: list[str] = []
    beyond: str = ""
    answered: bool = False
    local: str = ""


class QuestionEntry(_Entry):
    """One question, or one column of a list."""

    field: str
    label: str = Field(min_length=1)
    help: str = ""
    example: str = ""
    unit: str = ""
    written: Literal["", "phone", "codes"] = ""
    elements: list[str] = []
    choices: Literal["", "editions", "localities"] = ""
    suggests: str = ""
    default: str = ""
    source: str = ""
    when: ConditionEntry | None = None
    needed: ConditionEntry | None = None
    title_column: str = ""
    columns: list[QuestionEntry] = []


class TopicFile(_Entry):
    """One topic, one file."""

    topic: str = Field(pattern=r"[a-z_]+")
    title: str = Field(min_length=1)
    intro: str = ""
    questions: list[QuestionEntry] = Field(min_length=1)
