"""A field for the path of a file, completed with what is on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from contractkit.tui.widgets.phrase_input.single import PhraseInput

_MOST: Final = 2000


class PathInput(PhraseInput):
    """A path; → takes the completion that is shown, Ctrl+T steps through all that fit."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "next_completion", "补全路径", key_display="^T")]

    def __init__(self, value: str = "", *, takes: Callable[[Path], bool] = lambda _: True, **options: Any) -> None:
        """Complete folders, and the files that `takes` says yes to."""
        super().__init__(value, suggester=PathSuggester(takes), **options)
        self._takes = takes
        self._stem = ""
        self._given = ""

    @property
    def path(self) -> Path | None:
        """The path that is written; without the quotes that a terminal puts around a file dropped on it."""
        return read_path(self.value)

    def action_next_completion(self) -> None:
        """Write the next path that begins as what was typed does."""
        if self.value != self._given:
            self._stem = self.value
        found = completions(self._stem, self._takes)
        if not found:
            return
        at = found.index(self.value) + 1 if self.value in found else 0
        self._given = found[at % len(found)]
        self.value = self._given
        self.cursor_position = len(self.value)


class PathSuggester(Suggester):
    """The first path that begins as what was typed does."""

    def __init__(self, takes: Callable[[Path], bool]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._takes = takes

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, or None."""
        return next((path for path in completions(value, self._takes) if path != value), None)


def read_path(text: str) -> Path | None:
    """The path that somebody wrote or dropped: without quotes, with ~ as their home; None where nothing is written."""
    bare = text.strip()
    for mark in ("'", '"', "“"):
        if len(bare) > 1 and bare.startswith(mark):
            bare = bare[1:].rstrip("'\"”")
            break
    return Path(bare).expanduser() if bare else None


def completions(text: str, takes: Callable[[Path], bool] = lambda _: True) -> tuple[str, ...]:
    """The paths that begin with `text`, in order, folders with a separator at their end."""
    if not text.strip():
        return ()
    folder, _, start = text.rpartition(os.sep)
    place = Path(folder + os.sep).expanduser() if folder or text.startswith(os.sep) else Path()
    found = []
    try:
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda one: one.name)[:_MOST]:
                if not entry.name.startswith(start) or (entry.name.startswith(".") and not start):
                    continue
                head = text[: len(text) - len(start)]
                if entry.is_dir():
                    found.append(f"{head}{entry.name}{os.sep}")
                elif takes(Path(entry.path)):
                    found.append(f"{head}{entry.name}")
    except (OSError, ValueError):  # no such folder, no right to it, a null character
        return ()
    return tuple(found)
