"""Where a field of a matter stands: its path, its Chinese title, what it may hold; read from the models.

A path (`Keys`) is the way through a matter file: `("revenue", "shares", 1, "percent")`; list members count from 0.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the models.

    Attributes:
        key: as it is written in a matter file (`schema`, not `schema_id`).
        title: Chinese name.
        help: what to write, in Chinese; may be empty.
        example: a value as it is written in a file; may be empty.
        required: it has no default.
        kind: what it holds, or what its list or mapping holds: a part (`Facts`), a type, or a constraint's type.
        many: it is a list.
        named: it is a mapping with free keys.
    """

    key: str
    title: str
    help: str
    example: str
    required: bool
    kind: Any
    many: bool
    named: bool

    @property
    def part(self) -> type[Facts] | None:
        """The part of a matter that it holds, or None for a single answer."""
        return self.kind if isinstance(self.kind, type) and issubclass(self.kind, Facts) else None


@lru_cache(maxsize=64)
def fields_of(part: type[Facts]) -> dict[str, Field]:
    """The fields of a part by key, in the order of the model."""
    return {info.alias or name: _field(info.alias or name, info) for name, info in part.model_fields.items()}


def children(keys: Keys) -> dict[str, Field]:
    """The fields that may stand below a path; none below a single answer, a list or an unknown path."""
    part: type[Facts] | None = Matter
    many = False
    for key in keys:
        if many and isinstance(key, int):
            many = False
            continue
        field = fields_of(part).get(str(key)) if part and not many else None
        part, many = (field.part, field.many) if field else (None, False)
    return fields_of(part) if part and not many else {}


def find(keys: Keys) -> Field | None:
    """The field at a path, or None; a list member has the list's field as a single one, a free key its mapping's field."""
    if keys and isinstance(keys[-1], int):
        field = find(keys[:-1])
        return replace(field, many=False) if field and field.many else None
    if not keys:
        return None
    if (field := children(keys[:-1]).get(str(keys[-1]))) is not None:
        return field
    above = find(keys[:-1]) if len(keys) > 1 else None
    return above if above and above.named else None


def titles(keys: Keys) -> str:
    """A path in Chinese: 收益分配→分配比例第2项→比例（%）; keys that are no field stay as written."""
    shown: list[str] = []
    for end, key in enumerate(keys, start=1):
        if isinstance(key, int):
            shown[-1:] = [f"{shown[-1] if shown else ''}第{key + 1}项"]
            continue
        known = children(keys[: end - 1]).get(key)
        shown.append(known.title if known else key)
    return "→".join(shown)


def places_of(key: str, part: type[Facts] = Matter, above: tuple[str, ...] = ()) -> Iterator[str]:
    """The parts, as dotted paths, in which a field with this key may stand."""
    for name, field in fields_of(part).items():
        if name == key:
            yield ".".join(above)
        if field.part:
            yield from places_of(key, field.part, (*above, name))


def single_answers(part: type[Facts] = Matter, above: Keys = ()) -> Iterator[Keys]:
    """The paths of all answers that stand outside lists and free mappings: what one cell of a table can hold."""
    for key, field in fields_of(part).items():
        if field.many or field.named:
            continue
        if field.part:
            yield from single_answers(field.part, (*above, key))
        else:
            yield (*above, key)


def _field(key: str, info: FieldInfo) -> Field:
    kind, many, named = _held(info.annotation)
    example = str(info.examples[0]) if info.examples else ""
    return Field(key, info.title or key, info.description or "", example, info.is_required(), kind, many, named)


def _held(annotation: Any) -> tuple[Any, bool, bool]:
    """What an annotation holds at last, whether in a list, whether in a mapping with free keys."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _held(inner[0])
    if origin in {Union, types.UnionType}:
        return _held(next(one for one in inner if one is not type(None)))
    if origin is tuple:
        return _held(inner[0])[0], True, False
    if origin is dict:
        return _held(inner[1])[0], False, True
    return annotation, False, False
