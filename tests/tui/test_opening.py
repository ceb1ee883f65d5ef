"""How a matter is opened from the screen, and what is told when it cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from contractkit.core.interview.materials import Materials
from contractkit.tui.app import InterviewApp
from contractkit.tui.screens.interview import InterviewScreen
from contractkit.workflows.interview import open_interview
from tui.pilots import LARGE, SMALL, drive, pressed, shown


def test_without_a_file_it_offers_what_there_is(matter: Path) -> None:
    app = InterviewApp()

    async def script(pilot: Pilot[Any]) -> None:
        text = shown(app)
        assert "青原市交通出行领域公共数据资源授权运营" in text  # worked on last
        assert "可以生成" in text
        for way in ("新建事项", "从草案开始", "从已有的事项文件开始", "从示例开始：traffic", "审查对方文本"):
            assert way in text
        await pressed(pilot, "enter")
        assert isinstance(app.screen, InterviewScreen)
        assert app.interview is not None
        assert app.interview.path == matter

    drive(app, script, SMALL)


def test_from_a_sample(tmp_path: Path) -> None:
    app = InterviewApp()

    async def script(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "down", "down", "down", "enter", "enter")
        assert app.interview is not None
        assert app.interview.path == Path("事项.yaml")
        assert "导入" in shown(app)

    drive(app, script, LARGE)
    app.close_interview()
    assert (tmp_path / "事项.yaml").exists()


def test_a_matter_that_is_open_elsewhere_is_told(matter: Path, materials: Materials) -> None:
    app = InterviewApp(matter)

    async def script(_: Pilot[Any]) -> None:
        assert not isinstance(app.screen, InterviewScreen)
        assert "正在另一个窗口中填写" in shown(app).replace("\n", "")

    with open_interview(matter, materials):
        drive(app, script, LARGE)


def test_a_damaged_file_is_kept_told_with_its_line_and_recovered(matter: Path) -> None:
    broken = matter.read_text(encoding="utf-8").replace("parties:", "parties: [", 1)
    matter.write_text(broken, encoding="utf-8")
    app = InterviewApp(matter)

    async def script(pilot: Pilot[Any]) -> None:
        text = shown(app)
        assert "事项文件有损坏" in text
        assert f"{matter.name}:" in text
        assert matter.read_text(encoding="utf-8") == broken
        await pressed(pilot, "escape")
        assert "按记录恢复" in shown(app)
        await pressed(pilot, "enter")
        assert app.interview is not None
        assert app.interview.session.field(("name",)).text == "青原市交通出行领域公共数据资源授权运营"

    drive(app, script, LARGE)
    [copy] = matter.parent.glob("事项.损坏-*.yaml")
    assert copy.read_text(encoding="utf-8") == broken


def test_a_session_goes_on_at_the_field_where_it_stopped(matter: Path) -> None:
    async def leave(pilot: Pilot[Any]) -> None:
        await pressed(pilot, "f8", "f8", "tab")

    async def come_back(_: Pilot[Any]) -> None:
        assert again.interview is not None
        assert again.interview.session.place == first.place
        assert "从上次停下的地方继续" in shown(again)

    app = InterviewApp(matter)
    drive(app, leave, SMALL)
    assert app.interview is not None
    first = app.interview.session
    app.close_interview()
    again = InterviewApp(matter)
    drive(again, come_back, SMALL)
    again.close_interview()
