"""dangling-reference: an article, sub-clause or annex of this document that is referred to and does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.zh.labels import Scheme, parse_label
from contractkit.core.zh.numerals import parse_numeral

_N = r"(?:\d{1,3}|[〇零一二三四五六七八九十百]+)"
_REFERENCE = re.compile(
    rf"第(?P<article>{_N})条"
    r"|第?(?<![\d.第])(?P<dots>\d{1,3}(?:\.\d{1,3}){1,3})[条款项]"
    r"|第(?P<dots2>\d{1,3}(?:\.\d{1,3}){1,3})[条款项]"
    rf"|(?P<annex>附[件表录]?)(?P<number>{_N}|[A-Z]|[甲乙丙丁戊己庚辛](?!方))(?![A-Za-z\d.])"
    rf"|(?<![条款）\d])第(?P<entry>{_N})项"
)
_CHAIN = re.compile(
    r"(?:第[〇零一二三四五六七八九十百\d]+[款项目]|（[〇零一二三四五六七八九十\d]+）项?|第?（[^）]{1,3}）项|[、和及与或以至到—\-~,，\s]|之[一二三四五])*"
)
_OF_ANOTHER = re.compile(
    r"(?:》(?:（[^（）]{0,30}）|〔[^〕]*〕\d*号?)*|(?<!本)(?:[^本]法|民法典|条例|办法|规定|规范|细则|通知|意见|标准|章程|决定|解释|指引|指南|准则|规则|规程|招标文件|投标文件|响应文件|采购文件|谈判文件"
    r"|主协议|主合同|总协议|框架协议|原协议|原合同|补充协议|该协议|该合同|前述协议|保密协议|(?<!本)实施方案|(?<!本)方案|客户合同|销售合同|号文|文件))(?:[（(][^（）()]{0,20}[）)])?(?:的|中|之|中的|所列|规定的)?$"
)
_OWN = re.compile(
    r"(?:本|上述|前述)(?:协议|合同|方案|办法|规定|规范|细则)(?:书|文本)?(?:正文|通用条款|专用条款)?(?:的|中|之)?$"
)
_RUNS_THROUGH = 15  # provisions
_LIST_OF_ANNEXES = re.compile(r"^附[件表录][:：]?(?:(\d{1,2})[.、．]|$)")


@dataclass(frozen=True, slots=True)
class _Index:
    """What exists in a document.

    Attributes:
        articles: numbers of its articles, whatever scheme numbers them.
        dotted: dotted numbers, from labels and from the place of items under articles.
        annexes: names of annexes and schedules in one writing (附件1, 附表B).
        entries: numbers of the provisions of a document that runs through in one row without articles; empty otherwise.
    """

    articles: frozenset[int]
    dotted: frozenset[tuple[int, ...]]
    annexes: frozenset[str]
    entries: frozenset[int]


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per reference that leads nowhere."""
    index = _index(context.document)
    for passage in context.document.passages:
        if passage.is_heading or passage.kind is BlockKind.CONTENTS or passage.zone is Zone.CONTENTS:
            continue
        for match in own_references(passage):
            if not _exists(match, index):
                yield Hit(f"引用的“{match.group()}”在本文件中不存在。", (_clause(passage, match),))


def own_references(passage: Passage) -> Iterator[re.Match[str]]:
    """References that mean this document, the passage's own number left out, as matches in its clean text.

    Groups: `article` the numeral of 第八条, `dots` and `dots2` of 8.2款, `annex` with `number`, `entry` of 第三项.
    """
    return references_in(passage.clean.text, is_numbered=bool(passage.label))


def references_in(text: str, *, is_numbered: bool) -> Iterator[re.Match[str]]:
    """References in a clean text that mean the document in which it stands.

    Args:
        text: clean.
        is_numbered: it may begin with its own number.
    """
    external_end = -1
    for match in _REFERENCE.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if match.start() == 0 and (is_numbered or match["annex"]):
            continue
        chained = external_end >= 0 and _CHAIN.fullmatch(text, external_end, match.start()) is not None
        if chained or (_OF_ANOTHER.search(before) and not _OWN.search(before)):
            external_end = match.end()
            continue
        external_end = -1
        yield match


