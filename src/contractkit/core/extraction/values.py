"""Words of a document → the value of a field, as its model takes it; what the model refuses is told with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, cast, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from contractkit.core.extraction.fact import TERM_MONTHS, Value
from contractkit.core.matter.fields import Keys, fields_of, find
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.messages import explain
from contractkit.core.matter.rows.row import Fault
from contractkit.core.matter.rows.values import answer
from contractkit.core.matter.text import Facts, clean_prose


@dataclass(frozen=True, slots=True)
class Unfit:
    """Words that are no answer to a field.

    Attributes:
        text: the words.
        reason: why they are none, in Chinese.
    """

    text: str
    reason: str


def read_value(keys: Keys, text: str, separators: str = "") -> Value | Unfit:
    """What words say as the value of a field: 三年 is 3 for a number of years, 三成 is 30 for a share.

    Args:
        keys: path of the field.
        text: the words, without what stands around them.
        separators: marks between the members of a list.
    """
    if keys == TERM_MONTHS:
        return int(text)
    names = _names(keys)
    is_member = bool(keys) and isinstance(keys[-1], int)
    if _is_day(names):
        text = text.strip().removesuffix("前").removesuffix("之")
    meant = text if _is_text(names) else answer(text, keys, separators)
    if isinstance(meant, Fault):
        return Unfit(text, "写法不能作为这一项的内容")
    try:
        value = _plain(_adapter(names).validate_python([meant] if is_member else meant))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason, _ = explain(first["type"], first.get("ctx", {}), value=text, field=find(keys))
        return Unfit(text, reason.rstrip("。"))
    return value[0] if is_member and isinstance(value, tuple) else value


def is_field(keys: Keys) -> bool:
    """Whether a matter has a field at a path."""
    return find(keys) is not None


@lru_cache(maxsize=512)
def takes_paragraphs(keys: Keys) -> bool:
    """Whether a field takes several paragraphs."""
    if find(keys) is None:
        return False
    info = _info(_names(keys))
    inner = [one for argument in get_args(info.annotation) for one in getattr(argument, "__metadata__", ())]
    return any(getattr(one, "func", None) is clean_prose for one in (*info.metadata, *inner))


@lru_cache(maxsize=512)
def _adapter(names: tuple[str, ...]) -> TypeAdapter[Any]:
    info = _info(names)
    annotation: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    return TypeAdapter(annotation)


@lru_cache(maxsize=512)
def _is_text(names: tuple[str, ...]) -> bool:
    """Whether a field takes words as they stand."""
    field = find(names)
    return field is not None and field.kind is str and not field.many and names[-1] != "credit_code"


@lru_cache(maxsize=512)
def _is_day(names: tuple[str, ...]) -> bool:
    field = find(names)
    return field is not None and field.kind is date


def _info(names: tuple[str, ...]) -> FieldInfo:
    """The field at a path, reached through the parts of the model."""
    part: type[Facts] | None = Matter
    *above, last = names
    for name in above:
        part = fields_of(part)[name].part if part else None
    if part is None:
        raise KeyError(names)
    return next(one for key, one in part.model_fields.items() if (one.alias or key) == last)


def _plain(value: Any) -> Value:
    if isinstance(value, Enum):
        return str(value.value)
    return cast("Value", tuple(_plain(one) for one in value) if isinstance(value, tuple) else value)


def _names(keys: Keys) -> tuple[str, ...]:
    return tuple(key for key in keys if isinstance(key, str))
