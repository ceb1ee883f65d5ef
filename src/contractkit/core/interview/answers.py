"""Answers in layers: what was typed hides what was imported, which hides the own office's profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from contractkit.core.interview.sources import NO_SOURCES, Sources
from contractkit.core.interview.values import Plain
from contractkit.core.matter.fields import Keys

Row = Mapping[Keys, Plain]
"""One row of a list: value by path below the row. Never changed in place."""


class Origin(StrEnum):
    """Where an answer comes from."""

    TYPED = "填写"
    IMPORTED = "导入"
    PROFILE = "本单位资料"
    DEFAULT = "默认值"


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """All answers at one moment; never changed.

    Attributes:
        typed: by path of the single answer or whole list; None where somebody emptied what lies below.
        imported: from an existing matter or a draft.
        profile: from the own office's profile.
        confirmed: paths of a draft's doubtful readings that somebody has looked at.
        sources: where in a draft answers were read; the same throughout an interview.
    """

    typed: Mapping[Keys, Plain] = field(default_factory=dict)
    imported: Mapping[Keys, Plain] = field(default_factory=dict)
    profile: Mapping[Keys, Plain] = field(default_factory=dict)
    confirmed: Mapping[Keys, Plain] = field(default_factory=dict)
    sources: Sources = NO_SOURCES

    def get(self, root: Keys) -> tuple[Plain, Origin | None]:
        """The answer at a root and where it comes from; (None, TYPED) where somebody emptied it."""
        for origin, layer in self.layers():
            if root in layer:
                return layer[root], origin
        return None, None

    def below_typed(self, root: Keys) -> bool:
        """Whether an answer would come through if nothing were typed."""
        return root in self.imported or root in self.profile

    def typing(self, root: Keys, value: Plain) -> Snapshot:
        """With an answer typed."""
        return replace(self, typed={**self.typed, root: value})

    def untyped(self, root: Keys) -> Snapshot:
        """Without what was typed."""
        return replace(self, typed={keys: value for keys, value in self.typed.items() if keys != root})

    def confirming(self, paths: Iterable[Keys]) -> Snapshot:
        """With doubtful readings looked at."""
        return replace(self, confirmed={**self.confirmed, **dict.fromkeys(paths, "是")})

    def layers(self) -> Iterator[tuple[Origin, Mapping[Keys, Plain]]]:
        """The layers from the top."""
        yield Origin.TYPED, self.typed
        yield Origin.IMPORTED, self.imported
        yield Origin.PROFILE, self.profile

    def roots(self) -> set[Keys]:
        """The roots of all answers in any layer."""
        return {root for _, layer in self.layers() for root in layer}

    def same(self, other: Snapshot) -> bool:
        """Whether both hold the same answers in the same layers, with the same readings looked at."""
        same = all(mine == theirs for (_, mine), (_, theirs) in zip(self.layers(), other.layers(), strict=True))
        return same and self.confirmed == other.confirmed


def nested(row: Row) -> dict[str, Any]:
    """A row as a matter file holds it; what is empty is left out."""
    out: dict[str, Any] = {}
    for keys, value in row.items():
        if value is not None and value != ():
            put(out, keys, value)
    return out


def put(data: dict[str, Any], keys: Keys, value: Plain) -> None:
    """Set a value in nested mappings."""
    *above, last = keys
    for key in above:
        data = data.setdefault(str(key), {})
    data[str(last)] = list(value) if isinstance(value, tuple) else value
