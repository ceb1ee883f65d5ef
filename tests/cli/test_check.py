"""`contractkit check` as users meet it: views, passwords, limits, progress, Ctrl-C."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from pypdf import PdfReader, PdfWriter

from contractkit.cli import progress as display
from contractkit.cli.password import find_password
from contractkit.workflows.check import Progress

SAMPLES = Path(__file__).parents[2] / "samples" / "drafts"
WORDS = "授权运营协议\n第一条 授权运营期限为三年。\n"


def check(*arguments: str | Path, **more: Any) -> Any:
    """The only document of the report."""
    command = [sys.executable, "-m", "contractkit", "check", *map(str, arguments), "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False, **more)
    (document,) = json.loads(done.stdout)["documents"]
    return document


def test_a_draft_is_checked_as_changed_or_as_it_was() -> None:
    accepted = check(SAMPLES / "flawed-agreement.docx")
    original = check(SAMPLES / "flawed-agreement.docx", "--revisions", "original")
    assert accepted["reading"]["characters"] != original["reading"]["characters"]


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that opens with 口令2026."""
    path = tmp_path_factory.mktemp("locked") / "方案.pdf"
    writer = PdfWriter(clone_from=PdfReader(SAMPLES / "good-plan.pdf"))
    writer.encrypt("kouling2026", algorithm="RC4-128")
    writer.write(path)
    return path


def test_an_encrypted_file_needs_its_password(locked: Path) -> None:
    document = check(locked)
    assert document["verdict"] == "not_assessed"
    assert "--password" in document["error"]


@pytest.mark.parametrize("how", ["option", "stdin", "environment"])
def test_the_password_comes_from_wherever_it_may(locked: Path, how: str) -> None:
    match how:
        case "option":
            document = check(locked, "--password", "kouling2026")
        case "stdin":
            document = check(locked, "--password", "-", input=b"kouling2026\n")
        case _:
            document = check(locked, env={**os.environ, "CONTRACTKIT_PASSWORD": "kouling2026"})
    assert document["error"] is None
    assert document["verdict"] == "complete"


def test_the_password_is_asked_for_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", open_terminal())
    monkeypatch.setattr("getpass.getpass", lambda words: f"答{words}")
    assert find_password("-") == "答文件的打开密码："
    assert find_password("直接") == "直接"


def open_terminal() -> io.StringIO:
    """Text that says it comes from a terminal."""
    stream = io.StringIO()
    stream.isatty = lambda: True  # type: ignore[method-assign]
    return stream


def test_a_wrong_time_limit_is_a_wrong_call(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "contractkit", "check", str(tmp_path), "--time-limit", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--time-limit" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="信号只在 POSIX 系统上有")
@pytest.mark.parametrize(("request_to_end", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_is_asked_to_end_leaves_nothing_behind(tmp_path: Path, request_to_end: signal.Signals, code: int) -> None:
    draft, tmp = tmp_path / "长.txt", tmp_path / "tmp"
    draft.write_text(
        "授权运营协议\n" + "第一条 授权运营期限为五年，收益分配比例为甲方30%。\n" * 40_000, encoding="utf-8"
    )
    tmp.mkdir()
    command = [sys.executable, "-m", "contractkit", "check", str(draft), "--kind", "agreement"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp)}
    ) as running:
        end = time.monotonic() + 30
        while not (workers := psutil.Process(running.pid).children()) and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(1)
        running.send_signal(request_to_end)
        told = running.communicate(timeout=30)
    assert running.returncode == code
    assert told[0] == b""
    assert b"Traceback" not in told[1]
    assert ("已中断。" in told[1].decode()) is (code == 130)
    assert workers
    assert not any(worker.is_running() for worker in workers)
    assert list(tmp.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有伪终端")
def test_progress_shows_on_a_terminal_only_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty  # noqa: PLC0415  absent on Windows

    monkeypatch.setattr(display, "_DELAY", 0.01)
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal, open(ours, "rb", buffering=0) as seen:  # noqa: PTH123  a descriptor
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        with display.shown_progress() as hear:
            hear(Progress("甲[bold].pdf", 1, 3))
            time.sleep(0.3)
            hear(Progress("甲[bold].pdf", 1, 3, pages=2, of_pages=7))
            time.sleep(0.3)
        text = seen.read(100_000).decode("utf-8", "replace")
    assert "审查 甲[bold].pdf（第2/3个文件，第2/7页）" in text


def test_nothing_is_shown_to_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    with display.shown_progress() as hear:
        hear(Progress("甲.pdf", 0, 2))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["html", "xlsx", "sarif", "junit"])
def test_a_report_is_written_in_every_form(tmp_path: Path, form: str) -> None:
    draft, output = tmp_path / "稿" / "甲.txt", tmp_path / "出" / f"报告.{form}"
    draft.parent.mkdir()
    draft.write_text(WORDS, encoding="utf-8")
    command = [sys.executable, "-m", "contractkit", "check", str(draft.parent), "--kind", "agreement"]
    done = subprocess.run(
        [*command, "--format", form, "--output", str(output)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"已写入 {output}" in done.stderr
    heads = {"html": b"<!DOCTYPE html>", "xlsx": b"PK", "sarif": b'{"$schema"', "junit": b"<?xml"}
    assert output.read_bytes().startswith(heads[form])
    assert [path.name for path in output.parent.iterdir()] == [output.name]


def test_a_workbook_does_not_go_to_the_screen(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "contractkit", "check", str(tmp_path), "--format", "xlsx"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--output 报告.xlsx" in done.stderr
