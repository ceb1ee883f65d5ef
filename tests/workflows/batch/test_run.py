"""A batch from the table to the files: bad rows, changed rows, edited files, kills, a full disk."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, UsageError
from contractkit.rendering.pdf import find_office
from contractkit.workflows.batch.request import BatchOptions, Verify
from contractkit.workflows.batch.run import JOURNAL, run_batch
from strategies import SAMPLES
from workflows.batch.tables import write_table

TRAFFIC = SAMPLES / "traffic.yaml"
ROWS = 40
COMMAND = [sys.executable, "-m", "contractkit", "batch"]


def asked(folder: Path, count: int = 4, **changes: object) -> BatchOptions:
    table = write_table(folder / "rows.csv", count)
    options = BatchOptions(
        table, str(folder / "out"), (Kind.AGREEMENT,), base=TRAFFIC, jobs=1, pattern="{序号}-{协议编号}"
    )
    return replace(options, **changes)  # type: ignore[arg-type]


def documents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.docx")}


def listed(folder: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((folder / "manifest.json").read_text("utf-8"))["rows"]
    return rows


def test_bad_rows_stop_nothing_and_are_made_when_they_are_right(tmp_path: Path) -> None:
    options = asked(tmp_path)
    bad = {"agreement.signing_date": "昨天", "parties.operator.name": ""}
    write_table(options.table, 4, {2: bad, 3: {"agreement.liability.breach_penalty": "很多"}})
    first = run_batch(options)
    out = tmp_path / "out"
    assert (first.rows, first.done, first.failures) == (4, 2, 2)
    assert sorted(documents(out)) == ["01-QYJT-SQYY-2026-00001.docx", "04-QYJT-SQYY-2026-00004.docx"]
    told = [str(problem) for _, problems in first.failed for problem in problems]
    assert any("第3行" in one and "昨天" in one for one in told)
    assert any("第4行" in one and "很多" in one for one in told)
    assert [row["status"] for row in listed(out)] == ["done", "failed", "failed", "done"]
    assert first.marked is not None
    assert Path(first.marked).is_file()

    with pytest.raises(UsageError, match="--resume"):
        run_batch(options)
    before = documents(out)
    kept = (out / "01-QYJT-SQYY-2026-00001.docx").stat().st_mtime_ns
    write_table(options.table, 4, {4: {"parties.operator.representative": "另一人"}})
    second = run_batch(replace(options, resume=True))
    assert (second.done, second.kept, second.failures) == (4, 1, 0)
    after = documents(out)
    assert len(after) == 4
    assert (out / "01-QYJT-SQYY-2026-00001.docx").stat().st_mtime_ns == kept
    assert after["04-QYJT-SQYY-2026-00004.docx"] != before["04-QYJT-SQYY-2026-00004.docx"]
    _proves_manifest(out, after)


def _proves_manifest(out: Path, after: dict[str, str]) -> None:
    files = [file for row in listed(out) for file in row["files"]]  # type: ignore[attr-defined]
    assert {file["name"]: file["sha256"] for file in files} == after
    assert {file["verdict"] for file in files} == {"written"}
    sheet = openpyxl.load_workbook(out / "manifest.xlsx").active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:H5")
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["C2:C5"]
    names = [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert sorted(map(str, names)) == sorted(after)


def test_a_file_that_somebody_edited_is_left_alone(tmp_path: Path) -> None:
    options = asked(tmp_path, 2)
    run_batch(options)
    first, second = sorted((tmp_path / "out").glob("*.docx"))
    first.write_bytes(b"edited")
    second.write_bytes(b"edited, too")
    write_table(options.table, 2, {2: {"parties.operator.representative": "另一人"}})
    outcome = run_batch(replace(options, resume=True))
    assert outcome.edited == [first.name]
    assert [problem.message for _, problems in outcome.failed for problem in problems] == [
        f"第3行的文件在生成后被修改过，没有覆盖：{second.name}"
    ]
    assert (first.read_bytes(), second.read_bytes()) == (b"edited", b"edited, too")
    run_batch(replace(options, resume=True, overwrite=True))
    assert all(zipfile.is_zipfile(path) for path in (first, second))


def test_nothing_is_written_where_names_collide_or_files_are_there(tmp_path: Path) -> None:
    options = asked(tmp_path)
    with pytest.raises(InvalidData, match="没有写入任何文件"):
        run_batch(replace(options, pattern="{签订日期}", table=write_table(tmp_path / "many.csv", 30)))
    with pytest.raises(UsageError, match="不是事项中的字段"):
        run_batch(replace(options, pattern="{没有}"))
    assert not (tmp_path / "out").exists()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "03-qyjt-sqyy-2026-00003.docx").write_bytes(b"somebody's")
    with pytest.raises(UsageError, match="已有同名文件"):
        run_batch(options)
    assert [path.name for path in (tmp_path / "out").glob("*.docx")] == ["03-qyjt-sqyy-2026-00003.docx"]


def command(folder: Path, out: Path, *more: str) -> list[str]:
    given = ["--base", str(TRAFFIC), "--out", str(out), "--kind", "agreement", "--jobs", "2", "--verify", "none"]
    return [*COMMAND, str(folder / "rows.csv"), *given, "--name-pattern", "{序号}-{协议编号}", *more]


def finish(folder: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, out, *more), capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


def started(folder: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(folder, out, *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def wait_for(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Until so many documents are there, or the process has ended."""
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end and len(list(out.glob("*.docx"))) < count:
        time.sleep(0.002)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL and process groups")
