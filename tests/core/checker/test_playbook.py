"""The playbook: what holds of two files, for two sides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.playbook import Entry, Playbook, Standard, Terms
from contractkit.core.matter.standpoint import Position, Side

OPERATOR, BODY = Side.OPERATOR, Side.IMPLEMENTING_BODY

terms = st.builds(
    Terms,
    severity=st.none() | st.sampled_from(Severity),
    insist=st.none() | st.text(max_size=3),
    accept=st.none() | st.text(max_size=3),
    position=st.none() | st.sampled_from(Position),
)
entries = st.builds(Entry, common=terms, sides=st.dictionaries(st.sampled_from(Side), terms))
sides = st.none() | st.sampled_from(Side)


def test_elements_without_an_entry_have_the_default() -> None:
    playbook = Playbook(Severity.WARNING, {"14.2.term": Entry(Terms(Severity.ERROR, "须有起止日期。"))})

    assert playbook.standard("14.2.term") == Standard(Severity.ERROR, "须有起止日期。")
    assert playbook.standard("14.13.other") == Standard(Severity.WARNING)


def test_a_rule_without_an_entry_has_the_severity_of_its_page() -> None:
    playbook = Playbook(rules={"share-total": Entry(Terms(insist="合计须为100%。"))})

    assert playbook.rule("term-too-long", Severity.ERROR) == Standard(Severity.ERROR)
    assert playbook.rule("share-total", Severity.WARNING) == Standard(Severity.WARNING, "合计须为100%。")


def test_each_side_has_its_own_standard() -> None:
    entry = Entry(Terms(Severity.ERROR, "共同。"), {OPERATOR: Terms(Severity.INFO, position=Position.FALLBACK)})
    playbook = Playbook(elements={"14.2.term": entry})

    assert playbook.for_side(BODY).standard("14.2.term") == Standard(Severity.ERROR, "共同。")
    assert playbook.for_side(OPERATOR).standard("14.2.term") == Standard(
        Severity.INFO, "共同。", position=Position.FALLBACK
    )


def test_the_position_asked_for_holds_for_every_element() -> None:
    entry = Entry(Terms(position=Position.FALLBACK))
    playbook = Playbook(elements={"14.2.term": entry}).for_side(None, Position.WALK_AWAY)

    assert playbook.standard("14.2.term").position is playbook.standard("14.1.scope").position is Position.WALK_AWAY


def test_what_the_upper_file_says_of_an_element_holds_before_what_the_lower_one_says_for_a_side() -> None:
    lower = Playbook(elements={"14.2.term": Entry(Terms(), {OPERATOR: Terms(Severity.ERROR, "下层。")})})
    upper = lower.extended({"14.2.term": Entry(Terms(Severity.INFO))}, {}, None).for_side(OPERATOR)

    assert upper.standard("14.2.term") == Standard(Severity.INFO, "下层。")


def test_an_empty_sentence_takes_the_lower_one_away() -> None:
    lower = Playbook(elements={"14.2.term": Entry(Terms(insist="下层。", accept="可让。"))})

    assert lower.extended({"14.2.term": Entry(Terms(insist=""))}, {}, None).standard("14.2.term") == Standard(
        Severity.ERROR, "", "可让。"
    )


@given(entries, sides)
def test_a_file_that_says_nothing_changes_nothing(entry: Entry, side: Side | None) -> None:
    assert Entry().over(entry).terms(side) == entry.terms(side)
    assert entry.over(Entry()).terms(side) == entry.terms(side)


@given(entries, entries, entries, sides)
def test_it_does_not_matter_in_which_order_files_are_laid_over_each_other(
    one: Entry, two: Entry, three: Entry, side: Side | None
) -> None:
    assert one.over(two).over(three).terms(side) == one.over(two.over(three)).terms(side)
