from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from pypdf import PdfWriter
from textual.app import App
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import ContentSwitcher, OptionList, Static
from textual.worker import WorkerCancelled

import contractkit.tui.screens.check_entries as lines
from contractkit.core.checker.finding import Evidence, Finding, Severity
from contractkit.core.document.tree import Location
from contractkit.tui.screens.check import CheckDefaults, CheckScreen
from contractkit.tui.screens.check_detail import Background, detail
from contractkit.tui.screens.check_entries import Entry, Filter
from contractkit.tui.screens.check_start import CheckStart
from contractkit.tui.widgets.phrase_input import PhraseInput
from contractkit.tui.widgets.phrase_input.paths import PathInput
from contractkit.workflows.check import CheckOptions, check_files
from contractkit.workflows.passages import Passage, read_passages

SAMPLES = Path(__file__).parents[3] / "samples" / "drafts"
Scene = Callable[[CheckScreen, Pilot[Any]], Awaitable[None]]


def play(scene: Scene, screen: CheckScreen, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app: App[None] = App()
        async with app.run_test(size=size) as pilot:
            await app.push_screen(screen)
            await pilot.pause()
            await scene(screen, pilot)

    asyncio.run(run())


async def page(screen: CheckScreen, pilot: Pilot[Any], name: str) -> None:
    """Wait for a page of the screen, and for all that is read for it."""
    for _ in range(1200):
        if screen.query_one(ContentSwitcher).current == name:
            break
        await pilot.pause(0.05)
    assert screen.query_one(ContentSwitcher).current == name
    await done(screen)
    await pilot.pause()


async def done(screen: Screen[Any]) -> None:
    """Wait for what the screen has begun; the tree of files has a worker that never ends."""
    for worker in [one for one in screen.workers if one.node is screen]:
        await worker.wait()


def drawn(screen: CheckScreen) -> str:
    return "\n".join("".join(part.text for part in line) for line in screen._compositor.render_strips())


def marked_words(screen: CheckScreen) -> list[str]:
    """The words that are shown in reverse."""
    text = screen.query_one("VerticalScroll Prose").text  # type: ignore[attr-defined]
    content: Content = screen.query_one("VerticalScroll Prose")._text  # type: ignore[attr-defined]
    return [text[span.start : span.end] for span in content.spans if span.style == "reverse"]


def test_a_draft_is_checked_and_its_findings_are_read_with_their_words_law_and_remedy(tmp_path: Path) -> None:
    draft = tmp_path / "对方文本[稿].docx"
    shutil.copyfile(SAMPLES / "flawed-agreement.docx", draft)
    report = check_files([draft], CheckOptions(on=date.today())).documents[0]  # noqa: DTZ011
    first = next(one for one in report.findings if one.rule == "term-too-long")

    async def scene(screen: CheckScreen, pilot: Pilot[Any]) -> None:
        await page(screen, pilot, "result")
        shown = drawn(screen)
        assert "对方文本[稿].docx" in shown
        assert "法定内容不齐备" in shown
        assert first.message in shown
        assert marked_words(screen) == [first.evidence[0].quote]
        assert "第四条 授权运营期限自" in shown  # what stands before the evidence
        assert "期限届满，授权即告终" in shown  # and after it
        text = screen.query_one("VerticalScroll Prose").text  # type: ignore[attr-defined]
        assert first.basis in text
        assert first.remedy in text
        assert "第十四条第（二）项" in text
        listed = screen.query_one("#entries", OptionList).option_count
        await pilot.press("3")
        assert screen.query_one("#entries", OptionList).option_count < listed
        await pilot.press("6")
        assert screen.query_one("#entries", OptionList).option_count > listed
        await export(screen, pilot, tmp_path)

    play(scene, CheckScreen(file=draft))


async def export(screen: CheckScreen, pilot: Pilot[Any], folder: Path) -> None:
    await pilot.press("ctrl+e")
    await pilot.pause()
    await pilot.press("down", "enter")
    await done(pilot.app.screen)
    await pilot.pause()
    written = folder / "对方文本[稿]_审查报告.html"
    assert "授权运营期限为6年" in written.read_text(encoding="utf-8")
    assert pilot.app.screen is screen


def test_a_locked_pdf_says_so_and_opens_with_its_password(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=SAMPLES / "good-plan.pdf")
    writer.encrypt("kaimen", algorithm="RC4-128")
    locked = tmp_path / "加密.pdf"
    writer.write(locked)

    async def scene(screen: CheckScreen, pilot: Pilot[Any]) -> None:
        await page(screen, pilot, "result")
        assert "未能作出结论" in drawn(screen)
        assert "密码" in drawn(screen)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one(PathInput).value == str(locked)
        screen.query_one("#password", PhraseInput).value = "kaimen"
        await pilot.press("enter")
        await page(screen, pilot, "result")
        assert "法定内容齐备" in drawn(screen)
        assert "实施方案" in drawn(screen)

    play(scene, CheckScreen(file=locked))


def test_several_files_are_gone_through_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("会议通知：请各单位于周五下午到会。", encoding="utf-8")
    (tmp_path / "2.docx").write_bytes(b"PK\x03\x04 nothing")

    async def scene(screen: CheckScreen, pilot: Pilot[Any]) -> None:
        await page(screen, pilot, "result")
        assert "第1个，共2个" in drawn(screen)
        assert "不适用" in drawn(screen)
        await pilot.press("right")
        await pilot.pause()
        assert "第2个，共2个" in drawn(screen)
        assert "未能作出结论" in drawn(screen)
        assert "原因" in drawn(screen)

    play(scene, CheckScreen(file=tmp_path))


def test_a_check_that_hangs_is_left_at_once_and_ends(tmp_path: Path) -> None:
    (tmp_path / "卡住.txt").write_text("甲方与乙方约定运营期限为三年。", encoding="utf-8")
    slow = CheckDefaults(worker="checking_targets:open_fragile")

    async def scene(screen: CheckScreen, pilot: Pilot[Any]) -> None:
        running = [one for one in screen.workers if one.group == "check"]
        for _ in range(600):
            if "卡住" in drawn(screen) and psutil.Process().children():
                break
            await pilot.pause(0.05)
        await pilot.pause(1)
        began = time.monotonic()
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one(ContentSwitcher).current == "start"
        assert "已停止" in str(screen.query_one("#trouble", Static).content)
        for worker in running:
            with contextlib.suppress(WorkerCancelled):
                await worker.wait()
        began_children = [one for one in psutil.Process().children() if "confined" in " ".join(one.cmdline())]
        assert time.monotonic() - began < 30
        assert began_children == []

    play(scene, CheckScreen(file=tmp_path / "卡住.txt", defaults=slow))


def test_a_path_that_does_not_exist_is_told_and_completed(tmp_path: Path) -> None:
    (tmp_path / "协议草案.docx").write_bytes(b"")
    (tmp_path / "协议附件").mkdir()

    async def scene(screen: CheckScreen, pilot: Pilot[Any]) -> None:
        field = screen.query_one(PathInput)
        field.load(f"{tmp_path}/协议")
        await pilot.press("ctrl+t")
        assert field.value == f"{tmp_path}/协议草案.docx"
        await pilot.press("ctrl+t")
        assert field.value == f"{tmp_path}/协议附件/"
        field.load("没有这个.docx")
        await pilot.press("enter")
        await pilot.pause()
        assert "没有这个文件" in str(screen.query_one("#trouble", Static).content)

    play(scene, CheckScreen(tmp_path))


def test_the_tree_begins_where_it_is_told_and_hides_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    (tmp_path / "~$a.docx").write_bytes(b"")
    (tmp_path / ".b").write_bytes(b"")

    async def scene(screen: CheckScreen, pilot: Pilot[Any]) -> None:
        await pilot.pause(0.3)
        shown = drawn(screen)
        assert "a.docx" in shown
        assert "~$a" not in shown
        assert screen.query_one(CheckStart).display

    play(scene, CheckScreen(tmp_path))


def finding(severity: Severity) -> Entry:
    one = Finding("x-rule", severity, "14.2", f"{severity.value}[b]", "改", "法", ())
    return Entry(one, "14.2", accepted=False)


@pytest.mark.parametrize(
    ("chosen", "severities"),
    [
        (Filter.ERROR, [Severity.ERROR]),
        (Filter.WARNING, [Severity.WARNING]),
        (Filter.INFO, [Severity.INFO]),
        (Filter.OPEN, list(Severity)),
        (Filter.ALL, list(Severity)),
        (Filter.UNJUDGED, []),
    ],
)
def test_a_filter_lets_its_severity_through(chosen: Filter, severities: list[Severity]) -> None:
    every = tuple(finding(severity) for severity in Severity)
    assert [entry.verdict.severity for entry in lines.passing(every, chosen)] == severities


def test_evidence_whose_words_are_not_found_again_stands_alone() -> None:
    where = Location(3)
    one = Finding("r", Severity.ERROR, "", "m", "改正", "", (Evidence("原话[x]", ("第三条",), where),))
    text = detail(Entry(one, "", accepted=False), Background({}, (Passage(where, "", "改过的话"),))).plain
    assert "原话[x]" in text
    assert "改过" not in text


def test_the_words_of_a_member_of_an_archive_are_read_from_it(tmp_path: Path) -> None:
    archive = tmp_path / "资料.zip"
    shutil.make_archive(str(archive.with_suffix("")), "zip", SAMPLES)
    report = check_files([archive], CheckOptions(on=date(2026, 3, 1)))
    document = next(one for one in report.documents if "flawed" in one.path)
    found = read_passages(archive, document.path)
    quotes = [evidence for one in document.findings for evidence in one.evidence]
    assert quotes
    assert all(any(one.location == place.location and one.quote in place.text for place in found) for one in quotes)
