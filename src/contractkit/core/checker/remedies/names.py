"""What a draft calls its parties and itself, so that our clause text can speak its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contractkit.core.document.party_lines import names_of_a_and_b
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Side

_BODY = (
    r"甲方|(?<![被获受])授(?:权|予)(?:方|人|主体|单位|机关|机构|实体)|实施(?:机构|单位|主体|方)"
    r"|许可方|(?<![受被])委托(?:方|人|单位)|发包(?:方|人)"
)
_OPERATOR = (
    r"乙方|[被获受]授权(?:方|人|主体|单位|机构|实体|运营(?:机构|单位|主体|方))|授权运营(?:机构|单位|主体|方)"
    r"|(?<!授权)运营(?:机构|单位|主体|方|商|企业|公司)|受(?:托|让|权)(?:方|人|单位|运营机构)|承(?:接|办|运|营)(?:方|人|单位)"
    r"|被许可(?:方|人)"
)
_ROLE = re.compile(rf"(?P<operator>{_OPERATOR})|(?P<body>{_BODY})")
_ALIAS = re.compile(
    r"(?P<name>[一-鿿（）·]{3,40})[（(](?:以下|下)(?:统|简)?称(?:为)?[：:]?[“\"]?(?P<alias>[一-鿿]{2,10})[”\"]?[）)]"
)
_PUBLIC = re.compile(r"(?:局|委员会|委|厅|政府|办公室|办|中心|院|处)$")
_COMPANY = re.compile(r"(?:公司|集团|企业|社)$")
_SELF = {
    Kind.AGREEMENT: re.compile(r"本(?:授权运营)?(?:协议书|协议|合同书|合同)"),
    Kind.PLAN: re.compile(r"本(?:实施)?方案"),
}
_OURS = {Kind.AGREEMENT: "本协议", Kind.PLAN: "本方案"}
_OUR_PARTIES = {
    Kind.AGREEMENT: {"甲方": Side.IMPLEMENTING_BODY, "乙方": Side.OPERATOR},
    Kind.PLAN: {"实施机构": Side.IMPLEMENTING_BODY, "运营机构": Side.OPERATOR},
}
_OPERATIVE = frozenset({Zone.PROVISION, Zone.ANNEX})


@dataclass(frozen=True, slots=True)
class Names:
    """The draft's own names, as they stand in it.

    Attributes:
        parties: by side.
        itself: what it calls itself (本合同).
    """

    kind: Kind
    parties: Mapping[Side, str]
    itself: str

    def adapted(self, text: str) -> str:
        """Text of our clauses with our names replaced by the draft's, all at once: two sides may have changed places."""
        ours = {name: self.parties[side] for name, side in _OUR_PARTIES[self.kind].items()}
        ours[_OURS[self.kind]] = self.itself
        return re.sub("|".join(map(re.escape, ours)), lambda match: ours[match[0]], text)


def names_of(document: Document, kind: Kind) -> Names:
    """The role that the operative text uses most for each side, else the short name that it defines, else ours."""
    swapped = _swapped(document)
    aliases = _aliases(document)
    counts: dict[Side, Counter[str]] = {side: Counter() for side in Side}
    short_names: dict[Side, Counter[str]] = {side: Counter() for side in Side}
    own: Counter[str] = Counter()
    for passage in document.passages:
        if passage.zone not in _OPERATIVE or passage.kind is BlockKind.CONTENTS:
            continue
        for side, name in _roles(passage, swapped=swapped):
            counts[side][name] += 1
        for side, name in _short_names(passage, aliases):
            short_names[side][name] += 1
        own.update(_raw(passage, match.start(), match.end()) for match in _SELF[kind].finditer(passage.clean.text))
    fallback = {side: name for name, side in _OUR_PARTIES[kind].items()}
    short = {side: _most(short_names[side], fallback[side]) for side in Side}
    parties = {side: _most(counts[side], short[side]) for side in Side}
    if len(set(parties.values())) < len(parties):
        parties = fallback
    return Names(kind, parties, _most(own, _OURS[kind]))


def _roles(passage: Passage, *, swapped: bool) -> Iterator[tuple[Side, str]]:
    for match in _ROLE.finditer(passage.clean.text):
        side = _side_in(match)
        if swapped and match[0] in ("甲方", "乙方"):
            side = Side.OPERATOR if match[0] == "甲方" else Side.IMPLEMENTING_BODY
        yield side, _raw(passage, match.start(), match.end())


def _short_names(passage: Passage, aliases: Mapping[str, Side]) -> Iterator[tuple[Side, str]]:
    for alias, side in aliases.items():
        for match in re.finditer(re.escape(alias), passage.clean.text):
            yield side, _raw(passage, match.start(), match.end())


def _aliases(document: Document) -> Mapping[str, Side]:
    """Short names that the draft defines for a body or a company (以下简称“省局”), those that name no role."""
    found: dict[str, Side] = {}
    for passage in document.passages:
        for match in _ALIAS.finditer(passage.clean.text):
            side = _side_of(match["name"])
            if side is not None and not _ROLE.fullmatch(match["alias"]):
                found.setdefault(match["alias"], side)
    return found


def _swapped(document: Document) -> bool:
    """Whether 甲方 is the operator in this draft, by its role in brackets or by its name on the cover."""
    for passage in document.passages:
        if passage.zone is Zone.PROVISION:
            continue
        for line in names_of_a_and_b(passage.clean.text):
            role = _ROLE.fullmatch(line.also)
            side = _side_in(role) if role else _side_of(line.name)
            if side is not None:
                return (line.role == "甲方") == (side is Side.OPERATOR)
    return False


def _side_in(role: re.Match[str]) -> Side:
    return Side.OPERATOR if role["operator"] else Side.IMPLEMENTING_BODY


def _side_of(name: str) -> Side | None:
    if _COMPANY.search(name):
        return Side.OPERATOR
    return Side.IMPLEMENTING_BODY if _PUBLIC.search(name) else None


def _most(counts: Counter[str], otherwise: str) -> str:
    return counts.most_common(1)[0][0] if counts else otherwise


def _raw(passage: Passage, start: int, end: int) -> str:
    left, right = passage.clean.raw_span(start, end)
    return "".join(passage.text[left:right].split())
