"""Files beside others: that of a draft's accepted deviations, that of a report's progress."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SUFFIX: Final = ".deviations.yaml"
JOURNAL: Final = ".journal"


def beside(draft: Path) -> Path:
    """`草案.docx` → `草案.docx.deviations.yaml`; the whole name, because one draft may come as Word and as PDF."""
    return draft.with_name(draft.name + SUFFIX)


def journal_beside(output: Path) -> Path:
    """`报告.json` → `报告.json.journal`, as long as the report is not finished."""
    return output.with_name(output.name + JOURNAL)


def is_beside(path: Path) -> bool:
    """Whether a file holds deviations and is itself no draft."""
    return path.name.endswith(SUFFIX)
