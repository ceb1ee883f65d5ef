"""A row of a table over a base matter → plain answers, and the cell of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from contractkit.core.matter.fields import Keys, find
from contractkit.core.matter.rows.headings import KEY, Headings
from contractkit.core.matter.rows.layout import Column, Layout, SheetLayout, letter, resolve
from contractkit.core.matter.rows.place import Place, Places, RowSource, Seat, plain_keys
from contractkit.core.matter.rows.row import Cells, Fault, Raw, Row
from contractkit.core.matter.rows.values import answer, is_blank

_NOTHING: Final = object()
"""Stands for an answer that the row takes back from the base matter."""


@dataclass(slots=True)
class Given:
    """What a row says, while it is read.

    Attributes:
        tree: plain answers by key; `_NOTHING` where the row takes one back.
        seats: where every answer stands.
        faults: what is wrong with the row beside its cells, each with its place.
    """

    tree: dict[str, Any] = field(default_factory=dict)
    seats: dict[Keys, Seat] = field(default_factory=dict)
    faults: list[tuple[Place, Fault]] = field(default_factory=list)


def source_of(row: Row, layout: Layout, base: Any, lines: Mapping[Keys, tuple[str, int]]) -> RowSource:
    """The answers of a row over the base matter.

    Args:
        row: as it was read.
        layout: of the table.
        base: plain answers of the base matter; left as it is.
        lines: path → file and line of the base matter.
    """
    given = given_by(row, layout)
    start = Place(row.sheet, row.number, "", "")
    data = over(base if isinstance(base, Mapping) else {}, given.tree)
    return RowSource(
        layout.file, data, Places(given.seats), start, row.key, layout.headings, lines, tuple(given.faults)
    )


def given_by(row: Row, layout: Layout) -> Given:
    """What the row itself says, without the base matter."""
    given = Given()
    if row.cells is not None:
        _read_cells(row.cells, layout.sheet(0), layout.headings, given)
    for cells in row.lists if row.cells is not None else ():
        _read_member(cells, layout.sheet(cells.sheet), layout.headings, given)
    if isinstance(row.document, Mapping):
        _read_document(row, layout, given)
    _close_lists(given)
    return given


def over(base: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Given answers over a base: parts are merged, lists and single answers replaced."""
    merged = dict(base)
    for key, value in given.items():
        if value is _NOTHING:
            merged.pop(key, None)
        elif isinstance(value, Mapping):
            below = merged.get(key)
            inner = over(below if isinstance(below, Mapping) else {}, value)
            if inner or value == {}:
                merged[key] = inner
            else:
                merged.pop(key, None)
        else:
            merged[key] = value
    return merged


def _read_cells(cells: Cells, sheet: SheetLayout, headings: Headings, given: Given) -> None:
    values = dict(cells.values)
    for column in sheet.columns.values():
        if column.keys != KEY:
            keys = column.keys
            _take(values.get(column.number), keys, partial(_place, cells, sheet, column), headings, given)


def _read_member(cells: Cells, sheet: SheetLayout, headings: Headings, given: Given) -> None:
    """One row of a list's sheet: one more member."""
    index = len(_members(given.tree, sheet.below))
    values = dict(cells.values)
    _members(given.tree, sheet.below)[index] = {}
    for column in sheet.columns.values():
        if column.keys != KEY:
            keys = (*sheet.below, index, *column.keys[len(sheet.below) + 1 :])
            _take(values.get(column.number), keys, partial(_place, cells, sheet, column), headings, given)


def _take(value: Raw | None, keys: Keys, place: Callable[[], Place], headings: Headings, given: Given) -> None:
    """Put one cell into the tree; a blank one only tells where its answer would stand."""
    if value is None:
        given.seats[keys] = Seat(place)
        return
    found = answer(value, keys, headings.separators.get(plain_keys(keys), "") if headings.separators else "")
    fault = found if isinstance(found, Fault) else next(_faults_in(found), None)
    given.seats[keys] = Seat(place, value, fault)
    _put(given.tree, keys, _NOTHING if found is None else found)


def _faults_in(found: Any) -> Iterator[Fault]:
    return (one for one in found if isinstance(one, Fault)) if isinstance(found, list) else iter(())


def _place(cells: Cells, sheet: SheetLayout, column: Column) -> Place:
    at = letter(column.number) if sheet.name else f"第{column.number}"
    return Place(sheet.name, cells.number, at, column.heading, "", plain_keys(column.keys))


def _put(tree: dict[Any, Any], keys: Keys, value: Any) -> None:
    """Set an answer; members of lists are kept by number until the lists are closed."""
    for key in keys[:-1]:
        tree = tree.setdefault(key, {})
    tree[keys[-1]] = value


def _members(tree: dict[Any, Any], below: Keys) -> dict[Any, Any]:
    for key in below:
        tree = tree.setdefault(key, {})
    return tree


def _close_lists(given: Given) -> None:
    """Turn members by number into lists without gaps, and their places with them."""
    moved: dict[Keys, Keys] = {}
    given.tree = _closed(given.tree, (), (), moved)
    if moved:
        given.seats = {_moved(keys, moved): seat for keys, seat in given.seats.items()}


def _closed(tree: Any, keys: Keys, to: Keys, moved: dict[Keys, Keys]) -> Any:
    if not isinstance(tree, dict):
        return tree
    if tree and all(isinstance(key, int) for key in tree):
        members = []
        for new, old in enumerate(sorted(tree)):
            moved[*keys, old] = (*to, new)
            members.append(_closed(tree[old], (*keys, old), (*to, new), moved))
        return [over({}, member) if isinstance(member, dict) else member for member in members]
    return {key: _closed(inner, (*keys, key), (*to, key), moved) for key, inner in tree.items()}


def _moved(keys: Keys, moved: Mapping[Keys, Keys]) -> Keys:
    for end in range(len(keys), 0, -1):
        if keys[:end] in moved:
            return (*moved[keys[:end]], *keys[end:])
    return keys


def _read_document(row: Row, layout: Layout, given: Given) -> None:
    """A JSON object: its names are headings or paths, its values cells, parts or lists."""
    taken: dict[Keys, str] = {}
    for name, value in row.document.items():
        keys = _part(name) or resolve(name, layout.headings, layout.mapped)
        if isinstance(keys, str) or keys == KEY:
            continue
        shown = "" if isinstance(value, dict | list) else str(value)
        place = Place(row.sheet, row.number, "", name, shown, plain_keys(keys or ()))
        if keys is None:
            near = layout.headings.nearest(name)
            fault = Fault("heading_unknown", name, {"nearest": f"是否为“{near}”？" if near else ""})
            given.faults.append((place, fault))
        elif keys in taken:
            given.faults.append((place, Fault("heading_twice", name, {"first": taken[keys]})))
        else:
            taken[keys] = name
            _take_nested(value, keys, place, layout.headings, given)


def _part(name: str) -> Keys | None:
    """The part or list that a name stands for, with its whole path."""
    keys: Keys = tuple(name.strip().split("."))
    found = find(keys)
    return keys if found and (found.part or found.named) else None


def _take_nested(value: Any, keys: Keys, place: Place, headings: Headings, given: Given) -> None:
    if value is None or is_blank(value):
        given.seats[keys] = Seat(lambda: place)
    elif isinstance(value, dict) and value:
        for key, inner in value.items():
            _take_nested(inner, (*keys, key), place, headings, given)
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            _take_nested(inner, (*keys, index), place, headings, given)
    elif isinstance(value, dict | list):
        given.seats[keys] = Seat(lambda: place)
        _put(given.tree, keys, value)
    else:
        _take(value, keys, lambda: place, headings, given)
