"""Which files are matters, by their names."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_ENDINGS: Final = frozenset({".yaml", ".yml"})


def is_matter(path: Path) -> bool:
    """Whether a path names a matter file; anything else that a new matter can begin with is a draft."""
    return path.suffix.lower() in _ENDINGS
