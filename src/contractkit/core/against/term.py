"""plan-term-differs: the term of the agreement is not the one that was approved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.against.wording import day, length
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Evidence, Severity
from contractkit.core.checker.rules.context import operative, sentences
from contractkit.core.extraction.fact import TERM_MONTHS, Fact
from contractkit.core.zh.periods import find_durations

_SUBJECT: Final = "授权运营期限"
_TOPIC: Final = re.compile(r"期限|年限|期间")
_AT_MOST: Final = re.compile(r"(?:不(?:得|应)?超过|最长|至多|最多|不长于|上限)[^。；，]{0,6}$")
_WITHIN: Final = re.compile(r"^(?:以内|之内|以下|为限|为上限)")
_TERM: Final = re.compile(r"(?:授权|运营|经营)[^。；]{0,8}(?:期限|年限|期|时长)|^期限")
_OTHERS: Final = re.compile(r"国家|规范|上级|保存|留存|保密|质保|折旧|过渡|试运营|续")
_SHIFTED: Final = "请核对起止日期：确需改变的，写明理由并按方案变更程序办理，届满日不得晚于方案确定的日期。"


def compare(plan: Text, agreement: Text) -> Iterator[Compared]:
    """The length of the term, then its first and last day."""
    theirs, ours = plan.facts.get(TERM_MONTHS), _ours(plan, agreement)
    if theirs is None and ours is not None and (limit := _limit(plan)) is not None:
        yield _within(agreement, ours, *limit)
        return
    if theirs is None and ours is None:
        return
    if theirs is None or ours is None:
        yield _one_sided(plan, agreement, theirs, ours)
        return
    approved, agreed = int(str(theirs.value)), int(str(ours.value))
    words = agreement.evidence(ours), plan.evidence(theirs)
    if agreed == approved or (agreed < approved and _is_at_most(plan, theirs)):
        yield from _with_dates(plan, agreement, _same(approved, agreed), words)
        return
    more = "长" if agreed > approved else "短"
    says = f"协议的授权运营期限为{length(agreed)}，实施方案确定的是{length(approved)}，{more}{length(abs(agreed - approved))}。"
    yield Compared(_SUBJECT, Relation.DIFFERS, says, *words, is_finding=True)


def _ours(plan: Text, agreement: Text) -> Fact | None:
    """The term of the agreement; where it contradicts itself, the reading that departs from the plan."""
    settled = agreement.facts.get(TERM_MONTHS)
    if settled is not None:
        return settled
    readings = agreement.facts.readings(TERM_MONTHS)
    approved = plan.facts.value(TERM_MONTHS)
    return next((one for one in readings if one.value != approved), next(iter(readings), None))


def _one_sided(plan: Text, agreement: Text, theirs: Fact | None, ours: Fact | None) -> Compared:
    if theirs is None:
        return Compared(
            _SUBJECT,
            Relation.AGREEMENT_ONLY,
            "协议写明了授权运营期限，实施方案没有写明或者没有读到，无法对照。",
            agreement.evidence(ours),
        )
    if (reference := agreement.refers(_TOPIC)) is not None:
        says = "协议的授权运营期限按照实施方案执行。"
        return Compared(_SUBJECT, Relation.FOLLOWS, says, (reference,), plan.evidence(theirs))
    says = "实施方案写明了授权运营期限，协议没有写明或者没有读到，无法对照。"
    return Compared(_SUBJECT, Relation.PLAN_ONLY, says, plan=plan.evidence(theirs))


def _limit(plan: Text) -> tuple[int, Evidence] | None:
    """The upper limit in months that a plan sets instead of a term (授权期限不超过三年), with its words."""
    for passage in operative(plan.document):
        for span in sentences(passage):
            about = span.text + "".join(passage.headings[-1:])
            if not _TERM.search(about) or _OTHERS.search(span.text):
                continue
            for found in find_durations(span.text):
                limited = _AT_MOST.search(span.text[: found.start]) or _WITHIN.match(span.text[found.end :])
                if limited and found.months:
                    return found.months, span.evidence()
    return None


def _within(agreement: Text, ours: Fact, limit: int, words: Evidence) -> Compared:
    agreed, quotes = int(str(ours.value)), agreement.evidence(ours)
    if agreed <= limit:
        return Compared(_SUBJECT, Relation.AGREES, _same(limit, agreed), quotes, (words,))
    says = f"协议的授权运营期限为{length(agreed)}，实施方案以{length(limit)}为上限，超出{length(agreed - limit)}。"
    return Compared(_SUBJECT, Relation.DIFFERS, says, quotes, (words,), is_finding=True)


def _is_at_most(plan: Text, fact: Fact) -> bool:
    """Whether the plan sets an upper limit that a shorter term keeps."""
    quote = fact.source
    text = plan.document.passages[quote.passage].text
    inside = re.search(r"不(?:得|应)?超过|最长|至多|最多|以内|为上限", quote.text)
    before, after = text[max(0, quote.start - 12) : quote.start], text[quote.end : quote.end + 6]
    return bool(inside or _AT_MOST.search(before) or _WITHIN.match(after))


def _same(approved: int, agreed: int) -> str:
    if agreed == approved:
        return f"协议与实施方案的授权运营期限都是{length(approved)}。"
    return f"协议的授权运营期限为{length(agreed)}，在实施方案所定的{length(approved)}以内。"


def _with_dates(
    plan: Text, agreement: Text, says: str, words: tuple[tuple[Evidence, ...], tuple[Evidence, ...]]
) -> Iterator[Compared]:
    """The same length; the days may be others."""
    yield Compared(_SUBJECT, Relation.AGREES, says, *words)
    for name, key in (("起始日", "start"), ("届满日", "end")):
        theirs, ours = plan.facts.get(("term", key)), agreement.facts.get(("term", key))
        if theirs is None or ours is None or not isinstance(theirs.value, date) or not isinstance(ours.value, date):
            continue
        approved, agreed = theirs.value, ours.value
        subject, words_ = f"{_SUBJECT}的{name}", (agreement.evidence(ours), plan.evidence(theirs))
        if approved == agreed:
            yield Compared(subject, Relation.AGREES, f"{name}都是{day(approved)}。", *words_)
            continue
        is_later = key == "end" and agreed > approved
        says = f"协议的{name}为{day(agreed)}，实施方案确定的是{day(approved)}{'，届满更晚' if is_later else ''}。"
        severity = None if is_later else Severity.WARNING
        remedy = "" if is_later else _SHIFTED
        yield Compared(subject, Relation.DIFFERS, says, *words_, is_finding=True, severity=severity, remedy=remedy)