def _exists(match: re.Match[str], index: _Index) -> bool:
    if match["article"]:
        number = _number(match["article"])
        return number is None or not index.articles or number in index.articles
    if match["entry"]:
        return _has_entry(match["entry"], index)
    if match["annex"] == "附":
        return not any(name.startswith("附") and name[1] not in "件表录" for name in index.annexes) or (
            _annex_name("附", match["number"]) in index.annexes
        )
    if match["annex"]:
        return _annex_name(match["annex"], match["number"]) in index.annexes
    dots = tuple(int(part) for part in (match["dots"] or match["dots2"]).split("."))
    return not index.dotted or dots in index.dotted


def _has_entry(number: str, index: _Index) -> bool:
    """Whether 第三十项 can be there: only a document that numbers all its provisions in one row, without articles, tells."""
    value = _number(number)
    return value is None or not index.entries or value in index.entries


def _index(document: Document) -> _Index:
    articles: set[int] = set()
    dotted: set[tuple[int, ...]] = set()
    for passage in document.passages:
        if passage.kind is BlockKind.CONTENTS or not passage.label:
            continue
        numbers = _numbers(passage.path)
        own = parse_label(passage.label)
        if own is not None and own.values and own.scheme is not Scheme.ANNEX:
            articles.update({own.values[0], own.values[-1]} if len(own.values) == 1 else {own.values[0]})
            dotted.add(own.values)
        dotted.update(numbers[at:] for at in range(len(numbers)))
    return _Index(frozenset(articles), frozenset(dotted), frozenset(_annexes(document)), frozenset(_entries(document)))


def _entries(document: Document) -> set[int]:
    """Numbers 1., 2., … of provisions that run through the document; empty where it has articles or no such row."""
    labels = [parse_label(one.label) for one in document.passages if one.label and one.kind is not BlockKind.CONTENTS]
    known = [label for label in labels if label is not None and label.values]
    if any(label.scheme in {Scheme.ARTICLE, Scheme.PREFIXED_ARTICLE} for label in known):
        return set()
    row = [label.values[0] for label in known if label.scheme is Scheme.ARABIC and len(label.values) == 1]
    return set(row) if len(row) >= _RUNS_THROUGH and row == sorted(set(row)) else set()


def _numbers(path: Iterable[str]) -> tuple[int, ...]:
    """The last numbers of the labels on a path: 第八条 → （一） is (8, 1)."""
    labels = [parse_label(step) for step in path]
    return tuple(label.values[-1] for label in labels if label is not None and label.values)


def _annexes(document: Document) -> Iterator[str]:
    listing = False
    for passage in document.passages:
        text = passage.clean.text
        if match := re.match(rf"(附[件表录]?|表)({_N}|[A-Z]|[甲乙丙丁戊己庚辛])(?![A-Za-z\d.])", text):
            yield _annex_name(match[1], match[2])
        for name, number in re.findall(rf"^(附[件表录]?)({_N}|[A-Z]|[甲乙丙丁戊己庚辛])", passage.label):
            yield _annex_name(name, number)
        if opening := _LIST_OF_ANNEXES.match(text):
            listing = True
            if opening[1]:
                yield _annex_name("附件", opening[1])
        elif (
            listing
            and (label := parse_label(passage.label or text)) is not None
            and label.scheme in {Scheme.ARABIC, Scheme.ARABIC_COMMA}
        ):
            yield _annex_name("附件", str(label.values[-1]))
        else:
            listing = False


def _annex_name(name: str, number: str) -> str:
    value = _number(number)
    return f"{name}{number if value is None else value}"


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else parse_numeral(text)


def _clause(passage: Passage, match: re.Match[str]) -> Span:
    text = passage.clean.text
    left = max(text.rfind(mark, 0, match.start()) for mark in "，。；：") + 1
    right = min((at for mark in "，。；" if (at := text.find(mark, match.end())) >= 0), default=len(text))
    return Span(passage, left, right)


DANGLING_REFERENCE = Rule("dangling-reference", detect)
