"""The rules of recognition as values: cues of an element, screens against words that bind nobody, party names.

Lawyers write them in `clauses/**/*.cues.yaml`, `clauses/lexicon.yaml` and `clauses/screens.yaml`; the patterns arrive
here compiled. All patterns are matched on clean text (see `core.zh.normalize`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from contractkit.core.document.tree import Zone
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.patterns import Pattern

PROVISIONS = frozenset({Zone.PROVISION, Zone.ANNEX})


class Window(StrEnum):
    """How much text a cue looks at together."""

    SENTENCE = "sentence"  # up to 。；！？; a table row counts as one
    ROW = "row"  # table rows only
    PASSAGE = "passage"
    SECTION = "section"  # all passages below one heading


class Subject(StrEnum):
    """Whom a sentence binds."""

    IMPLEMENTING_BODY = "implementing_body"
    OPERATOR = "operator"
    BOTH = "both"
    OTHER = "other"


class Reach(StrEnum):
    """How far around its match a screen takes words out."""

    WORDS = "words"  # the matched words only
    CLAUSE = "clause"  # between commas
    BACK = "back"  # the clause, and the clauses before it in the sentence that say nothing by themselves
    SENTENCE = "sentence"
    PASSAGE = "passage"
    SECTION = "section"  # matches the heading; takes out all passages below it


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which a passage can carry an element.

    Attributes:
        name: short Chinese name that a lawyer reads in the report.
        groups: each must match inside the window.
        some: of these, `at_least` different ones must match inside the window.
        near: the matches of groups lie within so many clean characters; None for anywhere in the window.
        none: refuses the window when it matches.
        subject: whom the sentence must bind; refused only when it clearly binds another.
        heading: must match a heading above the passage, or the header of its table.
        lead: must match the sentence that leads in the list in which the passage stands.
        not_heading: refuses the passage when it matches there.
        zones: where in the document the cue holds.
        despite: names of screens that do not concern this cue.
        weak: holds only where a heading, the table's header or the row's first cell names the topic (`touches`).
    """

    name: str
    groups: tuple[Pattern, ...]
    some: tuple[Pattern, ...] = ()
    at_least: int = 0
    near: int | None = None
    none: Pattern | None = None
    subject: Subject | None = None
    window: Window = Window.SENTENCE
    heading: Pattern | None = None
    not_heading: Pattern | None = None
    lead: Pattern | None = None
    zones: frozenset[Zone] = PROVISIONS
    despite: frozenset[str] = frozenset()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """A part of an element that the report names when it is not there (Art. 10: five aspects of feasibility)."""

    key: str
    name: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class ElementCues:
    """All cues of one element.

    Attributes:
        id: `14.6.no_redevelopment`.
        touches: words by which a passage touches the topic, for deferrals and for the nearest passages.
        never: near misses; refuses the window for every cue of this element.
        deferred_if: extra forms in which this element is put off or only named.
        zones: where in a document it can stand.
        others_too: a sentence that binds only others than the parties can carry it (bidders, sources of data).
    """

    id: str
    recognise: tuple[Cue, ...]
    touches: Pattern | None = None
    never: Pattern | None = None
    deferred_if: Pattern | None = None
    aspects: tuple[Aspect, ...] = ()
    zones: frozenset[Zone] = PROVISIONS
    others_too: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """Words that bind nobody, or put something off: they are taken out before cues are matched.

    Attributes:
        name: short Chinese name (`否定`), used by `despite`.
        says: why such words do not count, as the second half of a Chinese sentence.
        pattern: what gives it away.
        unless: the words stay when this matches within the reach.
        defers: the words put something off, so that an element they touch is deferred rather than missing.
        kinds: the kinds of document it applies to.
    """

    name: str
    says: str
    pattern: Pattern
    reach: Reach
    unless: Pattern | None = None
    defers: bool = False
    kinds: frozenset[Kind] = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of what a document is by substance.

    Attributes:
        name: what a lawyer would call it.
        pattern: what to look for.
        times: how many matches make the sign.
        where: `title` (the first passages), or `text`.
        points: how much it counts.
    """

    name: str
    pattern: Pattern
    times: int = 1
    where: str = "text"
    points: int = 1


@dataclass(frozen=True, slots=True)
class KindRule:
    """When a document is of a kind: signs worth enough points of form and of matter, and no veto; or enough elements.

    Attributes:
        form: signs of the legal form.
        forms: points of form that are enough.
        matter: signs of the subject matter.
        matters: points of matter that are enough.
        veto: any of these makes it another document.
        elements: share of the elements demanded, without `common`, that make it one whatever its form.
        common: elements that documents of other kinds have, too.
    """

    form: tuple[Sign, ...]
    forms: int
    matter: tuple[Sign, ...]
    matters: int
    veto: tuple[Sign, ...] = ()
    elements: float = math.inf
    common: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything the recogniser knows.

    Attributes:
        elements: by element id.
        says_something: a clause with this in it has content of its own (see `Reach.BACK`).
        parties: how drafts call each side, as regular expressions.
        kinds: how to tell what a document is.
    """

    elements: Mapping[str, ElementCues]
    screens: tuple[Screen, ...]
    says_something: Pattern
    parties: Mapping[Subject, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[Kind, KindRule] = field(default_factory=dict)
