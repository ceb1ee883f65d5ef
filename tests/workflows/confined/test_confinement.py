"""A worker process that hangs, crashes, eats memory or leaves children costs its own job and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from contractkit.workflows.confined import Confinement, Limits, Stopped, StopReason
from contractkit.workflows.confined.worker import ConfinementError

MEGABYTE = 1024 * 1024
LIMITS = Limits(seconds=1.0, longest=6.0, memory=200 * MEGABYTE)
TESTS = Path(__file__).parents[2]

posix = pytest.mark.skipif(sys.platform == "win32", reason="信号只在 POSIX 系统上有")


@pytest.fixture
def confinement() -> Iterator[Confinement]:
    with Confinement("confined_targets:open_bench", "你好", LIMITS) as one:
        yield one


def told(confinement: Confinement, name: str, argument: Any = None) -> list[Any]:
    return list(confinement.do((name, argument)))


def stopped(confinement: Confinement, name: str, argument: Any = None) -> tuple[list[Any], Stopped]:
    """What it told before, and how it was stopped."""
    heard: list[Any] = []
    with pytest.raises(Stopped) as stop:
        heard.extend(confinement.do((name, argument)))
    return heard, stop.value


def alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def gone(pids: list[int]) -> bool:
    """Whether the processes are gone, or about to be."""
    end = time.monotonic() + 5
    while any(alive(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(alive(pid) for pid in pids)


def test_jobs_are_done_one_after_the_other_by_one_process(confinement: Confinement) -> None:
    assert confinement.greeting() == "你好"
    assert told(confinement, "echo", ["甲", b"\0" * MEGABYTE, None]) == ["甲", b"\0" * MEGABYTE, None]
    assert told(confinement, "echo", []) == []


@pytest.mark.parametrize("deed", ["hang", "hang in native code"])
def test_silence_has_a_limit(confinement: Confinement, deed: str) -> None:
    begun = time.monotonic()
    (pid,), stop = stopped(confinement, deed)
    assert (stop.reason, stop.detail) == (StopReason.SILENCE, "1")
    assert time.monotonic() - begun < 5
    assert gone([pid])
    assert told(confinement, "echo", ["下一个"]) == ["下一个"]


def test_a_sign_of_progress_gives_new_time_but_not_for_ever(confinement: Confinement) -> None:
    assert told(confinement, "slowly", (4, 0.4)) == [0, 1, 2, 3]
    with Confinement("confined_targets:open_bench", "", Limits(seconds=1.0, longest=1.5)) as short:
        heard, stop = stopped(short, "slowly", (10, 0.4))
    assert 1 <= len(heard) <= 4
    assert (stop.reason, stop.detail) == (StopReason.TIME, "2")


def test_large_files_get_more_time() -> None:
    limits = Limits(seconds=10, seconds_per_megabyte=2, longest=100)
    assert [limits.patience(size * MEGABYTE) for size in (0, 5, 300)] == [10, 20, 100]


@posix
@pytest.mark.parametrize(("deed", "fate"), [("crash", "SIGSEGV"), ("abort", "SIGABRT")])
def test_a_crash_is_told_by_its_signal(confinement: Confinement, deed: str, fate: str) -> None:
    _, stop = stopped(confinement, deed)
    assert (stop.reason, stop.detail) == (StopReason.CRASH, fate)
    assert told(confinement, "echo", ["下一个"]) == ["下一个"]


def test_an_early_end_is_told_by_its_exit_code(confinement: Confinement) -> None:
    assert stopped(confinement, "leave", 5)[1].detail == "退出码 5"
    assert stopped(confinement, "leave", 0)[1].detail == "退出码 0"


def test_an_unforeseen_exception_is_a_crash_with_its_words(confinement: Confinement) -> None:
    _, stop = stopped(confinement, "raise", "w:p")
    assert (stop.reason, stop.detail) == (StopReason.CRASH, "KeyError：'w:p'")


@pytest.mark.parametrize(
    ("deed", "argument"), [("eat", 20 * MEGABYTE), ("gulp", 2**45), ("eat in a child", 400 * MEGABYTE)]
)
def test_memory_has_a_limit_also_for_children(deed: str, argument: int) -> None:
    with Confinement("confined_targets:open_bench", "", replace(LIMITS, seconds=60.0, longest=60.0)) as patient:
        heard, stop = stopped(patient, deed, argument)
        assert (stop.reason, stop.detail) == (StopReason.MEMORY, "200")
        assert gone(heard)
        assert told(patient, "echo", ["下一个"]) == ["下一个"]


@pytest.mark.parametrize("deed", ["hang with children", pytest.param("crash with children", marks=posix)])
def test_children_end_with_their_parent(confinement: Confinement, deed: str) -> None:
    (children,), _ = stopped(confinement, deed)
    assert len(children) >= 2
    assert gone(children)


def test_who_stops_listening_stops_the_work(confinement: Confinement) -> None:
    news = confinement.do(("hang", None))
    pid = next(news)
    news.close()  # type: ignore[attr-defined]  # a generator
    assert gone([pid])
    assert told(confinement, "echo", ["下一个"]) == ["下一个"]


def test_a_process_that_keeps_much_memory_is_replaced(confinement: Confinement) -> None:
    (first,) = told(confinement, "keep", 1)
    assert told(confinement, "keep", 120 * MEGABYTE) == [first]
    assert gone([first])
    assert told(confinement, "keep", 1) != [first]


def test_temporary_files_are_gone_even_after_a_crash(confinement: Confinement) -> None:
    (path,), _ = stopped(confinement, "litter")
    assert Path(path).is_relative_to(confinement.folder)
    assert not Path(path).exists()
    confinement.__exit__(None, None, None)
    assert not confinement.folder.exists()


def test_what_the_work_prints_does_not_disturb_and_it_reads_nothing(confinement: Confinement) -> None:
    assert told(confinement, "talk") == ["", b""]
    assert told(confinement, "echo", ["下一个"]) == ["下一个"]


def test_a_target_that_refuses_is_heard_as_it_is() -> None:
    with Confinement("confined_targets:open_nothing", "这个", LIMITS) as one:
        with pytest.raises(ValueError, match="不能用这个") as refused:
            one.greeting()
        assert "open_nothing" in refused.value.__notes__[0]


def test_a_target_that_dies_on_opening_is_told() -> None:
    with (
        Confinement("confined_targets:die_at_once", "", LIMITS) as one,
        pytest.raises(ConfinementError, match="退出码 7"),
    ):
        one.greeting()


@posix
@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_its_parent(request_to_end: signal.Signals, tmp_path: Path) -> None:
    code = (
        "from contractkit.workflows.confined import Confinement, Limits\n"
        "with Confinement('confined_targets:open_bench', '', Limits()) as one:\n"
        "    for news in one.do(('hang with children', None)):\n"
        "        print(one._worker._process.pid, *news, flush=True)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(TESTS)]), "TMPDIR": str(tmp_path)}
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    with parent:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        parent.send_signal(request_to_end)
    assert len(pids) == 5
    assert gone(pids)
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("begun", [True, False])
def test_a_worker_that_speaks_to_a_dead_parent_leaves_no_files(tmp_path: Path, *, begun: bool) -> None:
    target = "open_bench" if begun else "open_slowly"
    code = (
        "import sys\n"
        "from contractkit.workflows.confined import Confinement, Limits\n"
        f"with Confinement('confined_targets:{target}', '', Limits()) as one:\n"
        "    print(one._worker._process.pid, flush=True)\n"
        f"    for news in one.do(('slowly', (1000, 0.001))) if {begun} else ():\n"
        "        print(news, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(TESTS)]), "TMPDIR": str(tmp_path)}
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    with parent:
        assert parent.stdout is not None
        lines = [parent.stdout.readline() for _ in range(20 if begun else 1)]
        parent.kill()
    assert gone([int(lines[0])])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("named", ["kept", ""])
def test_what_is_kept_between_runs_is_not_kept_in_a_folder_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("CONTRACTKIT_CACHE", named and str(tmp_path / named))
    with Confinement("confined_targets:open_bench", "你好", LIMITS) as one:
        (temporary, kept), *_ = told(one, "name places")

    assert kept == (named and str(tmp_path / named))
    assert not Path(temporary).exists()
