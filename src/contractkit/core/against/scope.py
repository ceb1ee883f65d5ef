"""plan-scope-differs: the data resources of the agreement are not those that were approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from contractkit.core.against.entries import Entry, Lists, Match, lists
from contractkit.core.against.listing import RESOURCES
from contractkit.core.against.manner import frequency, mode
from contractkit.core.against.names import Tie, letters, tells_apart
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.against.unpaired import Listed
from contractkit.core.against.wording import listed
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity
from contractkit.core.matter.fields import Keys

TOPIC: Final = re.compile(
    r"数据(?:资源|范围|目录)|授权(?:运营)?(?:的)?(?:公共)?数据|资源(?:目录|范围|清单)|授权范围|目录"
)
_DESCRIPTION: Final[Keys] = ("resources", "scope", "description")
_LISTED: Final = Listed(
    "数据资源",
    "数据资源",
    "请核对是否漏列：应当授权的补入目录；分期提供的，写明提供时间；不再授权的，先按程序调整实施方案，或者在协议中写明理由。",
)
_OTHER_MATTER: Final = "请先确认给出的实施方案是不是这个项目的方案；确是的，协议的目录要全部改为方案列入的数据资源，或者按原流程重新报请审议。"
_NEAR: Final = (
    "请核对两处是否为同一项资源：是的，改用实施方案的名称；不是的，从目录中删去，或者按程序变更实施方案后再列入。"
)


def compare(plan: Text, agreement: Text) -> Iterator[Compared]:
    """The mode, then the catalogues entry by entry; where one is missing, that is said."""
    yield from mode(plan, agreement)
    found = lists(plan, agreement, RESOURCES)
    reference = agreement.refers(TOPIC)
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
            yield _match(match)
            yield from frequency(match)
        yield from (_added(entry, found, plan) for entry in found.added)
        if left := _left_out(found, agreement):
            yield _LISTED.missing(left, found, reference)


def _only_plan(found: Lists, reference: Evidence | None) -> Compared:
    words = tuple(one for entry in found.plan for one in entry.evidence())
    if reference is not None:
        says = "协议的数据资源目录以实施方案所列为准。"
        return Compared("数据资源目录", Relation.FOLLOWS, says, (reference,), words)
    says = f"实施方案列出{len(found.plan)}项数据资源，协议没有列出目录或者没有读到，无法对照。"
    return Compared("数据资源目录", Relation.PLAN_ONLY, says, plan=words)


def _beside_no_list(entry: Entry, plan: Text) -> Compared:
    """The plan has no catalogue: whether it names the resource at all."""
    subject = _LISTED.subject(entry)
    if (outside := plan.excluded(entry.name)) is not None:
        return _forbidden(entry, outside)
    if (mention := plan.mention(entry.name, TOPIC)) is not None:
        return Compared(subject, Relation.AGREES, "实施方案的范围中提到这项资源。", entry.evidence(), (mention,))
    says = "协议列出这项资源，实施方案没有列出目录或者没有读到，无法对照。"
    return Compared(subject, Relation.AGREEMENT_ONLY, says, entry.evidence())


def _nothing_in_common(found: Lists) -> Compared:
    """Not one entry is the same: rather another matter's plan than so many differences."""
    ours = listed(entry.name for entry in found.agreement)
    says = f"协议列出的{len(found.agreement)}项数据资源没有一项在实施方案的{len(found.plan)}项之中：{ours}。"
    agreement = tuple(one for entry in found.agreement for one in entry.evidence())
    plan = tuple(one for entry in found.plan for one in entry.evidence())
    return Compared("数据资源目录", Relation.DIFFERS, says, agreement, plan, is_finding=True, remedy=_OTHER_MATTER)


def _match(match: Match) -> Compared:
    words = match.agreement.evidence(), match.plan.evidence()
    ours, theirs = match.agreement.name, match.plan.name
    subject = _LISTED.subject(match.plan)
    if match.tie is Tie.EQUAL:
        how = "" if letters(ours) == letters(theirs) else f"（协议写作“{ours}”）"
        return Compared(subject, Relation.AGREES, f"两份文件都列出这项资源{how}。", *words)
    if match.tie is Tie.CODE:
        says = f"编号{match.plan.code}，实施方案是“{theirs}”，协议改成了“{ours}”。"
        return Compared(subject, Relation.DIFFERS, says, *words, is_finding=True)
    grave = tells_apart(ours, theirs)
    says = f"协议所列“{ours}”在实施方案中没有同名资源，最接近的是“{theirs}”"
    says += "，所指的内容不同。" if grave else "，可能是同一项。"
    severity, remedy = (None, "") if grave else (Severity.WARNING, _NEAR)
    return Compared(subject, Relation.DIFFERS, says, *words, is_finding=True, severity=severity, remedy=remedy)


def _added(entry: Entry, found: Lists, plan: Text) -> Compared:
    if (outside := plan.excluded(entry.name)) is not None:
        return _forbidden(entry, outside)
    if (mention := plan.mention(entry.name, TOPIC)) is not None:
        says = "实施方案的目录没有单列，但在范围中提到这项资源。"
        return Compared(_LISTED.subject(entry), Relation.AGREES, says, entry.evidence(), (mention,))
    return _LISTED.added(entry, found, plan.evidence(plan.facts.get(_DESCRIPTION)))


def _forbidden(entry: Entry, outside: Evidence) -> Compared:
    says = f"协议列出的“{entry.name}”，实施方案写明不纳入授权。"
    return Compared(_LISTED.subject(entry), Relation.DIFFERS, says, entry.evidence(), (outside,), is_finding=True)


def _left_out(found: Lists, agreement: Text) -> list[Entry]:
    """Entries of the plan of which the agreement says nothing where it speaks of its data."""
    return [entry for entry in found.left_out if agreement.mention(entry.name, TOPIC) is None]
