"""What is wrong in a matter file, as problems in Chinese with the field's title, its line and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from contractkit.core.matter.consistency import Answers, Remark
from contractkit.core.matter.fields import Field, children, find, places_of, titles
from contractkit.core.matter.messages import explain
from contractkit.errors import Problem
from contractkit.library.yaml_source import Keys, field_name


class MatterSource(Protocol):
    """Where the answers of one matter come from: a parsed file, a row of a table."""

    @property
    def name(self) -> str:
        """The file, for messages."""

    @property
    def data(self) -> Any:
        """Plain answers."""

    @property
    def wording(self) -> Mapping[str, tuple[str, str]]:
        """Messages of this medium instead of those of matter files, by kind."""

    def heading(self, keys: Keys) -> str:
        """What a person looks for to find the answer at a path."""

    def problem(self, message: str, keys: Keys = (), remedy: str = "") -> Problem:
        """A problem at this path."""


def problems_of(error: ValidationError | None, remarks: Iterable[Remark], file: MatterSource) -> list[Problem]:
    """What the models and the relations complain of, each mistake once, in the order of the file.

    A relation that both complain of is told by the remark, which knows the place better; a misspelt key that leaves a
    field missing is told as one mistake.
    """
    told = tuple(remarks)
    details = [one for one in (error.errors(include_url=False) if error else ()) if not _is_told(one, told)]
    misspelt = {one["loc"]: _meant(one["loc"], file) for one in details if one["type"] == "extra_forbidden"}
    found = {(*keys[:-1], meant.key) for keys, meant in misspelt.items() if meant}
    problems = [
        _problem_of(one, misspelt, file) for one in details if one["type"] != "missing" or one["loc"] not in found
    ]
    problems += [problem_of(remark, file) for remark in told]
    return sorted(problems, key=lambda problem: problem.line or 0)


def problem_of(remark: Remark, file: MatterSource) -> Problem:
    """One relation or caution as a problem."""
    value = Answers(file.data).raw(*remark.keys)
    context = {"heading": file.heading(remark.keys), **remark.context}
    message, remedy = explain(remark.kind, context, value=value, field=find(remark.keys), wording=file.wording)
    return file.problem(f"{titles(remark.keys)}：{message}", remark.keys, remedy)


def _is_told(details: ErrorDetails, remarks: Iterable[Remark]) -> bool:
    place = details["loc"]
    return any(remark.kind == details["type"] and remark.keys[: len(place)] == place for remark in remarks)


def _problem_of(details: ErrorDetails, misspelt: Mapping[Keys, Field | None], file: MatterSource) -> Problem:
    keys = tuple(key for key in details["loc"] if key != "[key]")
    context: dict[str, Any] = {"heading": file.heading(keys), **details.get("ctx", {})}
    if details["type"] == "missing":
        context["parent"] = f" {field_name(keys[:-1])} 之下" if len(keys) > 1 else "文件最外层"
    if details["type"] == "extra_forbidden":
        context["nearest"] = _instead(keys, misspelt[details["loc"]], file)
    message, remedy = explain(details["type"], context, value=details["input"], field=find(keys), wording=file.wording)
    head = f"{titles(keys)}：" if keys else ""
    return file.problem(head + message, keys, remedy)


def _meant(keys: Keys, file: MatterSource) -> Field | None:
    """The field that a misspelt key was meant for: near to its key or its Chinese title, and not given yet."""
    names = {name: one for one in _free(keys[:-1], file) for name in (one.title, one.key)}
    close = get_close_matches(str(keys[-1]), names, n=1, cutoff=0.6)
    return names[close[0]] if close else None


def _free(part: Keys, file: MatterSource) -> list[Field]:
    """The fields of a part that are not given yet."""
    given = Answers(file.data).raw(*part)
    return [one for one in children(part).values() if not isinstance(given, Mapping) or one.key not in given]


def _instead(keys: Keys, meant: Field | None, file: MatterSource) -> str:
    if meant:
        return f"是否为 {meant.key}（{meant.title}）？请改写字段名。"
    elsewhere = list(dict.fromkeys(_elsewhere(keys)))
    if 0 < len(elsewhere) <= 3:
        return f"{keys[-1]} 应写在 {'、'.join(elsewhere)} 之下，请检查缩进。"
    free = "、".join(f"{one.key}（{one.title}）" for one in _free(keys[:-1], file))
    return f"请删去；此处还可以填写：{free}。" if free else "请删去。"


def _elsewhere(keys: Keys) -> Iterator[str]:
    here = ".".join(str(key) for key in keys[:-1] if isinstance(key, str))
    return (place or "文件最外层" for place in places_of(str(keys[-1])) if place != here)
