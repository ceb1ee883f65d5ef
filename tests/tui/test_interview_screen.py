"""The interview by keyboard alone: from nothing to two documents, undo, going back, the parts of the screen."""

from __future__ import annotations

import asyncio
import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot

from contractkit.core.interview.materials import Materials
from contractkit.core.interview.session import Session
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.matter.fields import Keys
from contractkit.library.matter import load_matter
from contractkit.tui.app import InterviewApp
from contractkit.tui.screens.interview import InterviewScreen
from contractkit.tui.theme import PAPER
from contractkit.tui.widgets.key_bar import shown_bindings
from contractkit.tui.widgets.phrase_input import PhraseInput
from contractkit.tui.widgets.prose import Prose
from tui.pilots import LARGE, SMALL, burst, drive, pressed, settled, shown, typed


def interview_of(app: App[Any]) -> Session:
    assert isinstance(app, InterviewApp)
    assert app.interview is not None
    return app.interview.session


def asking(app: App[Any]) -> bool:
    return isinstance(app.screen, InterviewScreen)


async def answer(pilot: Pilot[Any], model: Session, keys: Keys) -> None:
    """Answer the question with the cursor in it, as the model has it; the keys are not waited for."""
    view, held = model.field(keys), interview_of(pilot.app).field(keys)
    if view.question.kind is AnswerKind.ROWS:
        await fill_table(pilot, model, keys)
    elif view.text == held.text:
        await burst(pilot, "tab")
    elif view.question.kind is AnswerKind.CHOICE:
        values = [choice.value for choice in model.choices(keys)]
        first = [] if view.required or view.question.default else [""]
        await burst(pilot, "home", *["down"] * [*first, *values].index(view.text), "space")
    else:
        await burst(pilot, *(["end", "ctrl+u"] if held.text else []), Paste(view.text), "tab")


async def fill_table(pilot: Pilot[Any], model: Session, keys: Keys) -> None:
    if rows := model.cell_texts(keys):
        sheet = StringIO()
        csv.writer(sheet, dialect="excel-tab").writerows(rows)
        await pressed(pilot, "enter")
        await burst(pilot, Paste(sheet.getvalue()))
        await settled(pilot)
        await pressed(pilot, "escape")
    await burst(pilot, "tab")


@pytest.mark.parametrize("size", [SMALL])
def test_from_nothing_to_two_documents_by_keyboard(
    size: tuple[int, int], tmp_path: Path, sample: Path, materials: Materials, model: Session
) -> None:
    path = tmp_path / "事项.yaml"
    app = InterviewApp()

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "enter", "enter")
        session, moved = interview_of(app), asyncio.Event()
        session.on_change(lambda change: moved.set() if change.place != place else None)
        while (place := session.place) != session.agenda()[-1]:
            moved.clear()
            await answer(pilot, model, place)
            await moved.wait()
        await pressed(pilot, "tab")
        assert not asking(app)
        assert app.interview is not None
        assert [str(one) for one in app.interview.assess().troubles if one.severity.value != "提醒"] == []
        await pressed(pilot, "f9")
        assert "已生成" in shown(app)
        assert "34项要素：具备34项" in shown(app)
        assert "25项要素：具备25项" in shown(app)
        await pressed(pilot, "escape", "escape", "ctrl+c", "end", "enter")

    drive(app, script, size)
    assert app.return_value == 0
    made, wanted = (load_matter(one, materials.registry).matter.model_dump() for one in (path, sample))
    assert {key: made[key] for key in made if made[key] != wanted[key]} == {}
    assert len(list((tmp_path / "out").glob("*.docx"))) == 2


def test_an_answer_is_shown_back_and_changes_the_clause_beside_it(tmp_path: Path) -> None:
    app = InterviewApp(tmp_path / "m.yaml")

    async def script(pilot: Pilot[Any]) -> None:
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await screen.go_topic("term")
        await settled(pilot)
        await typed(pilot, "2026.3.1")
        await pilot.pause()
        assert "读作 2026年3月1日" in shown(app)
        await pressed(pilot, "enter")
        await typed(pilot, "三年")
        await pressed(pilot, "enter")
        text = shown(app)
        assert "2026年3月1日" in text
        assert "2029年2月28日" in text  # the last day follows, and says where it comes from
        assert "默认值：按起始日和年数推算" in text
        assert "自2026年3月1日起至2029年2月28日止" in text.replace(" ", "")
        assert "✓ 14.2" in text
        assert [str(style) for style in changed_styles(app)] != []

    drive(app, script, LARGE)


def changed_styles(app: InterviewApp) -> list[Any]:
    """Styles of the words in the clause pane that the last answer changed."""
    text = app.screen.query_one("#clause .text", Prose)
    return [span.style for span in text.said.spans if "underline" in str(span.style)]


