"""party-mismatch: the same party under different names on the cover, in the text and on the signature page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone

_BODY = r"(?:有限公司|公司|局|委员会|中心|集团|办公室|厅|研究院|医院|人民政府|合作社|大学|协会|基金会|银行)"
_NAME = rf"[一-鿿（）·]{{3,36}}?{_BODY}"
_ROLE = (
    r"[甲乙丙丁戊]方|被?授权(?:方|主体|单位|人)|授予方|承[运办接]方|见证方|[会协]同单位|委托(?:方|人|单位)|受托(?:方|人|单位)"
    r"|实施(?:机构|单位|方)|运营(?:机构|单位|方|商|主体)|数据提供(?:方|单位)|监管(?:方|单位)|披露方|接收方|买方|卖方|采购人|供应商|中标人"
)
_LINE = re.compile(
    rf"(?P<role>{_ROLE})(?:[（(][^（）()]{{1,12}}[）)])*[:：|](?:单位名称[:：])?(?P<name>{_NAME})(?![一-鿿])"
)
_INTRODUCED = re.compile(rf"(?P<name>{_NAME})[（(](?:以下|下)?(?:统?简?称)?(?:为)?[“\"]?(?P<role>{_ROLE})[”\"]?[）)]")
_COMPANY = re.compile(r"[一-鿿（）·]{4,36}?有限(?:责任)?公司(?![一-鿿]{0,6}分公司)")
_RENAMED = re.compile(r"原名|曾用名|更名|名称变更|变更为|承继|以下简称|简称|下称|以下称|改制")
_HONEST_DIFFERENCE = re.compile(r"集团|控股|子|分|项目")
_LEADING = re.compile(r"^.*(?:为|由|与|和|及|向|对|将|或|即|是|确定|委托|选定|交|：)(?=[一-鿿]{4})")


@dataclass(frozen=True, slots=True)
class _Naming:
    """A role and the name given to it at one place."""

    role: str
    name: str
    span: Span


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per name that a party bears besides its first."""
    first: dict[str, _Naming] = {}
    explained = _explained(context.document)
    told: set[str] = set()
    for naming in _namings(context.document):
        known = first.setdefault(naming.role, naming)
        if _same(known.name, naming.name) or naming.name in told or {naming.name, known.name} & explained:
            continue
        told.add(naming.name)
        yield Hit(
            f"{naming.role}前后名称不一致：一处为“{known.name}”，另一处为“{naming.name}”{_difference(known.name, naming.name)}。",
            (naming.span, known.span),
        )
    yield from _misspelt(context.document, first, explained | told)


def _namings(document: Document) -> Iterator[_Naming]:
    """Names next to roles, in party lines and in sentences that introduce them; an annex may name others."""
    for passage in document.passages:
        if passage.kind is BlockKind.CONTENTS or passage.zone in {Zone.ANNEX, Zone.CONTENTS}:
            continue
        text = passage.clean.text
        for match in _LINE.finditer(text):
            yield _Naming(match["role"], match["name"], Span(passage, match.start(), match.end()))
        for match in _INTRODUCED.finditer(text):
            name = _LEADING.sub("", match["name"])
            yield _Naming(match["role"], name, Span(passage, match.end("name") - len(name), match.end()))
        if passage.zone is Zone.SIGNATURE and (naming := _on_two_lines(document, passage)) is not None:
            yield naming


def _on_two_lines(document: Document, passage: Passage) -> _Naming | None:
    """甲方（盖章）： with the name in the next line."""
    role = re.fullmatch(rf"(?P<role>{_ROLE})(?:[（(][^（）()]{{1,12}}[）)])*[:：]?", passage.clean.text)
    following = document.passages[passage.index + 1 : passage.index + 2]
    if role is None or not following:
        return None
    name = re.match(rf"{_NAME}(?![一-鿿])", following[0].clean.text)
    return _Naming(role["role"], name.group(), Span(following[0], 0, name.end())) if name else None


def _same(one: str, other: str) -> bool:
    """The same name, or one that is a part of the other (short form, department of the same body)."""
    return one in other or other in one


def _explained(document: Document) -> set[str]:
    """Names that the document itself explains as former or short names."""
    found: set[str] = set()
    for passage in document.passages:
        text = passage.clean.text
        for match in _RENAMED.finditer(text):
            around = text[max(0, match.start() - 40) : match.end() + 40]
            found.update(_LEADING.sub("", company.group()) for company in _COMPANY.finditer(around))
            found.update(re.findall(r"“([^“”]{2,30})”", around))
    return found


def _misspelt(document: Document, first: dict[str, _Naming], known: set[str]) -> Iterator[Hit]:
    """Company names that are nearly but not exactly a party's, anywhere outside annexes."""
    parties = {
        naming.name: naming for naming in first.values() if naming.name.endswith("公司") and len(naming.name) >= 8
    }
    seen: set[str] = set()
    for passage in document.passages:
        if passage.zone is Zone.ANNEX:
            continue
        for match in _COMPANY.finditer(passage.clean.text):
            for name, naming in parties.items():
                written = _nearly(match.group(), name)
                if written is None or written in seen or any(one.endswith(written) for one in known):
                    continue
                seen.add(written)
                yield Hit(
                    f"文中写作“{written}”，与{naming.role}名称“{name}”不一致{_difference(name, written)}。",
                    (Span(passage, match.end() - len(written), match.end()), naming.span),
                )


def _nearly(text: str, name: str) -> str | None:
    """The end of `text` that differs from `name` in one place by at most two characters."""
    if text.endswith(name) or name.endswith(text):
        return None
    for length in sorted(range(len(name) - 2, len(name) + 3), key=lambda length: abs(length - len(name))):
        written = text[-length:]
        if len(written) != length or written[:2] != name[:2]:
            continue
        mine, theirs = _middle(name, written)
        if max(len(mine), len(theirs)) <= 2 and not _HONEST_DIFFERENCE.search(mine + theirs):
            return written
    return None


def _difference(one: str, other: str) -> str:
    mine, theirs = _middle(one, other)
    return "（只差一字）" if max(len(mine), len(theirs)) == 1 else ""


def _middle(one: str, other: str) -> tuple[str, str]:
    """What is left of both without their common beginning and end."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[len(one) - 1 - end] == other[len(other) - 1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


PARTY_MISMATCH = Rule("party-mismatch", detect)
