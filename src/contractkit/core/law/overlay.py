"""Local rules that add to, tighten or shorten the national lists, and how they are worked in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from contractkit.core.law.edition import Edition, Requirements
from contractkit.core.law.requirement import Element, Item, Kind


@dataclass(frozen=True, slots=True)
class TermLimit:
    """A stricter upper limit of the term, in years."""

    article: str
    years: int


@dataclass(frozen=True, slots=True)
class Addition:
    """An element that the locality demands; it joins the national item `element.item`.

    Attributes:
        min_years: the shortest time in years that it prescribes, where it is about keeping something.
    """

    article: str
    element: Element
    min_years: int | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """National elements (full ids) that the locality's list does not name."""

    article: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShorterPlanList:
    """The only items or elements (ids) that the locality's list for the plan names."""

    article: str
    keep: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the locality has already decided for one element."""

    article: str
    element: str
    text: str


class RemarkKind(StrEnum):
    """What a remark is; the value is its Chinese name."""

    DUTY = "义务"
    PROHIBITION = "禁止"
    NOTE = "提示"


@dataclass(frozen=True, slots=True)
class Remark:
    """A local duty, prohibition or note that changes no list."""

    article: str
    kind: RemarkKind
    text: str


Change = TermLimit | Addition | Drop | ShorterPlanList | Fixed | Remark


@dataclass(frozen=True, slots=True)
class Overlay:
    """The rules of one locality.

    Attributes:
        id: `henan`.
        effective: first day in force; None where the text read does not tell, or for a draft.
        draft: it is a draft for comment (征求意见稿), never in force.
        verify: why its text must be verified before use, in Chinese; empty if it need not.
    """

    id: str
    title: str
    document_number: str
    issued_by: str
    effective: date | None
    source: str
    verify: str
    changes: tuple[Change, ...]
    draft: bool = False

    def in_force(self, on: date | None) -> bool:
        """Whether these rules are in force on a day; on no day in particular all but drafts are."""
        return not self.draft and (on is None or self.effective is None or self.effective <= on)

    @property
    def citation(self) -> str:
        """`《…办法》（豫政办〔2025〕5号）`; without the number where it is not known."""
        return f"《{self.title}》" + (f"（{self.document_number}）" if self.document_number else "")

    @property
    def additions(self) -> tuple[Element, ...]:
        """The elements that the locality demands, in the order of its rules."""
        return tuple(change.element for change in self.changes if isinstance(change, Addition))


def apply(edition: Edition, overlay: Overlay, on: date | None = None) -> Requirements:
    """The edition with the locality's rules worked in; an item that loses all its elements goes.

    Rules that are not in force change nothing that counts: what they add is there to be shown, what they drop or limit is
    only said.

    Args:
        edition: the national edition.
        overlay: the locality's rules.
        on: the day for which they are applied; None for no day in particular.
    """
    binding = overlay.in_force(on)
    additions = tuple(replace(element, counts=binding) for element in overlay.additions)
    changes = overlay.changes if binding else ()
    dropped = {element.id for change in changes for element in _dropped(change, edition)}
    items = (_with(item, additions, dropped) for item in edition.items)
    limits = (change.years for change in changes if isinstance(change, TermLimit))
    return Requirements(
        edition=edition,
        locality=overlay.id,
        items=tuple(item for item in items if item.elements),
        max_term_years=min((edition.max_term_years, *limits)),
        notes=notes(edition, overlay, on),
    )


def notes(edition: Edition, overlay: Overlay, on: date | None = None) -> tuple[str, ...]:
    """What the locality changes, as Chinese sentences, each with its article; a warning comes second."""
    head = [_standing(overlay, on)]
    if overlay.verify:
        head.append(f"须核对：{overlay.verify}。")
    return (*head, *(f"{change.article}：{_sentence(change, edition)}" for change in overlay.changes))


def _standing(overlay: Overlay, on: date | None) -> str:
    """Which rules, and whether they are in force."""
    since = f"{overlay.effective.isoformat()}起施行" if overlay.effective else ""
    if overlay.draft:
        return f"对照{overlay.citation}：系征求意见稿，尚未生效。下列要求仅供参考，不计入结论。"
    if not overlay.in_force(on):
        return f"对照{overlay.citation}：{since}，审查日尚未施行。下列要求仅供参考，不计入结论。"
    return f"适用{overlay.citation}{f'，{since}' if since else ''}。"


def _with(item: Item, additions: Iterable[Element], dropped: set[str]) -> Item:
    kept = (element for element in item.elements if element.id not in dropped)
    return replace(item, elements=(*kept, *(element for element in additions if element.item == item.id)))


def _dropped(change: Change, edition: Edition) -> tuple[Element, ...]:
    """The national elements that one change makes unnecessary."""
    if isinstance(change, Drop):
        return tuple(element for element in edition.elements if element.id in change.elements)
    if isinstance(change, ShorterPlanList):
        plan = (element for item in edition.of_kind(Kind.PLAN) for element in item.elements)
        return tuple(element for element in plan if not {element.id, element.item} & set(change.keep))
    return ()


def _sentence(change: Change, edition: Edition) -> str:
    match change:
        case TermLimit():
            return f"运营期限最长不超过{change.years}年（国家规范为{edition.max_term_years}年）。"
        case Addition():
            return f"条目 {change.element.item} 增加要素“{change.element.title}”（{change.element.id}）。"
        case Drop() | ShorterPlanList():
            return _not_required(_dropped(change, edition))
        case Fixed():
            return f"{change.element}{_title(change.element, edition)}已定为：{change.text}。"
        case Remark():
            return f"{change.kind.value}——{change.text}。"
    assert_never(change)


def _not_required(elements: tuple[Element, ...]) -> str:
    names = "、".join(element.title for element in elements)
    items = "、".join(dict.fromkeys(element.item for element in elements))
    return f"未列{names}，共 {len(elements)} 个要素，按不要求处理；国家规范条目 {items} 列有，建议仍予写明。"


def _title(element_id: str, edition: Edition) -> str:
    return next((f"（{element.title}）" for element in edition.elements if element.id == element_id), "")
