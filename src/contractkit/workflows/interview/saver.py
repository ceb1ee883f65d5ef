"""Writes the matter file within a second of a change, in a thread of its own, so that no key waits for the disk."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Final

from contractkit.core.interview.view import View
from contractkit.errors import ContractkitError
from contractkit.library.matter_text import MatterText
from contractkit.workflows.files import write_atomically
from contractkit.workflows.interview.journal import Journal

_PAUSE: Final = 0.4  # seconds in which further changes join


class Saver:
    """The background writer of one matter file.

    Attributes:
        failure: why the last write failed, in Chinese; empty when it did not.
    """

    def __init__(self, path: Path, journal: Journal) -> None:
        self.failure = ""
        self._path = path
        self._journal = journal
        self._text = MatterText()
        self._wanted: View | None = None
        self._ending = False
        self._wake = threading.Condition()
        self._writing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="contractkit-saver", daemon=True)
        self._thread.start()

    def request(self, view: View) -> None:
        """Have these answers written soon."""
        with self._wake:
            self._wanted = view
            self._wake.notify()

    def write_now(self, view: View) -> str:
        """Write these answers before returning; the hash of the file.

        Raises:
            ContractkitError: the file could not be written.
            OSError: the journal could not.
        """
        with self._wake:
            self._wanted = None
        with self._writing:
            return self._write(view)

    def close(self) -> None:
        """End the thread; what was requested and not written yet is written."""
        with self._wake:
            self._ending = True
            self._wake.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._wanted is not None or self._ending)
                if not self._ending:
                    self._wake.wait_for(lambda: self._ending, timeout=_PAUSE)
                view, self._wanted = self._wanted, None
                if view is None and self._ending:
                    return
            if view is not None:
                self._try(view)

    def _try(self, view: View) -> None:
        try:
            with self._writing:
                self._write(view)
            self.failure = ""
        except (ContractkitError, OSError) as error:
            self.failure = f"没有存盘：{error}"

    def _write(self, view: View) -> str:
        data = self._text.of(view.data).encode()
        sha256 = hashlib.sha256(data).hexdigest()
        self._journal.will_write(sha256)  # a crash right after the write must still know the file as ours
        write_atomically(self._path, data)
        return sha256
