"""plan-products-differ: the products and services, their class or their price are not those that were approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from contractkit.core.against.entries import Entry, Lists, Match, lists
from contractkit.core.against.listing import PRODUCTS
from contractkit.core.against.names import Tie, letters
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.against.unpaired import Listed
from contractkit.core.against.wording import listed
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity
from contractkit.core.matter.products import Category, PriceKind
from contractkit.core.zh.normalize import normalize

_TOPIC: Final = re.compile(r"产品|服务(?:清单|目录|内容)")
_AMOUNT: Final = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<myriad>万)?元(?:人民币)?(?:/|每|一)?(?P<per>[一-鿿A-Za-z0-9]{0,6})"
)
_PRICE_HEAD: Final = re.compile(r"价|收费|费用")
_UNIT: Final = re.compile(r"[个条份次笔年月套人家项户]")
_OTHER_MATTER: Final = (
    "请先确认给出的实施方案是不是这个项目的方案；确是的，协议的清单要全部改为方案列入的产品，或者按程序变更实施方案。"
)
_NEAR: Final = "请核对两处是否为同一项产品：是的，改用实施方案的名称；不是的，删去，或者按程序变更实施方案后再列入。"
_LISTED: Final = Listed(
    "产品", "产品和服务", "请核对是否漏列：公益类产品应当补入清单；产业类产品暂不开发的，写明理由和上线时间。"
)
_FREED: Final = "请核对类别：改为免费的，说明成本由谁承担，并相应更新实施方案的产品清单。"
_SAID: Final = {True: "免费提供", False: "收费"}


def compare(plan: Text, agreement: Text) -> Iterator[Compared]:
    """The lists entry by entry: names, class or charge, price caps."""
    found = lists(plan, agreement, PRODUCTS)
    reference = agreement.refers(_TOPIC)
    if not found.plan and not found.agreement:
        return
    if not found.agreement:
        yield _only_plan(found, reference)
    elif not found.plan:
        yield from (_beside_no_list(entry, plan) for entry in found.agreement)
    elif not found.matches and len(found.agreement) > 1:
        yield _nothing_in_common(found)
    else:
        for match in found.matches:
            yield _names(match)
            yield from _charges(match)
            yield from _caps(match)
        yield from (_added(entry, found, plan) for entry in found.added)
        if left := [entry for entry in found.left_out if agreement.mention(entry.name, _TOPIC) is None]:
            yield _LISTED.missing(left, found, reference)


def _only_plan(found: Lists, reference: Evidence | None) -> Compared:
    words = tuple(one for entry in found.plan for one in entry.evidence())
    if reference is not None:
        says = "协议的产品和服务清单以实施方案所列为准。"
        return Compared("产品和服务清单", Relation.FOLLOWS, says, (reference,), words)
    says = f"实施方案列出{len(found.plan)}项产品和服务，协议没有列出清单或者没有读到，无法对照。"
    return Compared("产品和服务清单", Relation.PLAN_ONLY, says, plan=words)


def _beside_no_list(entry: Entry, plan: Text) -> Compared:
    if (mention := plan.mention(entry.name, _TOPIC)) is not None:
        return Compared(_LISTED.subject(entry), Relation.AGREES, "实施方案提到这项产品。", entry.evidence(), (mention,))
    says = "协议列出这项产品，实施方案没有列出清单或者没有读到，无法对照。"
    return Compared(_LISTED.subject(entry), Relation.AGREEMENT_ONLY, says, entry.evidence())


def _nothing_in_common(found: Lists) -> Compared:
    """Not one entry is the same: rather another matter's plan than so many differences."""
    ours = listed(entry.name for entry in found.agreement)
    says = f"协议列出的{len(found.agreement)}项产品和服务没有一项在实施方案的{len(found.plan)}项之中：{ours}。"
    agreement = tuple(one for entry in found.agreement for one in entry.evidence())
    plan = tuple(one for entry in found.plan for one in entry.evidence())
    return Compared("产品和服务清单", Relation.DIFFERS, says, agreement, plan, is_finding=True, remedy=_OTHER_MATTER)


