"""Opening an interview: new, where the last one stopped, or on a file that somebody wrote."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.session import Session
from contractkit.core.interview.values import Plain
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys, titles
from contractkit.errors import ContractkitError, InvalidData, UsageError
from contractkit.library import assets
from contractkit.library.interview_matter import load_answers
from contractkit.workflows.files import write_atomically
from contractkit.workflows.interview.faults import Damaged
from contractkit.workflows.interview.interview import Footing, Interview
from contractkit.workflows.interview.journal import Journal, Recorded, recorded
from contractkit.workflows.interview.lock import Lock, acquire
from contractkit.workflows.interview.places import beside, free_name
from contractkit.workflows.interview.profile import FILE, load_profile
from contractkit.workflows.interview.sources import load_sources
from contractkit.workflows.settings import config_folder

_SAMPLES: Final = ("traffic.yaml", "medical.yaml")


@dataclass(slots=True)
class _Opened:
    """What an interview begins with."""

    now: Snapshot
    saved: Snapshot
    place: Keys = ()
    files: frozenset[str] = frozenset()
    goes_on: bool = False
    notices: tuple[str, ...] = ()
    foreign: bytes | None = None


def open_interview(path: Path, materials: Materials, *, config: Path | None = None, recover: bool = False) -> Interview:
    """Open a matter: a new one where there is no file, else where the last session stopped.

    Args:
        path: the matter file.
        materials: script, law, clauses.
        config: the user's folder of settings; by default as the system has it.
        recover: where the file is damaged, go on from the record of the last session; a copy of the file is kept.

    Raises:
        InUse: another living session has the matter.
        Damaged: the file cannot be taken apart; a copy is kept, the file untouched.
        UsageError: the file cannot be read, or its folder not written.
    """
    folder = config or config_folder()
    lock = acquire(path.absolute())
    try:
        return _opened(path, materials, folder, lock, _begin(path, materials, folder, recover=recover))
    except BaseException:
        lock.release()
        raise


def new_from(source: Path, path: Path, materials: Materials, *, config: Path | None = None) -> Interview:
    """Begin a new matter with the answers of another one, or of a sample, as imported.

    Raises:
        UsageError: there is a file at `path` already, or none at `source`.
        InvalidData: the source cannot be taken apart, with its lines.
        InUse: another living session has the matter.
    """
    _not_there(path)
    imported = load_answers(source, materials.script)
    return begin_with(
        path, materials, imported, f"已读入 {source.name} 的内容，来源标为“导入”，请逐项核对。", config=config
    )


def begin_with(
    path: Path, materials: Materials, imported: dict[Keys, Plain], notice: str, *, config: Path | None = None
) -> Interview:
    """Begin a new matter with answers from somewhere else, as imported.

    Raises:
        UsageError: there is a file at `path` already, or the folder cannot be written.
        InUse: another living session has the matter.
    """
    _not_there(path)
    folder = config or config_folder()
    lock = acquire(path.absolute())
    try:
        profile, notices = _profile(folder, materials)
        snapshot = Snapshot(imported=imported, profile=profile)
        return _opened(path, materials, folder, lock, _Opened(snapshot, Snapshot(), notices=(notice, *notices)))
    except BaseException:
        lock.release()
        raise


def new_from_draft(draft: Path, path: Path, materials: Materials, *, config: Path | None = None) -> Interview:
    """Begin a new matter with what a document says, as imported; where each answer was read is kept beside the matter.

    Raises:
        UsageError: there is a file at `path` already, or no draft.
        UnreadableDocument: the draft cannot be read, or says nothing that belongs into a matter.
        InUse: another living session has the matter.
    """
    from contractkit.workflows.interview.from_draft import read_draft  # noqa: PLC0415  it brings the readers

    _not_there(path)
    imported, notice = read_draft(draft, path, materials.script)
    return begin_with(path, materials, imported, notice, config=config)


def samples() -> tuple[Path, ...]:
    """The matters that come with contractkit, to begin from."""
    return tuple(assets.samples_folder() / name for name in _SAMPLES)


def _not_there(path: Path) -> None:
    if path.exists():
        raise UsageError(f"已有文件 {path}。", remedy="换一个文件名，或者直接打开它继续填写。")


def _opened(path: Path, materials: Materials, config: Path, lock: Lock, begun: _Opened) -> Interview:
    journal = Journal(beside(path.absolute(), "interview"))
    if (sources := load_sources(path, materials.script)).document:
        begun.now, begun.saved = (replace(one, sources=sources) for one in (begun.now, begun.saved))
    session = Session(materials, begun.now, begun.place)
    if begun.goes_on:
        journal.go_on()
    else:
        journal.start(begun.saved, session.place, set(begun.files))
        if not begun.saved.same(begun.now):
            journal.change(begun.saved, begun.now, session.place)
    footing = Footing(path, begun.saved, journal, lock, config, set(begun.files), begun.foreign)
    return Interview(session, footing, begun.notices)


def _begin(path: Path, materials: Materials, config: Path, *, recover: bool) -> _Opened:
    record = recorded(beside(path, "interview"))
    if not path.exists():
        if record is not None:
            return _resumed(record, ("事项文件不在了，已从上次访谈的记录恢复全部回答。",))
        _keep_unread(path)
        profile, notices = _profile(config, materials)
        return _Opened(Snapshot(profile=profile), Snapshot(profile=profile), notices=notices)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不到文件：{path}（{error.strerror}）。", remedy="请检查路径和权限。") from error
    if record is not None and hashlib.sha256(content).hexdigest() in record.files:
        return _resumed(record, ())
    try:
        imported = load_answers(path, materials.script)
    except InvalidData as error:
        return _damaged(path, content, error, record, recover=recover)
    return _read(path, content, imported, record, materials)


def _resumed(record: Recorded, notices: tuple[str, ...]) -> _Opened:
    where = (f"从上次停下的地方继续：{titles(record.place)}。",) if record.place else ()
    lost = () if record.whole else ("访谈记录的最后一行不完整，已略去，请核对最近填写的一项。",)
    files = frozenset(record.files)
    return _Opened(record.now, record.saved, record.place, files, goes_on=True, notices=(*notices, *where, *lost))


def _read(
    path: Path, content: bytes, imported: dict[Keys, Plain], record: Recorded | None, materials: Materials
) -> _Opened:
    """The file as somebody else left it; what the last session had not saved yet goes on top."""
    snapshot = Snapshot(imported=imported)
    if record is None:
        _keep_unread(path)
        return _Opened(snapshot, snapshot, foreign=content, notices=(f"已读入 {path.name}，来源标为“导入”。",))
    before, after = View(record.saved, materials), View(record.now, materials)
    unsaved = {root: after.value(root)[0] for root in record.now.roots() | record.saved.roots() if before.value(root)[0] != after.value(root)[0]}  # fmt: skip
    now = Snapshot(unsaved, imported)
    notices = ["事项文件在访谈之外被改过，已重新读入。"]
    if unsaved:
        notices.append(f"上次没有来得及存盘的 {len(unsaved)} 项回答保留在上面，请核对。")
    return _Opened(now, snapshot, record.place, frozenset(record.files), foreign=content, notices=tuple(notices))


def _damaged(path: Path, content: bytes, error: InvalidData, record: Recorded | None, *, recover: bool) -> _Opened:
    """Keep a copy; then stop, or go on from the record where that is wanted."""
    mark = hashlib.sha256(content).hexdigest()[:8]
    copy = path.with_name(f"{path.stem}.损坏-{mark}{path.suffix}")
    if not copy.exists():
        write_atomically(copy, content)
    if record is None or not recover:
        raise Damaged(error, copy, can_recover=record is not None) from error
    opened = _resumed(record, (f"事项文件已损坏，副本存为 {copy.name}；已从上次访谈的记录恢复。",))
    opened.saved = Snapshot()  # so that the file is written again
    opened.goes_on = False
    return opened


def _keep_unread(path: Path) -> None:
    """A journal that cannot be read is kept under another name."""
    journal = beside(path, "interview")
    if journal.exists():
        journal.rename(free_name(journal.with_name(f"{journal.name}.unread")))


def _profile(config: Path, materials: Materials) -> tuple[dict[Keys, Plain], tuple[str, ...]]:
    """The own office's answers, and what to tell about them."""
    try:
        found = load_profile(config, materials.script)
    except ContractkitError as error:
        problems = "；".join(str(one) for one in error.problems)
        return {}, (f"本单位资料 {config / FILE} 读不了，这次没有使用：{problems or error}",)
    return found, (f"已填入本单位资料（{len(found)} 项），来源标为“本单位资料”。",) if found else ()
