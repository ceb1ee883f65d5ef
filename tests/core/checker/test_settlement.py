"""Accepted deviations: what they cover, until when, and that changes elsewhere in the draft do not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.deviation import Deviation
from contractkit.core.checker.finding import (
    ElementVerdict,
    Evidence,
    Finding,
    ItemStatus,
    ItemVerdict,
    Severity,
    Status,
)
from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading, Verdict
from contractkit.core.checker.settlement import Ledger, gaps, open_gaps, words_of
from contractkit.core.document.tree import Location

TODAY = date(2026, 3, 1)
TERM = Evidence("期限为六年", ("第四条",), Location(17))
LATER = Evidence("由双方另行商定", ("第十八条",), Location(45))


def finding(*evidence: Evidence, rule: str = "term-too-long") -> Finding:
    return Finding(rule, Severity.ERROR, "14.2", "期限过长。", "改短。", "《规范》", evidence)


def document(*findings: Finding) -> DocumentReport:
    elements = (
        ElementVerdict("14.7.accounting", "核算", Status.PRESENT, "写明了。", (TERM,)),
        ElementVerdict("14.7.revenue_sharing", "分配", Status.DEFERRED, "留待另行约定。", (LATER,)),
        ElementVerdict("14.7.other", "别的", Status.MISSING, "没有写明。", (TERM,), Severity.WARNING),
        ElementVerdict("14.7.grave", "要紧", Status.MISSING, "没有写明。"),
        ElementVerdict("town.local", "地方", Status.MISSING, "没有写明。", counts=False),
    )
    item = ItemVerdict("14.7", "分配", ItemStatus.PARTIAL, elements)
    return DocumentReport(
        path="草案.docx",
        sha256="",
        kind=DocumentKind.AGREEMENT,
        language="zh-Hans",
        verdict=Verdict.INCOMPLETE,
        items=(item,),
        findings=findings or (finding(TERM),),
        reading=Reading("docx", 1),
    )


def deviation(subject: str, *words: str, until: date = TODAY, line: int = 0) -> Deviation:
    return Deviation(subject, words, "客户接受", "李文", until, line=line)


def test_gaps_come_gravest_first_and_what_is_no_law_last() -> None:
    assert [gap.id for gap in gaps(document())] == ["14.7.revenue_sharing", "14.7.grave", "14.7.other", "town.local"]
    assert [gap.id for gap in open_gaps(document())] == ["14.7.revenue_sharing", "14.7.grave", "14.7.other"]


def test_what_is_missing_is_accepted_as_such_and_what_is_put_off_with_its_words() -> None:
    ledger = Ledger.of([deviation("14.7.other"), deviation("14.7.revenue_sharing", LATER.quote)], TODAY)

    settled = ledger.settle(document())

    assert [gap.id for gap in open_gaps(settled)] == ["14.7.grave"]
    accepted = [gap.accepted for gap in gaps(settled) if gap.accepted]
    assert {one.by for one in accepted} == {"李文"}
    assert ledger.idle() == ()


@pytest.mark.parametrize("words", ["期限为六年", " 期限 为六年", "期限\n为六年", "期限爲六年"])
def test_a_finding_is_known_by_its_words_however_they_are_typed(words: str) -> None:
    settled = Ledger.of([deviation("term-too-long", words)], TODAY).settle(document())

    assert settled.findings[0].accepted is not None


@pytest.mark.parametrize(
    "other",
    [
        deviation("term-too-long", "期限为七年"),
        deviation("term-too-long"),
        deviation("share-total", "期限为六年"),
        deviation("14.7.revenue_sharing"),
        deviation("14.7.accounting"),
    ],
)
def test_other_words_and_other_subjects_are_not_covered(other: Deviation) -> None:
    ledger = Ledger.of([other], TODAY)

    assert ledger.settle(document()) == document()
    (idle,) = ledger.idle()
    assert idle.deviation is other
    assert idle.why.startswith("没有用到")


def test_an_expired_one_does_not_count_and_is_told() -> None:
    old = deviation("term-too-long", TERM.quote, until=TODAY - timedelta(days=1))
    ledger = Ledger.of([old], TODAY)

    assert ledger.settle(document()) == document()
    assert [idle.why[:19] for idle in ledger.idle()] == ["已于2026-02-28到期，不再计入。"[:19]]


def test_of_two_for_the_same_words_the_longer_one_holds() -> None:
    old = deviation("term-too-long", TERM.quote, until=TODAY - timedelta(days=1))
    new = deviation("term-too-long", TERM.quote, until=TODAY + timedelta(days=1))

    settled = Ledger.of([new, old], TODAY).settle(document())

    assert settled.findings[0].accepted is new


def test_a_rule_that_failed_cannot_be_accepted() -> None:
    crashed = document(finding())

    assert Ledger.of([deviation("term-too-long")], TODAY).settle(crashed) == crashed


def test_a_draft_that_could_not_be_read_settles_nothing() -> None:
    unread = replace(document(), error="没有文字层。")
    ledger = Ledger.of([deviation("14.7.other")], TODAY)

    assert ledger.settle(unread) is unread


quotes = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12)


@given(
    words=st.lists(quotes, min_size=1, max_size=3),
    others=st.lists(st.tuples(st.sampled_from(["term-too-long", "share-total"]), quotes), max_size=5),
    moved=st.integers(1, 500),
    at=st.integers(0, 5),
)
def test_a_deviation_is_found_again_after_an_unrelated_change_of_the_draft(
    words: list[str], others: list[tuple[str, str]], moved: int, at: int
) -> None:
    """Other findings appear before and behind, articles get other numbers, passages move, evidence changes its order."""
    there = finding(*(Evidence(one, ("第四条",), Location(17)) for one in words))
    written = Deviation(there.rule, words_of(there), "理由", "李文", TODAY)
    again = finding(*(Evidence(one, ("第九条",), Location(moved)) for one in reversed(words)))
    unrelated = [finding(Evidence(text, (), Location(1)), rule=rule) for rule, text in others]
    changed = document(*unrelated[:at], again, *unrelated[at:])

    settled = Ledger.of([written], TODAY).settle(changed)

    assert settled.findings[min(at, len(unrelated))].accepted is written
