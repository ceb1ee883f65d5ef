"""What changed between two editions, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from contractkit.core.law.edition import Duty, Edition
from contractkit.core.law.requirement import Element


class SpanKind(StrEnum):
    """What happened to a stretch of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words; the same and removed ones make the old text, the same and added ones the new."""

    kind: SpanKind
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A place whose words changed.

    Attributes:
        place: `第五条`, an item's id, a duty's id or the name of a date, as the list says that holds it.
        old: the words before; empty where the place is new.
        new: the words after; empty where the place is gone.
        spans: the change character by character.
    """

    place: str
    old: str
    new: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one edition to another.

    Attributes:
        old: the edition compared from.
        new: the edition compared to.
        facts: title, number, dates, status and limit of the term that differ, by Chinese name.
        items: items whose words changed, by id (`14.6`).
        added: elements that only the new edition demands.
        removed: elements that only the old edition demands.
        duties: duties whose citation or words changed, by id.
        articles: articles whose words changed, by number (`第五条`).
    """

    old: Edition
    new: Edition
    facts: tuple[Wording, ...]
    items: tuple[Wording, ...]
    added: tuple[Element, ...]
    removed: tuple[Element, ...]
    duties: tuple[Wording, ...]
    articles: tuple[Wording, ...]


def difference(old: Edition, new: Edition) -> Difference:
    """What changed from `old` to `new`; equal editions give empty lists."""
    old_ids = {element.id for element in old.elements}
    new_ids = {element.id for element in new.elements}
    return Difference(
        old=old,
        new=new,
        facts=_wordings(_facts(old), _facts(new)),
        items=_wordings({item.id: item.text for item in old.items}, {item.id: item.text for item in new.items}),
        added=tuple(element for element in new.elements if element.id not in old_ids),
        removed=tuple(element for element in old.elements if element.id not in new_ids),
        duties=_wordings(_duties(old.duties), _duties(new.duties)),
        articles=_wordings(
            {article.number: article.text for article in old.articles},
            {article.number: article.text for article in new.articles},
        ),
    )


def spans(old: str, new: str) -> tuple[Span, ...]:
    """The change character by character; a single character that two changes enclose belongs to the change.

    Chinese texts share many single characters by chance: without that rule 透明 → 公正 would fall to pieces.
    """
    merged: list[list[str]] = []  # [same, removed, added] in turn; one of them is empty or the others are
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same, removed, added = (old[a:b], "", "") if tag == "equal" else ("", old[a:b], new[c:d])
        island = len(merged) > 1 and len(merged[-1][0]) == 1
        if not same and island:
            character = merged.pop()[0]
            merged[-1][1] += character + removed
            merged[-1][2] += character + added
        else:
            merged.append([same, removed, added])
    return tuple(Span(kind, text) for triple in merged for kind, text in zip(SpanKind, triple, strict=True) if text)


def _wordings(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Wording, ...]:
    places: Iterable[str] = [*old, *(place for place in new if place not in old)]
    pairs = ((place, old.get(place, ""), new.get(place, "")) for place in places)
    return tuple(
        Wording(place, before, after, spans(before, after)) for place, before, after in pairs if before != after
    )


def _facts(edition: Edition) -> dict[str, str]:
    return {
        "标题": edition.title,
        "文号": edition.document_number,
        "成文日期": edition.issued.isoformat(),
        "施行日期": edition.effective.isoformat() if edition.effective else "",
        "有效期至": edition.expires.isoformat() if edition.expires else "",
        "状态": edition.status,
        "运营期限上限": f"{edition.max_term_years}年",
    }


def _duties(duties: Iterable[Duty]) -> dict[str, str]:
    return {duty.id: f"{duty.article}：{duty.text}" for duty in duties}
