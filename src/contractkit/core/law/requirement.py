"""Items and elements: what a plan (Art. 9) or an agreement (Art. 14) must contain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The two kinds of document that the regulation describes."""

    PLAN = "plan"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Element:
    """The smallest thing that can be present or missing.

    Attributes:
        id: `14.3.technical_standards`; local additions `henan.network_security`.
        item: id of the item it counts under.
        title: short Chinese name (`技术标准`).
        asks: one Chinese sentence: what a document must say for this element to be present.
        source: id of the edition or overlay that demands it.
        counts: whether it is law; what a draft for comment, or a rule that is not yet in force, demands is only shown.
    """

    id: str
    item: str
    title: str
    asks: str
    source: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item of Art. 9 or Art. 14.

    Attributes:
        id: `14.3`.
        kind: which document it belongs to.
        title: short Chinese name for tables and headings.
        text: the statutory words in this edition.
        article: Chinese citation (`第十四条第（三）项`).
        elements: in statutory order; local additions last.
    """

    id: str
    kind: Kind
    title: str
    text: str
    article: str
    elements: tuple[Element, ...]
