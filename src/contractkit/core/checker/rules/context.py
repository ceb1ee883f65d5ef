"""What a rule is given, what it says, and how its words become findings.

A rule is a name and a pure function from a context to hits; everything a lawyer may want to change (severity, law,
remedy, wording patterns) stands on the rule's page and comes with the context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from contractkit.core.checker.finding import Evidence, Finding, Severity
from contractkit.core.checker.report import DocumentKind
from contractkit.core.document.enumerations import path_of
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns of a rule that works by wording, as regular expressions on clean text.

    Attributes:
        violates: any of them in a sentence is a hit, where the words before it in the clause forbid nothing.
        together: all patterns of any group in a sentence that forbids nothing are a hit, in whatever order.
        unless: any of them in the same sentence takes the hit back.
        unless_heading: any of them in a heading over the passage takes the hit back.
    """

    violates: tuple[re.Pattern[str], ...]
    together: tuple[tuple[re.Pattern[str], ...], ...]
    unless: tuple[re.Pattern[str], ...]
    unless_heading: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule: law, reason, remedy, examples.

    Attributes:
        name: kebab-case name, the same as the rule's.
        title: short Chinese name.
        severity: of its findings.
        items: statutory item per kind of document; a kind may be missing.
        basis: Chinese citation of the law it rests on.
        why: why it matters, in Chinese.
        remedy: what to do, in Chinese.
        passes: texts on which the rule must be silent.
        fails: texts on which the rule must speak.
        wording: patterns, for rules that work by wording.
    """

    name: str
    title: str
    severity: Severity
    items: Mapping[Kind, str]
    basis: str
    why: str
    remedy: str
    passes: tuple[str, ...]
    fails: tuple[str, ...]
    wording: Wording | None = None

    def item(self, kind: DocumentKind) -> str:
        """The item its findings belong to in a document of this kind; empty where there is none."""
        return "" if kind is DocumentKind.OTHER else self.items.get(Kind(kind.value), "")


@dataclass(frozen=True, slots=True)
class RuleContext:
    """Everything a rule may look at.

    Attributes:
        document: the outlined document.
        kind: what it is, by substance.
        requirements: what applies to it.
        pages: page per rule name.
    """

    document: Document
    kind: DocumentKind
    requirements: Requirements
    pages: Mapping[str, RulePage]


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
    """

    message: str
    spans: tuple[Span, ...]
    remedy: str = ""


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
                severity=page.severity,
                item=page.item(context.kind),
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
    """Passages that bind, by default provisions and annexes; headings and contents are left out."""
    for passage in document.passages:
        if passage.zone in zones and not passage.is_heading and passage.kind is not BlockKind.CONTENTS:
            yield passage


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
