"""Many files: side by side, in order, resumed, on a cluster; what one of them does concerns no other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import psutil
import pytest

from contractkit.core.checker.report import Verdict
from contractkit.core.law.requirement import Kind
from contractkit.errors import UsageError
from contractkit.workflows.check import CheckOptions, check_files, checking
from contractkit.workflows.checking import stamp
from contractkit.workflows.checking.messages import Setup
from contractkit.workflows.confined import Limits
from contractkit.workflows.standpoint import Standpoint

WORDS = "授权运营协议\n第一条 授权运营期限为三年。\n"
QUICK = CheckOptions(
    on=date(2026, 3, 1),
    kind=Kind.AGREEMENT,
    worker="checking_targets:open_fragile",
    limits=Limits(seconds=120.0),
    jobs=2,
)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Twelve drafts, of which one kills its reader, and a packed folder of twenty with another such."""
    folder = tmp_path / "稿"
    for number in range(12):
        (folder / f"{number:02}").mkdir(parents=True)
        name = "退出" if number == 5 else "正文"
        (folder / f"{number:02}" / f"{name}.txt").write_text(f"{WORDS}{number}", encoding="utf-8")
    with zipfile.ZipFile(folder / "04包.zip", "w") as made:
        for number in range(20):
            made.writestr(f"{number:02}/{'退出' if number == 9 else '正文'}.txt", f"{WORDS}包{number}")
    return folder


def names(folder: Path) -> list[str]:
    """What the reports must be called, in order."""
    found: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                found += [f"{path}/{name}" for name in archive.namelist()]
        else:
            found.append(str(path))
    return found


def test_reports_come_in_the_order_of_the_files_whatever_one_of_them_does(drafts: Path) -> None:
    documents = check_files([drafts], QUICK).documents
    assert [document.path for document in documents] == names(drafts)
    bad = {Path(document.path).stem for document in documents if document.verdict is Verdict.NOT_ASSESSED}
    assert bad == {"退出"}
    assert sum(document.verdict is Verdict.COMPLETE for document in documents) == 30


def test_the_reports_of_a_run_are_read_from_disk(drafts: Path) -> None:
    with checking([drafts], QUICK) as checked:
        documents = checked.report.documents
        assert len(documents) == len(list(documents)) == 32
        assert documents[3] == list(documents)[3]
        assert documents[-1].path == documents[30:][1].path
        assert not isinstance(documents, tuple)


def test_a_run_that_was_ended_is_resumed(drafts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_JUDGING", ("data/law",))  # who tests may be changing the program meanwhile
    output = tmp_path / "报告.json"
    whole = [document.path for document in check_files([drafts], QUICK).documents]
    options = replace(QUICK, output=output)

    def tire(_: object) -> None:
        tire.times += 1  # type: ignore[attr-defined]
        if tire.times == 20:  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGINT)

    tire.times = 0  # type: ignore[attr-defined]
    with pytest.raises(KeyboardInterrupt), checking([drafts], options, tire):
        pass
    journal = tmp_path / "报告.json.journal"
    kept = journal.read_text(encoding="utf-8").count("\n")
    with pytest.raises(UsageError, match="加 --resume 接着做"), checking([drafts], options):
        pass
    with checking([drafts], replace(options, resume=True)) as checked:
        assert [document.path for document in checked.report.documents] == whole
        first = checked.taken_over
    assert 0 < first < 13, kept
    (drafts / "03" / "正文.txt").write_text(f"{WORDS}改", encoding="utf-8")
    with checking([drafts], replace(options, resume=True)) as checked:
        assert [document.path for document in checked.report.documents] == whole
        assert checked.taken_over == 13 - 1 - 1  # what killed its reader is tried again, what changed is checked anew
    with checking([drafts], replace(options, resume=True, kind=Kind.PLAN)) as checked:
        assert checked.taken_over == 0


