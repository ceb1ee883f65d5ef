"""plan-share-differs: who gets which part of the revenue is not what was approved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from contractkit.core.against.limits import TREASURY, Limit, limits_of, recipient_of
from contractkit.core.against.names import letters, stem
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity
from contractkit.core.extraction.fact import Fact
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Side
from contractkit.core.zh.shares import find_shares, percent

_SHARES: Final[Keys] = ("revenue", "shares")
_BASE: Final[Keys] = ("revenue", "base")
_TOPIC: Final = re.compile(r"收益|分配|分成|利润|收入")
_SIDES: Final = {Side.OPERATOR: "运营机构", Side.IMPLEMENTING_BODY: TREASURY}
_AROUND: Final = re.compile(
    r"^(?:按照?|由|其中)|(?:所得|分得|取得|享有|占|的份额|份额|的比例|比例|不低于|不高于|不少于|不超过|至少|至多)+$"
)
_LEADING: Final = re.compile(r"^.*(?:由|，|：|条|款|项)(?=[一-鿿]{2,})")
_BASE_WORDS: Final = re.compile(r"[按将从以][^，。；]{0,12}$|(?:利润|收益|收入|余额)$")
_TO: Final = re.compile(
    r"(?:的部分|部分)?(?:向|上缴|缴入|上交|缴给|支付给|划归|归|给|分给|拨给|用于)(?P<party>[一-鿿]{2,12}?)(?:上缴|缴纳|支付|所有|(?=[，。；、]|$))"
)
_NET: Final = re.compile(r"净|余额|结余|减去|扣除|利润|盈余|可分配|剩余")
_GROSS: Final = re.compile(r"(?:总|全部|营业|毛|销售|运营服务费|经营)收入|流水|营收")


@dataclass(frozen=True, slots=True)
class _Part:
    """What one recipient gets.

    Attributes:
        value: 1 being the whole.
    """

    name: str
    value: Fraction
    facts: tuple[Fact, ...]


def compare(plan: Text, agreement: Text) -> Iterator[Compared]:
    """Recipient by recipient, then what is shared at all."""
    theirs, ours = _parts(plan), _parts(agreement)
    limits = [limit for limit in limits_of(plan) if limit.recipient not in theirs and limit.recipient in ours]
    for limit in limits:
        yield _limited(agreement, limit, ours[limit.recipient])
    if theirs and ours:
        for recipient in dict.fromkeys((*theirs, *ours)):
            yield _recipient(plan, agreement, theirs.get(recipient), ours.get(recipient))
    elif theirs or (ours and not limits):
        yield _one_sided(plan, agreement, theirs or ours)
    yield from _bases(plan, agreement)


def _parts(text: Text) -> Mapping[str, _Part]:
    """By recipient; several that mean the same one are added up."""
    found: dict[str, _Part] = {}
    for row in text.facts.rows(_SHARES):
        party, part = row.get(("party",)), row.get(("percent",))
        if party is None or part is None:
            continue
        name = _party(text, party, part)
        key, value = _recipient_of(text, name), Fraction(Decimal(str(part.value))) / 100
        before = found.get(key)
        if before is None:
            found[key] = _Part(name, value, (party, part))
        else:
            found[key] = _Part(f"{before.name}、{name}", before.value + value, (*before.facts, party, part))
    return found


def _party(text: Text, party: Fact, part: Fact) -> str:
    """Who gets a part, without the words around; of 按净利润的20%向市财政上缴 it is the one behind the figure."""
    written = str(party.value)
    if _BASE_WORDS.search(written):
        clean = text.document.passages[part.source.passage].clean.text
        value = Fraction(Decimal(str(part.value))) / 100
        behind = (_TO.match(clean, share.end) for share in find_shares(clean) if share.value == value)
        if (found := next((one for one in behind if one), None)) is not None:
            return found["party"]
    return _AROUND.sub("", _LEADING.sub("", written)) or written


def _recipient_of(text: Text, name: str) -> str:
    side = text.facts.side_of(name)
    return _SIDES[side] if side is not None else recipient_of(name) or stem(name) or letters(name)


def _recipient(plan: Text, agreement: Text, theirs: _Part | None, ours: _Part | None) -> Compared:
    if theirs is None or ours is None:
        return _alone(plan, agreement, theirs, ours)
    subject = f"{theirs.name}的收益比例"
    words = _evidence(agreement, ours), _evidence(plan, theirs)
    if ours.value == theirs.value:
        return Compared(subject, Relation.AGREES, f"两份文件都是{percent(ours.value)}。", *words)
    if _is_within(plan, _recipient_of(plan, theirs.name), ours.value):
        says = f"协议为{percent(ours.value)}，符合实施方案的限度（{percent(theirs.value)}）。"
        return Compared(subject, Relation.AGREES, says, *words)
    called = "" if letters(ours.name) == letters(theirs.name) else f"（协议称“{ours.name}”）"
    says = (
        f"{theirs.name}{called}的收益比例，协议为{percent(ours.value)}，实施方案确定的是{percent(theirs.value)}，"
        f"{'多' if ours.value > theirs.value else '少'}{percent(abs(ours.value - theirs.value))[:-1]}个百分点。"
    )
    return Compared(subject, Relation.DIFFERS, says, *words, is_finding=True)


def _alone(plan: Text, agreement: Text, theirs: _Part | None, ours: _Part | None) -> Compared:
    """A recipient whom only one of the two knows, though both name shares."""
    if ours is not None and not _is_whole(plan):
        says = f"协议分给“{ours.name}”{percent(ours.value)}，实施方案读到的比例不足100%，无法对照。"
        return Compared(f"{ours.name}的收益比例", Relation.AGREEMENT_ONLY, says, _evidence(agreement, ours))
    if ours is not None:
        says = f"协议分给“{ours.name}”{percent(ours.value)}，实施方案的分配对象中没有它。"
        words = _evidence(agreement, ours)
        return Compared(f"{ours.name}的收益比例", Relation.DIFFERS, says, words, _all(plan), is_finding=True)
    known = theirs if theirs is not None else _Part("", Fraction(0), ())
    says = f"实施方案分给“{known.name}”{percent(known.value)}，协议没有写明或者没有读到。"
    if not _is_whole(agreement):
        return Compared(f"{known.name}的收益比例", Relation.PLAN_ONLY, says, plan=_evidence(plan, known))
    return Compared(
        f"{known.name}的收益比例",
        Relation.PLAN_ONLY,
        says,
        _all(agreement),
        _evidence(plan, known),
        is_finding=True,
        severity=Severity.WARNING,
    )


def _is_whole(text: Text) -> bool:
    """Whether the shares that were read are all there are."""
    return sum((part.value for part in _parts(text).values()), Fraction(0)) == 1


def _one_sided(plan: Text, agreement: Text, parts: Mapping[str, _Part]) -> Compared:
    subject = "收益分配比例"
    if not _parts(plan):
        says = "协议写明了收益分配比例，实施方案没有写明或者没有读到，无法对照。"
        return Compared(subject, Relation.AGREEMENT_ONLY, says, _all(agreement))
    if (reference := agreement.refers(_TOPIC)) is not None:
        return Compared(subject, Relation.FOLLOWS, "协议的收益分配按照实施方案执行。", (reference,), _all(plan))
    says = f"实施方案写明了{len(parts)}个分配对象的比例，协议没有写明或者没有读到，无法对照。"
    return Compared(subject, Relation.PLAN_ONLY, says, plan=_all(plan))


def _bases(plan: Text, agreement: Text) -> Iterator[Compared]:
    """Shares of turnover are not shares of what is left of it."""
    theirs, ours = plan.facts.get(_BASE), agreement.facts.get(_BASE)
    if theirs is None or ours is None:
        return
    kinds = _is_net(str(theirs.value)), _is_net(str(ours.value))
    words = agreement.evidence(ours), plan.evidence(theirs)
    if None in kinds:
        return
    if kinds[0] == kinds[1]:
        yield Compared("收益分配的基数", Relation.AGREES, f"两份文件都按{_base(is_net=kinds[0])}分配。", *words)
        return
    says = f"协议按{_base(is_net=kinds[1])}分配，实施方案按{_base(is_net=kinds[0])}分配，比例相同而结果不同。"
    yield Compared("收益分配的基数", Relation.DIFFERS, says, *words, is_finding=True)


def _is_net(base: str) -> bool | None:
    if _NET.search(base):
        return True
    return False if _GROSS.search(base) else None


def _base(*, is_net: bool | None) -> str:
    return "扣除成本以后的余额" if is_net else "收入总额"


def _is_within(plan: Text, recipient: str, value: Fraction) -> bool:
    """Whether the plan sets a limit for a recipient that another figure keeps: 不低于30%."""
    return any(limit.keeps(value) for limit in limits_of(plan) if limit.recipient == recipient)


def _limited(agreement: Text, limit: Limit, ours: _Part) -> Compared:
    subject, words = f"{ours.name}的收益比例", _evidence(agreement, ours)
    if limit.keeps(ours.value):
        says = f"协议为{percent(ours.value)}，符合实施方案的限度（{limit.says}）。"
        return Compared(subject, Relation.AGREES, says, words, (limit.words,))
    says = f"{ours.name}的收益比例，协议为{percent(ours.value)}，实施方案要求{limit.says}。"
    return Compared(subject, Relation.DIFFERS, says, words, (limit.words,), is_finding=True)


def _evidence(text: Text, part: _Part) -> tuple[Evidence, ...]:
    return text.evidence(*part.facts)


def _all(text: Text) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(one for part in _parts(text).values() for one in _evidence(text, part)))
