"""What a rule is given, what it says, and how its words become findings.

A rule is a name and a pure function from a context to hits; everything a lawyer may want to change (severity, law,
remedy, wording patterns) stands on the rule's page and comes with the context.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from contractkit.core.checker.finding import Evidence, Finding, Severity
from contractkit.core.checker.recognition.margins import Models
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules.likeness import Likeness
from contractkit.core.document.enumerations import path_of
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to break a rule, as parts that must all be there, each a regular expression on clean text.

    Attributes:
        says: what the words amount to, in Chinese, as part of a sentence.
        all: parts that stand in one sentence near each other, in whatever order; the rarest first.
        around: parts that stand in the sentence, or in the heading, table head or lead-in over it.
        unless: any of them in the sentence takes the hit back.
        unless_section: any of them under the same heading takes the hit back.
        least: margin of the learnt weights that the sentence must reach (see `Likeness.margin`).
        affirmed: only clauses count that forbid, deny or threaten nothing; false where the words that break the rule
            are themselves a prohibition or a denial (不再招标).
    """

    says: str
    all: tuple[Pattern, ...]
    around: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    unless_section: tuple[Pattern, ...] = ()
    affirmed: bool = True
    least: float = -math.inf


@dataclass(frozen=True, slots=True)
class Wording:
    """The frames of a rule that works by wording.

    Attributes:
        about: what a sentence must have at all to be looked at.
        frames: the first that a sentence fills is reported.
        unless: any of them in the sentence takes the hit back, whatever the frame.
        unless_heading: any of them in a heading over the passage takes the hit back.
        likeness: the learnt weights of all rules, by rule name; None to let the frames decide alone.
        proposed: margin of the learnt models (see `RuleMargins`) from which a sentence is reported without a frame.
        refused: margin below which a frame alone is not enough.
    """

    about: Pattern
    frames: tuple[Frame, ...]
    unless: tuple[Pattern, ...] = ()
    unless_heading: tuple[Pattern, ...] = ()
    likeness: Likeness | None = None
    proposed: float = math.inf
    refused: float = -math.inf


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule: law, reason, remedy.

    Attributes:
        name: kebab-case name, the same as the rule's.
        title: short Chinese name.
        severity: of its findings.
        items: statutory item per kind of document; a kind may be missing.
        basis: Chinese citation of the law it rests on.
        why: why it matters, in Chinese.
        remedy: what to do, in Chinese.
        wording: frames, for rules that work by wording.
        places: for rules about the whole document: pattern and item, per kind; empty where `items` alone counts.
    """

    name: str
    title: str
    severity: Severity
    items: Mapping[Kind, str]
    basis: str
    why: str
    remedy: str
    wording: Wording | None = None
    places: Mapping[Kind, tuple[tuple[Pattern, str], ...]] = field(default_factory=dict)

    def item(self, kind: DocumentKind, at: Passage | None = None) -> str:
        """The item its findings belong to in a document of this kind; empty where there is none.

        Args:
            kind: of the document.
            at: where the finding stands; what its clause is about decides for rules about the whole document.
        """
        if kind is DocumentKind.OTHER:
            return ""
        law, texts = Kind(kind.value), () if at is None else (*reversed(at.headings), at.clean.text)
        for text in texts:
            for pattern, item in self.places.get(law, ()):
                if pattern.search(text):
                    return item
        return self.items.get(law, "")


@dataclass(frozen=True, slots=True)
class RuleContext:
    """Everything a rule may look at.

    Attributes:
        document: the outlined document.
        kind: what it is, by substance.
        requirements: what applies to it.
        pages: page per rule name.
        models: what was learnt about sentences; None to let the frames decide alone.
    """

    document: Document
    kind: DocumentKind
    requirements: Requirements
    pages: Mapping[str, RulePage]
    models: Models | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a passage, as offsets in its clean text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The clean words."""
        return self.passage.clean.text[self.start : self.end]

    def evidence(self) -> Evidence:
        """The raw words and their place."""
        start, end = self.passage.clean.raw_span(self.start, self.end)
        path = path_of(self.passage, self.start, self.end)
        return Evidence(self.passage.text[start:end], path, self.passage.location, self.passage.confidence)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: a Chinese sentence with the figures, and the words it rests on.

    Attributes:
        message: what is wrong.
        spans: the words, most telling first.
        remedy: instead of the page's remedy, where the place allows a more exact one.
        severity: instead of the page's.
    """

    message: str
    spans: tuple[Span, ...]
    remedy: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name and how it finds.

    Attributes:
        name: kebab-case name; its page has the same.
        detect: pure function from a context to hits.
    """

    name: str
    detect: Callable[[RuleContext], Iterable[Hit]]

    def find(self, context: RuleContext) -> list[Finding]:
        """The findings of this rule in reading order.

        Raises:
            KeyError: if the context has no page for this rule.
        """
        page = context.pages[self.name]
        return [
            Finding(
                rule=self.name,
                severity=hit.severity or page.severity,
                item=page.item(context.kind, hit.spans[0].passage if hit.spans else None),
                message=hit.message,
                remedy=hit.remedy or page.remedy,
                basis=page.basis,
                evidence=tuple(span.evidence() for span in hit.spans),
            )
            for hit in self.detect(context)
        ]


_OPERATIVE = frozenset({Zone.PROVISION, Zone.ANNEX})
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")


def operative(document: Document, zones: frozenset[Zone] = _OPERATIVE) -> Iterator[Passage]:
    """Passages that bind, by default provisions and annexes; headings and contents are left out.

    A letter or a paper in questions and answers opens no provision: then what looks like its introduction is its body.
    """
    if not _has_provisions(document):
        zones |= {Zone.RECITAL}
    for passage in document.passages:
        if passage.zone in zones and not passage.is_heading and passage.kind is not BlockKind.CONTENTS:
            yield passage


def _has_provisions(document: Document) -> bool:
    """Whether most of the running text stands in provisions."""
    lengths = dict.fromkeys(Zone, 0)
    for passage in document.passages:
        lengths[passage.zone] += len(passage.clean.text)
    return lengths[Zone.PROVISION] >= lengths[Zone.RECITAL]


def lead_ins(document: Document) -> tuple[str, ...]:
    """For each passage the clean words that announce its list (有下列情形之一的：); empty where none do."""
    latest: dict[tuple[str, ...], Passage] = {}
    found: list[str] = []
    for passage in document.passages:
        parent = passage.path[:-1] if passage.label else passage.path
        above = [latest[path] for depth in range(len(parent) + 1) if (path := parent[:depth]) in latest]
        nearest = max(above, key=lambda one: one.index, default=None)
        found.append(nearest.clean.text if nearest is not None and nearest.clean.text.endswith("：") else "")
        latest[passage.path] = passage
    return tuple(found)


def sentences(passage: Passage) -> Iterator[Span]:
    """The sentences of a passage; a table row is one sentence."""
    text = passage.clean.text
    if passage.kind is BlockKind.ROW:
        yield Span(passage, 0, len(text))
        return
    for match in _SENTENCE.finditer(text):
        yield Span(passage, match.start(), match.end())
