"""What check makes of the files of a run, and what one bad file costs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import DocumentReport, Verdict
from contractkit.core.law.requirement import Kind
from contractkit.errors import ContractkitError, UsageError
from contractkit.workflows.check import CheckOptions, Progress, check_files, exit_code
from contractkit.workflows.confined import Limits

WORDS = "授权运营协议\n第一条 授权运营期限为三年。\n"
OPTIONS = CheckOptions(on=date(2026, 3, 1), kind=Kind.AGREEMENT)
# Without the library: what counts is which file gets which report.
QUICK = replace(OPTIONS, worker="checking_targets:open_fragile", limits=Limits(seconds=3.0, memory=300 * 1024 * 1024))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts."""
    (tmp_path / "下层").mkdir()
    for name in ("乙.txt", "下层/甲.md"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    return tmp_path


def by_name(documents: Sequence[DocumentReport]) -> dict[str, DocumentReport]:
    return {Path(document.path).name: document for document in documents}


def test_every_file_of_a_folder_is_judged(folder: Path) -> None:
    report = check_files([folder], OPTIONS)
    assert list(by_name(report.documents)) == ["甲.md", "乙.txt"]
    assert {document.verdict for document in report.documents} == {Verdict.INCOMPLETE}
    assert {document.sha256 for document in report.documents} == {hashlib.sha256(WORDS.encode()).hexdigest()}
    assert report.edition == "nda-2025"
    assert exit_code(report, Severity.ERROR) == 1


def test_what_a_locality_leaves_out_crosses_over(folder: Path) -> None:
    report = check_files([folder / "乙.txt"], replace(OPTIONS, locality="shanghai"))
    assert report.locality == "shanghai"
    assert report.notes


def test_a_wrong_edition_or_library_is_a_wrong_call(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2019"):
        check_files([folder], replace(OPTIONS, edition="2019"))
    (tmp_path / "空库").mkdir()
    with pytest.raises(ContractkitError):
        check_files([folder], replace(OPTIONS, clauses=tmp_path / "空库"))


def test_whatever_a_file_does_to_its_reader_costs_one_row(folder: Path) -> None:
    told = {
        "出错": "程序出错（KeyError：'w:p'）",
        "卡住": "读取这个文件时连续3秒没有进展",
        "崩溃": "读取这个文件时处理它的进程崩溃（",
        "耗尽": "读取这个文件时使用的内存超过了上限（300 MB）",
        "审查卡住": "审查这个文件时连续3秒没有进展",
        "退出": "处理它的进程崩溃（退出码 3）",
    }
    for name in told:
        (folder / f"{name}.txt").write_text(WORDS, encoding="utf-8")
    report = check_files([folder], QUICK)
    documents = by_name(report.documents)
    assert sorted(documents) == sorted(["甲.md", "乙.txt", *(f"{name}.txt" for name in told)])
    for name, words in told.items():
        bad = documents[f"{name}.txt"]
        assert words in (bad.error or "")
        assert bad.sha256 == hashlib.sha256(WORDS.encode()).hexdigest()
        assert (bad.verdict, bad.reading.format) == (Verdict.NOT_ASSESSED, "txt")
    assert documents["甲.md"].verdict is documents["乙.txt"].verdict is Verdict.COMPLETE
    assert exit_code(report, Severity.ERROR) == 3


def archive(path: Path, *names: str) -> Path:
    """A zip of texts."""
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, WORDS)
    return path


def test_the_members_of_an_archive_are_documents_of_their_own(tmp_path: Path) -> None:
    path = archive(tmp_path / "包.zip", "协议/内文.txt", "~$内文.docx", "说明.md")
    report = check_files([path], OPTIONS)
    assert [document.path for document in report.documents] == [f"{path}/协议/内文.txt", f"{path}/说明.md"]
    assert {document.verdict for document in report.documents} == {Verdict.INCOMPLETE}
    assert {document.sha256 for document in report.documents} == {hashlib.sha256(WORDS.encode()).hexdigest()}


def test_a_member_that_kills_its_reader_costs_its_own_row(tmp_path: Path) -> None:
    path = archive(tmp_path / "包.zip", "甲.txt", "崩溃.txt", "乙.txt", "退出.txt", "丙.txt")
    documents = by_name(check_files([path], QUICK).documents)
    assert list(documents) == ["甲.txt", "崩溃.txt", "乙.txt", "退出.txt", "丙.txt"]
    assert [document.verdict for document in documents.values()] == [
        Verdict.COMPLETE,
        Verdict.NOT_ASSESSED,
        Verdict.COMPLETE,
        Verdict.NOT_ASSESSED,
        Verdict.COMPLETE,
    ]
    assert documents["崩溃.txt"].path == f"{path}/崩溃.txt"


def test_an_archive_of_killers_is_given_up(tmp_path: Path) -> None:
    path = archive(tmp_path / "包.zip", *(f"{number}/退出.txt" for number in range(8)), "乙.txt")
    *killed, last = check_files([path], QUICK).documents
    assert len(killed) == 5
    assert last.path == str(path)
    assert "已有5个文件使处理中断。这个压缩包里其余的文件没有审查" in (last.error or "")


def test_a_damaged_archive_is_one_row(tmp_path: Path) -> None:
    path = archive(tmp_path / "包.zip", "甲.txt", "乙.txt")
    path.write_bytes(path.read_bytes()[:-30])
    (bad,) = check_files([path], QUICK).documents
    assert (bad.path, bad.verdict) == (str(path), Verdict.NOT_ASSESSED)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有安装 LibreOffice")
def test_old_formats_are_converted_together_and_keep_their_names(tmp_path: Path) -> None:
    for name in ("甲.rtf", "乙.rtf"):
        (tmp_path / name).write_bytes(b"{\\rtf1\\ansi\\u25480?\\u26435?\\par}")
    (tmp_path / "坏.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 2000)
    (tmp_path / "丙.txt").write_text(WORDS, encoding="utf-8")
    documents = by_name(check_files([tmp_path], QUICK).documents)
    assert [documents[name].reading.format for name in ("甲.rtf", "乙.rtf", "丙.txt")] == ["rtf", "rtf", "text"]
    assert documents["坏.doc"].verdict is Verdict.NOT_ASSESSED


def test_what_is_no_file_or_cannot_be_opened_is_told(folder: Path) -> None:
    (folder / "断.txt").symlink_to(folder / "没有.txt")
    (folder / "自己.txt").symlink_to(folder / "自己.txt")
    os.mkfifo(folder / "管道.docx")
    documents = by_name(check_files([folder], QUICK).documents)
    for name, words in (("断.txt", "不能打开文件"), ("自己.txt", "不能打开文件"), ("管道.docx", "不是普通文件")):
        assert words in (documents[name].error or "")
        assert documents[name].sha256 == ""


def test_a_file_that_vanishes_costs_its_own_row(folder: Path) -> None:
    good, bad = check_files([folder], QUICK, lambda _: (folder / "乙.txt").unlink(missing_ok=True)).documents
    assert good.verdict is Verdict.COMPLETE
    assert (bad.verdict, bad.sha256) == (Verdict.NOT_ASSESSED, "")
    assert "不能打开文件" in (bad.error or "")


def test_a_file_far_too_large_is_told_without_being_read(folder: Path) -> None:
    with (folder / "下层" / "巨大.docx").open("wb") as stream:
        stream.truncate(400 * 1024 * 1024)
    bad = by_name(check_files([folder], QUICK).documents)["巨大.docx"]
    assert "文件有 400 MB，超出可读范围" in (bad.error or "")


def test_progress_is_told_file_by_file(folder: Path) -> None:
    heard: list[Progress] = []
    check_files([folder], QUICK, heard.append)
    told = [(Path(one.name).name, one.done) for one in heard]
    assert list(dict.fromkeys(told)) == [("甲.md", (0, 2)), ("乙.txt", (1, 2))]


def test_pages_count_as_parts_of_a_file() -> None:
    assert Progress("甲.pdf", 2, 4, pages=30, of_pages=40).done == (2.75, 4)


def test_the_parent_loads_none_of_what_reads_and_judges(folder: Path) -> None:
    heavy = ("contractkit.core.checker.engine", "contractkit.readers.detect", "lxml", "pypdfium2", "ruamel", "docx")
    code = (
        "import sys; from contractkit.cli.app import run; run(['check', sys.argv[1], '--format', 'json']);"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
