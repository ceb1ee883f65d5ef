"""Beginning with a draft on the screen: what was read, its words beside each field, what is doubtful."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from contractkit.tui.app import InterviewApp
from contractkit.tui.screens.sources import SourcesScreen
from drafts import draft
from tui.pilots import LARGE, drive, pressed, settled, shown, typed


def test_from_a_draft_to_its_last_doubt(tmp_path: Path) -> None:
    draft(tmp_path)
    app = InterviewApp()

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "down", "enter")
        await typed(pilot, "没有.docx")
        await pressed(pilot, "enter")
        assert "没有这个文件" in shown(app)
        await pressed(pilot, "ctrl+u")
        await typed(pilot, "草案.txt")
        await pressed(pilot, "enter", "enter")
        assert isinstance(app.screen, SourcesScreen)
        text = shown(app)
        assert "没有读到" in text
        assert "存疑2处" in text
        await pressed(pilot, "enter")  # the first doubt: the wrong code
        assert app.interview is not None
        session = app.interview.session
        assert session.place == ("parties", "implementing_body", "credit_code")
        text = shown(app)
        assert "末位应为“5”" in text
        assert "“甲方：云栈市文化广电旅游局”" in text
        await typed(pilot, "11990000MB0QY02105")
        await pressed(pilot, "f9")
        assert "? 存疑" in shown(app)
        await pressed(pilot, "enter")
        assert list(session.place) == ["term", "years"]
        assert "存疑 · Ctrl+T 认可" in shown(app)
        await pressed(pilot, "ctrl+t")
        assert "存疑 · Ctrl+T 认可" not in shown(app)
        assert app.interview_screen is not None
        await app.interview_screen.go(("revenue", "shares"))
        await settled(pilot)
        await pressed(pilot, "enter")
        assert "草案原文（第二条" in shown(app)

    drive(app, script, LARGE)
    app.close_interview()
