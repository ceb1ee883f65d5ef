"""Jobs come back in order, whatever happens to the processes that do them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from contractkit.errors import UsageError
from contractkit.workflows.executors import CrewOptions, Opening, WorkerLost, bearable, open_crew
from crew_targets import Closing

DEEDS = Opening("crew_targets:open_deeds")
TWO = CrewOptions(jobs=2)


def deeds(*jobs: Any, options: CrewOptions = TWO, ordered: bool = True) -> list[Any]:
    """What became of the deeds: values, or the names of errors."""
    with open_crew(DEEDS, options) as crew:
        done = list(crew.results(jobs, ordered=ordered))
    return [one.value if one.error is None else type(one.error).__name__ for one in done]


def test_results_come_in_the_order_of_the_jobs() -> None:
    with open_crew(Opening("crew_targets:open_multiplier", 3), TWO) as crew:
        done = list(crew.results(range(50)))
    assert [(one.number, one.job, one.value) for one in done] == [(n, n, 3 * n) for n in range(50)]


def test_or_as_they_are_done() -> None:
    jobs = [("sleep", 1.0), *(("echo", number) for number in range(30))]
    values = deeds(*jobs, ordered=False)
    assert all(value in range(30) for value in values[:28])
    assert sum(value not in range(30) for value in values) == 1


def test_what_fails_stops_nothing_else() -> None:
    assert deeds(("echo", 1), ("fail", "甲"), ("echo", 2)) == [1, "KeyError", 2]


def test_a_process_that_always_dies_costs_one_job() -> None:
    jobs = [("echo", number) for number in range(20)]
    jobs[7] = ("die", 0)
    expected: list[Any] = list(range(20))
    expected[7] = "WorkerLost"
    assert deeds(*jobs) == expected


def test_a_job_whose_process_died_is_done_again(tmp_path: Path) -> None:
    (pid, *rest) = deeds(("die once", str(tmp_path / "一")), *(("echo", number) for number in range(10)))
    assert pid > 0
    assert rest == list(range(10))


def test_a_process_that_has_grown_is_replaced() -> None:
    options = CrewOptions(jobs=1, growth=100 * 1024 * 1024)
    small = set(deeds(*[("keep", 1)] * 6, options=options))
    large = deeds(*[("keep", 60 * 1024 * 1024)] * 8, options=options)
    assert len(small) == 1
    assert len(set(large)) > 1


def test_a_worker_opens_once(tmp_path: Path) -> None:
    with open_crew(Opening("crew_targets:open_once", tmp_path), TWO) as crew:
        pids = {done.value[0] for done in crew.results(range(30))}
    assert len(list(tmp_path.iterdir())) == 2
    assert pids <= {int(mark.name.split("-")[0]) for mark in tmp_path.iterdir()}


def test_numbers_are_crunched_by_one_thread_a_worker() -> None:
    assert deeds(("threads", None)) == ["1"]


@pytest.mark.parametrize("threads", [False, True])
def test_who_cannot_be_opened_says_so(threads: bool) -> None:
    with (
        pytest.raises(UsageError, match="不能用这个"),
        open_crew(Opening("crew_targets:open_nothing", "这个", threads), TWO) as crew,
    ):
        list(crew.results([1]))


def test_jobs_are_taken_as_there_is_room() -> None:
    taken = 0

    def jobs() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    with open_crew(Opening("crew_targets:open_multiplier", 1), TWO) as crew:
        results = crew.results(jobs())
        assert next(results).value == 0
        assert taken <= 4 * crew.size + 1
        results.close()  # type: ignore[attr-defined]


def test_threads_open_what_is_no_name_and_close_it(tmp_path: Path) -> None:
    mark = tmp_path / "已关"
    with open_crew(Opening(lambda _: Closing(mark), threads=True), TWO) as crew:
        assert [done.value for done in crew.results("甲乙丙")] == list("甲乙丙")
        assert not mark.exists()
    assert mark.exists()


def test_whoever_leaves_early_leaves_no_process() -> None:
    def leave() -> None:
        with open_crew(DEEDS, TWO) as crew:
            for _ in crew.results([("echo", 1), ("sleep", 60.0), ("sleep", 60.0)]):
                raise KeyError("早退")

    before = time.monotonic()
    with pytest.raises(KeyError):
        leave()
    assert time.monotonic() - before < 20
    assert not [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


@pytest.mark.skipif(sys.platform == "win32", reason="信号只在 POSIX 系统上有")
def test_the_first_ctrl_c_finishes_what_runs() -> None:
    told: list[str] = []
    with open_crew(Opening("crew_targets:open_multiplier", 1), TWO, lambda: told.append("听到")) as crew:
        values = []
        for done in crew.results(range(10_000)):
            values.append(done.value)
            if done.number == 20:
                os.kill(os.getpid(), signal.SIGINT)
    assert crew.interrupted
    assert told == ["听到"]
    assert values == list(range(len(values)))
    assert 21 <= len(values) < 60


@pytest.mark.skipif(sys.platform == "win32", reason="信号只在 POSIX 系统上有")
def test_the_second_ctrl_c_ends_at_once() -> None:
    def press() -> None:
        for _ in range(2):
            time.sleep(1)
            os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press).start()
    with pytest.raises(KeyboardInterrupt), open_crew(DEEDS, TWO) as crew:
        list(crew.results([("sleep", 60.0)]))
    with open_crew(DEEDS, TWO) as crew:  # Ctrl-C is what it was before
        assert [done.value for done in crew.results([("echo", 1)])] == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL 只在 POSIX 系统上有")
def test_workers_go_when_their_parent_is_killed() -> None:
    code = (
        "from contractkit.workflows.executors import *\n"
        "if __name__ == '__main__':\n"
        "    with open_crew(Opening('crew_targets:open_deeds'), CrewOptions(jobs=2)) as crew:\n"
        "        for done in crew.results([('sleep', 0.0)] * 2 + [('sleep', 60.0)] * 2): print(done.value, flush=True)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        workers = {int(parent.stdout.readline()) for _ in range(2)}
        parent.kill()
    end = time.monotonic() + 10
    while any(psutil.pid_exists(pid) for pid in workers) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(psutil.pid_exists(pid) for pid in workers)


def test_a_machine_bears_no_more_than_it_has_memory_for() -> None:
    assert bearable(1) >= 1
    assert bearable(2**60) == 1


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("contractkit.workflows.executors.cluster._SECONDS", 1)
    with (
        pytest.raises(UsageError, match="连接不上调度器"),
        open_crew(DEEDS, CrewOptions(scheduler="tcp://127.0.0.1:9")),
    ):
        pass


def test_the_loss_of_a_worker_says_what_to_do() -> None:
    with open_crew(DEEDS, CrewOptions(jobs=1)) as crew:
        (done,) = crew.results([("die", 0)])
    assert isinstance(done.error, WorkerLost)
    assert "--resume" in str(done.error)
