"""Writing files so that nothing is ever half there or overwritten by mistake."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from contractkit.errors import UsageError

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')
_RESERVED: Final = re.compile(r"(?i)^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$")
_MOST_BYTES: Final = 180  # of a name in UTF-8; systems allow 255, endings are added


def file_name(title: str) -> str:
    """A file name, without ending, that Windows, macOS and Linux accept."""
    name = _UNSAFE.sub("_", title).strip(" .")
    while len(name.encode("utf-8", "replace")) > _MOST_BYTES:
        name = name[:-1]
    return f"_{name}" if not name or _RESERVED.match(name) else name


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file that is either wholly there or not at all.

    Raises:
        UsageError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise _unwritable(path, error) from error


def refuse_to_overwrite(files: Mapping[Path, bytes], manifests: Mapping[Path, Path]) -> None:
    """Refuse to replace a generated file that somebody has changed since.

    Args:
        files: what is about to be written.
        manifests: for each generated document, its manifest; a document that still has the hash its manifest
            tells is ours and may be replaced.

    Raises:
        UsageError: with the names of the changed files.
    """
    changed = [
        path
        for path, manifest in manifests.items()
        if path.exists() and path.read_bytes() != files[path] and not _untouched(path, manifest)
    ]
    if changed:
        names = "、".join(str(path) for path in changed)
        raise UsageError(
            f"已有同名文件，而且生成后被修改过：{names}",
            remedy="换一个 --out 文件夹，或者先把原文件改名；确要覆盖的加 --overwrite。",
        )


def _untouched(path: Path, manifest: Path) -> bool:
    try:
        recorded = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(recorded == hashlib.sha256(path.read_bytes()).hexdigest())


def _unwritable(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or type(error).__name__
    return UsageError(
        f"不能写入 {path}：{reason}", remedy="检查文件夹是否存在、是否有写权限、磁盘是否已满、文件是否正被打开。"
    )
