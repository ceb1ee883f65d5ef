"""Every answer that a person typed, in the form in which documents show it: the proof that nothing was lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from contractkit.core.matter.agreement import Liability
from contractkit.core.matter.fields import Keys, titles
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts

TECHNICAL: Final = ("schema", "edition", "locality", "side", "positions")
"""Answers that choose how a document is made and do not stand in it."""

MONEY: Final = ((Liability, "breach_penalty"),)
"""Amounts in yuan, shown as figures with thousands separators: 500,000.00."""


@dataclass(frozen=True, slots=True)
class Leaf:
    r"""One answer.

    Attributes:
        field: dotted path; list members count from 0 (`resources.catalogue.3.name`).
        title: the path in Chinese.
        shown: as documents show it. Prose keeps ``\n`` between its paragraphs, each a paragraph of its own in the
            document; a list item may lose its final punctuation there to the list's own.
    """

    field: str
    title: str
    shown: str


def leaves(matter: Matter) -> tuple[Leaf, ...]:
    """All answers of a matter in the order of the models, without the technical ones and those not given."""
    return tuple(Leaf(".".join(map(str, keys)), titles(keys), text) for keys, text in shown_answers(matter))


def shown_answers(matter: Matter) -> Iterator[tuple[Keys, str]]:
    """The path of every answer of `leaves`, and how documents show it."""
    return ((keys, text) for keys, text in _walk(matter, ()) if keys[0] not in TECHNICAL)


def shown_below(answers: object, name: str) -> Iterator[tuple[Keys, str]]:
    """Those of `shown_answers` that stand in one field of a matter.

    Args:
        answers: what the field holds.
        name: of the field.
    """
    return _walk(answers, (name,)) if name not in (*TECHNICAL, "schema_id") else iter(())


def shown(value: object) -> str:
    """One value as documents show it: 2026年3月1日, 12.5, 分领域授权, 30.

    Raises:
        TypeError: for what has no written form: None, true/false, a list, a part.
    """
    if type(value) is str:  # most are
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise TypeError(type(value).__name__)


def _walk(value: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if value is None:
        return
    if isinstance(value, Facts):
        for name, info in type(value).model_fields.items():
            inner = getattr(value, name)
            below = (*keys, info.alias or name)
            if (type(value), name) in MONEY:
                yield below, f"{inner:,.2f}"
            else:
                yield from _walk(inner, below)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _walk(inner, (*keys, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*keys, key))
    else:
        yield keys, shown(value)
