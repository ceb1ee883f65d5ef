"""A temporary folder in which programs run; it is gone afterwards, even when this process is killed."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from contractkit.office import keeper

_GOODBYE: Final = 15


class Outcome(StrEnum):
    """How a program ended; whether it made what it should is for the caller to look."""

    DONE = keeper.DONE
    STALLED = keeper.STALLED
    UNSTARTED = keeper.UNSTARTED


class Room:
    """The folder and the process that keeps it, see `keeper`.

    Attributes:
        folder: where to put files; empty at first.
    """

    folder: Path

    def __enter__(self) -> Self:
        # A session of its own: Ctrl-C and a kill of this process's group do not keep it from tidying up.
        self._keeper = subprocess.Popen(  # noqa: S603 - this interpreter with our own file
            [sys.executable, "-I", "-S", keeper.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
            start_new_session=True,
        )
        folder = self._answer()
        if folder is None:
            self.__exit__(None, None, None)
            raise OSError("no temporary folder")
        self.folder = Path(str(folder))
        return self

    def run(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        made: Path,
        seconds: float,
        heard: Callable[[int], None] = lambda _: None,
    ) -> Outcome:
        """Run a program; it is ended with all its children when for so many seconds no file is added to a folder.

        Args:
            command: the program and its arguments.
            environment: all of it.
            made: the folder.
            seconds: the most between two files.
            heard: is called with the number of files in the folder whenever that changes.
        """
        order = {"command": list(command), "environment": dict(environment), "made": str(made), "seconds": seconds}
        if self._keeper.stdin is None:
            return Outcome.UNSTARTED
        try:
            self._keeper.stdin.write(json.dumps(order) + "\n")
            self._keeper.stdin.flush()
        except OSError:
            return Outcome.UNSTARTED
        while isinstance(word := self._answer(), int):
            heard(word)
        return Outcome.UNSTARTED if word is None else Outcome(word)

    def _answer(self) -> str | int | None:
        """What the keeper says; None where it is gone."""
        line = self._keeper.stdout.readline() if self._keeper.stdout is not None else ""
        word: str | int | None = json.loads(line) if line else None
        return word

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pipe in (self._keeper.stdin, self._keeper.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            self._keeper.wait(timeout=_GOODBYE)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
            self._keeper.wait()
