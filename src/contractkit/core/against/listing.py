"""Lists that nothing has named: tables by their columns, enumerations and numbered items by the words in front of them.

数据一共四项：甲、乙、丙和丁。 — 公益性产品：甲、乙。 — a table with 数据项 and 来源单位 under whatever heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contractkit.core.against.text import SPOKEN, is_outside
from contractkit.core.checker.rules.context import Span, lead_ins, operative, sentences
from contractkit.core.document.tree import BlockKind, Document, Passage
from contractkit.core.extraction.fact import Confidence, Fact, quote
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.products import Category

_BASIS: Final = "按表头或者列举读出"
_SPLIT: Final = re.compile(r"、|以及|，|；|(?<=[一-鿿）)])(?:和|及|与)(?=[一-鿿《“A-Z0-9]{3})")
_PART: Final = re.compile(r"[一-鿿《》“”A-Za-z0-9（）()·—-]{2,36}")
_OPEN: Final = re.compile(r"等(?:[一-鿿\d]{0,6}[类项种](?:数据|产品|服务)?|数据|产品|服务)?$")
_PRICED: Final = re.compile(r"[，,]?(?:每|最高|不超过|不高于|上限|一律|均|免费|收费).*$")
_MARK: Final = re.compile(r"^[（(][一1][)）]|^[①]|^1[.．、]")
_ITEM_END: Final = re.compile(r"；")
_BRACKETS: Final = re.compile(r"（(?![一二三四五六七八九十\d]{1,3}）)[^（）]*）")
_SAID_OF_THEM: Final = re.compile(
    r"[甲乙]方|实施(?:机构|方案)|运营(?:机构|单位|方)|^(?:按|以|由|应当|均|一律|具体|其中|每|最高|不)|政府指导价|提供$|为准"
)
_ANNOUNCES: Final = re.compile(r"(?:包括|包含)(?:了|下列|以下|[^：。；，]{0,6}(?=：))?：?|：")
_NUMBERED: Final = re.compile(r"^(?:[（(][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、）)]|[①-⑳])\s*")
_FREE: Final = re.compile(r"公益|公共治理|免费|无偿")
_PAID: Final = re.compile(r"产业|行业|经营性|市场化|收费|收钱|有偿|商业")


@dataclass(frozen=True, slots=True)
class Kind:
    """How a list is known.

    Attributes:
        keys: of the list in a matter.
        column: what its column of names is called.
        beside: what another of its columns is called.
        lead: the words in front of an enumeration.
        heading: the heading over numbered items.
    """

    keys: Keys
    column: re.Pattern[str]
    beside: re.Pattern[str]
    lead: re.Pattern[str]
    heading: re.Pattern[str]


RESOURCES: Final = Kind(
    ("resources", "catalogue"),
    re.compile(r"^(?:公共|授权)?(?:数据)?(?:资源|数据|数据集)(?:项|名称|目录)?$|^数据(?:项|集|资源)?(?:名称)?$"),
    re.compile(r"提供|来源|权属|主管|更新|级别|分级|个人信息|单位|部门"),
    re.compile(
        r"(?!.*(?:不|禁止|敏感|安全|质量|字段|个人信息|产品|保存|删除))(?:.*(?:授权|目录|资源|范围|拿出|纳入).*数据|.*数据.*(?:授权|目录|资源|范围|[一二三四五六七八九十\d][项类种])).*"
    ),
    re.compile(r"数据(?:资源)?(?:的)?(?:目录|清单|范围)|资源目录|授权(?:运营)?(?:范围|的数据)|授权运营"),
)
PRODUCTS: Final = Kind(
    ("products", "catalogue"),
    re.compile(r"^(?:公共|数据)*(?:产品|服务|产品[和及与、]服务)(?:名称)?$"),
    re.compile(r"收费|价格|对象|面向|形式|类别|用户|频次"),
    re.compile(
        r"(?!.*(?:(?:下列|以下)数据|标准|要求|安全|审核|能力|措施|登记|披露|条件|不得|应当符合|原则|目标))(?:.*产品.*|.*(?:公益|免费|经营|产业|收费|收钱|有偿).*)"
    ),
    re.compile(r"产品"),
)


def rows(document: Document, kind: Kind) -> tuple[tuple[Mapping[Keys, Fact], ...], bool]:
    """The entries of a list, and whether it is left open (…等): of its table, else enumerated, else numbered."""
    if found := tuple(_table(document, kind)):
        return found, False
    enumerated = tuple(_enumerated(document, kind))
    if enumerated:
        return tuple(row for row, _ in enumerated), any(is_open for _, is_open in enumerated)
    return tuple(_numbered(document, kind)), False


def cell(passage: Passage, head: re.Pattern[str]) -> str:
    """What a row holds under a column of this name; empty where it has none."""
    if passage.kind is not BlockKind.ROW or len(passage.header) != len(passage.cells):
        return ""
    return next((one for name, one in zip(passage.header, passage.cells, strict=True) if head.search(name)), "").strip()


def _table(document: Document, kind: Kind) -> Iterator[Mapping[Keys, Fact]]:
    for passage in document.passages:
        head = passage.header
        if passage.kind is not BlockKind.ROW or len(head) != len(passage.cells) or tuple(passage.cells) == tuple(head):
            continue
        name = next((at for at, title in enumerate(head) if kind.column.search(title)), None)
        if name is None or not any(kind.beside.search(title) for at, title in enumerate(head) if at != name):
            continue
        if written := passage.cells[name].strip():
            yield {("name",): _fact((*kind.keys, "name"), written, passage, 0, len(passage.clean.text))}


def _enumerated(document: Document, kind: Kind) -> Iterator[tuple[Mapping[Keys, Fact], bool]]:
    leads = lead_ins(document)
    for passage in operative(document, SPOKEN):
        for span in sentences(passage):
            for lead, start, end in _announced(span):
                if not kind.lead.fullmatch(lead) or not _belongs(passage, kind) or is_outside(span, leads):
                    continue
                body = span.text[start:end]
                parts = list(_parts(body))
                if len(parts) < 2 or any(_PART.fullmatch(name) is None for name, _ in parts):
                    continue
                is_open = _OPEN.search(body.rstrip("。；")) is not None
                category = _category(lead) if kind is PRODUCTS else ""
                for name, at in parts:
                    begins = span.start + start + at
                    yield _named(kind, name, category, passage, (begins, begins + len(name))), is_open


def _belongs(passage: Passage, kind: Kind) -> bool:
    """Whether an enumeration stands where such a list is expected: under its heading, or it names the thing itself."""
    around = (*passage.headings[-1:], passage.clean.text)
    return any(kind.heading.search(one) for one in around)


def _announced(span: Span) -> Iterator[tuple[str, int, int]]:
    """For each 包括 and each colon the words in front of it, and where what it announces begins and ends."""
    text = span.text
    found = list(_ANNOUNCES.finditer(text))
    for number, match in enumerate(found):
        before = max(text.rfind(mark, 0, match.start()) for mark in "。；：") + 1
        end = min((at for mark in "。；" if (at := text.find(mark, match.end())) >= 0), default=len(text))
        if number + 1 == len(found) or found[number + 1].start() > end:
            yield text[before : match.start()], match.end(), end


def _parts(body: str) -> Iterator[tuple[str, int]]:
    """The names that an enumeration lists, with their offsets, up to what is said of them."""
    marked = _MARK.search(body) is not None
    shown = _BRACKETS.sub(lambda match: "（" * len(match[0]), body)  # what stands in brackets separates nothing
    at = 0
    for match in (*(_ITEM_END if marked else _SPLIT).finditer(shown), None):
        end = match.start() if match else len(body)
        mark = _NUMBERED.match(body[at:end])
        begins = at + (mark.end() if mark else 0)
        name = shown[begins:end].split("，")[0] if marked else shown[begins:end]
        name = _OPEN.sub("", _PRICED.sub("", name.rstrip("。；（")))
        if _SAID_OF_THEM.search(name):
            return
        if name:
            yield body[begins : begins + len(name)], begins
        at = match.end() if match else end


def _numbered(document: Document, kind: Kind) -> Iterator[Mapping[Keys, Fact]]:
    leads = lead_ins(document)
    for passage in operative(document, SPOKEN):
        if not passage.label or not kind.heading.search(leads[passage.index]):
            continue
        text = passage.clean.text
        mark = _NUMBERED.match(text)
        start = mark.end() if mark else 0
        end = min((at for stop in "，；。：（" if (at := text.find(stop, start)) >= 0), default=len(text))
        name = text[start:end]
        if _PART.fullmatch(name) and not is_outside(Span(passage, 0, len(text)), leads):
            yield _named(kind, name, "", passage, (start, end))


def _named(kind: Kind, name: str, category: str, passage: Passage, place: tuple[int, int]) -> Mapping[Keys, Fact]:
    row: dict[Keys, Fact] = {("name",): _fact((*kind.keys, "name"), name, passage, *place)}
    if category:
        row["category",] = _fact((*kind.keys, "category"), category, passage, *place)
    return row


def _category(lead: str) -> str:
    if _PAID.search(lead):
        return Category.INDUSTRY.value
    return Category.PUBLIC_GOOD.value if _FREE.search(lead) else ""


def _fact(keys: Sequence[str | int], value: str, passage: Passage, start: int, end: int) -> Fact:
    return Fact(tuple(keys), value, quote(passage, start, end), Confidence.PROBABLE, _BASIS)