def test_a_run_left_in_peace_leaves_no_journal(drafts: Path, tmp_path: Path) -> None:
    with checking([drafts / "00"], replace(QUICK, output=tmp_path / "报告.json")) as checked:
        assert (tmp_path / "报告.json.journal").exists()
        assert len(checked.report.documents) == 1
    assert list(tmp_path.glob("报告*")) == []


def test_a_journal_among_the_drafts_is_no_draft(drafts: Path) -> None:
    options = replace(QUICK, output=drafts / "报告.json", resume=True)
    for _ in range(2):
        with checking([drafts], options) as checked:
            assert [document.path for document in checked.report.documents] == [
                name for name in names(drafts) if not name.endswith(".journal")
            ]


def test_resuming_needs_a_place(drafts: Path) -> None:
    with pytest.raises(UsageError, match="--output"), checking([drafts], replace(QUICK, resume=True)):
        pass


def test_accepted_deviations_meet_the_reports_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(20):
            made.writestr(f"{number:02}.txt", WORDS)
    path.with_name("包.zip.deviations.yaml").write_text(
        "deviations:\n- id: 14.9.evaluation\n  reason: 另文\n  by: 张三\n  until: 2027-01-01\n",
        encoding="utf-8",
    )
    documents = check_files([path], QUICK).documents
    assert len(documents) == 20
    assert [len(document.idle) for document in documents] == [1, *[0] * 19]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, psutil.Process]]:
    """The address of a scheduler, and the parent of its two workers, which work in another folder."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONWARNINGS": "ignore"}
    quiet = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begin = [sys.executable, "-m"]
    where = ["--scheduler-file", str(file)]
    kinds = (
        ["distributed.cli.dask_scheduler", *where, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        ["distributed.cli.dask_worker", *where, "--nworkers", "2", "--nthreads", "1", "--no-dashboard"],
    )
    started = [subprocess.Popen([*begin, *kind], **quiet, start_new_session=True) for kind in kinds]  # type: ignore[call-overload]
    while not file.exists():
        time.sleep(0.05)
    yield json.loads(file.read_text(encoding="utf-8"))["address"], psutil.Process(started[1].pid)
    for process in started:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
        process.wait()


def test_a_cluster_checks_the_same_without_seeing_the_files(drafts: Path, cluster: tuple[str, psutil.Process]) -> None:
    documents = check_files([drafts], replace(QUICK, scheduler=cluster[0])).documents
    assert [document.path for document in documents] == names(drafts)
    assert sum(document.verdict is Verdict.COMPLETE for document in documents) == 30


def test_a_cluster_whose_worker_is_killed_loses_nothing(drafts: Path, cluster: tuple[str, psutil.Process]) -> None:
    address, nanny = cluster
    killed: list[int] = []

    def kill(_: object) -> None:
        workers = [
            one
            for one in nanny.children()
            if one.status() != psutil.STATUS_ZOMBIE and "spawn_main" in " ".join(one.cmdline())
        ]
        if not killed and workers:
            killed.append(workers[0].pid)
            workers[0].kill()

    documents = check_files([drafts], replace(QUICK, scheduler=address), kill).documents
    assert len(killed) == 1
    assert [document.path for document in documents] == names(drafts)
    assert sum(document.verdict is Verdict.COMPLETE for document in documents) == 30


def test_what_a_verdict_rests_on_is_in_the_stamp(tmp_path: Path) -> None:
    setup = Setup(QUICK.on, None, None, "", None, QUICK.reading, QUICK.standpoint)
    before = stamp.stamp_of(setup)
    playbook = tmp_path / "标准.yaml"
    playbook.write_text("elements: {}\n", encoding="utf-8")
    mine = replace(setup, standpoint=Standpoint(playbook))
    first = stamp.stamp_of(mine)
    playbook.write_text("elements:  {}\n", encoding="utf-8")
    stamps = {before, first, stamp.stamp_of(mine), stamp.stamp_of(replace(setup, kind=Kind.PLAN))}
    stamps.add(stamp.stamp_of(replace(setup, edition="draft-2024")))
    assert len(stamps) == 5
    assert stamp.stamp_of(replace(setup, on=date(2026, 3, 2))) in stamps
