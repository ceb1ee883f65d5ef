"""The session as a state machine: undo, going back, layers, lists; every sequence of acts keeps its promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contractkit.core.interview.answers import Origin, Snapshot
from contractkit.core.interview.fields import FieldState
from contractkit.core.interview.session import Session
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.standpoint import Position
from contractkit.library.interview import load_materials
from interview_answers import answers_of, give

MATERIALS = load_materials()
SHARES: Keys = ("revenue", "shares")
ROWS: Keys = ("resources", "catalogue")
Act = Callable[[Session], object]


def session(*, imported: dict[Keys, Any] | None = None, profile: dict[Keys, Any] | None = None) -> Session:
    return Session(MATERIALS, Snapshot(imported=imported or {}, profile=profile or {}))


def test_all_answers_of_a_sample_make_its_matter() -> None:
    held = session()
    answers = answers_of("traffic.yaml", MATERIALS)
    give(held, answers)
    expected = Session(MATERIALS, Snapshot(imported=answers)).data()
    assert Matter.model_validate(held.data()) == Matter.model_validate(expected)


def test_a_refused_answer_is_kept_shown_and_told() -> None:
    held = session()
    outcome = held.answer(("term", "start"), "明年春天")
    assert not outcome.accepted
    assert outcome.trouble is not None
    assert outcome.trouble.message == "不是日期：“明年春天”。"
    field = held.field(("term", "start"))
    assert (field.text, field.pending, field.state) == ("明年春天", "明年春天", FieldState.ATTENTION)
    assert held.data()["term"]["start"] == "明年春天"
    assert held.answer(("term", "start"), "2026.3.1").accepted
    assert held.field(("term", "start")).pending is None


def test_what_is_typed_hides_what_lies_below_and_can_be_taken_back() -> None:
    keys = ("platform", "name")
    held = session(imported={keys: "导入的平台"}, profile={keys: "本单位的平台", ("platform", "builder"): "本单位"})
    assert (held.field(keys).text, held.field(keys).origin) == ("导入的平台", Origin.IMPORTED)
    assert held.field(("platform", "builder")).origin is Origin.PROFILE
    held.answer(keys, "另一平台")
    assert (held.field(keys).text, held.field(keys).origin) == ("另一平台", Origin.TYPED)
    held.answer(keys, "")
    assert (held.field(keys).text, held.field(keys).state) == ("", FieldState.EMPTY)
    held.clear(keys)
    assert held.field(keys).origin is Origin.IMPORTED


def test_defaults_follow_the_answers_that_they_are_made_from() -> None:
    held = session()
    end = ("term", "end")
    assert held.field(end).text == ""
    held.answer(("term", "start"), "2024.2.29")
    held.answer(("term", "years"), "三年")
    assert (held.field(end).text, held.field(end).origin) == ("2027年2月28日", Origin.DEFAULT)
    held.answer(end, "2027年3月1日")
    assert held.field(end).origin is Origin.TYPED
    held.answer(("parties", "implementing_body", "name"), "云汀市文化广电和旅游局")
    held.answer(("parties", "data_authority", "name"), "云汀市数据局")
    assert held.field(("plan", "assessment", "assessor")).text == "云汀市文化广电和旅游局会同云汀市数据局"


def test_a_question_is_asked_when_its_condition_holds_and_stays_while_it_has_an_answer() -> None:
    held, reason = session(), ("term", "over_limit_reason")
    assert reason not in held.agenda()
    held.answer(("term", "years"), "8年")
    assert reason in held.agenda()
    assert held.field(reason).required
    held.answer(reason, "经批准。")
    held.answer(("term", "years"), "3年")
    assert reason in held.agenda()
    held.answer(reason, "")
    assert reason not in held.agenda()


def test_a_locality_asks_for_more() -> None:
    held, network = session(), ("security", "network_measures")
    assert not held.field(network).required
    held.answer(("locality",), "河南")
    assert held.field(network).required
    assert held.view.requirements.max_term_years == 3


def test_rows_are_added_with_the_next_code_changed_copied_moved_and_deleted() -> None:
    held = session()
    held.add_row(ROWS)
    held.answer((*ROWS, 0, "code"), "WL-009")
    assert held.field((*ROWS, held.add_row(ROWS), "code")).text == "WL-010"
    held.answer((*ROWS, 1, "name"), "客流")
    assert held.duplicate_row(ROWS, 1) == 2
    assert [row[:2] for row in held.cell_texts(ROWS)] == [("WL-009", ""), ("WL-010", "客流"), ("WL-011", "客流")]
    held.move_row(ROWS, 2, 0)
    held.delete_rows(ROWS, [1])
    assert [row.title for row in held.rows(ROWS)] == ["客流", "客流"]
    held.undo()
    assert [row[0] for row in held.cell_texts(ROWS)] == ["WL-011", "WL-009", "WL-010"]


def test_a_group_of_two_columns_is_both_or_none() -> None:
    held = session()
    held.add_row(ROWS)
    source, consent = (*ROWS, 0, "sharing", "source"), (*ROWS, 0, "sharing", "consent")
    assert not held.field(source).required
    held.answer(source, "云汀市公安局")
    assert held.field(consent).required
    held.answer(source, "")
    assert "sharing" not in held.data().get("resources", {}).get("catalogue", [{}])[0]


def test_rows_from_a_spreadsheet_come_in_by_their_headings() -> None:
    held = session()
    pasted = held.paste(SHARES, "比例（%）\t分配对象\t备注\n三成\t市财政\tx\n七成多\t运营机构\ty\n")
    assert (pasted.rows, pasted.ignored) == (2, ("备注",))
    assert [trouble.keys for trouble in pasted.troubles] == [(*SHARES, 1, "percent")]
    assert held.cell_texts(SHARES) == (("市财政", "30%", ""), ("运营机构", "七成多", ""))
    assert held.paste(SHARES, [["数据提供单位", "10", "缴库"]]).rows == 1
    assert held.row_count(SHARES) == 3
    held.undo()
    assert held.row_count(SHARES) == 2


def test_positions_are_chosen_by_word() -> None:
    held = session()
    assert held.choose_position("14.2.term", Position.WALK_AWAY).accepted
    assert held.data()["positions"] == {"14.2.term": "底线"}
    assert not held.answer(("positions", "14.2.term"), "随便").accepted
    held.choose_position("14.2.term", None)
    assert "positions" not in held.data()


@pytest.mark.parametrize("keys", [("schema",), ("nothing",), ("term",)])
def test_a_path_that_leads_nowhere_is_an_error(keys: Keys) -> None:
    with pytest.raises(KeyError):
        session().answer(keys, "x")


def test_a_row_that_is_not_there_is_an_error() -> None:
    with pytest.raises(IndexError):
        session().answer((*SHARES, 0, "party"), "x")


def test_moving_goes_through_everything_once_and_back() -> None:
    held = session()
    went = [held.place]
    while (keys := held.next()) is not None:
        went.append(keys)
    assert tuple(went) == held.agenda()
    returned = [held.place]
    while (keys := held.back()) is not None:
        returned.append(keys)
    assert returned == went[::-1]
    assert held.next_open() == ("parties", "implementing_body", "name")


SINGLE = [one.keys for one in MATERIALS.script.questions() if one.kind not in {AnswerKind.ROWS, AnswerKind.POSITIONS}]
TEXTS = st.sampled_from(
    ["", " ", "三年", "2026.3.1", "30%", "待定", "云汀市", "一\n二", "河南", "诉讼", "5", "\x07x", "【】"]
)
CELLS = [("party",), ("percent",), ("use",)]


def _row(act: Callable[[Session, int], object]) -> Callable[[int], Act]:
    def on(number: int) -> Act:
        return lambda held: act(held, number % held.row_count(SHARES)) if held.row_count(SHARES) else None

    return on


ACTS: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.sampled_from(SINGLE), TEXTS).map(lambda one: lambda held: held.answer(one[0], one[1])),
    st.sampled_from(SINGLE).map(lambda keys: lambda held: held.clear(keys)),
    st.just(lambda held: held.add_row(SHARES)),
    st.integers(0, 9).map(_row(lambda held, row: held.duplicate_row(SHARES, row))),
    st.integers(0, 9).map(_row(lambda held, row: held.delete_rows(SHARES, [row]))),
    st.integers(0, 9).map(_row(lambda held, row: held.move_row(SHARES, row, 0))),
    st.tuples(st.integers(0, 9), st.sampled_from(CELLS), TEXTS).map(
        lambda one: _row(lambda held, row: held.answer((*SHARES, row, *one[1]), one[2]))(one[0])
    ),
    st.just(lambda held: held.paste(SHARES, "市财政\t三成\t缴库\n")),
    st.sampled_from(list(Position)).map(lambda one: lambda held: held.choose_position("14.2.term", one)),
)
MOVES: st.SearchStrategy[Act] = st.one_of(
    st.just(lambda held: held.next()),
    st.just(lambda held: held.back()),
    st.just(lambda held: held.next_open()),
    st.sampled_from(SINGLE).map(lambda keys: lambda held: held.goto(keys)),
)


def begun() -> Session:
    return session(imported={("platform", "name"): "导入", SHARES: ()}, profile={("locality",): "henan"})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, max_size=12))
def test_undoing_everything_is_the_beginning_and_redoing_it_the_end(acts: list[Act]) -> None:
    held = begun()
    first = held.snapshot
    for act in acts:
        before = held.snapshot
        act(held)
        if not held.snapshot.same(before):
            last = held.snapshot
            held.undo()
            assert held.snapshot.same(before)
            held.redo()
            assert held.snapshot.same(last)
    last, data = held.snapshot, held.data()
    while held.undo() is not None:
        assert held.script.place(held.place) is not None
    assert held.snapshot.same(first)
    while held.redo() is not None:
        pass
    assert held.snapshot.same(last)
    assert held.data() == data


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, max_size=5), st.lists(MOVES, max_size=12))
def test_moving_changes_no_answer(acts: list[Act], moves: list[Act]) -> None:
    held = begun()
    for act in acts:
        act(held)
    before = held.snapshot
    for move in moves:
        move(held)
        assert held.snapshot is before
        assert held.place in held.agenda() or held.script.place(held.place) is not None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, max_size=8))
def test_what_is_shown_may_be_typed_again_and_changes_nothing(acts: list[Act]) -> None:
    held = begun()
    for act in acts:
        act(held)
    data = held.data()
    for keys in SINGLE:
        if text := held.field(keys).text:
            held.answer(keys, text)
    assert held.data() == data
