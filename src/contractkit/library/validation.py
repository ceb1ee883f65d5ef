"""Pydantic's verdict on YAML that people write, as problems in Chinese with file, line and remedy."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from contractkit.errors import Problem
from contractkit.library.yaml_source import Keys, YamlFile

_LONGEST = 40  # characters of a wrong value that a message shows
_Model = TypeVar("_Model", bound=BaseModel)

# Pydantic's error type → message and remedy; `{…}` are the error's context and `{input}` the value as written.
_SAID: Mapping[str, tuple[str, str]] = {
    "string_type": ("应为文字，现为“{input}”。", "请写文字；数字和日期可加引号。"),
    "string_too_short": ("内容是空的或者过短。", "请填写内容。"),
    "string_pattern_mismatch": ("“{input}”的写法不对。", "请改成 {pattern} 的样子。"),
    "int_type": ("应为整数，现为“{input}”。", "请写阿拉伯数字整数。"),
    "int_parsing": ("应为整数，现为“{input}”。", "请写阿拉伯数字整数。"),
    "int_from_float": ("应为整数，现为“{input}”。", "请写阿拉伯数字整数。"),
    "greater_than": ("数值过小，须大于 {gt}，现为 {input}。", "请改正数值。"),
    "greater_than_equal": ("数值过小，须不小于 {ge}，现为 {input}。", "请改正数值。"),
    "less_than": ("数值过大，须小于 {lt}，现为 {input}。", "请改正数值。"),
    "less_than_equal": ("数值过大，须不大于 {le}，现为 {input}。", "请改正数值。"),
    "date_type": ("应为日期，现为“{input}”。", "请写成 2025-03-01 的样子。"),
    "date_parsing": ("“{input}”不是有效的日期。", "请写成 2025-03-01 的样子。"),
    "date_from_datetime_parsing": ("“{input}”不是有效的日期。", "请写成 2025-03-01 的样子。"),
    "date_from_datetime_inexact": ("“{input}”不是有效的日期。", "请写成 2025-03-01 的样子。"),
    "bool_type": ("应为 true 或 false，现为“{input}”。", "请写 true 或 false。"),
    "bool_parsing": ("应为 true 或 false，现为“{input}”。", "请写 true 或 false。"),
    "enum": ("“{input}”不在可选值之内。", "可选：{expected}。"),
    "literal_error": ("“{input}”不在可选值之内。", "可选：{expected}。"),
    "list_type": ("应为列表。", "请逐行以“- ”开头列出。"),
    "tuple_type": ("应为列表。", "请逐行以“- ”开头列出。"),
    "too_short": ("至少要有 {min_length} 项，现有 {actual_length} 项。", "请补齐。"),
    "dict_type": ("应为若干“键: 值”。", "请逐行写“键: 值”并缩进。"),
    "model_type": ("应为若干“键: 值”。", "请逐行写“键: 值”并缩进。"),
    "value_error": ("{error}", ""),
}


def validate(model: type[_Model], file: YamlFile, problems: list[Problem]) -> _Model | None:
    """The file's data as a model; None, and every mistake added to `problems`, where it does not fit."""
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        problems.extend(problems_of(error, model, file))
        return None


def problems_of(error: ValidationError, model: type[BaseModel], file: YamlFile) -> list[Problem]:
    """Each of Pydantic's errors as a problem; a misspelt key that leaves another one missing is one mistake."""
    details = error.errors(include_url=False)
    unknown = [one["loc"] for one in details if one["type"] == "extra_forbidden"]
    meant = {keys: _nearest(keys, model) for keys in unknown}
    misspelt = {(*keys[:-1], near) for keys, near in meant.items()}
    return [
        _problem(one, model, file, meant) for one in details if one["type"] != "missing" or one["loc"] not in misspelt
    ]


def _problem(
    details: ErrorDetails, model: type[BaseModel], file: YamlFile, meant: Mapping[Keys, str | None]
) -> Problem:
    keys = tuple(key for key in details["loc"] if key != "[key]")  # Pydantic's mark for a mapping's key itself
    if details["type"] == "missing":
        return file.problem(f"缺少“{keys[-1]}”。", keys, f"请补上“{keys[-1]}: …”。")
    if details["type"] == "extra_forbidden":
        known = "、".join(_known(model, keys[:-1]))
        remedy = f"是不是“{meant[keys]}”？" if meant[keys] else f"可用的键：{known}。"
        return file.problem(f"没有“{keys[-1]}”这个键。", keys, remedy)
    given = str(details["input"])
    context = {**details.get("ctx", {}), "input": given if len(given) <= _LONGEST else given[:_LONGEST] + "…"}
    if "expected" in context:  # "'a', 'b' or 'c'"
        context["expected"] = str(context["expected"]).replace(" or ", ", ").replace("'", "").replace(", ", "、")
    message, remedy = _SAID.get(details["type"], ("“{input}”不合要求（" + details["type"] + "）。", "请改正。"))
    return file.problem(message.format_map(context), keys, remedy.format_map(context))


def _nearest(keys: Keys, model: type[BaseModel]) -> str | None:
    return next(iter(get_close_matches(str(keys[-1]), _known(model, keys[:-1]), n=1, cutoff=0.5)), None)


def _known(model: type[BaseModel], keys: Keys) -> list[str]:
    """The keys that the model knows at a path."""
    annotations: list[Any] = [model]
    for key in keys:
        annotations = [inner for outer in _flat(annotations) for inner in _step(outer, key)]
    return [name for known in _flat(annotations) if _is_model(known) for name in known.model_fields]


def _step(annotation: Any, key: str | int) -> list[Any]:
    """What stands below a key: a model's field, a mapping's value, a list's member."""
    if _is_model(annotation):
        return [field.annotation for name, field in annotation.model_fields.items() if name == key]
    arguments = get_args(annotation)
    return list(arguments[-1:]) if get_origin(annotation) is dict else list(arguments[:1])


def _flat(annotations: Iterable[Any]) -> list[Any]:
    """Unions and `Annotated` taken apart."""
    flat: list[Any] = []
    for annotation in annotations:
        origin = get_origin(annotation)
        if origin in (Union, types.UnionType):
            flat += _flat(get_args(annotation))
        elif origin is Annotated:
            flat += _flat(get_args(annotation)[:1])
        else:
            flat.append(annotation)
    return flat


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
