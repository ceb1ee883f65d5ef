"""A real scheduler with two workers, of which one is killed in the middle: nothing is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from contractkit.core.law.requirement import Kind
from contractkit.errors import UsageError
from contractkit.workflows.batch.request import BatchOptions, Verify
from contractkit.workflows.batch.run import Progress, run_batch
from contractkit.workflows.destination import destination
from contractkit.workflows.executors import CrewOptions, Opening, open_crew
from strategies import SAMPLES
from workflows.batch.tables import write_table

Client = pytest.importorskip("distributed").Client
TESTS = Path(__file__).parents[2]


def start(arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """A process of the cluster, quiet, with our targets at hand."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTHONWARNINGS": "ignore"}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers in nannies, on loopback."""
    folder = tmp_path_factory.mktemp("cluster")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    with ExitStack() as stack:
        scheduler = ["distributed.cli.dask_scheduler", "--host", address, "--no-dashboard", "--no-show"]
        worker = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", "w"]
        for arguments in (scheduler, worker, worker):
            process = start(arguments, folder)
            stack.callback(process.wait)
            stack.callback(end, process)
        yield address


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all it started."""
    for child in psutil.Process(process.pid).children(recursive=True):
        child.kill()
    process.kill()


def test_jobs_are_done_there_in_order(cluster: str) -> None:
    with open_crew(Opening("crew_targets:open_multiplier", 3), CrewOptions(scheduler=cluster)) as crew:
        values = [done.value for done in crew.results(range(40))]
    assert values == [3 * number for number in range(40)]


def test_what_fails_there_stops_nothing_else(cluster: str) -> None:
    with open_crew(Opening("crew_targets:open_deeds"), CrewOptions(scheduler=cluster)) as crew:
        done = list(crew.results([("echo", 1), ("fail", "甲"), ("echo", 2)]))
    assert [(one.value, type(one.error).__name__) for one in done] == [
        (1, "NoneType"),
        (None, "KeyError"),
        (2, "NoneType"),
    ]


def test_who_cannot_be_opened_there_says_so(cluster: str) -> None:
    with (
        pytest.raises(UsageError, match="不能用这个"),
        open_crew(Opening("crew_targets:open_nothing", "这个"), CrewOptions(scheduler=cluster)) as crew,
    ):
        list(crew.results([1]))


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(cluster: str) -> None:
    with open_crew(Opening("crew_targets:open_deeds"), CrewOptions(scheduler=cluster)) as crew:
        values = []
        for done in crew.results([("sleep", 0.05)] * 60):
            values.append(done.value)
            assert done.error is None
            if done.number == 10:
                os.kill(done.value, signal.SIGKILL)
    assert len(values) == 60
    assert len(set(values)) >= 2


def test_workers_write_to_an_address_for_themselves(cluster: str, tmp_path: Path) -> None:
    out = destination(f"file://{tmp_path}/out")
    with open_crew(Opening("crew_targets:open_writer", out), CrewOptions(scheduler=cluster)) as crew:
        assert [done.error for done in crew.results(range(20))] == [None] * 20
    assert out.names() == {f"{number}.txt" for number in range(20)}
    assert out.read("7.txt") == b"7"


def test_a_batch_loses_no_row_to_a_worker_that_is_killed(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers that share no disk with us write to an address; where we have a folder, the files come home."""
    monkeypatch.chdir(tmp_path)  # the journal of an address stands in the working folder
    table, kinds = write_table(tmp_path / "rows.csv", 24), (Kind.AGREEMENT,)
    victims: list[int] = []

    def kill_one(progress: Progress) -> None:
        """When the first rows are there and others are being done."""
        if not victims and progress.done < progress.of:
            with Client(cluster, set_as_default=False) as client:
                victims.extend(client.run(os.getpid).values())
            os.kill(victims[0], signal.SIGKILL)

    there = BatchOptions(
        table,
        f"file://{tmp_path}/there",
        kinds,
        base=SAMPLES / "traffic.yaml",
        pattern="{序号}",
        verify=Verify.NONE,
        scheduler=cluster,
    )
    outcome = run_batch(there, kill_one)
    assert (outcome.rows, outcome.done, outcome.failed) == (24, 24, [])
    assert len(victims) == 2
    home = run_batch(replace(there, out=str(tmp_path / "home")))
    assert home.done == 24
    files = {path.name: path.read_bytes() for path in (tmp_path / "there").glob("*.docx")}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "home").glob("*.docx")}
    assert sorted(files) == [f"{number:02}.docx" for number in range(1, 25)]
    again = run_batch(replace(there, resume=True))
    assert again.kept == 24
