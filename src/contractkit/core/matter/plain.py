"""A matter as plain data, and the JSON schema of matter files."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from contractkit.core.matter.fields import fields_of
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts

_TITLE = "公共数据资源授权运营事项"


def plain(matter: Matter) -> dict[str, Any]:
    """The matter as it is written in a file: dict, list, str, int, Decimal, date; nothing that was not given."""
    data: dict[str, Any] = _plain(matter.model_dump(by_alias=True, exclude_none=True))
    return data


def matter_schema() -> dict[str, Any]:
    """JSON schema (2020-12) of matter files, with Chinese titles and descriptions."""
    schema = Matter.model_json_schema(by_alias=True)
    used: dict[str, str] = {"Matter": _TITLE}
    for title, kind in _kinds(Matter):
        used.setdefault(kind.__name__, title)
    for name, definition in ((None, schema), *schema.get("$defs", {}).items()):
        definition.pop("description", None)
        definition["title"] = used.get(name or "Matter", _TITLE)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _kinds(part: type[Facts]) -> Iterator[tuple[str, type]]:
    """The parts and choices that the fields hold, each with the field's title, from the outside in."""
    for field in fields_of(part).values():
        if isinstance(field.kind, type):
            yield field.title, field.kind
        if field.part:
            yield from _kinds(field.part)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.value if isinstance(value, Enum) else value
