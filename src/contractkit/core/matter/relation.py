"""Relations between the answers of one part of a matter: told once, used by the models and by consistency.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError


@dataclass(frozen=True, slots=True)
class Broken:
    """A relation between answers that does not hold; messages.py says it in Chinese.

    Attributes:
        kind: `shares_total`, `term_too_long`, …
        context: the figures that the message needs.
        at: the answer it is told at, below the part that holds the relation.
    """

    kind: str
    context: dict[str, Any] = field(default_factory=dict)
    at: tuple[str | int, ...] = ()


def refuse(broken: Iterable[Broken]) -> None:
    """Turn the first broken relation into an error of the model that is being validated.

    Raises:
        PydanticCustomError: its type is the relation's kind.
    """
    for one in broken:
        raise PydanticCustomError(one.kind, "broken relation", one.context)


def codes_broken(codes: Sequence[str]) -> Iterator[Broken]:
    """Every code in a catalogue stands for one row; told at each row that repeats one, with the first (from 1)."""
    for row, code in enumerate(codes):
        if (first := codes.index(code)) < row:
            yield Broken("code_repeated", {"code": code, "first": first + 1}, ("catalogue", row, "code"))
