"""plan-security-differs: data are protected less than was approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from contractkit.core.against.entries import Entry, Match, lists
from contractkit.core.against.listing import RESOURCES
from contractkit.core.against.names import Tie
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import SPOKEN, Text
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity
from contractkit.core.checker.rules.context import operative, sentences
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.resources import DataLevel, PersonalInformation
from contractkit.core.zh.numerals import parse_numeral

_Grade: TypeAlias = tuple[int, tuple[Evidence, ...]]
_LEVEL: Final[Keys] = ("security", "protection_level")
_LEVELS: Final = tuple(one.value for one in DataLevel)  # the higher, the stricter
# From what gives least away to what gives most away.
_FORMS: Final = (
    PersonalInformation.NONE.value,
    PersonalInformation.ANONYMISED.value,
    PersonalInformation.DEIDENTIFIED.value,
)
_COLUMNS: Final = {
    "level": (
        re.compile("级别|分级|等级"),
        ((re.compile("核心"), _LEVELS[2]), (re.compile("重要"), _LEVELS[1]), (re.compile("一般"), _LEVELS[0])),
    ),
    "personal_information": (
        re.compile("个人信息|脱敏"),
        (
            (re.compile("同意"), PersonalInformation.CONSENTED.value),
            (re.compile("匿名"), PersonalInformation.ANONYMISED.value),
            (re.compile("去标识|脱敏"), PersonalInformation.DEIDENTIFIED.value),
            (re.compile("不含|不涉及|没有|^[无否]"), PersonalInformation.NONE.value),
        ),
    ),
}
_SAID: Final = re.compile(
    r"(?:等级保护|安全保护等级|等保)[^。；，]{0,16}?(?P<grade>[二三四2-4])级|(?P<front>[二三四2-4])级(?:以上)?(?:等级保护|等保)"
)
_GRADE: Final = re.compile(r"[一二三四五1-5]")
_TOPIC: Final = re.compile(r"安全|等级保护|等保")
# Figures of which more protects better (1) or less does (-1), with their unit.
_FIGURES: Final[tuple[tuple[Keys, str, str, int], ...]] = (
    (("security", "log_retention_years"), "日志留存时间", "年", 1),
    (("security", "emergency", "report_hours"), "安全事件的报告时限", "小时", -1),
    (("security", "emergency", "drills_per_year"), "每年应急演练", "次", 1),
)


def compare(plan: Text, agreement: Text) -> Iterator[Compared]:
    """The level of protection of systems, the level and form of each resource, figures."""
    yield from _protection(plan, agreement)
    for match in lists(plan, agreement, RESOURCES).matches:
        if match.tie is not Tie.CODE:
            yield from _level(match)
            yield from _form(match)
    yield from _figures(plan, agreement)


def _protection(plan: Text, agreement: Text) -> Iterator[Compared]:
    subject, theirs, ours = "网络安全等级保护", _grade_of(plan), _grade_of(agreement)
    if theirs is None and ours is None:
        return
    if theirs is None or ours is None:
        yield _one_sided(subject, agreement, theirs, ours)
        return
    (approved, words), (agreed, own) = theirs, ours
    if agreed >= approved:
        how = "都是" if agreed == approved else "不低于实施方案："
        yield Compared(subject, Relation.AGREES, f"网络安全等级保护{how}{_name(agreed)}。", own, words)
        return
    says = f"网络安全等级保护，协议为{_name(agreed)}，低于实施方案的{_name(approved)}。"
    yield Compared(subject, Relation.DIFFERS, says, own, words, is_finding=True)


def _one_sided(subject: str, agreement: Text, theirs: _Grade | None, ours: _Grade | None) -> Compared:
    if theirs is None:
        says = "协议写明了等级保护的要求，实施方案没有写明或者没有读到，无法对照。"
        return Compared(subject, Relation.AGREEMENT_ONLY, says, ours[1] if ours else ())
    if (reference := agreement.refers(_TOPIC)) is not None:
        says = "协议的安全要求按照实施方案执行。"
        return Compared(subject, Relation.FOLLOWS, says, (reference,), theirs[1])
    says = "实施方案写明了等级保护的要求，协议没有写明或者没有读到，无法对照。"
    return Compared(subject, Relation.PLAN_ONLY, says, plan=theirs[1])


def _grade_of(text: Text) -> _Grade | None:
    """The level of protection and its words: a fact, else the first sentence that states one."""
    fact = text.facts.get(_LEVEL)
    if fact is not None and (grade := _grade(str(fact.value))):
        return grade, text.evidence(fact)
    for passage in operative(text.document, SPOKEN):
        for span in sentences(passage):
            match = _SAID.search(span.text)
            if match is not None:
                return _grade(match["grade"] or match["front"]), (span.evidence(),)
    return None


def _name(grade: int) -> str:
    return f"第{'一二三四五'[grade - 1]}级"


def _grade(level: str) -> int:
    found = _GRADE.search(level)
    return (parse_numeral(found[0]) or 0) if found else 0


def _level(match: Match) -> Iterator[Compared]:
    """The level of a resource: lower than approved gives its protection up, higher needs a new assessment."""
    theirs, ours = _stated(match.plan, "level"), _stated(match.agreement, "level")
    if not theirs or not ours:
        return
    subject = f"数据资源“{match.plan.name}”的级别"
    words = _words(match.agreement, "level"), _words(match.plan, "level")
    if theirs == ours:
        yield Compared(subject, Relation.AGREES, f"两份文件都是{ours}。", *words)
        return
    is_lower = _LEVELS.index(ours) < _LEVELS.index(theirs)
    says = f"“{match.agreement.name}”的数据级别，协议为{ours}，{'低于' if is_lower else '高于'}实施方案的{theirs}。"
    severity = None if is_lower else Severity.WARNING
    yield Compared(subject, Relation.DIFFERS, says, *words, is_finding=True, severity=severity)


def _form(match: Match) -> Iterator[Compared]:
    """In which form personal information is given: consent is another way, and comparable with none."""
    theirs, ours = _stated(match.plan, "personal_information"), _stated(match.agreement, "personal_information")
    if not theirs or not ours:
        return
    subject = f"数据资源“{match.plan.name}”的个人信息"
    words = _words(match.agreement, "personal_information"), _words(match.plan, "personal_information")
    if theirs == ours:
        yield Compared(subject, Relation.AGREES, f"两份文件都是{ours}。", *words)
        return
    is_stricter = theirs in _FORMS and ours in _FORMS and _FORMS.index(ours) < _FORMS.index(theirs)
    says = f"“{match.agreement.name}”的个人信息，协议为“{ours}”，实施方案为“{theirs}”。"
    severity = Severity.WARNING if is_stricter else None
    yield Compared(subject, Relation.DIFFERS, says, *words, is_finding=True, severity=severity)


def _stated(entry: Entry, key: str) -> str:
    """A property in the words of the catalogue: a fact, else what its column says in other words; empty for neither."""
    if value := entry.value(key):
        return value
    head, meanings = _COLUMNS[key]
    written = entry.written(head)
    return next((meaning for pattern, meaning in meanings if pattern.search(written)), "") if written else ""


def _words(entry: Entry, key: str) -> tuple[Evidence, ...]:
    return entry.evidence(key) or entry.evidence()


def _figures(plan: Text, agreement: Text) -> Iterator[Compared]:
    for keys, subject, unit, direction in _FIGURES:
        theirs, ours = plan.facts.get(keys), agreement.facts.get(keys)
        if theirs is None or ours is None:
            continue
        approved, agreed = int(str(theirs.value)), int(str(ours.value))
        words = agreement.evidence(ours), plan.evidence(theirs)
        if (agreed - approved) * direction >= 0:
            says = f"{subject}：协议{agreed}{unit}，实施方案{approved}{unit}，不低于实施方案的要求。"
            yield Compared(subject, Relation.AGREES, says, *words)
            continue
        says = f"{subject}，协议为{agreed}{unit}，实施方案要求{approved}{unit}，低于实施方案。"
        yield Compared(subject, Relation.DIFFERS, says, *words, is_finding=True, severity=Severity.WARNING)
