"""Editions of the regulation, duties of its other articles, and local overlays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contractkit.core.law.requirement import Element, Item, Kind


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty from another article that a document can violate, whatever items it covers.

    Attributes:
        id: `term_limit`.
        article: Chinese citation in this edition (`第十一条、第十三条`).
        text: statutory words; excerpts from several places are joined by `……`.
        see: another norm that it points to, with document number; may be empty.
        title: short Chinese name.
        quotes: the excerpts one by one, (citation, statutory words).
        norm: id of the norm that `see` names, or empty.
    """

    id: str
    article: str
    text: str
    see: str = ""
    title: str = ""
    quotes: tuple[tuple[str, str], ...] = ()
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an edition in full.

    Attributes:
        number: `第十四条`.
        chapter: heading of its chapter (`第四章 协议签订`).
        text: statutory words, paragraphs separated by line feeds.
    """

    number: str
    chapter: str
    text: str


@dataclass(frozen=True, slots=True)
class Norm:
    """Related law that an edition's duty points to, e.g. 发改价格〔2025〕65号."""

    id: str
    title: str
    document_number: str
    issued: date
    effective: date
    source: str
    points: tuple[tuple[str, str], ...]  # (place in the norm, its statutory words)
    issued_by: str = ""
    expires: date | None = None

    @property
    def citation(self) -> str:
        """`《…通知》（发改价格〔2025〕65号）`."""
        return f"《{self.title}》（{self.document_number}）"


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version of the regulation, with its dates in force.

    Attributes:
        id: `nda-2025`.
        document_number: `发改数据规〔2025〕27号`; empty for a draft.
        effective: first day in force; None for a draft.
        expires: last day in force; None where none is set.
        status: Chinese, for display.
        source: official publication.
        max_term_years: upper limit of an agreement's term in years.
        items: the items of Art. 9, then of Art. 14, in statutory order.
        issued_by: issuing bodies.
        articles: the full text.
    """

    id: str
    title: str
    document_number: str
    issued: date
    effective: date | None
    expires: date | None
    status: str
    source: str
    max_term_years: int
    items: tuple[Item, ...]
    duties: tuple[Duty, ...]
    feasibility_aspects: tuple[tuple[str, str], ...]  # (key, Chinese name), Art. 10
    issued_by: str = ""
    articles: tuple[Article, ...] = ()

    def in_force(self, on: date) -> bool:
        """Whether this edition is in force on a date; a draft never is."""
        return self.effective is not None and self.effective <= on and (self.expires is None or on <= self.expires)

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements, in statutory order."""
        return tuple(element for item in self.items for element in item.elements)

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        """The items of one kind of document, in statutory order."""
        return tuple(item for item in self.items if item.kind is kind)


@dataclass(frozen=True, slots=True)
class Requirements:
    """What applies to one document: an edition, with a locality's overlay worked in.

    Attributes:
        edition: the national edition.
        locality: id of the overlay, or empty.
        items: items of the edition with local elements added and dropped ones gone.
        max_term_years: the strictest upper limit of the term in years.
        notes: Chinese sentences about the overlay (its source, whether it is only a draft for comment).
    """

    edition: Edition
    locality: str
    items: tuple[Item, ...]
    max_term_years: int
    notes: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        """The items of one kind of document, in statutory order."""
        return tuple(item for item in self.items if item.kind is kind)
