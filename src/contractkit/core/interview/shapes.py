"""What a field of the models can hold, read from the models: so questions and models cannot disagree."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, BeforeValidator, TypeAdapter
from pydantic.fields import FieldInfo

from contractkit.core.matter.fields import Keys
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import (
    Facts,
    check_credit_code,
    clean_date,
    clean_money,
    clean_percent,
    clean_prose,
    clean_ten_thousandth,
    clean_whole,
)


class AnswerKind(StrEnum):
    """How an answer is written and shown."""

    LINE = "line"
    PROSE = "prose"  # paragraphs
    LINES = "lines"  # a list of lines, one a line
    CODES = "codes"  # a list of short names, separated by 、
    DATE = "date"
    LENGTH = "length"  # a whole number of years, months, days, …
    NUMBER = "number"
    PERCENT = "percent"
    TEN_THOUSANDTH = "ten_thousandth"
    MONEY = "money"
    CHOICE = "choice"
    CREDIT_CODE = "credit_code"
    PHONE = "phone"
    ROWS = "rows"  # a list of rows with columns
    POSITIONS = "positions"  # element id → clause position


@dataclass(frozen=True, slots=True)
class Shape:
    """What one field holds.

    Attributes:
        kind: as the model tells it; a question may narrow LINE to PHONE, LINES to CODES, NUMBER to LENGTH.
        adapter: validates one whole answer as the model would; for rows and positions not used.
        required: the model has no default for it.
        row: the model of a row, for rows.
        choices: the values of an enumeration.
        least: members that a list must have; most: members that it may have, None without a limit.
    """

    kind: AnswerKind
    adapter: TypeAdapter[Any]
    required: bool
    row: type[Facts] | None = None
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None


_BY_CLEANER: Final[Mapping[object, AnswerKind]] = {
    clean_prose: AnswerKind.PROSE,
    clean_date: AnswerKind.DATE,
    clean_whole: AnswerKind.NUMBER,
    clean_percent: AnswerKind.PERCENT,
    clean_ten_thousandth: AnswerKind.TEN_THOUSANDTH,
    clean_money: AnswerKind.MONEY,
}


@lru_cache(maxsize=64)
def shapes(part: type[Facts] = Matter) -> dict[Keys, Shape]:
    """All answers of a part in the order of the model: single ones and lists as a whole, by path below the part.

    A field that can hold one value only (the mark of the format) is no answer and left out.
    """
    return dict(_shapes(part, (), required=True))


def validator(info: FieldInfo) -> TypeAdapter[Any]:
    """What validates one field by itself as its model does."""
    annotation: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    return TypeAdapter(annotation)


def _shapes(part: type[Facts], above: Keys, *, required: bool) -> Iterator[tuple[Keys, Shape]]:
    for name, info in part.model_fields.items():
        keys = (*above, info.alias or name)
        held, optional = _without_none(info.annotation)
        if get_origin(held) is Literal and len(get_args(held)) == 1:
            continue
        needed = required and info.is_required() and not optional
        if isinstance(held, type) and issubclass(held, Facts):
            yield from _shapes(held, keys, required=needed)
        else:
            yield keys, _shape(info, held, required=needed)


def _shape(info: FieldInfo, held: Any, *, required: bool) -> Shape:
    adapter = validator(info)
    origin = get_origin(held)
    if origin is dict:
        return Shape(AnswerKind.POSITIONS, adapter, required)
    if origin is tuple:
        member = get_args(held)[0]
        if isinstance(member, type) and issubclass(member, Facts):
            least, most = _limits([*info.metadata, *_metadata(info.annotation)])
            return Shape(AnswerKind.ROWS, adapter, required, row=member, least=least, most=most)
        return Shape(AnswerKind.LINES, adapter, required)
    if isinstance(held, type) and issubclass(held, Enum):
        return Shape(AnswerKind.CHOICE, adapter, required, choices=tuple(str(one.value) for one in held))
    return Shape(_kind([*info.metadata, *_metadata(info.annotation)]), adapter, required)


def _kind(metadata: list[Any]) -> AnswerKind:
    for one in metadata:
        if isinstance(one, AfterValidator) and one.func is check_credit_code:
            return AnswerKind.CREDIT_CODE
        if isinstance(one, BeforeValidator) and (kind := _BY_CLEANER.get(one.func)):
            return kind
    return AnswerKind.LINE


def _limits(metadata: list[Any]) -> tuple[int, int | None]:
    """The fewest and the most members of a list."""
    least = next((one.min_length for one in metadata if isinstance(one, MinLen)), 0)
    return least, next((one.max_length for one in metadata if isinstance(one, MaxLen)), None)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """What an annotation holds, without Annotated and `| None`; whether it may be nothing."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _without_none(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return _without_none(next(one for one in get_args(annotation) if one is not type(None)))[0], True
    return annotation, False


def _metadata(annotation: Any) -> list[Any]:
    """All metadata inside an annotation."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        return [*metadata, *_metadata(inner)]
    if get_origin(annotation) in {Union, types.UnionType}:
        return [one for member in get_args(annotation) for one in _metadata(member)]
    return []
