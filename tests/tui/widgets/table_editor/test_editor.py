from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from textual.pilot import Pilot
from textual.widgets import Static

from contractkit.tui.widgets.phrase_input.paths import PathInput
from contractkit.tui.widgets.table_editor.importing import ImportDialog
from keystrokes import send
from table_app import SHARES, TableApp, resource

Scene = Callable[[TableApp, Pilot[None]], Awaitable[None]]
SHARE_ROWS = [["实施机构", "30%", "上缴财政"], ["运营机构", "70%", "成本补偿"]]


def play(scene: Scene, app: TableApp, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await scene(app, pilot)

    asyncio.run(run())


def shares() -> TableApp:
    app = TableApp(keys=SHARES)
    app.session.paste(SHARES, SHARE_ROWS)
    return app


async def sent(app: TableApp, pilot: Pilot[None], *pieces: bytes | str) -> None:
    send(app, *pieces)
    await pilot.pause()
    await pilot.pause()


def below(app: TableApp) -> str:
    """The line below the table."""
    return str(app.query_one("#cell-line", Static).content)


def drawn(app: TableApp) -> str:
    return "\n".join("".join(part.text for part in line) for line in app.screen._compositor.render_strips())


def test_a_cell_is_written_in_place_and_shown_as_it_was_understood() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("right", "enter")
        await sent(app, pilot, b"\x15", "四成", b"\r")
        assert app.texts[0] == ["实施机构", "40%", "上缴财政"]
        assert app.editor.cursor == (1, 1)
        assert not app.editor.editing
        assert app.changes == 1

    play(scene, shares())


def test_typing_begins_a_cell_and_nothing_of_a_burst_is_lost() -> None:
    """An input method commits a whole word; the keys after it are there before the field has the focus."""

    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, "市财政局\r县财政局\t三成五")
        await sent(app, pilot, "（暂定）".encode(), b"\x7f" * 4, b"\r")
        assert app.column(0) == ["市财政局", "县财政局"]
        assert app.column(1)[1] == "35%"

    play(scene, shares())


def test_escape_leaves_the_cell_as_it_was() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, "别的单位")
        assert app.editor.editing
        await pilot.press("escape")
        await pilot.pause()
        assert app.texts[0][0] == "实施机构"
        assert (app.changes, app.editor.editing) == (0, False)

    play(scene, shares())


def test_a_refused_text_stays_in_its_cell_with_its_trouble() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("right")
        await sent(app, pilot, "很多\r", b"\x1b[A")
        assert app.texts[0][1] == "很多"
        assert "! " in below(app)
        assert "很多" in drawn(app)

    play(scene, shares())


def test_rows_are_added_copied_moved_deleted_and_brought_back() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+n")
        await sent(app, pilot, "专项基金", b"\r")
        assert app.column(0) == ["实施机构", "专项基金", "运营机构"]
        await pilot.press("up")
        await sent(app, pilot, b"\x1b[1;3A")  # Alt+↑ as terminals send it
        assert app.column(0)[0] == "专项基金"
        first = app.column(0)
        await sent(app, pilot, b"\x1b[1;3B")
        assert app.column(0) != first
        await pilot.press("ctrl+up", "ctrl+d")
        assert len(app.texts) == 4
        await pilot.press("ctrl+k")
        assert len(app.texts) == 3
        assert "Ctrl+Z" in below(app)
        await pilot.press("ctrl+k", "ctrl+z", "ctrl+z")
        assert len(app.texts) == 4
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert app.column(0) == ["实施机构", "专项基金", "运营机构"]
        await pilot.press("ctrl+y")
        assert app.column(0) == first

    play(scene, shares())


def test_the_last_row_can_go_and_a_new_one_begins_by_typing() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+k", "ctrl+k")
        assert app.texts == []
        assert app.editor.cursor == (-1, 0)
        assert "还没有内容" in below(app)
        await sent(app, pilot, "乡镇", b"\r")
        assert app.column(0) == ["乡镇"]

    play(scene, shares())


PASTED = [
    ("without-headings", "市财政局\t两成\t上缴\r县财政局\t一成\t上缴\r", 2),
    (
        "with-headings-in-another-order",
        "比例\t分配对象\t用途或者缴付方式\r\n20%\t市财政局\t上缴\r\n10%\t县财政局\t上缴",
        2,
    ),
    ("quoted-cell-with-a-line-break", '"市\n财政局"\t20%\t"说""可""以"\n县财政局\t10%\t上缴', 2),
]


