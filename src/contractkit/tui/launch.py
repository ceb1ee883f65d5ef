"""Starting the screen, called by the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from contractkit.tui.app import InterviewApp

_TURN: Final = 0.001  # seconds; with Python's five, each step of a key waits so long for threads that judge and save


def run_screen(path: Path | None, *, source: Path | None = None, clauses: Path | None = None) -> int:
    """Show the interview until the user leaves; the exit code of the command.

    Args:
        path: matter to open; without one the user chooses how to begin.
        source: another matter, or a draft, that a new matter begins with.
        clauses: folder of an office's own clause library.
    """
    app = InterviewApp(path, source=source, clauses=clauses)
    sys.setswitchinterval(_TURN)
    try:
        code = app.run()
    finally:
        app.close_interview()  # a crash of the screen leaves neither a lock nor an unwritten answer
    return app.return_code or 0 if code is None else code
