"""What `contractkit show requirement` and `show edition` print: the law in Chinese, in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from contractkit.core.law.difference import Difference, Span, SpanKind, Wording
from contractkit.core.law.edition import Duty, Edition, Requirements
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Element, Item, Kind
from contractkit.reporters.columns import pad, width, wrap
from contractkit.reporters.words import kind_name

Texts = Mapping[str, Sequence[str]]
"""Texts by element id, or by item id for what belongs to a whole item."""

_ITEM_ID = re.compile(r"\d+\.\d+")
_CONTEXT = 16  # characters kept on either side of a change


@dataclass(frozen=True, slots=True)
class Attached:
    """What hangs on the elements besides the law.

    Attributes:
        questions: what the interview asks.
        clauses: clause texts ready to use.
        cues: what the check recognises an element by.
        rules: findings about it, one line each.
        cases: tests that prove it.
    """

    questions: Texts = field(default_factory=dict)
    clauses: Texts = field(default_factory=dict)
    cues: Texts = field(default_factory=dict)
    rules: Texts = field(default_factory=dict)
    cases: Texts = field(default_factory=dict)

    def named(self) -> tuple[tuple[str, Texts], ...]:
        """The texts with their Chinese headings of two characters, in the order of a page."""
        return (
            ("提问", self.questions),
            ("条款", self.clauses),
            ("识别", self.cues),
            ("规则", self.rules),
            ("用例", self.cases),
        )


def show_requirement(registry: Registry, wanted: str, *, edition_id: str = "", attached: Attached | None = None) -> str:
    """The page of an item or of an element: the law, and all that hangs on it.

    Args:
        registry: the law.
        wanted: id of an item (`14.6`) or of an element (`14.6.disclosure`, `henan.network_security`).
        edition_id: the edition to quote; empty for the newest that has it.
        attached: questions, clauses, cues, rules, cases.

    Raises:
        UsageError: nothing has this id; the nearest known id is named.
    """
    attached = attached or Attached()
    if _ITEM_ID.fullmatch(wanted):
        item = registry.item(wanted, edition_id)
        pages = [(item, [*item.elements, *_local(registry, item)])]
    else:
        pages = _pages(registry, wanted, edition_id)
    lines: list[str] = []
    for item, elements in pages:
        lines += [*_item_head(registry, item, edition_id), *_attached(item.id, attached, "")]
        for element in elements:
            lines += ["", *_element(element), *_attached(element.id, attached, "  ")]
        lines.append("")
    return _text(lines)


def show_editions(registry: Registry) -> str:
    """All editions, local rules and related norms, one paragraph each."""
    lines = ["版本"]
    for edition in registry.editions:
        lines += _entry(
            edition.id, f"{_citation(edition)}。{edition.status}{_period(edition)}。来源：{edition.source}。"
        )
    lines += ["", "地方规则"]
    for overlay in registry.overlays:
        verify = f"须核对：{overlay.verify}。" if overlay.verify else ""
        lines += _entry(overlay.id, f"{overlay.citation}。来源：{overlay.source}。{verify}")
    lines += ["", "相关规定"]
    for norm in registry.norms:
        lines += _entry(norm.id, f"{norm.citation}，{norm.effective.isoformat()} 起施行。")
    return _text(lines)


def show_edition(registry: Registry, edition_id: str, locality: str = "") -> str:
    """One edition: its dates, its items with their elements, the duties of its other articles, related norms.

    Raises:
        UsageError: an id is unknown.
    """
    requirements = registry.requirements(edition_id, locality)
    edition = requirements.edition
    lines = [f"{edition.id}　{edition.title}", *_edition_facts(requirements)]
    if locality:
        lines += [
            "",
            "地方规则",
            *(line for note in requirements.notes for line in wrap(note, first="- ", indent="  ")),
        ]
    for kind in Kind:
        items = requirements.of_kind(kind)
        count = sum(len(item.elements) for item in items)
        lines += ["", f"{kind_name(kind)}：{len(items)} 个条目，{count} 个要素"]
        for item in items:
            lines += _item_row(item)
    lines += ["", "其他条文中的义务"]
    for duty in edition.duties:
        lines += _duty(duty)
    cited = {duty.norm for duty in edition.duties}
    for norm in (norm for norm in registry.norms if norm.id in cited):
        lines += ["", *wrap(f"{norm.citation}，{norm.effective.isoformat()} 起施行")]
        for place, words in norm.points:
            lines += wrap(f"{place}：{words}", first="- ", indent="  ")
    return _text(lines)


def show_difference(change: Difference) -> str:
    """What changed between two editions; removed and added words are marked in place."""
    lines = [f"{change.old.id} → {change.new.id}　［删：……］为删去的文字，［增：……］为增加的文字"]
    if change.facts:
        lines += ["", "版本信息"]
    for fact in change.facts:
        lines += _entry(fact.place, f"{fact.old or '（无）'} → {fact.new or '（无）'}")
    for heading, wordings in (
        ("条目", change.items),
        ("义务", change.duties),
        ("条文", change.articles),
    ):
        lines += _wordings(heading, wordings)
    for heading, elements in (("新增要素", change.added), ("删去要素", change.removed)):
        if elements:
            lines += ["", heading]
            lines += [line for element in elements for line in _entry(element.id, f"{element.title}。{element.asks}")]
    if len(lines) == 1:
        lines.append("两个版本没有差别。")
    return _text(lines)


def _pages(registry: Registry, wanted: str, edition_id: str) -> list[tuple[Item, list[Element]]]:
    """The element with its item; a local element may stand in both lists."""
    local = [element for overlay in registry.overlays for element in overlay.additions if element.id == wanted]
    elements = local or [registry.element(wanted, edition_id)]
    return [(registry.item(element.item, edition_id), [element]) for element in elements]


def _local(registry: Registry, item: Item) -> list[Element]:
    return [element for overlay in registry.overlays for element in overlay.additions if element.item == item.id]


def _item_head(registry: Registry, item: Item, edition_id: str) -> Iterator[str]:
    having = [edition for edition in registry.editions if any(other.id == item.id for other in edition.items)]
    edition = registry.edition(edition_id) if edition_id else having[0]
    yield f"{item.id}　{item.title}（{kind_name(item.kind)}）"
    yield from wrap(f"{_citation(edition)}{item.article}", first="依据　", indent="　　　")
    yield from wrap(item.text, first="原文　", indent="　　　")
    for other in having:
        words = registry.item(item.id, other.id).text
        if other.id != edition.id and words != item.text:
            yield from wrap(f"{other.id}（{other.status}）：{words}", first="异文　", indent="　　　")


def _element(element: Element) -> Iterator[str]:
    yield f"{element.id}　{element.title}"
    yield from wrap(element.asks, first="  要点　", indent="  　　　")


def _attached(key: str, attached: Attached, margin: str) -> Iterator[str]:
    for name, texts in attached.named():
        for number, text in enumerate(texts.get(key, ())):
            head = f"{margin}{name}　" if number == 0 else f"{margin}　　　"
            yield from wrap(text, first=head, indent=f"{margin}　　　")


def _edition_facts(requirements: Requirements) -> Iterator[str]:
    edition = requirements.edition
    facts = {
        "文号": edition.document_number or "（无）",
        "发布": f"{edition.issued_by}，{edition.issued.isoformat()}",
        "状态": f"{edition.status}{_period(edition)}",
        "来源": edition.source,
        "期限": f"运营期限原则上最长不超过{requirements.max_term_years}年",
        "论证": f"可行性论证至少包括{'、'.join(name for _, name in edition.feasibility_aspects)}",
    }
    for name, text in facts.items():
        yield from wrap(text, first=f"{name}　", indent="　　　")


def _item_row(item: Item) -> list[str]:
    lines = wrap(f"{item.title}：{item.text}（{item.article}）", first=pad(f"  {item.id}", 8), indent=" " * 8)
    column = max(width(element.id) for element in item.elements) + 2
    for element in item.elements:
        lines.append(f"{' ' * 8}{pad(element.id, column)}{element.title}")
    return lines


def _duty(duty: Duty) -> list[str]:
    lines = [f"  {duty.id}　{duty.title}"]
    for article, words in duty.quotes:
        lines += wrap(f"{article}：{words}", first="    ", indent="    ")
    return lines + (wrap(f"见{duty.see}", first="    ", indent="    ") if duty.see else [])


def _wordings(heading: str, wordings: Sequence[Wording]) -> list[str]:
    lines = ["", heading] if wordings else []
    for wording in wordings:
        lines += wrap("".join(_marked(wording.spans)), first=f"  {wording.place}　", indent="    ")
    return lines


def _marked(spans: Sequence[Span]) -> Iterator[str]:
    for index, span in enumerate(spans):
        if span.kind is SpanKind.SAME:
            yield _shortened(span.text, first=index == 0, last=index == len(spans) - 1)
        else:
            yield f"［{'删' if span.kind is SpanKind.REMOVED else '增'}：{span.text.strip()}］"


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Unchanged words near a change; the rest is left out."""
    before = "" if first else text[:_CONTEXT]
    after = "" if last else text[-_CONTEXT:]
    return text if len(text) <= len(before) + len(after) else f"{before}……{after}"


def _entry(name: str, text: str) -> list[str]:
    return wrap(text, first=f"  {name}　", indent="    ")


def _citation(edition: Edition) -> str:
    return f"《{edition.title}》" + (f"（{edition.document_number}）" if edition.document_number else "")


def _period(edition: Edition) -> str:
    if edition.effective is None:
        return ""
    until = f"，有效期至 {edition.expires.isoformat()}" if edition.expires else ""
    return f"，{edition.effective.isoformat()} 起施行{until}"


def _text(lines: Iterable[str]) -> str:
    """The lines with a line feed at the end of each, none doubled at the end of the page."""
    return "\n".join(lines).rstrip() + "\n"
