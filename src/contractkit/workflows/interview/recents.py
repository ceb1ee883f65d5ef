"""The matters that were open last, with how far they are; kept in the user's folder of settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from contractkit.core.interview.assess import Assessment
from contractkit.core.law.requirement import Kind
from contractkit.errors import UsageError
from contractkit.workflows.files import write_atomically
from contractkit.workflows.interview.lock import in_use
from contractkit.workflows.settings import config_folder

_FILE: Final = "recent.json"
_KEPT: Final = 30


@dataclass(frozen=True, slots=True)
class Recent:
    """A matter that was open.

    Attributes:
        name: the matter's name, or the file's where it has none yet.
        opened: when it was closed or opened last, local time.
        stated: elements stated and all elements, by kind.
        complete: whether documents could be made.
        exists: whether the file is still there; in_use: whether a living session has it.
    """

    path: Path
    name: str
    opened: datetime
    stated: Mapping[Kind, tuple[int, int]]
    complete: bool
    exists: bool
    in_use: bool


def recent(config: Path | None = None) -> tuple[Recent, ...]:
    """The matters that were open last, newest first; entries that cannot be read are left out."""
    found = [_recent(one) for one in _entries(config or config_folder())]
    return tuple(one for one in found if one is not None)


def remember(path: Path, name: str, assessment: Assessment, config: Path) -> None:
    """Put a matter at the top of the list. A list that cannot be written is no reason to stop."""
    entry = {
        "path": str(path.resolve()),
        "name": name,
        "opened": datetime.now().astimezone().isoformat(timespec="seconds"),
        "stated": {kind.value: [one.stated, one.total] for kind, one in assessment.coverage.items()},
        "complete": assessment.complete,
    }
    others = [one for one in _entries(config) if one.get("path") != entry["path"]]
    content = json.dumps([entry, *others[: _KEPT - 1]], ensure_ascii=False, indent=1)
    try:
        write_atomically(config / _FILE, content.encode())
    except UsageError:
        return


def _entries(config: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads((config / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in content if isinstance(one, dict)] if isinstance(content, list) else []


def _recent(entry: dict[str, Any]) -> Recent | None:
    try:
        path = Path(entry["path"])
        stated = {Kind(kind): (int(pair[0]), int(pair[1])) for kind, pair in entry["stated"].items()}
        opened = datetime.fromisoformat(entry["opened"])
        name = str(entry["name"]) or path.stem
        return Recent(path, name, opened, stated, bool(entry["complete"]), path.exists(), in_use(path))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None