def _names(match: Match) -> Compared:
    ours, theirs = match.agreement.name, match.plan.name
    words = match.agreement.evidence(), match.plan.evidence()
    if match.tie is Tie.EQUAL:
        how = "" if letters(ours) == letters(theirs) else f"（协议写作“{ours}”）"
        return Compared(_LISTED.subject(match.plan), Relation.AGREES, f"两份文件都列出这项产品{how}。", *words)
    if match.tie is Tie.CODE:
        says = f"编号{match.plan.code}，实施方案是“{theirs}”，协议改成了“{ours}”。"
        return Compared(_LISTED.subject(match.plan), Relation.DIFFERS, says, *words, is_finding=True)
    says = f"协议所列“{ours}”在实施方案中没有同名产品，最接近的是“{theirs}”，可能是同一项。"
    return Compared(
        _LISTED.subject(match.plan),
        Relation.DIFFERS,
        says,
        *words,
        is_finding=True,
        severity=Severity.WARNING,
        remedy=_NEAR,
    )


def _charges(match: Match) -> Iterator[Compared]:
    """Free or charged; where that is open, the class."""
    theirs, ours = _is_free(match.plan), _is_free(match.agreement)
    if theirs is None or ours is None:
        return
    subject, words = f"{_LISTED.subject(match.plan)}的类别", (_charge_words(match.agreement), _charge_words(match.plan))
    if theirs == ours:
        yield Compared(subject, Relation.AGREES, f"两份文件都是{_class(match.plan, is_free=theirs)}。", *words)
        return
    says = (
        f"“{match.agreement.name}”在实施方案中是{_class(match.plan, is_free=theirs)}，"
        f"协议列为{_class(match.agreement, is_free=ours)}。"
    )
    severity, remedy = (None, "") if theirs else (Severity.WARNING, _FREED)
    yield Compared(subject, Relation.DIFFERS, says, *words, is_finding=True, severity=severity, remedy=remedy)


def _is_free(entry: Entry) -> bool | None:
    """Whether an entry is offered free of charge; None where it does not say."""
    kind, category = entry.value("price", "kind"), entry.value("category")
    if kind:
        return kind == PriceKind.FREE
    price = entry.value("price", "cap") or entry.written(_PRICE_HEAD)
    if price:
        return None if "免费" not in price and not _AMOUNT.search(normalize(price).text) else "免费" in price
    return category == Category.PUBLIC_GOOD if category else None


def _class(entry: Entry, *, is_free: bool) -> str:
    category = entry.value("category")
    return f"{category}类（{_SAID[is_free]}）" if category else f"{_SAID[is_free]}的产品"


def _charge_words(entry: Entry) -> tuple[Evidence, ...]:
    facts = (entry.facts.get(keys) for keys in (("name",), ("category",), ("price", "kind"), ("price", "cap")))
    return entry.text.evidence(*facts)


def _caps(match: Match) -> Iterator[Compared]:
    """The upper limit of the price: a lower one is within what was approved."""
    theirs, ours = _amount(match.plan), _amount(match.agreement)
    if theirs is None or ours is None or theirs[1] != ours[1]:
        return
    subject = f"{_LISTED.subject(match.plan)}的收费上限"
    words = _charge_words(match.agreement), _charge_words(match.plan)
    written = _cap(match.agreement), _cap(match.plan)
    if ours[0] <= theirs[0]:
        same = "都是" if ours[0] == theirs[0] else "在实施方案所定的范围以内："
        yield Compared(subject, Relation.AGREES, f"收费上限{same}{written[0]}。", *words)
        return
    says = f"“{match.agreement.name}”的收费上限，协议为{written[0]}，高于实施方案的{written[1]}。"
    yield Compared(subject, Relation.DIFFERS, says, *words, is_finding=True)


def _cap(entry: Entry) -> str:
    """The cap as it is written: a fact, else what stands in the column of prices."""
    return entry.value("price", "cap") or entry.written(_PRICE_HEAD)


def _amount(entry: Entry) -> tuple[Decimal, str] | None:
    """Yuan, and per what."""
    match = _AMOUNT.search(normalize(_cap(entry)).text)
    if match is None:
        return None
    try:
        number = Decimal(match["number"].replace(",", "")) * (10_000 if match["myriad"] else 1)
    except InvalidOperation:
        return None
    unit = _UNIT.search(match["per"])
    return number, unit[0] if unit else ""


def _added(entry: Entry, found: Lists, plan: Text) -> Compared:
    if (mention := plan.mention(entry.name, _TOPIC)) is not None:
        return Compared(_LISTED.subject(entry), Relation.AGREES, "实施方案提到这项产品。", entry.evidence(), (mention,))
    return _LISTED.added(entry, found)
