"""The screen of the check, loaded when it is wanted: it brings the readers of every format along."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from textual.screen import Screen


def check_screen(file: Path | None = None, *, clauses: Path | None = None) -> Screen[object]:
    """The check of a file, or the screen that asks for one."""
    check = import_module("contractkit.tui.screens.check")
    screen: Screen[object] = check.CheckScreen(file=file, defaults=check.CheckDefaults(clauses=clauses))
    return screen
