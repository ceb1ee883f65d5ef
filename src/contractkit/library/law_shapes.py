"""The shapes of the law's YAML files (`data/law/`), as Pydantic models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from contractkit.core.law.requirement import Kind
from contractkit.library.yaml_source import YamlFile

Text = Annotated[str, Field(min_length=1)]
Years = Annotated[int, Field(gt=0)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


_Content = TypeVar("_Content", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[_Content]):
    """A file's content, with the file for the places of what is wrong in it."""

    content: _Content
    file: YamlFile


class ElementNames(_Shape):
    """An element in `elements.yaml`."""

    title: Text
    asks: Text


class ItemNames(_Shape):
    """An item in `elements.yaml`."""

    kind: Kind
    title: Text
    elements: dict[str, ElementNames]


class Names(_Shape):
    """`elements.yaml`: what all editions share."""

    items: dict[str, ItemNames]
    duties: dict[str, Text]


class EditionItem(_Shape):
    """An item as an edition words it; `title` where the shared one does not fit."""

    mark: Text
    text: Text
    elements: Annotated[list[Text], Field(min_length=1)]
    title: str = ""


class ItemList(_Shape):
    """The items of one kind of document, with their article."""

    article: Text
    items: dict[str, EditionItem]


class Feasibility(_Shape):
    """The aspects of the feasibility study, with their article."""

    article: Text
    aspects: dict[str, Text]


class EditionDuty(_Shape):
    """A duty as an edition words it: excerpts by article; `see` is the id of a norm."""

    quotes: Annotated[dict[str, Text], Field(min_length=1)]
    see: str = ""


class Chapter(_Shape):
    """A chapter of the full text: articles by number."""

    title: Text
    articles: dict[str, Text]


class EditionFile(_Shape):
    """`editions/*.yaml`."""

    id: Text
    title: Text
    document_number: str
    issued_by: Text
    issued: date
    effective: date | None
    expires: date | None
    status: Text
    source: Text
    max_term_years: Years
    plan: ItemList
    agreement: ItemList
    feasibility: Feasibility
    duties: dict[str, EditionDuty]
    chapters: list[Chapter]


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids of all editions, for files that refer to them."""

    items: frozenset[str]
    elements: frozenset[str]

    @classmethod
    def of(cls, editions: Iterable[EditionFile]) -> KnownIds:
        """The ids that at least one of the editions has."""
        items = [
            pair for edition in editions for pair in (*edition.plan.items.items(), *edition.agreement.items.items())
        ]
        return cls(
            items=frozenset(item_id for item_id, _ in items),
            elements=frozenset(f"{item_id}.{name}" for item_id, item in items for name in item.elements),
        )


class Point(_Shape):
    """What a norm says in one place."""

    place: Text
    words: Text


class NormFile(_Shape):
    """`norms/*.yaml`."""

    id: Text
    title: Text
    document_number: Text
    issued_by: Text
    issued: date
    effective: date
    expires: date | None
    source: Text
    points: Annotated[list[Point], Field(min_length=1)]


class AddedElement(_Shape):
    """An element that a locality demands; it joins a national item."""

    id: Text
    joins: Text
    title: Text
    asks: Text
    min_years: Years | None = None


class LocalChange(_Shape):
    """One change of a locality: an article and exactly one of the others."""

    article: Text
    max_years: Years | None = None
    adds: list[AddedElement] | None = None
    drops: list[Text] | None = None
    shorter_plan_list: list[Text] | None = None
    fixes: dict[str, Text] | None = None
    prohibits: Text | None = None
    duty: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> LocalChange:
        """Reject an article without a change, and two changes under one article."""
        choices = [name for name in type(self).model_fields if name != "article"]
        given = [name for name in choices if getattr(self, name)]
        if len(given) != 1:
            found = "、".join(given) or "没有写"
            raise ValueError(f"article 之外须恰好写一种变动（{'、'.join(choices)}），现为：{found}。")
        return self


class OverlayFile(_Shape):
    """`local/*.yaml`."""

    id: Text
    title: Text
    document_number: str
    issued_by: Text
    effective: date | None
    draft: bool = False
    source: Text
    verify: str
    changes: Annotated[list[LocalChange], Field(min_length=1)]
