"""The user's own folder of settings, and what the screen remembers there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from typer import get_app_dir

from contractkit.errors import UsageError
from contractkit.workflows.files import write_atomically

VARIABLE: Final = "CONTRACTKIT_CONFIG"
_SCREEN: Final = "screen.json"


def config_folder() -> Path:
    """The user's folder of settings, as the system has it; the environment variable CONTRACTKIT_CONFIG goes first."""
    given = os.environ.get(VARIABLE, "").strip()
    return Path(given) if given else Path(get_app_dir("contractkit"))


def remembered_theme(terminal: str, config: Path | None = None) -> str:
    """The colours that the user chose last on a terminal of this kind; empty where there are none, or none to be read.

    Args:
        terminal: how many colours it has, as Rich calls it (`truecolor`, `standard`).
        config: the folder of settings; by default as the system has it.
    """
    return _themes(config or config_folder()).get(terminal, "")


def remember_theme(terminal: str, name: str, config: Path | None = None) -> None:
    """Keep the colours for the next time. A folder that cannot be written is no reason to stop."""
    folder = config or config_folder()
    content = {"theme": {**_themes(folder), terminal: name}}
    try:
        write_atomically(folder / _SCREEN, json.dumps(content, ensure_ascii=False, indent=1).encode())
    except UsageError:
        return


def _themes(folder: Path) -> dict[str, str]:
    try:
        content = json.loads((folder / _SCREEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    kept = content.get("theme") if isinstance(content, dict) else None
    return {key: name for key, name in kept.items() if isinstance(name, str)} if isinstance(kept, dict) else {}