def test_a_refused_answer_stays_as_typed_and_says_why(tmp_path: Path) -> None:
    app = InterviewApp(tmp_path / "m.yaml")

    async def script(pilot: Pilot[Any]) -> None:
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await screen.go_topic("parties")
        await pressed(pilot, "tab")
        await typed(pilot, "11990000MB0QY02106")
        await pressed(pilot, "enter")
        assert "末位应为“5”" in shown(app)
        assert "须处理" in shown(app)
        await pressed(pilot, "shift+tab")
        assert app.focused is not None
        assert getattr(app.focused, "value", "") == "11990000MB0QY02106"

    drive(app, script, LARGE)


def test_undo_and_redo_go_to_the_place_of_the_change(tmp_path: Path) -> None:
    app = InterviewApp(tmp_path / "m.yaml")

    async def script(pilot: Pilot[Any]) -> None:
        session = interview_of(app)
        await typed(pilot, "青原市")
        await pressed(pilot, "enter", "f8")
        assert session.place[0] == "parties"
        await pressed(pilot, "ctrl+z")
        assert session.field(("name",)).text == ""
        assert session.place == ("name",)
        assert getattr(app.focused, "value", None) == ""
        await pressed(pilot, "ctrl+y")
        assert session.field(("name",)).text == "青原市"
        assert getattr(app.focused, "value", None) == "青原市"

    drive(app, script, SMALL)


def test_going_back_changes_nothing(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        before = interview_of(app).snapshot
        await pressed(pilot, "f8", "f8", "tab", "tab", "shift+tab", "f7", "f7")
        assert interview_of(app).snapshot is before

    drive(app, script, SMALL)


def test_brackets_of_a_person_are_no_markup(tmp_path: Path) -> None:
    app = InterviewApp(tmp_path / "m.yaml")

    async def script(pilot: Pilot[Any]) -> None:
        await typed(pilot, "[red]青原[/red]")
        await pressed(pilot, "enter", "shift+tab")
        text = shown(app)
        assert text.count("[red]青原[/red]") >= 3  # the field, the first line, the clause

    drive(app, script, LARGE)


def test_a_narrow_terminal_shows_one_pane_at_a_time(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        assert visible(app) == {"form-pane"}
        await pressed(pilot, "f2")
        assert visible(app) == {"items-pane"}
        assert "14.13" in shown(app) or "9.1 " in shown(app)
        await pressed(pilot, "f3")
        assert visible(app) == {"clause-pane"}
        await pressed(pilot, "escape")
        assert visible(app) == {"form-pane"}
        assert isinstance(app.focused, PhraseInput)

    drive(app, script, SMALL)


def test_a_wide_terminal_shows_all(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(_: Pilot[Any]) -> None:
        assert visible(app) == {"items-pane", "form-pane", "clause-pane"}
        assert "方案 34/34 · 协议 25/25" in shown(app)

    drive(app, script, LARGE)


def visible(app: InterviewApp) -> set[str]:
    return {pane.id for pane in app.screen.query(".pane") if pane.display and pane.id}


def test_an_item_leads_to_its_first_open_question(tmp_path: Path) -> None:
    app = InterviewApp(tmp_path / "m.yaml")

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "f2", "end", "enter")
        question = interview_of(app).script.question(interview_of(app).place)
        assert question is not None
        assert any(element.startswith("14.13.") for element in question.elements)

    drive(app, script, SMALL)


def test_another_position_is_compared_and_chosen(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await screen.go(("disclosure", "operator", "content"))
        await settled(pilot)
        await pressed(pilot, "f4", "down")
        assert "光标所在的文字" in shown(app)
        await pressed(pilot, "enter", "escape")
        assert interview_of(app).data()["positions"] == {"14.6.disclosure": "备选"}
        assert "信息披露要求（备选）" in shown(app)

    drive(app, script, LARGE)


def test_every_key_of_the_footer_is_in_the_help(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        keys = [app.get_key_display(one.binding) + one.binding.description for one in shown_bindings(app.screen)]
        assert len(keys) >= 12
        footer = shown(app)
        await pressed(pilot, "f1")
        helped = shown(app).replace(" ", "")
        for key in keys:
            assert key in footer.replace(" ", "")
            assert key in helped

    drive(app, script, (100, 60))


def test_the_palette_speaks_chinese(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "ctrl+p")
        await typed(pilot, "转到：安全")
        await pressed(pilot, "enter")
        await settled(pilot)
        assert interview_of(app).place[0] == "security"

    drive(app, script, LARGE)


def test_colours_that_were_chosen_are_there_the_next_time(matter: Path) -> None:
    app = InterviewApp(matter)
    usual = app.theme

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "ctrl+p")
        await typed(pilot, "颜色：浅色")
        await pressed(pilot, "enter")
        assert app.theme == PAPER.name != usual

    drive(app, script, SMALL)
    assert InterviewApp(matter).theme == PAPER.name


def test_ctrl_c_asks_and_hands_over_what_is_being_typed(tmp_path: Path) -> None:
    app = InterviewApp(tmp_path / "m.yaml")

    async def script(pilot: Pilot[Any]) -> None:
        await typed(pilot, "青原")
        await pressed(pilot, "ctrl+c")
        assert "继续填写" in shown(app)
        await pressed(pilot, "enter")
        assert app.return_value is None
        assert interview_of(app).field(("name",)).text == "青原"

    drive(app, script, SMALL)
