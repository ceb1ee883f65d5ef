"""An interview with its files: every accepted change on disk, the matter file close behind, documents at the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.assess import Assessment
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.session import Change, Session
from contractkit.core.interview.view import View
from contractkit.core.matter.standpoint import Side
from contractkit.workflows.files import write_atomically
from contractkit.workflows.interview.comparing import Changed, changes
from contractkit.workflows.interview.journal import Journal
from contractkit.workflows.interview.lock import Lock
from contractkit.workflows.interview.order import Order
from contractkit.workflows.interview.places import free_name
from contractkit.workflows.interview.profile import save_profile
from contractkit.workflows.interview.recents import remember
from contractkit.workflows.interview.saver import Saver

if TYPE_CHECKING:
    from contractkit.workflows.generate import Outcome


@dataclass(slots=True)
class Footing:
    """The files that an interview stands on.

    Attributes:
        path: the matter file.
        saved: the answers as of the last save.
        journal: open; lock: held.
        config: the user's folder of settings.
        files: hashes of the matter files that our sessions wrote.
        foreign: the matter file as somebody else wrote it, to be kept before it is first replaced.
    """

    path: Path
    saved: Snapshot
    journal: Journal
    lock: Lock
    config: Path
    files: set[str]
    foreign: bytes | None = None


class Interview:
    """An open interview; drive its `session`. Close it, or use it in a `with` statement.

    Args:
        session: the answers.
        footing: the files that it stands on.
        notices: what the person is to be told at the beginning.
    """

    def __init__(self, session: Session, footing: Footing, notices: tuple[str, ...] = ()) -> None:
        self.path = footing.path
        self.session = session
        self.materials: Materials = session.materials
        self.notices = notices
        self._on = footing
        self._broken = ""
        self._assessed: tuple[Snapshot, Assessment] | None = None
        self._saver = Saver(footing.path.absolute(), footing.journal)  # wherever the process stands when it writes
        self._touched = not footing.saved.same(session.snapshot)
        self._is_open = True
        session.on_change(self._record)

    def __enter__(self) -> Interview:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def save_failure(self) -> str:
        """Why changes are not on disk, in Chinese; empty when they are."""
        return self._broken or self._saver.failure

    def save(self) -> None:
        """Write the matter file and begin the journal anew; what follows counts as changed since.

        Raises:
            ContractkitError: it could not be written; nothing is lost, try again elsewhere.
        """
        self._keep_foreign()
        self._on.files.add(self._saver.write_now(self.session.view))
        self._on.journal.start(self.session.snapshot, self.session.place, self._on.files)
        self._on.saved, self._broken, self._touched = self.session.snapshot, "", False

    def assess(self) -> Assessment:
        """How far the matter is, computed once for the same answers."""
        snapshot = self.session.snapshot
        if self._assessed is None or self._assessed[0] is not snapshot:
            self._assessed = (snapshot, Assessment(self.session.view, self.materials))
        return self._assessed[1]

    def changed_since_save(self) -> tuple[Changed, ...]:
        """What is not as it was at the last save (or at the beginning)."""
        return changes(View(self._on.saved, self.materials), self.session.view)

    def finish(self, order: Order) -> Outcome:
        """Save, make the documents, read them back and check them.

        Raises:
            InvalidData: the matter is not complete, with every mistake and its line.
            RenderingError: a document would not be whole; nothing was written.
            UsageError: a file or folder cannot be written.
        """
        from contractkit.workflows.interview.finishing import make  # noqa: PLC0415  it loads the checker

        self.save()
        return make(self.path, order)

    def save_profile(self, side: Side) -> Path:
        """Keep one side's own answers for the next matters; where they are kept.

        Raises:
            UsageError: the folder of settings cannot be written.
        """
        return save_profile(self.session.view, side, self._on.config)

    def close(self) -> None:
        """Write what is not written yet, give the matter free; does nothing when it is closed already.

        Raises:
            ContractkitError: the matter file could not be written; the journal has every answer.
        """
        if not self._is_open:
            return
        self._is_open = False
        try:
            if self._touched:
                self.save()
            if self.path.exists():
                name = str(self.session.data().get("name", "")) or self.path.stem
                remember(self.path, name, self.assess(), self._on.config)
        finally:
            self._saver.close()
            self._on.journal.close()
            self._on.lock.release()

    def _record(self, change: Change) -> None:
        """Have a change on disk before the next key is read."""
        try:
            if self._broken:
                self._on.journal.start(change.after, change.place, self._on.files)
            elif change.before is change.after:
                self._on.journal.move(change.place)
            else:
                self._on.journal.change(change.before, change.after, change.place)
            self._broken = ""
        except Exception as error:  # noqa: BLE001  whatever the disk says, the answers stay in memory and are told
            self._broken = f"没有存盘：{error}。请检查磁盘空间和写权限，下一次改动时会再试。"
        if change.before is not change.after:
            self._touched = True
            self._keep_foreign()
            self._saver.request(self.session.view)

    def _keep_foreign(self) -> None:
        """A copy of the file as somebody wrote it by hand, comments and all, before it is replaced."""
        if self._on.foreign is not None:
            copy = free_name(self.path.with_name(f"{self.path.stem}.原稿{self.path.suffix}"))
            write_atomically(copy, self._on.foreign)
            self._on.foreign = None
