"""What lies among drafts, in a folder or an archive, and is none."""

from __future__ import annotations

from collections.abc import Sequence

_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_OWN_RECORDS = ".manifest.json"


def is_leftover(parts: Sequence[str]) -> bool:
    """Whether a file is what systems leave behind, hidden, a lock file of Word, or our own record.

    Args:
        parts: its folders and its name, from the folder or archive on that was named.
    """
    low = [part.lower() for part in parts]
    return any(part.startswith((".", "~$")) or part in _OF_SYSTEMS for part in low) or low[-1].endswith(_OWN_RECORDS)
