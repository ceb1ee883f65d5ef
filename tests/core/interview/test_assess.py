"""States, coverage and previews: told from the clauses as they can be written, not from counting fields."""

from __future__ import annotations

import pytest

from contractkit.core.clauses.draft import BlockStyle
from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.assess import Assessment, State, assess
from contractkit.core.interview.differing import changed_spans, compare_texts
from contractkit.core.interview.positions import (
    elements_with_positions,
    position_choices,
)
from contractkit.core.interview.session import Session
from contractkit.core.interview.troubles import Severity
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Position
from contractkit.library.interview import load_materials
from interview_answers import answers_of

MATERIALS = load_materials()
TRAFFIC = answers_of("traffic.yaml", MATERIALS)


def whole(without: Keys = (), **changed: str) -> Assessment:
    answers = {keys: value for keys, value in TRAFFIC.items() if keys != without}
    return assess(Snapshot(imported={**answers, **{(key,): value for key, value in changed.items()}}), MATERIALS)


def test_a_complete_matter_states_every_element_and_complains_of_nothing() -> None:
    found = whole()
    assert found.complete
    assert (str(found.coverage[Kind.PLAN]), str(found.coverage[Kind.AGREEMENT])) == ("34/34", "25/25")
    assert {item.state for item in found.items} == {State.COMPLETE}
    assert all(not block.blanks for draft in found.drafts.values() for block in draft.blocks)


@pytest.mark.parametrize("keys", [keys for keys in TRAFFIC if MATERIALS.script.question(keys).required])  # type: ignore[union-attr]
def test_a_missing_answer_leaves_its_elements_unstated(keys: Keys) -> None:
    found = whole(without=keys)
    question = MATERIALS.script.question(keys)
    assert question is not None
    has_default = bool(question.default)
    assert has_default or not found.complete
    unstated = {one.id for item in found.items for one in item.elements if not one.stated}
    known = {one.id for item in found.items for one in item.elements}
    assert unstated <= set(question.elements) & known
    assert has_default or unstated or not set(question.elements) & known or question.is_list


def test_an_empty_matter_states_next_to_nothing() -> None:
    found = assess(Snapshot(), MATERIALS)
    assert not found.complete
    assert found.coverage[Kind.PLAN].stated <= 2
    assert found.coverage[Kind.AGREEMENT].stated <= 3
    assert all(one.severity is Severity.MISSING for one in found.troubles)
    assert {item.state for item in found.items} <= {State.EMPTY, State.COMPLETE}


def test_contradictions_want_attention_at_their_place_and_come_first() -> None:
    held = Session(MATERIALS, Snapshot(imported=TRAFFIC))
    held.answer(("revenue", "shares", 0, "percent"), "35%")
    held.answer(("platform", "name"), "")
    found = assess(held.snapshot, MATERIALS)
    first = found.troubles[0]
    assert (first.keys, first.severity) == (("revenue", "shares"), Severity.ERROR)
    assert "合计 110%，应为 100%，多10%" in first.message
    assert "percent" not in first.remedy
    assert found.troubles[-1].severity is Severity.MISSING
    assert found.item("14.7").state is State.ATTENTION
    assert found.item("14.4").state is State.PARTIAL
    assert found.coverage[Kind.AGREEMENT].stated == 24


def test_a_wrong_cell_is_told_at_the_cell() -> None:
    held = Session(MATERIALS, Snapshot(imported=TRAFFIC))
    held.answer(("plan", "milestones", 1, "deadline"), "很快")
    found = assess(held.snapshot, MATERIALS)
    assert [trouble.keys for trouble in found.troubles] == [("plan", "milestones", 1, "deadline")]
    assert found.troubles[0].title == "实施方案→实施进度第2项→完成时间"


def test_an_unknown_locality_is_told_and_the_national_law_applies() -> None:
    found = whole(locality="atlantis")
    assert found.troubles[0].keys == ("locality",)
    assert found.requirements.locality == ""


def test_no_item_of_that_id() -> None:
    with pytest.raises(KeyError):
        whole().item("15.1")


def test_the_preview_holds_blanks_where_answers_lack_and_numbers_like_the_document() -> None:
    blocks = assess(Snapshot(), MATERIALS).drafts[Kind.AGREEMENT].item("14.2")
    assert blocks[0].number == "6.1"
    assert blocks[0].text.startswith("本协议的运营期限为【待填：年数】年，自【待填：起始日】起")
    assert next(blocks[0].text[start:end] for start, end in blocks[0].blanks) == "【待填：年数】"
    table = [one for one in whole().drafts[Kind.AGREEMENT].blocks if one.table]
    assert table
    assert table[0].style is BlockStyle.TABLE


def test_changed_words_are_found() -> None:
    held = Session(MATERIALS, Snapshot(imported=TRAFFIC))
    before = assess(held.snapshot, MATERIALS).drafts[Kind.AGREEMENT].item("14.2")
    held.answer(("term", "start"), "2026年3月2日")
    held.answer(("term", "end"), "2031年3月1日")
    after = assess(held.snapshot, MATERIALS).drafts[Kind.AGREEMENT].item("14.2")
    spans = changed_spans(before, after)
    assert len(spans) == len(after)
    words = [after[0].text[start:end] for start, end in spans[0]]
    assert "".join(words).startswith("2")
    assert spans[1:] == ((),) * (len(after) - 1)


def test_positions_are_shown_as_they_would_stand() -> None:
    snapshot = Snapshot(imported=TRAFFIC)
    assert "14.2.term" in elements_with_positions(snapshot, MATERIALS)
    choices = position_choices(snapshot, MATERIALS, "14.2.term")
    assert [one.position for one in choices] == [Position.PREFERRED, Position.FALLBACK, Position.WALK_AWAY]
    assert [one.chosen for one in choices] == [True, False, False]
    assert "2026年3月1日" in choices[2].text
    first, second = compare_texts("甲方应当在五日内答复。", "甲方应当在十日内书面答复。")
    assert ["甲方应当在五日内答复。"[start:end] for start, end in first] == ["五"]
    assert ["甲方应当在十日内书面答复。"[start:end] for start, end in second] == ["十", "书面"]
