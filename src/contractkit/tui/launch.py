"""Starting the screen, called by the command line."""

from __future__ import annotations

from pathlib import Path

from contractkit.tui.app import InterviewApp


def run_screen(path: Path | None, *, clauses: Path | None = None) -> int:
    """Show the interview until the user leaves; the exit code of the command.

    Args:
        path: matter to open; without one the user chooses how to begin.
        clauses: folder of an office's own clause library.
    """
    app = InterviewApp(path, clauses=clauses)
    try:
        code = app.run()
    finally:
        app.close_interview()  # a crash of the screen leaves neither a lock nor an unwritten answer
    return app.return_code or 0 if code is None else code
