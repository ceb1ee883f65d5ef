"""What lies among drafts, in a folder or an archive, and is none."""

from __future__ import annotations

from collections.abc import Sequence

_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_OWN_RECORDS = ".manifest.json"
_OF_BATCHES = frozenset({"manifest.json", "manifest.xlsx"})


def is_leftover(parts: Sequence[str]) -> bool:
    """Whether a file is what systems leave behind, hidden, a lock file of Word, or our own record.

    Args:
        parts: its folders and its name, from the folder or archive on that was named.
    """
    low = [part.lower() for part in parts]
    own = low[-1].endswith(_OWN_RECORDS) or low[-1] in _OF_BATCHES
    return own or any(part.startswith((".", "~$")) or part in _OF_SYSTEMS for part in low)
