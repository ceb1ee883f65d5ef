"""Which files check looks at, and what one bad file costs."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import Report, Verdict
from contractkit.core.law.requirement import Kind
from contractkit.errors import UsageError
from contractkit.readers.detect import read
from contractkit.workflows.check import CheckOptions, check_files, exit_code

WORDS = "授权运营协议\n第一条 授权运营期限为三年。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts, and what lies around in a folder of drafts."""
    (tmp_path / "下层").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("乙.txt", "下层/甲.md", ".隐藏.txt", "~$乙.docx", "乙.manifest.json", ".git/config.txt"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    return tmp_path


def checked(*paths: Path, output: Path | None = None) -> Report:
    return check_files(paths, CheckOptions(on=date(2026, 3, 1), kind=Kind.AGREEMENT, output=output))


def names(report: Report) -> list[str]:
    return [Path(document.path).name for document in report.documents]


def test_drafts_are_looked_at_and_nothing_else(folder: Path) -> None:
    report = checked(folder)
    assert names(report) == ["甲.md", "乙.txt"]
    assert {document.verdict for document in report.documents} == {Verdict.INCOMPLETE}
    assert exit_code(report, Severity.ERROR) == 1


def test_the_last_report_is_no_draft(folder: Path) -> None:
    output = folder / "报告.md"
    output.write_text("# 审查报告", encoding="utf-8")
    assert names(checked(folder, output=output)) == ["甲.md", "乙.txt"]
    assert "报告.md" in names(checked(folder))


def test_a_report_never_replaces_the_draft(folder: Path) -> None:
    draft = folder / "乙.txt"
    with pytest.raises(UsageError, match="报告会覆盖"):
        checked(draft, output=folder / "下层" / ".." / "乙.txt")
    assert draft.read_text(encoding="utf-8") == WORDS


@pytest.mark.parametrize("name", ["没有", "空"])
def test_a_path_without_drafts_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UsageError, match="没有"):
        checked(tmp_path / name)


def test_a_folder_that_cannot_be_opened_is_not_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "下层":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(UsageError, match="打不开文件夹"):
        checked(folder)


def test_a_crash_costs_one_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(path: Path, *, data: bytes) -> object:
        if path.name == "乙.txt":
            raise KeyError("w:p")
        return read(path, data=data)

    monkeypatch.setattr("contractkit.workflows.check.read", fragile)
    good, bad = checked(folder).documents
    assert good.verdict is Verdict.INCOMPLETE
    assert bad.verdict is Verdict.NOT_ASSESSED
    assert "程序出错（KeyError：" in (bad.error or "")
    assert bad.sha256
    assert exit_code(checked(folder), Severity.ERROR) == 3
