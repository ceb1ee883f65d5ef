"""Opening, saving, resuming: nothing typed is lost, nothing of anybody else's is overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contractkit.core.interview.answers import Origin, Snapshot
from contractkit.core.interview.materials import Materials
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Side
from contractkit.errors import InvalidData, UsageError
from contractkit.library.interview import load_materials
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from contractkit.workflows.interview import (
    Damaged,
    Interview,
    InUse,
    Order,
    begin_with,
    config_folder,
    new_from,
    open_interview,
    recent,
    samples,
)
from contractkit.workflows.interview.encoding import applied, decoded, difference, encoded, from_whole, whole
from contractkit.workflows.interview.lock import in_use
from contractkit.workflows.interview.places import beside
from interview_answers import SAMPLES

NAME, START, SHARES = ("name",), ("term", "start"), ("revenue", "shares")


@pytest.fixture(scope="module")
def materials() -> Materials:
    return load_materials()


@pytest.fixture
def opened(materials: Materials, tmp_path: Path) -> Callable[..., Interview]:
    def open_it(name: str = "m.yaml", *, recover: bool = False) -> Interview:
        return open_interview(tmp_path / name, materials, config=tmp_path / "config", recover=recover)

    return open_it


def killed(interview: Interview) -> None:
    """As after SIGKILL: nothing is written any more, the lock stays behind and its process is gone."""
    interview._saver.close()
    interview._on.journal.close()
    lock = interview._on.lock.path
    content = json.loads(lock.read_text(encoding="utf-8"))
    lock.write_text(json.dumps({**content, "pid": _dead_pid()}), encoding="utf-8")


def _dead_pid() -> int:
    return next(pid for pid in range(3_000_000, 4_000_000) if not psutil.pid_exists(pid))


def test_an_accepted_answer_is_in_the_matter_file_within_a_second(
    opened: Callable[..., Interview], tmp_path: Path
) -> None:
    with opened() as interview:
        interview.session.answer(START, "2026.3.1")
        deadline = time.monotonic() + 30  # a busy machine; alone it takes under a second
        while time.monotonic() < deadline and not (tmp_path / "m.yaml").exists():
            time.sleep(0.02)
        assert "start: 2026-03-01" in (tmp_path / "m.yaml").read_text(encoding="utf-8")
        assert interview.save_failure == ""


def test_a_session_goes_on_where_it_was_killed(opened: Callable[..., Interview]) -> None:
    interview = opened()
    interview.session.answer(NAME, "云汀市公共数据资源授权运营")
    interview.session.add_row(SHARES)
    interview.session.answer((*SHARES, 0, "percent"), "三成")
    interview.session.answer(START, "明年")
    interview.session.goto(("plan", "necessity"))
    killed(interview)
    with opened() as resumed:
        assert resumed.session.snapshot.same(interview.session.snapshot)
        assert resumed.session.place == ("plan", "necessity")
        assert resumed.session.field(START).pending == "明年"
        assert resumed.session.field(NAME).origin is Origin.TYPED
        assert "从上次停下的地方继续" in resumed.notices[0]
        assert {one.keys for one in resumed.changed_since_save()} == {NAME, START, SHARES}


def test_a_line_that_was_cut_short_is_left_out(opened: Callable[..., Interview], tmp_path: Path) -> None:
    interview = opened()
    interview.session.answer(NAME, "云汀市公共数据资源授权运营")
    interview.session.answer(START, "2026.3.1")
    killed(interview)
    journal = beside(tmp_path / "m.yaml", "interview")
    lines = journal.read_bytes().splitlines(keepends=True)
    at = max(number for number, line in enumerate(lines) if b'"change"' in line)
    journal.write_bytes(b"".join(lines[:at]) + lines[at][: len(lines[at]) // 2])
    (tmp_path / "m.yaml").unlink()  # it was not written yet
    resumed = opened()
    assert resumed.session.field(NAME).text == "云汀市公共数据资源授权运营"
    assert resumed.session.field(START).text == ""
    assert any("不完整" in notice for notice in resumed.notices)
    resumed.session.answer(("term", "years"), "3年")
    killed(resumed)
    with opened() as again:  # what was added behind the cut line counts
        assert again.session.field(("term", "years")).text == "3年"


def test_undo_is_on_disk_too(opened: Callable[..., Interview]) -> None:
    interview = opened()
    interview.session.answer(NAME, "甲")
    interview.session.answer(NAME, "乙")
    interview.session.undo()
    killed(interview)
    with opened() as resumed:
        assert resumed.session.field(NAME).text == "甲"


def test_opening_and_looking_around_changes_no_file(
    materials: Materials, opened: Callable[..., Interview], tmp_path: Path
) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes((SAMPLES / "traffic.yaml").read_bytes())
    with opened() as interview:
        assert interview.session.field(NAME).origin is Origin.IMPORTED
        interview.session.next()
        assert interview.assess().complete
    assert path.read_bytes() == (SAMPLES / "traffic.yaml").read_bytes()
    assert materials.script.topics
    assert not in_use(path)


def test_a_file_written_by_hand_is_kept_before_it_is_replaced(opened: Callable[..., Interview], tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes((SAMPLES / "traffic.yaml").read_bytes())
    with opened() as interview:
        interview.session.answer(("plan", "number"), "青交发〔2026〕1号")
    assert (tmp_path / "m.原稿.yaml").read_bytes() == (SAMPLES / "traffic.yaml").read_bytes()
    registry = load_registry()
    before = load_matter(SAMPLES / "traffic.yaml", registry).matter.model_dump()
    before["plan"]["number"] = "青交发〔2026〕1号"
    assert load_matter(path, registry).matter.model_dump() == before
    with opened() as interview:
        interview.session.answer(("plan", "number"), "青交发〔2026〕2号")
    assert [one.name for one in tmp_path.glob("*原稿*")] == ["m.原稿.yaml"]


def test_a_damaged_file_is_never_overwritten(opened: Callable[..., Interview], tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text("name: 甲\nterm:\n\tstart: 2026-03-01\n", encoding="utf-8")
    content = path.read_bytes()
    with pytest.raises(Damaged) as raised:
        opened()
    assert raised.value.problems[0].line == 3
    assert "制表符" in raised.value.problems[0].message
    assert raised.value.copy.read_bytes() == content == path.read_bytes()
    assert not raised.value.can_recover
    assert str(raised.value.copy) in raised.value.remedy
    assert not beside(path, "lock").exists()


def test_after_damage_the_record_of_the_last_session_can_go_on(
    opened: Callable[..., Interview], tmp_path: Path
) -> None:
    path = tmp_path / "m.yaml"
    with opened() as interview:
        interview.session.answer(NAME, "云汀市公共数据资源授权运营")
    path.write_bytes(path.read_bytes()[:20] + b"\xff\xfe\x00")
    with pytest.raises(Damaged) as raised:
        opened()
    assert raised.value.can_recover
    with opened(recover=True) as interview:
        assert interview.session.field(NAME).text == "云汀市公共数据资源授权运营"
    assert "云汀市" in path.read_text(encoding="utf-8")
    assert raised.value.copy.exists()


def test_a_file_with_unknown_keys_is_not_read_into_an_interview_that_would_lose_them(
    opened: Callable[..., Interview], tmp_path: Path
) -> None:
    path = tmp_path / "m.yaml"
    path.write_text("name: 甲\nremark: 自己加的\nterm: 五年\nplan:\n  construction: 一项\n", encoding="utf-8")
    with pytest.raises(Damaged) as raised:
        opened()
    assert [problem.line for problem in raised.value.problems] == [2, 3, 5]
    assert path.read_text(encoding="utf-8").startswith("name: 甲\nremark")


def test_wrong_values_in_a_file_are_read_and_shown(opened: Callable[..., Interview], tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text("name: 待定\nterm:\n  start: 2026-02-30\n  years: 三年\n", encoding="utf-8")
    with opened() as interview:
        assert interview.session.field(NAME).trouble is not None
        assert interview.session.field(START).pending == "2026-02-30"
        assert interview.session.field(("term", "years")).text == "3年"


def test_a_file_changed_by_somebody_else_is_read_anew_and_unsaved_answers_stay(
    opened: Callable[..., Interview], tmp_path: Path
) -> None:
    path = tmp_path / "m.yaml"
    with opened() as interview:
        interview.session.answer(NAME, "甲")
        interview.session.answer(("platform", "name"), "平台一")
    interview = opened()
    interview.session.answer(START, "2026.3.1")
    killed(interview)
    path.write_text("name: 乙\nplatform:\n  name: 平台二\n", encoding="utf-8")
    with opened() as resumed:
        assert resumed.session.field(NAME).text == "乙"
        assert resumed.session.field(("platform", "name")).origin is Origin.IMPORTED
        assert resumed.session.field(START).text == "2026年3月1日"
        assert "1 项回答保留" in resumed.notices[1]


def test_a_matter_file_that_is_gone_comes_back_from_the_record(
    opened: Callable[..., Interview], tmp_path: Path
) -> None:
    with opened() as interview:
        interview.session.answer(NAME, "甲")
    (tmp_path / "m.yaml").unlink()
    with opened() as resumed:
        assert resumed.session.field(NAME).text == "甲"
        resumed.save()
    assert (tmp_path / "m.yaml").exists()


def test_an_unreadable_record_is_put_aside(opened: Callable[..., Interview], tmp_path: Path) -> None:
    beside(tmp_path / "m.yaml", "interview").write_bytes(b"\x00garbage\n")
    with opened() as interview:
        interview.session.answer(NAME, "甲")
    assert (tmp_path / ".m.yaml.interview.unread").read_bytes() == b"\x00garbage\n"


def test_two_sessions_notice_each_other(opened: Callable[..., Interview], tmp_path: Path) -> None:
    with opened():
        with pytest.raises(InUse, match="正在另一个窗口中填写") as raised:
            opened()
        assert raised.value.pid == psutil.Process().pid
        assert in_use(tmp_path / "m.yaml")
        with opened("other.yaml"):
            pass
    with opened():
        assert in_use(tmp_path / "m.yaml")


@pytest.mark.parametrize("content", [{"pid": 1, "started": 1.0}, {"pid": "x"}, {}, None])
def test_a_lock_of_a_dead_process_stops_nobody(
    opened: Callable[..., Interview], tmp_path: Path, content: dict[str, Any] | None
) -> None:
    import socket  # noqa: PLC0415

    lock = beside(tmp_path / "m.yaml", "lock")
    told = None if content is None else {"host": socket.gethostname(), **content}
    lock.write_text("not json" if told is None else json.dumps(told), encoding="utf-8")
    with opened() as interview:
        assert interview.path.parent == tmp_path
    assert not lock.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no zombies")
def test_a_lock_of_a_process_that_was_killed_and_not_yet_reaped_stops_nobody(
    opened: Callable[..., Interview], tmp_path: Path
) -> None:
    code = "import sys; from pathlib import Path; from contractkit.workflows.interview.lock import acquire; acquire(Path(sys.argv[1])); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(tmp_path / "m.yaml")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert in_use(tmp_path / "m.yaml")
        holder.kill()
        os.waitid(os.P_PID, holder.pid, os.WEXITED | os.WNOWAIT)
        assert not in_use(tmp_path / "m.yaml")
        with opened() as interview:
            interview.session.answer(NAME, "可以打开")


def test_a_lock_of_another_machine_is_respected(opened: Callable[..., Interview], tmp_path: Path) -> None:
    lock = beside(tmp_path / "m.yaml", "lock")
    lock.write_text(json.dumps({"host": "elsewhere", "pid": 1, "since": "2026-03-01T08:00:00"}), encoding="utf-8")
    with pytest.raises(InUse, match="elsewhere"):
        opened()
    assert lock.exists()


def test_a_new_matter_begins_from_a_sample(materials: Materials, tmp_path: Path) -> None:
    assert [one.name for one in samples()] == ["traffic.yaml", "medical.yaml"]
    with new_from(samples()[0], tmp_path / "m.yaml", materials, config=tmp_path / "config") as interview:
        assert interview.assess().complete
        assert interview.session.field(NAME).origin is Origin.IMPORTED
    assert (tmp_path / "m.yaml").exists()
    with pytest.raises(UsageError, match="已有文件"):
        new_from(samples()[0], tmp_path / "m.yaml", materials, config=tmp_path / "config")
    with pytest.raises(UsageError, match="已有文件"):
        begin_with(tmp_path / "m.yaml", materials, {}, "", config=tmp_path / "config")


def test_the_own_office_is_filled_in_from_its_profile(materials: Materials, tmp_path: Path) -> None:
    config = tmp_path / "config"
    with new_from(samples()[0], tmp_path / "m.yaml", materials, config=config) as interview:
        kept = interview.save_profile(Side.IMPLEMENTING_BODY)
    assert kept == config / "profile.yaml"
    with open_interview(tmp_path / "n.yaml", materials, config=config) as new:
        name = new.session.field(("parties", "implementing_body", "name"))
        assert (name.text, name.origin) == ("青原市交通运输局", Origin.PROFILE)
        assert new.session.field(("parties", "operator", "name")).text == ""
        assert "本单位资料" in new.notices[0]
    kept.write_text("name: [", encoding="utf-8")
    with open_interview(tmp_path / "o.yaml", materials, config=config) as new:
        assert "profile.yaml:1" in new.notices[0]
    assert kept.read_text(encoding="utf-8") == "name: ["


def test_recent_matters_are_listed_with_their_state(opened: Callable[..., Interview], tmp_path: Path) -> None:
    config = tmp_path / "config"
    assert recent(config) == ()
    (tmp_path / "t.yaml").write_bytes((SAMPLES / "traffic.yaml").read_bytes())
    with opened("t.yaml"):
        pass
    with opened("m.yaml") as interview:
        interview.session.answer(NAME, "云汀市公共数据资源授权运营")
    first, second = recent(config)
    assert (first.name, first.complete, first.exists) == ("云汀市公共数据资源授权运营", False, True)
    assert second.stated == {Kind.PLAN: (34, 34), Kind.AGREEMENT: (25, 25)}
    assert second.complete
    (tmp_path / "m.yaml").unlink()
    with opened("t.yaml"):
        newest, older = recent(config)
    assert (newest.path.name, older.exists, older.in_use) == ("m.yaml", True, True) or not newest.exists
    (config / "recent.json").write_text("[1, {}, {'", encoding="utf-8")
    assert recent(config) == ()


def test_the_folder_of_settings_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONTRACTKIT_CONFIG", str(tmp_path / "own"))
    assert config_folder() == tmp_path / "own"
    monkeypatch.setenv("CONTRACTKIT_CONFIG", "")
    assert "contractkit" in config_folder().name


def test_an_unfinished_matter_makes_no_documents_and_says_why(opened: Callable[..., Interview], tmp_path: Path) -> None:
    with opened() as interview:
        interview.session.answer(NAME, "云汀市公共数据资源授权运营")
        with pytest.raises(InvalidData, match="处错误"):
            interview.finish(Order((Kind.PLAN,), tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_failing_disk_is_told_and_loses_nothing(
    opened: Callable[..., Interview], monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = opened()
    journal = interview._on.journal

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "change", full)
        interview.session.answer(NAME, "甲")
        assert "没有存盘" in interview.save_failure
    interview.session.answer(START, "2026.3.1")
    assert interview.save_failure == ""
    killed(interview)
    with opened() as resumed:
        assert resumed.session.field(NAME).text == "甲"
        assert resumed.session.field(START).text == "2026年3月1日"


VALUES = st.one_of(
    st.none(), st.text(max_size=5), st.integers(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)
)
ROWS = st.lists(st.dictionaries(st.sampled_from([("party",), ("price", "cap")]), VALUES, max_size=2), max_size=5)
LAYER = st.dictionaries(
    st.sampled_from([NAME, START, SHARES, ("positions", "14.2.term")]),
    st.one_of(VALUES, ROWS.map(tuple), st.lists(st.text(max_size=3), max_size=4).map(tuple)),
)
SNAPSHOTS = st.builds(Snapshot, LAYER, LAYER, LAYER)


CALM = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(SNAPSHOTS)
def test_a_snapshot_comes_back_from_the_journal_as_it_was(snapshot: Snapshot) -> None:
    assert from_whole(json.loads(json.dumps(whole(snapshot)))).same(snapshot)


@CALM
@given(SNAPSHOTS, SNAPSHOTS)
def test_a_change_comes_back_from_the_journal_as_it_was(before: Snapshot, after: Snapshot) -> None:
    changes = json.loads(json.dumps(difference(before, after)))
    assert applied(before, changes).same(after)


def test_values_keep_their_kind() -> None:
    for value in (date(2026, 3, 1), Decimal("1.10"), 1, "1", ("a", "b"), None, {("quality", "accuracy"): Decimal(9)}):
        again = decoded(json.loads(json.dumps(encoded(value))))
        assert again == value
        assert type(again) is type(value)


TEXTS = [
    "甲",
    "2026.3.1",
    "三年",
    "待定",
    "",
    "30%",
    "一\n二",
    "\x1b[31m",
    "null",
    "1e5",
    "0558",
    "'",
    '"',
    "- a",
    ": #",
]


@settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.tuples(st.integers(0, 200), st.sampled_from(TEXTS)), max_size=8))
def test_what_was_answered_is_there_after_a_kill_and_after_a_save(
    opened: Callable[..., Interview], tmp_path: Path, answers: list[tuple[int, str]]
) -> None:
    for left in tmp_path.glob("*m.yaml*"):
        left.unlink()
    for left in tmp_path.glob(".m.yaml*"):
        left.unlink()
    interview = opened()
    agenda = interview.session.agenda()
    for number, text in answers:
        keys = agenda[number % len(agenda)]
        if keys not in {("positions",), *[one for one in agenda if interview.session.field(one).question.columns]}:
            interview.session.answer(keys, text)
    killed(interview)
    with opened() as resumed:
        assert resumed.session.snapshot.same(interview.session.snapshot)
        data = resumed.session.data()
        resumed.save()
    with opened() as again:
        assert again.session.data() == data
    beside(tmp_path / "m.yaml", "interview").unlink()
    with opened() as from_file:
        for root in [root for root, value in interview.session.snapshot.typed.items() if value is None]:
            from_file.session.answer(root, "")  # that a default was emptied is in the record alone
        assert from_file.session.data() == data