@pytest.mark.parametrize(("text", "count"), [one[1:] for one in PASTED], ids=[one[0] for one in PASTED])
def test_rows_copied_from_a_spreadsheet_are_pasted(text: str, count: int) -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, b"\x1b[200~" + text.encode() + b"\x1b[201~")
        assert len(app.texts) == 2 + count
        names = [name.replace("\n", "") for name in app.column(0)]
        assert [one.replace(" ", "") for one in names] == ["实施机构", "市财政局", "县财政局", "运营机构"]
        assert app.column(1) == ["30%", "20%", "10%", "70%"]
        await pilot.press("ctrl+z")
        assert app.texts == SHARE_ROWS

    play(scene, shares())


def test_a_column_that_belongs_nowhere_is_told() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, b"\x1b[200~" + "分配对象\t比例\t备注\r市财政局\t20%\t无".encode() + b"\x1b[201~")
        assert "备注" in below(app)
        assert app.column(0)[1] == "市财政局"

    play(scene, shares())


def test_a_single_word_that_is_pasted_goes_into_the_cell() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, b"\x1b[200~" + "市财政局\r".encode() + b"\x1b[201~", b"\r")
        assert app.column(0) == ["市财政局", "运营机构"]

    play(scene, shares())


def test_a_choice_is_picked_by_typing_a_part_of_it_or_by_the_arrows() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("right", "right", "right", "right")
        await sent(app, pilot, "重要", b"\r")
        assert app.column(4)[0] == "重要数据"
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert app.column(4)[1] == "重要数据"
        await sent(app, pilot, "没有这一级", b"\r")
        assert app.column(4)[2] == "没有这一级"
        assert app.editor.cell_trouble(2, 4)

    play(scene, TableApp(3))


def test_a_cell_of_several_lines_takes_enter_as_its_end_and_ctrl_j_as_a_line() -> None:
    app = TableApp(keys=("agreement", "annexes"))
    app.session.paste(app.keys, [["附件一", "目录"]])

    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("right", "enter")
        await sent(app, pilot, b"\x0a", "第二段[x]", b"\r")
        assert app.texts[0][1] == "目录\n第二段[x]"
        assert "第二段[x]" in drawn(app)

    play(scene, app)


def test_tab_goes_from_cell_to_cell_while_writing_and_on_to_the_next_widget_otherwise() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, "甲\t四成\t缴库\t乙")
        await pilot.press("shift+tab")
        await pilot.pause()
        assert app.texts == [["甲", "40%", "缴库"], ["乙", "70%", "成本补偿"]]
        assert app.editor.cursor == (0, 2)

    play(scene, shares())


def test_leaving_by_the_screens_own_keys_keeps_what_is_being_written() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, "半句")
        app.editor.finish_editing()
        assert app.column(0)[0] == "半句"

    play(scene, shares())


def test_a_table_is_imported_from_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "目录.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["资源编号", "资源名称", "数据级别", "完整率", "备注"])
    sheet.append(["JT-101", "[卡口]过车记录", "重要数据", 0.985, "x"])
    sheet["D2"].number_format = "0.0%"
    book.save(path)

    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert isinstance(app.screen, ImportDialog)
        app.screen.query_one(PathInput).load(str(tmp_path / "没有.xlsx"))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "不能读取" in str(app.screen.query_one("#trouble", Static).content)
        app.screen.query_one(PathInput).load(f"'{path}'")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.texts[-1][:2] == ["JT-101", "[卡口]过车记录"]
        assert app.texts[-1][7] == "98.5%"
        assert "备注" in below(app)

    play(scene, TableApp(1))


def test_five_hundred_rows_are_looked_at_only_where_they_are_shown() -> None:
    app = TableApp(500)
    asked: list[tuple[int, int]] = []

    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        source = app.editor.source
        original = source.trouble

        def counted(row: int, column: int) -> str:
            asked.append((row, column))
            return original(row, column)

        source.trouble = counted  # type: ignore[method-assign]
        await pilot.press("ctrl+end", "ctrl+n")
        await sent(app, pilot, "JT-501", b"\r")
        await pilot.press("ctrl+home", "ctrl+k")
        assert len(app.texts) == 500
        assert app.column(0)[-1] == "JT-501"

    play(scene, app)
    assert len({row for row, _ in asked}) < 80


def test_a_lost_focus_keeps_the_cell_and_a_switch_of_windows_leaves_it_open() -> None:
    async def scene(app: TableApp, pilot: Pilot[None]) -> None:
        await sent(app, pilot, "换窗口")
        app.app_focus = False
        await pilot.pause()
        app.app_focus = True
        await pilot.pause()
        assert app.editor.editing
        await sent(app, pilot, "之后", b"\r")
        assert app.column(0)[0] == "换窗口之后"

    play(scene, shares())


def test_rows_of_a_spreadsheet_are_as_the_benchmark_makes_them() -> None:
    app = TableApp(2)
    assert app.texts[1][:9] == resource(2)
