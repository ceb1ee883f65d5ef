from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual import events
from textual.pilot import Pilot

from field_app import FieldApp
from keystrokes import send

Scene = Callable[[FieldApp, Pilot[None]], Awaitable[None]]
TEXT = "实施机构，运营机构；GB18030编码"


def play(scene: Scene, focus: str = "line") -> FieldApp:
    app = FieldApp(focus=focus)

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await scene(app, pilot)

    asyncio.run(run())
    return app


def test_a_word_of_the_line_is_a_phrase() -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        app.line.load(TEXT)
        places = []
        for _ in range(4):
            await pilot.press("ctrl+left")
            places.append(app.line.cursor_position)
        assert places == [17, 10, 5, 0]
        await pilot.press("ctrl+right", "ctrl+right", "ctrl+w")
        assert app.line.value == "实施机构，GB18030编码"
        await pilot.press("alt+d")
        assert app.line.value == "实施机构，编码"
        await pilot.press("ctrl+shift+left", "乙")
        assert app.line.value == "乙编码"

    play(scene)


def test_a_word_of_the_area_is_a_phrase() -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        app.area.load(f"第一行。\n{TEXT}")
        places = []
        for _ in range(5):
            await pilot.press("ctrl+left")
            places.append(app.area.cursor_location)
        assert places == [(1, 17), (1, 10), (1, 5), (1, 0), (0, 4)]
        await pilot.press("ctrl+right", "ctrl+right", "ctrl+right", "ctrl+w")
        assert app.area.text == "第一行。\n实施机构，GB18030编码"
        await pilot.press("alt+d")
        assert app.area.text == "第一行。\n实施机构，编码"

    play(scene, "area")


def test_a_password_gives_no_hint_of_its_words() -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        app.line.password = True
        app.line.load("甲，乙，丙")
        await pilot.press("ctrl+left")
        assert app.line.cursor_position == 0
        await pilot.press("ctrl+right")
        assert app.line.cursor_position == 5

    play(scene)


@pytest.mark.parametrize("focus", ["line", "area"])
def test_undo_is_the_fields_as_long_as_it_has_something_to_undo(focus: str) -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        send(app, "甲方，乙", b"\x17")
        await pilot.pause()

        def text() -> str:
            return app.line.value if focus == "line" else app.area.text

        assert text() == "甲方，"
        await pilot.press("ctrl+z")
        assert text() == "甲方，乙"
        for _ in range(4):
            await pilot.press("ctrl+z")
        assert text() == ""
        assert app.undone > 0
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y")
        assert text() in ("甲方，", "甲方，乙")  # the area makes larger steps

    play(scene, focus)


def test_a_loaded_text_is_neither_told_nor_undone() -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        app.told.clear()
        app.line.load("另一题的回答")
        app.area.load("另一题的\n回答")
        await pilot.pause()
        assert app.told == []
        await pilot.press("ctrl+z")
        assert (app.line.value, app.area.text) == ("另一题的回答", "另一题的\n回答")
        assert app.undone == 1
        assert app.line.cursor_position == 6
        send(app, "新")
        await pilot.pause()
        assert app.told == ["另一题的回答新"]

    play(scene)


@pytest.mark.parametrize("text", ["[bold]甲[/bold]", "[待填]", "\\[", "[/]", "{a}", "$x"])
def test_brackets_are_shown_as_they_stand(text: str) -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        app.line.load(text)
        app.area.load(text)
        await pilot.pause()
        drawn = "\n".join("".join(part.text for part in line) for line in app.screen._compositor.render_strips())
        assert drawn.count(text) == 2

    play(scene)


@pytest.mark.parametrize(
    ("pasted", "line", "area"),
    [
        ("甲方\r\n乙方", "甲方乙方", "甲方\n乙方"),
        ("甲方\r乙方", "甲方乙方", "甲方\n乙方"),
        ("one\ntwo", "one two", "one\ntwo"),
        ("第一段。\n\n第二段", "第一段。第二段", "第一段。\n\n第二段"),
        ("编号\t名称", "编号 名称", "编号\t名称"),
        ("甲\x1b[31m乙\x00\u202e丙", "甲[31m乙丙", "甲[31m乙丙"),
        ("\n", "", "\n"),
    ],
)
def test_nothing_pasted_is_lost_and_nothing_steers_the_terminal(pasted: str, line: str, area: str) -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        app.line.post_message(events.Paste(pasted))
        app.area.post_message(events.Paste(pasted))
        await pilot.pause()
        assert (app.line.value, app.area.text) == (line, area)

    play(scene)


def test_keys_of_one_burst_keep_their_order() -> None:
    """Over a slow line several keys come at once; a bound one must not be overtaken by letters."""

    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        for key, character in (
            ("甲", "甲"),
            ("乙", "乙"),
            ("backspace", "\x7f"),
            ("丙", "丙"),
            ("home", None),
            ("丁", "丁"),
        ):
            app.post_message(events.Key(key, character))
        await pilot.pause()
        assert app.line.value == "丁甲丙"

    play(scene)


def test_the_field_does_not_take_all_of_itself_for_chosen_when_it_is_entered() -> None:
    async def scene(app: FieldApp, pilot: Pilot[None]) -> None:
        app.line.load("已有的内容")
        app.area.focus()
        await pilot.pause()
        app.line.focus()
        await pilot.press("新")
        assert app.line.value == "已有的内容新"

    play(scene)
