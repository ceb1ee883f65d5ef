"""Opening a folder in the file browser of this machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

_BROWSERS: Final = {"darwin": "open", "win32": "explorer"}


def open_folder(folder: Path) -> str:
    """Show a folder to the user; empty, or why it could not be shown.

    The program's own words go nowhere, for they would be written across the screen.
    """
    program = shutil.which(_BROWSERS.get(sys.platform, "xdg-open"))
    if program is None:
        return f"这台机器上没有可以打开文件夹的程序。文件在 {folder}"
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([program, str(folder)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    except OSError as error:
        return f"文件夹打不开（{error.strerror}）。文件在 {folder}"
    return ""
