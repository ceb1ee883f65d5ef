"""A matter as the cells of rows: the way back from reading.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contractkit.core.matter.fields import Keys, find
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import plain
from contractkit.core.matter.rows.headings import Headings

Written = str | int | Decimal | date


@dataclass(frozen=True, slots=True)
class MatterCells:
    """What the rows of one matter hold.

    Attributes:
        main: of the main sheet, by path; chosen positions of clauses among them.
        lists: the members of every list that has some, each by path below the member.
    """

    main: Mapping[Keys, Written]
    lists: Mapping[Keys, tuple[Mapping[Keys, Written], ...]]


def cells_of(matter: Matter, headings: Headings) -> MatterCells:
    """The cells of a matter; reading them gives the same matter."""
    data = plain(matter)
    data.pop("schema", None)
    lists = {}
    for below in headings.lists:
        members = _pop(data, below)
        if members:
            found = (dict(_leaves(one, (*below, 0), headings)) for one in members)
            lists[below] = tuple({keys[len(below) + 1 :]: value for keys, value in one.items()} for one in found)
    return MatterCells(dict(_leaves(data, (), headings)), lists)


def _leaves(data: Mapping[str, Any], above: Keys, headings: Headings) -> Iterator[tuple[Keys, Written]]:
    for key, value in data.items():
        keys = (*above, key)
        field = find(keys)
        if isinstance(value, dict):
            yield from _leaves(value, keys, headings)
        elif isinstance(value, list):
            if value:
                yield keys, _in_lines(value, headings.separators.get(tuple(k for k in keys if isinstance(k, str)), ""))
        elif field is not None:
            yield keys, value


def _in_lines(members: list[str], separators: str) -> str:
    """One member a line; a single one that holds a separator keeps a line break, by which it is known as one."""
    single = len(members) == 1 and any(mark in members[0] for mark in separators)
    return "\n".join(members) + ("\n" if single else "")


def _pop(data: dict[str, Any], keys: Keys) -> list[dict[str, Any]]:
    for key in keys[:-1]:
        data = data.get(str(key), {})
    found: list[dict[str, Any]] = data.pop(str(keys[-1]), [])
    return found
