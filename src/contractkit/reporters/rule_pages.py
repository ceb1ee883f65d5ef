"""What `contractkit show rule` prints: the page of a rule or an element, with its texts and what is judged wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from contractkit.core.checker.case import Case, CasePage, Cases, Outcome, Sort
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.rules import RulePage
from contractkit.core.law.citation import cited, listing
from contractkit.core.law.edition import Edition
from contractkit.core.law.requirement import Element, Item
from contractkit.reporters import words
from contractkit.reporters.columns import pad, wrap

OUTCOME: Final = {
    Outcome.PRESENT: "具备",
    Outcome.DEFERRED: "虚置",
    Outcome.MISSING: "缺失",
    Outcome.NOT_ASSESSED: "未能判断",
    Outcome.SILENT: "不提示",
    Outcome.FOUND: "提示问题",
}
_HEADING: Final = {Sort.PASS: "合格", Sort.FAIL: "不合格", Sort.NEAR: "近似而不算"}
_HEAD: Final = re.compile(r"^#+ (.*)$")
_INDENT: Final = "　　　"


@dataclass(frozen=True, slots=True)
class ElementPage:
    """What the page of an element is made of.

    Attributes:
        items: where the element stands; a local one may stand in both lists.
        edition: the edition whose words are quoted.
        basis: the law that our clause rests on, in Chinese.
        remedies: our clause texts, one per kind of document.
    """

    element: Element
    items: tuple[Item, ...]
    edition: Edition
    basis: tuple[str, ...]
    remedies: tuple[Remedy, ...]


def show_rules(pages: Iterable[RulePage]) -> str:
    """All rules, one line each: name, severity, title."""
    lines = ["规则（`show rule 名称` 查看说明；要素也有说明，例如 `show rule 14.6.disclosure`）"]
    lines += [f"{pad(page.name, 26)}{words.SEVERITY[page.severity]}　{page.title}" for page in pages]
    return "\n".join(lines) + "\n"


def show_rule(page: RulePage, edition: Edition, cases: Cases) -> str:
    """The page of one rule: law, reason, remedy, texts."""
    lines = [f"{page.name}　{page.title}（{words.SEVERITY[page.severity]}）"]
    lines += _entry("依据", page.basis)
    lines += _articles((page.basis,), edition)
    lines += _entry("理由", page.why)
    lines += _entry("处理", page.remedy)
    return _text([*lines, *_texts(cases.pages.get(page.name), cases)])


def show_element(page: ElementPage, cases: Cases) -> str:
    """The page of one element: law, what it asks, why, our clause, texts."""
    texts = cases.pages.get(page.element.id)
    lines = [f"{page.element.id}　{page.element.title}"]
    for item in page.items:
        lines += _entry("依据", f"《{page.edition.title}》{item.article}（{words.kind_name(item.kind)}）：{item.text}")
    lines += _articles(page.basis, page.edition)
    lines += _entry("要点", page.element.asks)
    lines += _entry("理由", texts.why) if texts else []
    for remedy in page.remedies:
        lines += _entry("处理", f"补上条款（{remedy.source}，{remedy.position.value}）：")
        lines += [line for paragraph in remedy.paragraphs for line in wrap(paragraph, first=_INDENT, indent=_INDENT)]
    return _text([*lines, *_texts(texts, cases)])


def _articles(basis: Iterable[str], edition: Edition) -> Iterator[str]:
    """The cited articles in full, without those that list the items."""
    for article in cited("；".join(basis), edition):
        if article.number not in listing(edition):
            yield from _entry("条文", f"{article.number}　{article.text}")


def _texts(page: CasePage | None, cases: Cases) -> Iterator[str]:
    if page is None:
        return
    for sort, heading in _HEADING.items():
        yield from ["", f"{heading}（{len(page.of(sort))}）"]
        for case in page.of(sort):
            yield from _example(case, _note(case))
    wrong = [(case, said) for case in page.cases if (said := cases.wrong_of(case)) is not None]
    yield ""
    if not wrong:
        yield "审查对以上文字目前全部判对。"
        return
    yield f"审查目前判错（{len(wrong)}）"
    for case, said in wrong:
        yield from _example(case, f"应为“{OUTCOME[case.expected]}”，现判为“{OUTCOME[said]}”")


def _note(case: Case) -> str:
    """What is said of a text behind it: why it does not count, or how it counts."""
    if case.why or case.sort is not Sort.FAIL or case.kind is None:
        return case.why
    return OUTCOME[case.expected]


def _example(case: Case, note: str) -> Iterator[str]:
    whole = f"{f'【{case.heading}】' if case.heading else ''}{_separated(case)}{case.text}"
    if case.plan:
        whole = f"方案：{_plain(case.plan)}\n协议：{_plain(case.text)}"
    first, *rest = whole.splitlines()
    *before, last = (first, *rest)
    for number, line in enumerate((*before, f"{last}（{note}）" if note else last)):
        yield from wrap(line, first="  " if number else "· ", indent="  ")


def _plain(text: str) -> str:
    """A text of some paragraphs in few lines: headings in brackets, a table below on lines of its own."""
    lines = (line for line in text.splitlines() if line)
    return "\n".join(_HEAD.sub(r"【\1】", line) for line in lines)


def _separated(case: Case) -> str:
    """A table begins on a line of its own."""
    return "\n" if case.heading and case.text.startswith("|") else ""


def _entry(name: str, text: str) -> list[str]:
    return wrap(text.strip(), first=f"{name}　", indent=_INDENT)


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
