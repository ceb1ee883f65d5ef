"""A matter that begins with a draft: every answer that was read knows its words, through saving, moving and a kill."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from contractkit.core.extraction.fact import Confidence
from contractkit.core.interview.answers import Origin
from contractkit.core.interview.fields import FieldState
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.readings import readings
from contractkit.core.interview.troubles import Severity
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.library.interview import load_materials
from contractkit.workflows.interview import Interview, new_from_draft, open_interview
from drafts import TEXT, draft

YEARS, START, SHARES = ("term", "years"), ("term", "start"), ("revenue", "shares")
CODE = ("parties", "implementing_body", "credit_code")


@pytest.fixture(scope="module")
def materials() -> Materials:
    return load_materials()


@pytest.fixture(scope="module")
def begun(materials: Materials, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a matter that was begun with the draft."""
    folder = tmp_path_factory.mktemp("begun")
    with new_from_draft(draft(folder), folder / "m.yaml", materials, config=folder / "config") as interview:
        assert "读到" in interview.notices[0]
        assert "没有读到" in interview.notices[0]
    return folder


@pytest.fixture
def opened(begun: Path, materials: Materials, tmp_path: Path) -> Callable[[], Interview]:
    """Opens a copy of it, the first time as after a kill: from what is on the disk."""
    folder = tmp_path / "copy"
    shutil.copytree(begun, folder)
    return lambda: open_interview(folder / "m.yaml", materials, config=folder / "config")


def doubtful(interview: Interview) -> set[tuple[str | int, ...]]:
    return {one.keys for one in interview.assess().troubles if one.severity is Severity.DOUBTFUL}


def test_an_answer_that_was_read_shows_its_words_and_where_they_stand(opened: Callable[[], Interview]) -> None:
    with opened() as interview:
        start = interview.session.field(START)
        assert (start.text, start.origin) == ("2026年4月1日", Origin.IMPORTED)
        assert start.source is not None
        assert start.source.quote in TEXT
        assert "第一条" in start.source.place
        assert start.source.confidence is Confidence.CERTAIN
        cell = interview.session.field((*SHARES, 1, "percent"))
        assert cell.source is not None
        assert cell.source.quote in TEXT


def test_what_contradicts_or_is_wrong_is_marked_until_somebody_confirms_or_answers(
    opened: Callable[[], Interview],
) -> None:
    with opened() as interview:
        session = interview.session
        assert doubtful(interview) == {YEARS, CODE}
        years = session.field(YEARS)
        assert (years.text, years.state) == ("3年", FieldState.DOUBTFUL)
        assert all(words in years.doubts[0].message for words in ("三年", "五年", "第四条"))
        assert session.field(CODE).state is FieldState.DOUBTFUL
        assert session.confirm(YEARS) == 1
        assert session.field(YEARS).state is FieldState.DONE
        assert session.undo() is not None
        assert session.field(YEARS).state is FieldState.DOUBTFUL
        session.redo()
        session.answer(CODE, "11990000MB0QY02105")
        assert doubtful(interview) == set()
    with opened() as again:
        assert doubtful(again) == set()
        assert again.session.field(START).source is not None


def test_what_was_not_found_is_listed_until_it_is_answered(opened: Callable[[], Interview]) -> None:
    with opened() as interview:
        missing = readings(interview.session.view).missing
        assert ("name",) in missing
        assert START not in missing
        interview.session.answer(("name",), "云栈市文旅数据授权运营")
        assert ("name",) not in readings(interview.session.view).missing


def test_words_belong_to_the_answer_wherever_it_stands_and_to_no_other(opened: Callable[[], Interview]) -> None:
    with opened() as interview:
        session = interview.session
        words = [session.field((*SHARES, row, "party")).source for row in (0, 1)]
        session.move_row(SHARES, 1, 0)
        assert [session.field((*SHARES, row, "party")).source for row in (1, 0)] == words
        session.answer(START, "2026.5.1")
        assert session.field(START).source is None


def test_a_file_changed_by_hand_keeps_the_words_of_what_was_not_changed(
    opened: Callable[[], Interview], tmp_path: Path
) -> None:
    path = tmp_path / "copy" / "m.yaml"
    text = path.read_text(encoding="utf-8").replace("start: 2026-04-01", "start: 2026-06-01")
    path.write_text(text, encoding="utf-8")
    with opened() as interview:
        assert interview.session.field(START).source is None
        assert interview.session.field(YEARS).source is not None


def test_a_draft_that_says_nothing_begins_nothing(materials: Materials, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text("今天天气很好，大家去郊外野餐。", encoding="utf-8")
    with pytest.raises(UnreadableDocument):
        new_from_draft(empty, tmp_path / "m.yaml", materials, config=tmp_path)
    with pytest.raises(UsageError, match="没有这个文件"):
        new_from_draft(tmp_path / "没有.docx", tmp_path / "m.yaml", materials, config=tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["空.txt"]


def test_sources_that_cannot_be_read_are_no_reason_to_stop(opened: Callable[[], Interview], tmp_path: Path) -> None:
    (tmp_path / "copy" / "m.sources.json").write_text('{"fields": 3}', encoding="utf-8")
    with opened() as interview:
        assert interview.session.field(START).text == "2026年4月1日"
        assert interview.session.field(START).source is None
