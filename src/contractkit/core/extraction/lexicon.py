"""The wording by which facts are recognised, as data/extraction gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from contractkit.core.document.tree import Zone
from contractkit.core.extraction.fact import Confidence
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Side

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PartyWords:
    """How parties are named.

    Attributes:
        roles: by side, the words for its role (授权主体, 被授权方), a whole match.
        other: words for the roles of others (见证方).
        first: 甲方 and its like: they say which party, not which side.
        names: endings of the names of each side's bodies (局; 公司).
        labels: by path below a party, the labels of its details (住所).
    """

    roles: Mapping[Side, Pattern]
    other: Pattern
    first: Mapping[Side, Pattern]
    names: Mapping[Side, Pattern]
    labels: Mapping[Keys, Pattern]


@dataclass(frozen=True, slots=True)
class TermWords:
    """What a sentence about the term says.

    Attributes:
        subject: 运营期限, 合作期: the term itself, near its figures.
        heading: a heading or the key of a row that is about the term.
        other: periods of other things (保密, 试运行), in the clause of the figure.
        other_heading: headings under which no term stands.
    """

    subject: Pattern
    heading: Pattern
    other: Pattern
    other_heading: Pattern


@dataclass(frozen=True, slots=True)
class ShareWords:
    """What a sentence or table about sharing says.

    Attributes:
        about: sharing of revenue, in the sentence or around it.
        other: figures of other things (税率, 违约金), in the clause of the figure.
        not_about: what is shared there is something else, in the sentence.
        column: heading of the column of shares.
        party_column: heading of the column of those who share.
        use_column: heading of the column that says what for, or how it is paid.
        total: rows that add up.
        strip: what stands before a party's name and does not belong to it.
        refuse: what is no party.
        before: who gets a share, in front of it; group `party`.
        behind: who gets a share, behind it; group `party`.
        among: those who share in proportions; group `parties`.
        rest: who gets what is left; group `party`.
    """

    about: Pattern
    other: Pattern
    not_about: Pattern
    column: Pattern
    party_column: Pattern
    use_column: Pattern
    total: Pattern
    strip: Pattern
    refuse: Pattern
    before: tuple[Pattern, ...]
    behind: tuple[Pattern, ...]
    among: tuple[Pattern, ...]
    rest: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class TableWords:
    """A list of parts that stands in tables.

    Attributes:
        keys: path of the list.
        title: headings, captions and lead-ins over such a table.
        needs: columns of which one must be there.
        columns: by path below a member, the headings of its column.
        values: by path below a member, what a cell means: pattern → value; cells that fit none are taken as they stand.
        implied: likewise for the titles over the table.
        names: sentences that list the members by name only; group `value`.
        lead: the words with a colon under which the members stand item by item.
    """

    keys: Keys
    title: Pattern
    needs: tuple[Keys, ...]
    columns: Mapping[Keys, Pattern]
    values: Mapping[Keys, tuple[tuple[Pattern, str], ...]]
    implied: Mapping[Keys, tuple[tuple[Pattern, str], ...]]
    names: tuple[Pattern, ...]
    lead: Pattern


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which sentences state a field.

    Attributes:
        keys: the field.
        patterns: where its value stands, as group `value`; the first that fits is taken.
        about: what the sentence, its heading, lead-in or row key must have.
        unless: what takes it back.
        write: the value with the group in it: 第{value}级.
        mark: what stands between the members of a list.
        zones: where it may stand; empty for everywhere.
        confidence: how far such a sentence can be trusted.
        basis: what that rests on.
    """

    keys: Keys
    patterns: tuple[Pattern, ...]
    about: Pattern | None
    unless: Pattern | None
    write: str
    marks: str
    zones: frozenset[Zone]
    confidence: Confidence
    basis: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All of it."""

    parties: PartyWords
    term: TermWords
    shares: ShareWords
    tables: tuple[TableWords, ...]
    cues: tuple[Cue, ...]
