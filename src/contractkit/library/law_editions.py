"""Edition and norm files → core values, checked against each other and against their own full text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contractkit.core.law.edition import Article, Duty, Edition, Norm
from contractkit.core.law.requirement import Element, Item, Kind
from contractkit.errors import Problem
from contractkit.library.law_shapes import (
    EditionDuty,
    EditionFile,
    EditionItem,
    ItemList,
    ItemNames,
    Names,
    NormFile,
    Sourced,
)
from contractkit.library.yaml_source import Keys


def read_norm(source: Sourced[NormFile], problems: list[Problem]) -> Norm:
    """A norm file as a norm."""
    content = source.content
    _check_period(source, problems)
    return Norm(
        id=content.id,
        title=content.title,
        document_number=content.document_number,
        issued=content.issued,
        effective=content.effective,
        source=content.source,
        points=tuple((point.place, point.words) for point in content.points),
        issued_by=content.issued_by,
        expires=content.expires,
    )


def read_edition(
    source: Sourced[EditionFile], names: Names | None, norms: Mapping[str, Norm] | None, problems: list[Problem]
) -> Edition:
    """An edition file as an edition; its mistakes go to `problems`.

    Args:
        source: the file.
        names: what all editions share; None where it could not be read.
        norms: related law by id; None where it could not be read.
        problems: grows by every element without a title, item or excerpt that does not stand in the full text,
            wrong order of dates.
    """
    return _EditionReader(source, names, norms, problems).edition()


class _EditionReader:
    def __init__(
        self,
        source: Sourced[EditionFile],
        names: Names | None,
        norms: Mapping[str, Norm] | None,
        problems: list[Problem],
    ) -> None:
        self.source = source
        self.content = source.content
        self.names = names
        self.norms = norms
        self.problems = problems
        self.articles = {article.number: article for article in self._articles()}

    def edition(self) -> Edition:
        content = self.content
        _check_period(self.source, self.problems)
        items = [*self._items(Kind.PLAN, content.plan), *self._items(Kind.AGREEMENT, content.agreement)]
        return Edition(
            id=content.id,
            title=content.title,
            document_number=content.document_number,
            issued=content.issued,
            effective=content.effective,
            expires=content.expires,
            status=content.status,
            source=content.source,
            max_term_years=content.max_term_years,
            items=tuple(items),
            duties=tuple(self._duties()),
            feasibility_aspects=tuple(self._aspects()),
            issued_by=content.issued_by,
            articles=tuple(self.articles.values()),
        )

    def _articles(self) -> Iterator[Article]:
        seen: set[str] = set()
        for index, chapter in enumerate(self.content.chapters):
            for number, text in chapter.articles.items():
                if number in seen:
                    keys = ("chapters", index, "articles", number)
                    self._problem(f"{number}写了两次。", keys, "请合并或删去一处。")
                seen.add(number)
                yield Article(number, chapter.title, text)

    def _items(self, kind: Kind, items: ItemList) -> Iterator[Item]:
        self._all_listed(items, (kind.value, "items"))
        for item_id, item in items.items.items():
            keys = (kind.value, "items", item_id)
            self._quoted(f"{item.mark}{item.text}", items.article, (*keys, "text"))
            shared = self._shared(item_id, kind, keys)
            if shared is None:
                continue
            yield Item(
                id=item_id,
                kind=kind,
                title=item.title or shared.title,
                text=item.text,
                article=f"{items.article}第{item.mark}项",
                elements=tuple(self._elements(item_id, item, shared, keys)),
            )

    def _all_listed(self, items: ItemList, keys: Keys) -> None:
        """Each numbered line of the article is an item: one left out would never be checked in any document."""
        article = self.articles.get(items.article)
        lines = article.text.splitlines() if article else []
        marks = [line[: line.index("）") + 1] for line in lines if line.startswith("（") and "）" in line]
        listed = {item.mark for item in items.items.values()}
        if missing := [mark for mark in marks if mark not in listed]:
            self._problem(f"{items.article}第{'、'.join(missing)}项没有列为条目。", keys, "请补上条目。")

    def _shared(self, item_id: str, kind: Kind, keys: Keys) -> ItemNames | None:
        if self.names is None:
            return None
        shared = self.names.items.get(item_id)
        if shared is None or shared.kind is not kind:
            self._problem(
                f"elements.yaml 的 {kind.value} 条目中没有 {item_id}。", keys, "请先在 elements.yaml 中写明。"
            )
            return None
        return shared

    def _elements(self, item_id: str, item: EditionItem, shared: ItemNames, keys: Keys) -> Iterator[Element]:
        for index, name in enumerate(item.elements):
            place = (*keys, "elements", index)
            if name in item.elements[:index]:
                self._problem(f"要素 {item_id}.{name} 写了两次。", place, "请删去一处。")
            elif name not in shared.elements:
                remedy = (
                    f"请在 elements.yaml 的 {item_id} 下写明 title 和 asks；已有的是：{'、'.join(shared.elements)}。"
                )
                self._problem(f"要素 {item_id}.{name} 没有名称和审查要点。", place, remedy)
            else:
                titles = shared.elements[name]
                yield Element(f"{item_id}.{name}", item_id, titles.title, titles.asks, self.content.id)

    def _duties(self) -> Iterator[Duty]:
        for duty_id, duty in self.content.duties.items():
            keys = ("duties", duty_id)
            if self.names is not None and duty_id not in self.names.duties:
                self._problem(f"义务 {duty_id} 没有短名。", keys, "请在 elements.yaml 的 duties 下写明。")
            if duty.see and self.norms is not None and duty.see not in self.norms:
                known = "、".join(self.norms)
                self._problem(f"没有 {duty.see} 这一相关规定。", (*keys, "see"), f"可用的有：{known}。")
            for article, words in duty.quotes.items():
                self._quoted(words, article, (*keys, "quotes", article))
            yield self._duty(duty_id, duty)

    def _duty(self, duty_id: str, duty: EditionDuty) -> Duty:
        norm = (self.norms or {}).get(duty.see)
        return Duty(
            id=duty_id,
            article="、".join(duty.quotes),
            text="……".join(duty.quotes.values()),
            see=norm.citation if norm else "",
            title=self.names.duties.get(duty_id, "") if self.names else "",
            quotes=tuple(duty.quotes.items()),
            norm=duty.see,
        )

    def _aspects(self) -> Iterator[tuple[str, str]]:
        feasibility = self.content.feasibility
        for key, name in feasibility.aspects.items():
            self._quoted(name, feasibility.article, ("feasibility", "aspects", key))
            yield key, name

    def _quoted(self, words: str, number: str, keys: Keys) -> None:
        """What is given as statutory words must stand in the full text of the article, character by character."""
        article = self.articles.get(number)
        if article is None:
            self._problem(f"全文中没有{number}。", keys, "请核对条号，或在 chapters 下补上该条全文。")
        elif words not in article.text:
            self._problem(f"所引文字与{number}原文不一致：{words}", keys, "请逐字照录原文。")

    def _problem(self, message: str, keys: Keys, remedy: str) -> None:
        self.problems.append(self.source.file.problem(message, keys, remedy))


def _check_period(source: Sourced[EditionFile] | Sourced[NormFile], problems: list[Problem]) -> None:
    content = source.content
    if content.effective and content.effective < content.issued:
        problems.append(source.file.problem("施行日期早于成文日期。", ("effective",), "请核对日期。"))
    if content.expires and (content.effective is None or content.expires < content.effective):
        problems.append(source.file.problem("失效日期早于施行日期，或没有施行日期。", ("expires",), "请核对日期。"))
