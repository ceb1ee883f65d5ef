"""How a draft is divided: its articles, how it numbers the paragraphs and the lists in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contractkit.core.checker.remedies.labels import read_label
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.zh.labels import Scheme

_CHAPTERS = frozenset({Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ANNEX, Scheme.TABLE})
_ARTICLES = frozenset({Scheme.ARTICLE, Scheme.PREFIXED_ARTICLE})
_ITEMS = {Scheme.ARTICLE: "（一）", Scheme.CHINESE: "1."}
_FEWEST = 2  # a number that stands alone numbers nothing


@dataclass(frozen=True, slots=True)
class Division:
    """An article (第八条, 8, 八、) with what is in it.

    Attributes:
        path: as passages have it; its last member is the label.
        heading: its own title, clean and without the number; empty where its text follows the number.
        opened: the passage with its number.
        passages: everything in it, `opened` first.
        children: labels of its numbered paragraphs, in order.
    """

    path: tuple[str, ...]
    heading: str
    opened: Passage
    passages: tuple[Passage, ...]
    children: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its number."""
        return self.path[-1]

    @property
    def name(self) -> str:
        """How a reader finds it: 第八条“违约责任”, “八、违约责任”, “8 违约责任”."""
        if _scheme(self.label) in _ARTICLES:
            return self.label + (f"“{self.heading}”" if self.heading else "")
        space = " " if self.heading and self.label[-1:].isalnum() else ""
        return f"“{self.label}{space}{self.heading}”"


@dataclass(frozen=True, slots=True)
class Layout:
    """The divisions of a draft.

    Attributes:
        articles: in order; empty for a draft without numbers.
        titled: whether its articles mostly have titles of their own.
        paragraph: a label as its numbered paragraphs have it (8.1, 一、); empty where they have none.
        item: a label as its lists have it.
    """

    articles: tuple[Division, ...]
    titled: bool
    paragraph: str
    item: str

    def article_of(self, passage: Passage) -> Division | None:
        """The article in which a passage stands."""
        for division in self.articles:
            if passage.path[: len(division.path)] == division.path:
                return division
        return None

    def before(self, passage: Passage) -> Division | None:
        """The last article that begins before a passage; the first one where none does."""
        found = [division for division in self.articles if division.opened.index <= passage.index]
        return found[-1] if found else next(iter(self.articles), None)


def layout_of(document: Document) -> Layout:
    """The layout of a draft, from the numbers of its provisions."""
    provisions = [p for p in document.passages if p.zone is Zone.PROVISION and p.kind is not BlockKind.CONTENTS]
    labelled = [p for p in provisions if p.label and p.path and p.path[-1] == p.label and p.kind is not BlockKind.ROW]
    scheme = _article_scheme(labelled)
    opened = [p for p in labelled if scheme is not None and _scheme(p.label) is scheme]
    depth = min((len(p.path) for p in opened), default=0)
    articles = tuple(_division(p, provisions) for p in opened if len(p.path) == depth or scheme in _ARTICLES)
    paragraphs, items = Counter[str](), Counter[str]()
    for article in articles:
        for label, is_item in _numbers_in(article):
            (items if is_item else paragraphs)[label] += 1
    titled = sum(bool(article.heading) for article in articles) * 2 > len(articles)
    numbered = _likely(paragraphs) if sum(paragraphs.values()) >= len(articles) / 2 else ""
    listed = _likely(items)
    if not listed or _scheme(listed) is _scheme(numbered):
        listed = _item_after(scheme, numbered)
    return Layout(articles, titled, numbered, listed)


def _article_scheme(labelled: list[Passage]) -> Scheme | None:
    """第X条 wherever there are some; else the outermost way of numbering that numbers more than one."""
    counts = Counter(_scheme(p.label) for p in labelled)
    for scheme in _ARTICLES:
        if counts[scheme] >= _FEWEST:
            return scheme
    outer = (_scheme(p.label) for p in sorted(labelled, key=lambda p: (len(p.path), p.index)))
    return next((one for one in outer if one is not None and one not in _CHAPTERS and counts[one] >= _FEWEST), None)


def _scheme(label: str) -> Scheme | None:
    known = read_label(label)
    return known.scheme if known else None


def _division(opened: Passage, provisions: Iterable[Passage]) -> Division:
    inside = tuple(p for p in provisions if p.path[: len(opened.path)] == opened.path and p.index >= opened.index)
    heading = _words(opened) if opened.is_heading else ""
    depth = len(opened.path) + 1
    children = tuple(p.label for p in inside if p.label and len(p.path) == depth and p.path[-1] == p.label)
    return Division(opened.path, heading, opened, inside, children)


def _words(opened: Passage) -> str:
    """The title without the number that is typed in front of it."""
    text = opened.clean.text
    return text.removeprefix(opened.label.rstrip()).strip("、.：: \u3000")


def _numbers_in(article: Division) -> Iterator[tuple[str, bool]]:
    """The first number of each list or row of paragraphs in an article, and whether it is a list."""
    last: Passage | None = None
    in_list: dict[int, bool] = {}
    for passage in article.passages:
        depth = len(passage.path)
        if passage.label and passage is not article.opened and passage.path[-1:] == (passage.label,):
            known = read_label(passage.label)
            if known and known.values and known.values[-1] == 1:
                in_list[depth] = last is not None and last.clean.text.endswith(("：", ":"))
            yield passage.label, in_list.get(depth, False) or depth > len(article.path) + 1
        last = passage


def _likely(labels: Counter[str]) -> str:
    """A label of the way of numbering that is used most."""
    schemes: Counter[Scheme | None] = Counter()
    for label, times in labels.items():
        schemes[_scheme(label)] += times
    if not schemes:
        return ""
    most = schemes.most_common(1)[0][0]
    return next(label for label in labels if _scheme(label) is most)


def _item_after(article: Scheme | None, paragraph: str) -> str:
    """How lists are numbered in a draft that has none: as is usual below its other numbers."""
    below = _scheme(paragraph)
    if below is Scheme.CHINESE_BRACKETS:
        return "1."
    if below in (Scheme.DECIMAL_2, Scheme.DECIMAL_3, Scheme.ARABIC):
        return "（1）"
    return _ITEMS.get(article, "（一）") if article else "（一）"
