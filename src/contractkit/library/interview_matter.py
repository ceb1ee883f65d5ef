"""A matter file, finished or not → the answers in it; only what could not be kept as answers is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails

from contractkit.core.interview.script import Script
from contractkit.core.interview.spreading import spread
from contractkit.core.interview.values import Plain
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.matter import Matter
from contractkit.errors import InvalidData, Problem
from contractkit.library.matter_problems import problems_of
from contractkit.library.yaml_source import YamlFile, load

_STRUCTURAL: Final = frozenset({"model_type", "model_attributes_type", "tuple_type", "dict_type"})


def load_answers(path: Path, script: Script) -> dict[Keys, Plain]:
    """The answers in a matter file; wrong ones stay as they were written, for the interview to show.

    Raises:
        UsageError: there is no such file.
        InvalidData: it is no YAML, or holds what no question asks for, so that saving would lose it: with lines.
    """
    file = load(path)
    if problems := _structural(file):
        raise InvalidData(f"{file.name} 有 {len(problems)} 处内容不能读入访谈。", problems=problems)
    return spread(file.data, script)


def _structural(file: YamlFile) -> list[Problem]:
    """The mistakes that are not about the value of an answer: unknown keys, a list where one answer stands."""
    if not isinstance(file.data, dict):
        return [file.problem("事项文件的最外层须为“键: 值”。", (), "请对照 samples/ 中的示例改写。")]
    try:
        Matter.model_validate(file.data)
    except ValidationError as error:
        kept = [one for one in error.errors(include_url=False) if _is_structural(one)]
        return problems_of(_made_of(kept), (), file) if kept else []
    return []


def _is_structural(one: ErrorDetails) -> bool:
    if one["type"] in {"extra_forbidden", "literal_error", "invalid_key"}:
        return True
    if one["type"] in _STRUCTURAL:
        return one["input"] is not None
    return isinstance(one["input"], dict | list) and one["type"].endswith("_type")


def _made_of(details: list[ErrorDetails]) -> ValidationError:
    lines = [
        InitErrorDetails(type=one["type"], loc=one["loc"], input=one["input"], ctx=one.get("ctx", {}))
        for one in details
    ]
    return ValidationError.from_exception_data("Matter", lines)
