"""Where an interview's own files lie: beside the matter."""

from __future__ import annotations

from pathlib import Path


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
