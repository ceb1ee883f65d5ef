"""A matter that is written again and again while somebody fills it in: the same text as `dump_plain`, rows written once.

Writing YAML takes about a millisecond a row, and five hundred of them would be written after every change, in the same
process that draws the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import uuid4

from contractkit.library.matter import dump_plain

_FEW: Final = 8  # rows that are not worth remembering


class MatterText:
    """The text of one matter, as it changes. For one thread at a time."""

    def __init__(self) -> None:
        self._mark = f"rows{uuid4().hex}"  # no text of a person
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def of(self, data: Mapping[str, Any]) -> str:
        """What a matter file holds, as YAML; equal to `dump_plain(data)`."""
        lists = dict(_long_lists(data, ()))
        text = dump_plain(self._marked(data, (), list(lists)))
        for number, (path, rows) in enumerate(lists.items()):
            text = text.replace(f" {self._mark}x{number}x\n", "\n" + self._rows(path, rows))
        return text

    def _marked(self, data: Mapping[str, Any], above: tuple[str, ...], paths: list[tuple[str, ...]]) -> dict[str, Any]:
        """The data with a mark in place of each long list."""
        marked: dict[str, Any] = {}
        for key, value in data.items():
            path = (*above, key)
            if path in paths:
                marked[key] = f"{self._mark}x{paths.index(path)}x"
            else:
                marked[key] = self._marked(value, path, paths) if isinstance(value, Mapping) else value
        return marked

    def _rows(self, path: tuple[str, ...], rows: list[Any]) -> str:
        known = self._known.get(path, {})
        keys = [repr(row) for row in rows]
        new = {key: row for key, row in zip(keys, rows, strict=True) if key not in known}
        texts = {**known, **dict(zip(new, _texts(path, list(new.values())), strict=True))}
        self._known[path] = {key: texts[key] for key in keys}
        return "".join(texts[key] for key in keys)


def _long_lists(data: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _long_lists(value, (*above, key))
        elif isinstance(value, list) and len(value) > _FEW and all(isinstance(one, Mapping) for one in value):
            yield (*above, key), value


def _texts(path: tuple[str, ...], rows: list[Any]) -> list[str]:
    """Each row with the indentation that it has at its path; everything inside a row stands deeper than its dash."""
    if not rows:
        return []
    inside: Any = rows
    for key in reversed(path):
        inside = {key: inside}
    written = "".join(dump_plain(inside).splitlines(keepends=True)[len(path) :])
    return re.split(rf"(?m)^(?={' ' * (2 * len(path))}- )", written)[1:]
