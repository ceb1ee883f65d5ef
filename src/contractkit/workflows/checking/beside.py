"""The file beside a draft that holds its accepted deviations."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SUFFIX: Final = ".deviations.yaml"


def beside(draft: Path) -> Path:
    """`草案.docx` → `草案.docx.deviations.yaml`; the whole name, because one draft may come as Word and as PDF."""
    return draft.with_name(draft.name + SUFFIX)


def is_beside(path: Path) -> bool:
    """Whether a file holds deviations and is itself no draft."""
    return path.name.endswith(SUFFIX)
