"""What makes the same file get the same report: its content, the options, and all that is known to the checker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import contractkit
from contractkit.library import assets
from contractkit.library.law import load_registry
from contractkit.workflows.checking.messages import Setup

# What reads and judges: faces, forms of the report and other verbs may change without making a verdict stale.
_JUDGING: Final = (
    "core/against",
    "core/checker",
    "core/clauses",
    "core/document",
    "core/extraction",
    "core/law",
    "core/matter",
    "core/zh",
    "data/extraction",
    "data/law",
    "data/recognition",
    "data/rules",
    "library",
    "office",
    "readers",
    "workflows/checking",
)


def stamp_of(setup: Setup) -> str:
    """A hash of the options and of the knowledge: the program itself, its data, the clause library, the playbook.

    The day counts as far as it decides on the edition, and where local rules come into force by it: a run of
    yesterday evening can be taken up this morning.

    Raises:
        InvalidData: the law has mistakes.
    """
    reading, standpoint = setup.reading, setup.standpoint
    options = [
        contractkit.__version__,
        setup.kind,
        setup.edition or load_registry().default(setup.on).id,
        setup.locality,
        setup.on.isoformat() if setup.locality else "",
        reading.view,
        str(standpoint.playbook or ""),
        standpoint.side,
        standpoint.position,
        *((setup.plan.path, setup.plan.sha256) if setup.plan else ()),
    ]
    digest = hashlib.sha256(json.dumps(options, ensure_ascii=True).encode())
    for name, path in _knowledge(setup):
        digest.update(f"\0{name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _knowledge(setup: Setup) -> Iterator[tuple[str, Path]]:
    package = Path(contractkit.__file__).parent
    folders = [(name, package / name) for name in _JUDGING]
    for name, folder in [*folders, ("clauses", setup.clauses or assets.clauses_folder())]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield f"{name}/{path.relative_to(folder).as_posix()}", path
    if setup.standpoint.playbook is not None and setup.standpoint.playbook.is_file():
        yield "playbook", setup.standpoint.playbook
