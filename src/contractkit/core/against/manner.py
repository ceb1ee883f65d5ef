"""How data are authorised and how often they are renewed: part of the scope that was approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from contractkit.core.against.entries import Entry, Match
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity
from contractkit.core.matter.fields import Keys
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import parse_numeral

_MODE: Final[Keys] = ("plan", "mode", "kind")
_HEAD: Final = re.compile(r"更新|频[率度次]|周期")
_UNITS: Final = {"秒": 1, "分": 60, "小时": 3600, "时": 3600, "日": 86400, "天": 86400, "周": 604800, "旬": 864000,
                 "月": 2592000, "季": 7776000, "年": 31536000}  # fmt: skip
_PERIOD: Final = re.compile(
    r"(?:每|逐|按|间隔)?(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)?个?(?P<unit>秒|分|小时|时|日|天|周|旬|月|季|年)钟?度?"
    r"(?:更新|一次|一更|1次|报送)*"
)
_SLOWER: Final = "请核对更新频率：低于方案的，产品达不到方案确定的标准；确需降低的，说明理由并相应更新方案的目录。"


def mode(plan: Text, agreement: Text) -> Iterator[Compared]:
    """As a whole, by field or by scenario."""
    theirs, ours = plan.facts.get(_MODE), agreement.facts.get(_MODE)
    if theirs is None or ours is None:
        return
    words = agreement.evidence(ours), plan.evidence(theirs)
    if theirs.value == ours.value:
        yield Compared("授权运营模式", Relation.AGREES, f"两份文件都是{ours.value}。", *words)
        return
    says = f"协议的授权运营模式为{ours.value}，实施方案是{theirs.value}。"
    yield Compared("授权运营模式", Relation.DIFFERS, says, *words, is_finding=True)


def frequency(match: Match) -> Iterator[Compared]:
    """How often a resource is renewed, where both say it in units of time."""
    theirs, ours = _written(match.plan), _written(match.agreement)
    approved, agreed = _seconds(theirs), _seconds(ours)
    if approved is None or agreed is None:
        return
    subject = f"数据资源“{match.plan.name}”的更新频率"
    words = _words(match.agreement), _words(match.plan)
    if agreed <= approved:
        how = f"两份文件都是{ours}。" if agreed == approved else f"协议为{ours}，不低于实施方案的{theirs}。"
        yield Compared(subject, Relation.AGREES, how, *words)
        return
    says = f"“{match.agreement.name}”的更新频率，协议为{ours}，低于实施方案的{theirs}。"
    severity = Severity.WARNING
    yield Compared(subject, Relation.DIFFERS, says, *words, is_finding=True, severity=severity, remedy=_SLOWER)


def _written(entry: Entry) -> str:
    return entry.value("update_frequency") or entry.written(_HEAD)


def _words(entry: Entry) -> tuple[Evidence, ...]:
    return entry.evidence("update_frequency") or entry.evidence()


def _seconds(written: str) -> Fraction | None:
    """The period in seconds (months of 30 days); None for 实时, 变更后1日内 and all that names no period."""
    match = _PERIOD.fullmatch(normalize(written).text)
    if match is None:
        return None
    number = match["number"] or "一"
    if number == "半":
        return Fraction(_UNITS[match["unit"]], 2)
    value = Fraction(number) if number[0].isdigit() else Fraction(parse_numeral(number) or 0)
    return value * _UNITS[match["unit"]] if value else None
