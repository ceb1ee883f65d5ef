"""Where the user's own things lie: recent matters, the profile of the own office."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from typer import get_app_dir

VARIABLE: Final = "CONTRACTKIT_CONFIG"


def config_folder() -> Path:
    """The user's folder of settings, as the system has it; the environment variable CONTRACTKIT_CONFIG goes first."""
    given = os.environ.get(VARIABLE, "").strip()
    return Path(given) if given else Path(get_app_dir("contractkit"))


def beside(path: Path, what: str) -> Path:
    """A file of the interview's own beside a matter: `.事项.yaml.interview`, `.事项.yaml.lock`."""
    return path.with_name(f".{path.name}.{what}")


def free_name(path: Path) -> Path:
    """A name that is not taken: `事项.原稿.yaml`, then `事项.原稿-2.yaml`."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
