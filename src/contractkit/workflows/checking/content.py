"""By what a file's reports are known when a run is taken up again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from contractkit.readers.contents import MAX_BYTES

_CHUNK: Final = 1024 * 1024


def content_key(path: Path) -> str:
    """A hash of a file's name and content; empty for what is no file of bearable size."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ""
        digest = hashlib.sha256(str(path).encode("utf-8", "surrogateescape") + b"\0")
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
