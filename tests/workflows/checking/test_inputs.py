"""Which files a check looks at."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from contractkit.errors import UsageError
from contractkit.workflows.checking.inputs import Input, inputs

links = pytest.mark.skipif(sys.platform == "win32", reason="在 Windows 上建立链接需要特别权限")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts, and what lies around in a folder of drafts."""
    (tmp_path / "下层").mkdir()
    for name in (".git", "__MACOSX"):
        (tmp_path / name).mkdir()
    for name in ("乙.txt", "下层/甲.md", ".隐藏.txt", "~$乙.docx", "乙.manifest.json", ".git/config.txt"):
        (tmp_path / name).write_text("甲方", encoding="utf-8")
    for name in ("Thumbs.db", "desktop.ini", "__MACOSX/乙.txt"):
        (tmp_path / name).write_text("系统", encoding="utf-8")
    return tmp_path


def names(*paths: Path, output: Path | None = None) -> list[str]:
    return [one.path.name for one in inputs(paths, output)]


def test_drafts_are_looked_at_and_nothing_else(folder: Path) -> None:
    assert inputs([folder], None) == (Input(folder / "下层" / "甲.md", 6), Input(folder / "乙.txt", 6))


def test_the_last_report_is_no_draft(folder: Path) -> None:
    output = folder / "报告.md"
    output.write_text("# 审查报告", encoding="utf-8")
    assert names(folder, output=output) == ["甲.md", "乙.txt"]
    assert "报告.md" in names(folder)


def test_a_report_never_replaces_the_draft(folder: Path) -> None:
    with pytest.raises(UsageError, match="报告会覆盖"):
        inputs([folder / "乙.txt"], folder / "下层" / ".." / "乙.txt")


@pytest.mark.parametrize("name", ["没有", "空"])
def test_a_path_without_drafts_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(UsageError, match="没有"):
        inputs([tmp_path / name], None)


def test_a_folder_that_cannot_be_opened_is_told_and_stops_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "下层":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    below, draft = inputs([folder], None)
    assert below.path == folder / "下层"
    assert "打不开这个文件夹" in below.problem
    assert draft == Input(folder / "乙.txt", 6)


def test_the_order_is_that_of_the_call_and_each_path_counts_once(folder: Path) -> None:
    first, second = folder / "乙.txt", folder / "下层" / "甲.md"
    assert names(first, second, folder / "下层" / ".." / "乙.txt", folder) == ["乙.txt", "甲.md"]
    assert names(second, first) == ["甲.md", "乙.txt"]


@links
def test_links_are_followed_to_files_but_not_out_of_the_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("别处")
    (elsewhere / "丙.txt").write_text("甲方", encoding="utf-8")
    (folder / "环").symlink_to(folder)
    (folder / "下层" / "环").symlink_to(folder / "下层")
    (folder / "外").symlink_to(elsewhere)
    (folder / "丙.txt").symlink_to(elsewhere / "丙.txt")
    (folder / "断.txt").symlink_to(elsewhere / "没有.txt")
    found = inputs([folder], None)
    assert [one.path.name for one in found] == ["甲.md", "丙.txt", "乙.txt", "外", "断.txt"]
    assert [one.path.name for one in found if one.problem] == ["外"]
    assert str(elsewhere) in found[3].problem


@links
def test_a_link_that_leads_nowhere_and_one_that_leads_to_itself_are_left_to_the_reader(tmp_path: Path) -> None:
    (tmp_path / "断.txt").symlink_to(tmp_path / "没有.txt")
    (tmp_path / "自己.txt").symlink_to(tmp_path / "自己.txt")
    assert names(tmp_path) == ["断.txt", "自己.txt"]
    assert names(tmp_path / "断.txt", tmp_path / "自己.txt") == ["断.txt", "自己.txt"]


def test_the_records_of_a_batch_and_of_a_run_are_no_drafts(tmp_path: Path) -> None:
    for name in (
        "协议.docx",
        "协议.manifest.json",
        "manifest.json",
        "manifest.xlsx",
        ".contractkit-batch.jsonl",
        "报告.json.journal",
    ):
        (tmp_path / name).write_bytes(b"x")
    assert [one.path.name for one in inputs([tmp_path], None)] == ["协议.docx"]
