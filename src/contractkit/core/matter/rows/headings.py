"""Which column headings stand for which answers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from contractkit.core.matter.fields import Keys, children, fields_of, find, titles
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts

KEY: Final[Keys] = ("key",)
"""What the key column stands for; no field of a matter has this name."""


@dataclass(frozen=True, slots=True, eq=False)
class Headings:
    """The headings that are known, as data/tables/headings.yaml gives them.

    Attributes:
        key: headings of the key column, the preferred one first.
        sheet: names of the main sheet, likewise.
        aside: names of sheets that are not read.
        matter: headings of every answer that a cell of the main sheet can hold, the preferred one first.
        lists: likewise for the lists that have a sheet of their own, with their columns below the list.
        example: keys of rows that only show how to fill in.
        separators: answers whose cell may hold several members in one line, with the marks between them.
    """

    key: tuple[str, ...]
    sheet: tuple[str, ...]
    aside: tuple[str, ...]
    example: tuple[str, ...]
    matter: Mapping[Keys, tuple[str, ...]]
    lists: Mapping[Keys, ListHeadings]
    separators: Mapping[Keys, str]

    def heading(self, keys: Keys) -> str:
        """The preferred heading of an answer, or its title in Chinese; a list's is the name of its sheet."""
        if keys == KEY:
            return self.key[0]
        plain = tuple(key for key in keys if isinstance(key, str))
        for at, one in self.lists.items():
            if plain == at:
                return one.sheet[0]
            if plain[: len(at)] == at and plain[len(at) :] in one.columns:
                return one.columns[plain[len(at) :]][0]
        return self.matter[plain][0] if plain in self.matter else titles(keys)

    def nearest(self, written: str) -> str:
        """The heading of the main sheet that is written most like `written`, or empty."""
        return nearest(written, (name for names in self.matter.values() for name in names))

    def names(self, below: Keys = ()) -> dict[str, Keys]:
        """Every heading of the main sheet (or of a list's sheet), folded, and the answer it stands for."""
        return _names(self, below)

    def sheets(self) -> dict[str, Keys]:
        """Every name of a sheet, folded, and the list it holds; the main sheet is the empty path."""
        found = {fold(name): at for at, one in self.lists.items() for name in (*one.sheet, ".".join(map(str, at)))}
        return {**found, **{fold(name): () for name in self.sheet}}


@dataclass(frozen=True, slots=True)
class ListHeadings:
    """The sheet of one list.

    Attributes:
        sheet: its names, the preferred one first.
        columns: headings by path below the list's members.
    """

    sheet: tuple[str, ...]
    columns: Mapping[Keys, tuple[str, ...]]


def fold(heading: str) -> str:
    """A heading without what people vary: spaces, full or half width, capitals, a star for "required"."""
    return "".join(unicodedata.normalize("NFKC", heading).split()).strip("*").casefold()


def answer_paths(part: type[Facts] = Matter, above: Keys = ()) -> Iterator[Keys]:
    """The answers that one cell can hold: single ones and lists of lines, without lists of parts and free mappings."""
    for key, field in fields_of(part).items():
        if field.named or (field.many and field.part) or key == "schema":
            continue
        if field.part:
            yield from answer_paths(field.part, (*above, key))
        else:
            yield (*above, key)


def list_paths(part: type[Facts] = Matter, above: Keys = ()) -> Iterator[Keys]:
    """The lists of parts, each of which has a sheet."""
    for key, field in fields_of(part).items():
        if field.part and field.many:
            yield (*above, key)
        elif field.part:
            yield from list_paths(field.part, (*above, key))


def keys_of(path: str, below: Keys = ()) -> Keys | None:
    """A written path (`parties.operator.name`, `revenue.shares.1.party`, `positions.14.2.term`), or None.

    Members of a list count from 1 as people count. Only what a cell can hold is a path here.
    """
    keys: Keys = below
    rest = path.strip().split(".")
    while rest:
        field = find(keys) if keys else None
        if field and field.many and field.part and rest[0].isdecimal() and int(rest[0]) > 0:
            keys = (*keys, int(rest.pop(0)) - 1)
            continue
        if field and field.named:
            keys, rest = (*keys, ".".join(rest)), []
            continue
        if rest[0] not in children(keys):
            return None
        keys = (*keys, rest.pop(0))
    return keys if is_cell(keys) else None


def is_cell(keys: Keys) -> bool:
    """Whether one cell can hold the answer at a path."""
    field = find(keys)
    return field is not None and field.part is None and (not field.named or find(keys[:-1]) is not None)


def nearest(written: str, names: Iterable[str]) -> str:
    """The known name that is written most like `written`, or empty."""
    known = {fold(name): name for name in names}
    close = get_close_matches(fold(written), list(known), n=1, cutoff=0.6)
    return known[close[0]] if close else ""


@lru_cache(maxsize=32)
def _names(headings: Headings, below: Keys) -> dict[str, Keys]:
    if below:
        member = (*below, 0)
        known = {(*member, *keys): names for keys, names in headings.lists[below].columns.items()}
    else:
        member, known = (), dict(headings.matter)
    found = {fold(name): keys for keys, names in known.items() for name in names}
    found |= {fold(name): KEY for name in headings.key}
    for keys in known:
        found.setdefault(fold(titles(keys)), keys)
        found.setdefault(fold(".".join(str(key) for key in keys[len(member) :])), keys)
        found.setdefault(fold(".".join(str(key) for key in keys if isinstance(key, str))), keys)
    bare = Counter(fold(titles(keys).rpartition("→")[2]) for keys in known)
    for keys in known:
        if bare[name := fold(titles(keys).rpartition("→")[2])] == 1:
            found.setdefault(name, keys)
    return found
