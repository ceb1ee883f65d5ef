"""Review and finish: problems first, from each to its field; documents, or all that stands in their way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from contractkit.tui.app import InterviewApp
from contractkit.tui.screens.interview import InterviewScreen
from contractkit.tui.screens.review import ReviewScreen
from tui.pilots import LARGE, SMALL, drive, pressed, settled, shown, typed


def test_problems_come_first_and_enter_goes_to_the_field(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await screen.go(("parties", "operator", "credit_code"))
        await settled(pilot)
        await pressed(pilot, "end", "backspace")
        await typed(pilot, "8")
        await pressed(pilot, "f9")
        text = shown(app)
        assert "还不能生成：错误1处" in text
        assert text.index("! 错误") < text.index("生成文件") or "! 错误" in text
        assert "→ 91990000MA0QY73638" in text  # what changed since the last save
        await pressed(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)
        assert screen.session.place == ("parties", "operator", "credit_code")

    drive(app, script, LARGE)


def test_an_incomplete_matter_makes_nothing_and_says_why(tmp_path: Path) -> None:
    app = InterviewApp(tmp_path / "m.yaml")

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "f9", "f9")
        assert "没有生成" in shown(app)
        assert "name" in shown(app)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ReviewScreen)

    drive(app, script, LARGE)
    assert not (tmp_path / "out").exists()


def test_one_document_into_a_folder_of_choice(matter: Path, tmp_path: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "f9")
        assert "可以生成文件" in shown(app)
        app.screen.query_one("#actions").focus()
        await pressed(pilot, "end", "up", "enter", "end", "ctrl+u")
        await typed(pilot, "交付")
        await pressed(pilot, "enter", "home", "down", "down", "enter")
        assert "已生成" in shown(app)
        assert "25项要素：具备25项" in shown(app)

    drive(app, script, SMALL)
    [made] = (tmp_path / "交付").glob("*.docx")
    assert made.name.endswith("协议.docx")


def test_the_save_marks_what_changes_from_here_on(matter: Path) -> None:
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "end")
        await typed(pilot, "试点")
        await pressed(pilot, "f9")
        assert "授权运营试点" in shown(app)
        await pressed(pilot, "ctrl+s")
        assert "没有改动。" in shown(app)

    drive(app, script, LARGE)