def test_killed_at_any_moment_and_resumed_it_makes_the_same_files(tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    options = asked(tmp_path, ROWS, verify=Verify.NONE)
    assert run_batch(replace(options, out=str(whole))).done == ROWS
    chance = random.Random(6)  # noqa: S311  no secret
    for kill, group in enumerate((True, False, True)):
        process = started(tmp_path, out, *(["--resume"] if kill else []))
        wait_for(out, min(ROWS - 1, chance.randint(kill * 12, kill * 12 + 10)), process)
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        time.sleep(0.3)  # workers whose parent is gone end by themselves
        assert all(zipfile.ZipFile(path).testzip() is None for path in out.glob("*.docx"))
    last = finish(tmp_path, out, "--resume")
    assert last.returncode == 0, last.stderr
    assert documents(out) == documents(whole)
    assert {path.name for path in out.iterdir()} == {path.name for path in whole.iterdir()}
    assert run_batch(replace(options, out=str(out), resume=True)).kept == ROWS


@pytest.mark.skipif(os.name != "posix", reason="SIGINT to one process")
def test_ctrl_c_finishes_what_runs_and_says_how_to_go_on(tmp_path: Path) -> None:
    write_table(tmp_path / "rows.csv", 400)
    out = tmp_path / "out"
    with (tmp_path / "told").open("wb") as told:
        process = subprocess.Popen(command(tmp_path, out), stdout=told, stderr=told, start_new_session=True)
        wait_for(out, 8, process)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
    text = (tmp_path / "told").read_text("utf-8")
    assert "--resume" in text
    rows = listed(out)
    done = [row for row in rows if row["status"] == "done"]
    assert len(done) == len(documents(out)) < 400
    assert not list(out.glob(".*.part"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    size = "size=1m"
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", size, "tmpfs", place], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("mounting is not permitted here")
    yield place
    subprocess.run([str(shutil.which("umount")), place], check=True)


def test_a_full_disk_leaves_whole_files_and_can_be_gone_on_with(tmp_path: Path, small_disk: Path) -> None:
    write_table(tmp_path / "rows.csv", 24)
    out = small_disk / "out"
    full = finish(tmp_path, out)
    assert full.returncode == 2
    assert "No space left" in full.stderr or "磁盘已满" in full.stderr
    assert "--resume" in full.stderr
    there = documents(out)
    assert 2 < len(there) < 24
    assert all(zipfile.ZipFile(path).testzip() is None for path in out.glob("*.docx"))
    assert not list(out.glob(".*.part"))
    subprocess.run([str(shutil.which("mount")), "-o", "remount,size=64m", small_disk], check=True)
    assert finish(tmp_path, out, "--resume").returncode == 0
    after = documents(out)
    assert len(after) == 24
    assert {name: after[name] for name in there} == there


@pytest.mark.parametrize(
    ("verify", "verdict"), [(Verify.NONE, "unread"), (Verify.ALL, "written"), (Verify.FULL, "complete")]
)
def test_what_is_known_of_a_document_is_what_was_asked_for(tmp_path: Path, verify: Verify, verdict: str) -> None:
    outcome = run_batch(asked(tmp_path, 1, verify=verify))
    assert (outcome.done, outcome.failed) == (1, [])
    assert [file["verdict"] for file in listed(tmp_path / "out")[0]["files"]] == [verdict]  # type: ignore[attr-defined]


def test_documents_go_to_an_address_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal of an address stands in the working folder, and is found there again."""
    monkeypatch.chdir(tmp_path)
    options = asked(tmp_path, 3, out=f"file://{tmp_path}/away")
    write_table(options.table, 3, {2: {"agreement.signing_date": "昨天"}})
    first = run_batch(options)
    assert (first.done, first.failures) == (2, 1)
    write_table(options.table, 3)
    second = run_batch(replace(options, resume=True))
    assert (second.done, second.kept) == (3, 2)
    names = {path.name for path in (tmp_path / "away").iterdir()}
    assert names == {*(f"{n:02}-QYJT-SQYY-2026-{n:05}.docx" for n in (1, 2, 3)), "manifest.json", "manifest.xlsx"}
    assert [path.name for path in tmp_path.glob(".contractkit-batch-*.jsonl")] != []


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_each_document_has_its_copy_in_pdf(tmp_path: Path) -> None:
    options = asked(tmp_path, 1, pdf=True, verify=Verify.NONE)
    assert run_batch(options).done == 1
    name = "01-QYJT-SQYY-2026-00001.pdf"
    assert (tmp_path / "out" / name).read_bytes().startswith(b"%PDF-")
    assert name in [file["name"] for file in listed(tmp_path / "out")[0]["files"]]  # type: ignore[attr-defined]
    assert run_batch(replace(options, resume=True)).kept == 1


def test_the_journal_is_not_a_document(tmp_path: Path) -> None:
    run_batch(asked(tmp_path, 1, verify=Verify.SAMPLE))
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {JOURNAL, "manifest.json", "manifest.xlsx", "01-QYJT-SQYY-2026-00001.docx"}
    assert [file["verdict"] for file in listed(tmp_path / "out")[0]["files"]] == ["written"]  # type: ignore[attr-defined]
