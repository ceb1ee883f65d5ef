"""party-mismatch: the same party under different names on the cover, in the text and on the signature page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span
from contractkit.core.document.party_lines import BODY_NAME, ROLE, names_beside_roles
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone

_INTRODUCED = re.compile(
    rf"(?P<name>{BODY_NAME})[（(](?:以下|下)?(?:统?简?称)?(?:为)?[“\"]?(?P<role>{ROLE})[”\"]?[）)]"
)
# In running text only bodies whose place comes first are names: 实施机构为云麓县林业局, not 实施机构应当向局.
_RUNNING = re.compile(
    r"(?P<role>实施机构|实施单位|授权主体|授权方)(?:为|是|即)?(?P<name>[一-鿿]{2,5}?[省市县区州旗][一-鿿]{2,16}?(?:局|委员会|中心|办公室|厅|站))(?![一-鿿]{0,1}(?:的|副|正)?(?:局长|主任|长))"
)
_PUBLIC = re.compile(r"(?:局|委员会|中心|办公室|厅|站)$")
_NO_NAME = re.compile(r"向|由|应|会同|报|与|和|及|或|对|在|将|把|按|经|各|本|全")
_COMPANY = re.compile(r"[一-鿿（）·]{4,36}?有限(?:责任)?公司(?![一-鿿]{0,6}分公司)")
_RENAMED = re.compile(r"原名|曾用名|更名|名称变更|变更为|承继|以下简称|简称|下称|以下称|改制")
_HONEST_DIFFERENCE = re.compile(r"集团|控股|子|分|项目")
_BORDERS = "|：，。；、（“"
_LONG = 8  # characters of a name that is not met by chance
_FEW = 2  # characters in which a slip differs
_SHORT_NAME = 4  # characters by which a company is known (槐安康数)
_LEADING = re.compile(r"^.*(?:为|由|与|和|及|向|对|将|或|即|是|确定|委托|选定|交|：)(?=[一-鿿]{4})")


@dataclass(frozen=True, slots=True)
class _Naming:
    """A role and the name given to it at one place."""

    role: str
    name: str
    span: Span


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per name that a party bears besides its first, or that is written differently elsewhere."""
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
        for line in names_beside_roles(text):
            yield _Naming(line.role, line.name, Span(passage, line.start, line.end))
        for match in _RUNNING.finditer(text):
            name = match["name"]
            if _PUBLIC.search(name) and not _NO_NAME.search(name):
                yield _Naming(match["role"], name, Span(passage, match.start(), match.end()))
        for match in _INTRODUCED.finditer(text):
            name = _LEADING.sub("", match["name"])
            yield _Naming(match["role"], name, Span(passage, match.end("name") - len(name), match.end()))
        if passage.zone is Zone.SIGNATURE and (naming := _on_two_lines(document, passage)) is not None:
            yield naming


def _on_two_lines(document: Document, passage: Passage) -> _Naming | None:
    """甲方（盖章）： with the name in the next line."""
    role = re.fullmatch(rf"(?P<role>{ROLE})(?:[（(][^（）()]{{1,12}}[）)])*[:：]?", passage.clean.text)
    following = document.passages[passage.index + 1 : passage.index + 2]
    if role is None or not following:
        return None
    name = re.match(rf"{BODY_NAME}(?![一-鿿])", following[0].clean.text)
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
    """Company names that differ in one place from a name met before: a party's, or any other of this document."""
    parties = [_Naming(one.role, one.name, one.span) for one in first.values() if _is_long_company(one.name)]
    met = list(parties)
    told: set[str] = {one.name for one in first.values()}
    for passage in document.passages:
        for match in _COMPANY.finditer(passage.clean.text):
            mention = _Mention(match[0], bool(match.start() == 0 or passage.clean.text[match.start() - 1] in _BORDERS))
            near = next(((one, name) for one in met if (name := _nearly(mention, one.name)) is not None), None)
            span = Span(passage, match.start(), match.end())
            if near is None:
                if mention.is_bounded and _is_long_company(match[0]):
                    met.append(_Naming("", match[0], span))
                continue
            naming, written = near
            if written in told or any(one.endswith(written) for one in known):
                continue
            told.add(written)
            whose = f"{naming.role}名称" if naming.role else "前文的"
            yield Hit(
                f"文中写作“{written}”，与{whose}“{naming.name}”不一致{_difference(naming.name, written)}。",
                (Span(passage, match.end() - len(written), match.end()), naming.span),
            )


@dataclass(frozen=True, slots=True)
class _Mention:
    """The words up to and with 公司; bounded where a name can begin at their start (after a mark)."""

    text: str
    is_bounded: bool


def _is_long_company(name: str) -> bool:
    return name.endswith("公司") and len(name) >= _LONG


def _nearly(mention: _Mention, name: str) -> str | None:
    """The end of a mention that differs from `name` in one place: by at most two characters, or by a few where much agrees."""
    text = mention.text
    if text.endswith(name) or name.endswith(text):
        return None
    for length in sorted(range(len(name) - 2, len(name) + 3), key=lambda length: abs(length - len(name))):
        written = text[-length:]
        if len(written) != length or written[0] != name[0]:
            continue
        if (written[:2] == name[:2] or (mention.is_bounded and len(text) == length)) and _is_slip(name, written):
            return written
    return None


def _is_slip(name: str, written: str) -> bool:
    """Whether two names are one that was written wrongly: little differs, and nothing that tells companies apart."""
    mine, theirs = _middle(name, written)
    if _HONEST_DIFFERENCE.search(mine + theirs):
        return False
    if max(len(mine), len(theirs)) <= _FEW:
        return True
    return name[:_SHORT_NAME] == written[:_SHORT_NAME] and max(len(mine), len(theirs)) <= _SHORT_NAME


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
