"""plan-party-differs: others than those whom the plan names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from contractkit.core.against.names import letters
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.against.who import named
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity
from contractkit.core.matter.fields import Keys

_PLATFORM: Final[Keys] = ("platform", "name")
_IS_PLATFORM: Final = re.compile(r"(?!的)[^，。；]{4,30}(?:平台|系统|空间|专区|中台|底座|沙箱)")
# What they are, and whether another one may stand there without a new decision on the plan.
_WHO: Final[tuple[tuple[Keys, str, Severity | None], ...]] = (
    (("parties", "implementing_body", "name"), "实施机构", None),
    (("parties", "operator", "name"), "运营机构", None),
    (("parties", "data_authority", "name"), "数据管理部门", Severity.WARNING),
    (_PLATFORM, "技术支撑平台", Severity.WARNING),
    (("platform", "builder"), "平台建设管理单位", Severity.WARNING),
)


def compare(plan: Text, agreement: Text) -> Iterator[Compared]:
    """The two sides, the data authority, and on what and by whom the platform is run."""
    for keys, subject, severity in _WHO:
        theirs, ours = _named(plan, keys), _named(agreement, keys)
        if ours is None:
            continue
        if theirs is None:
            says = f"协议写明了{subject}，实施方案没有写明或者没有读到，无法对照。"
            yield Compared(subject, Relation.AGREEMENT_ONLY, says, ours[1])
        elif _same(theirs[0], ours[0]):
            says = f"两份文件的{subject}都是“{ours[0]}”。"
            yield Compared(subject, Relation.AGREES, says, ours[1], theirs[1])
        else:
            says = f"协议的{subject}为“{ours[0]}”，实施方案是“{theirs[0]}”。"
            yield Compared(subject, Relation.DIFFERS, says, ours[1], theirs[1], is_finding=True, severity=severity)


def _named(text: Text, keys: Keys) -> tuple[str, tuple[Evidence, ...]] | None:
    """A name with its words; what a platform is called is no body."""
    if keys != _PLATFORM:
        return named(text, keys)
    fact = text.facts.get(keys)
    if fact is None or not _IS_PLATFORM.fullmatch(str(fact.value)):
        return None
    return str(fact.value), text.evidence(fact)


def _same(one: str, other: str) -> bool:
    """The same name, or one that is the short form of the other (市交通运输局, 青原市交通运输局)."""
    mine, theirs = letters(one), letters(other)
    return mine in theirs or theirs in mine
