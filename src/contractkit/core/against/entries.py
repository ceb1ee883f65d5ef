"""The entries of a list that both documents hold — data resources, products —, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contractkit.core.against.listing import Kind, cell, rows
from contractkit.core.against.names import Named, Pairing, Tie, likeness, paired
from contractkit.core.against.text import Text
from contractkit.core.checker.finding import Evidence
from contractkit.core.extraction.fact import Fact
from contractkit.core.matter.fields import Keys

_NEAR = 0.25  # from this likeness on the nearest entry is worth showing


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list.

    Attributes:
        facts: what it states, by the path below the entry.
    """

    text: Text
    facts: Mapping[Keys, Fact]

    @property
    def name(self) -> str:
        """As it is written."""
        return self.value("name")

    @property
    def code(self) -> str:
        """Its number in the list; empty where it has none."""
        return self.value("code")

    def value(self, *keys: str) -> str:
        """A property as text; empty where the entry does not state it."""
        fact = self.facts.get(keys)
        return "" if fact is None else str(fact.value)

    def written(self, head: re.Pattern[str]) -> str:
        """What its row holds under a column of this name; empty where it has none."""
        passages = self.text.document.passages
        found = (cell(passages[fact.source.passage], head) for fact in self.facts.values())
        return next((one for one in found if one), "")

    def evidence(self, *keys: str) -> tuple[Evidence, ...]:
        """The words that state a property, by default the name."""
        return self.text.evidence(self.facts.get(keys or ("name",)))


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the plan and the entry of the agreement that belongs to it."""

    plan: Entry
    agreement: Entry
    tie: Tie


@dataclass(frozen=True, slots=True)
class Lists:
    """The same list in both documents.

    Attributes:
        plan: its entries in the plan; agreement: in the agreement.
        matches: entries that belong together, in the order of the plan.
        left_out: entries of the plan that the agreement does not list.
        added: entries of the agreement that the plan does not list.
        is_open: the plan leaves its list open (…等).
    """

    plan: tuple[Entry, ...]
    agreement: tuple[Entry, ...]
    matches: tuple[Match, ...]
    left_out: tuple[Entry, ...]
    added: tuple[Entry, ...]
    is_open: bool = False

    def nearest(self, entry: Entry) -> Entry | None:
        """The entry of the plan whose name is likest to that of an entry of the agreement; None where all are far."""
        near = max(self.plan, key=lambda one: likeness(one.name, entry.name), default=None)
        return near if near is not None and likeness(near.name, entry.name) >= _NEAR else None


def lists(plan: Text, agreement: Text, kind: Kind) -> Lists:
    """The list in both documents, its entries paired by name, by code, by likeness."""
    (first, is_open), (second, _) = _entries(plan, kind), _entries(agreement, kind)
    found: Pairing = paired(_named(first), _named(second))
    return Lists(
        first,
        second,
        tuple(Match(first[one], second[other], tie) for one, other, tie in found.pairs),
        tuple(first[at] for at in found.first),
        tuple(second[at] for at in found.second),
        is_open,
    )


def _entries(text: Text, kind: Kind) -> tuple[tuple[Entry, ...], bool]:
    """The entries that facts tell; without them those that a table or an enumeration names. Whether the list is open."""
    facts, is_open = text.facts.rows(kind.keys), False
    if not facts:
        facts, is_open = rows(text.document, kind)
    entries = (Entry(text, row) for row in facts)
    return tuple(entry for entry in entries if entry.name), is_open


def _named(entries: Sequence[Entry]) -> list[Named]:
    return [Named(entry.name, entry.code) for entry in entries]
