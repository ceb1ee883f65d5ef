"""A wrong call, told in Chinese: what is wrong with it, and what can be written instead."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from typer.exceptions import TyperException


def explain(error: TyperException, arguments: Sequence[str]) -> str:
    """What is wrong with a call, with what is possible."""
    if (option := getattr(error, "option_name", None)) is not None:
        near = getattr(error, "possibilities", None) or ()
        return f"选项 {option} 不存在或者用法不对{_nearest(near)}"
    parameter = getattr(error, "param", None)
    if parameter is not None:
        name = _name(parameter)
        missing = hasattr(error, "param_type")
        return f"缺少“{name}”" if missing else f"“{name}”的值不对{_possible(parameter)}"
    context = getattr(error, "ctx", None)
    commands = _commands(context)
    path = context.command_path.split() if context is not None else []
    unknown = next((word for word in arguments if not word.startswith("-") and word not in path), None)
    if commands and unknown:
        near = difflib.get_close_matches(unknown, commands, n=1)
        return f"没有命令“{unknown}”{_nearest(near)}，可用的命令：{'、'.join(commands)}"
    return "命令的写法不对，多了或者少了参数"


def _name(parameter: Any) -> str:
    """`--kind` for an option, the name in the help for an argument."""
    options: Sequence[str] = parameter.opts
    return options[0] if options and options[0].startswith("-") else str(parameter.metavar or parameter.name)


def _possible(parameter: Any) -> str:
    """What a parameter takes: the members of its enumeration, or how a date is written."""
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"，可以是：{'、'.join(str(member.value) for member in kind)}"
    return "，日期写成 2026-03-01 的样子" if kind is datetime else ""


def _commands(context: Any) -> Mapping[str, Any]:
    return getattr(context.command, "commands", {}) if context is not None else {}


def _nearest(names: Sequence[str]) -> str:
    return f"，最接近的是 {names[0]}" if names else ""
