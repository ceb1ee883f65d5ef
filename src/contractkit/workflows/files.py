"""Writing files so that nothing is ever half there or overwritten by mistake."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from contractkit.errors import UsageError

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_MOST_BYTES: Final = 180  # of a name in UTF-8; systems allow 255, endings are added
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MARK: Final = 8  # hex digits that tell shortened names apart


def file_name(title: str) -> str:
    """A file name, without ending, that Windows, macOS and Linux accept.

    A name that is too long is cut, and ends with a mark made from the whole title: long titles that differ only at
    their ends keep different names.
    """
    name = _UNSAFE.sub("_", title).strip(" .")
    if len(name.encode()) > _MOST_BYTES:
        mark = hashlib.sha256(name.encode()).hexdigest()[:_MARK]
        name = f"{name.encode()[: _MOST_BYTES - _MARK - 1].decode(errors='ignore').rstrip(' .')}_{mark}"
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file that is either wholly there or not at all.

    Raises:
        UsageError: the file or its folder cannot be written.
    """
    write_together({path: data})


@contextlib.contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A path to write to, beside the wanted one, which takes its place when the context is left in peace.

    Raises:
        UsageError: the file or its folder cannot be written.
    """
    part = _part(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            raise IsADirectoryError(None, "已有同名文件夹或者设备")
        yield part
        with part.open("r+b") as stream:
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: all of them, or none, with what was there before left as it was.

    All are written before the first is synced, so that the disk is asked for them together.

    Raises:
        UsageError: a file or its folder cannot be written.
    """
    staged: dict[Path, Path] = {}
    opened: list[tuple[Path, int]] = []
    try:
        for path, data in files.items():
            staged[path] = _part(path)
            opened.append((path, _stage(path, staged[path], data)))
        while opened:
            _sync(*opened.pop(0))
        _replace(staged)
    finally:
        for _, descriptor in opened:
            os.close(descriptor)
        for part in staged.values():
            with contextlib.suppress(OSError):
                part.unlink()


def refuse_to_overwrite(files: Mapping[Path, bytes], records: Mapping[Path, Path]) -> None:
    """Refuse to replace a generated file that somebody has changed since.

    Args:
        files: what is about to be written.
        records: for each generated file, its manifest; a file that still has the hash its manifest tells is ours
            and may be replaced.

    Raises:
        UsageError: with the names of the changed files.
    """
    changed = [path for path, record in records.items() if path.exists() and not _ours(path, files[path], record)]
    if changed:
        names = "、".join(str(path) for path in changed)
        raise UsageError(
            f"已有同名文件，而且不是本工具生成的，或者生成后被修改过：{names}",
            remedy="换一个 --out 文件夹，或者先把原文件改名；确要覆盖的加 --overwrite。",
        )


def _part(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.part")


def _stage(path: Path, part: Path, data: bytes) -> int:
    """Write the data beside their target, with the target's permissions where it exists, else the user's usual.

    Returns:
        The descriptor of the open file.
    """
    try:
        there = _is_file(path)
        try:
            descriptor = os.open(part, _NEW, 0o666)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(part, _NEW, 0o666)
        try:
            rest = memoryview(data)
            while rest:  # a disk that is almost full takes a part, and says why not the rest when it is asked again
                rest = rest[os.write(descriptor, rest) :]
            if there:
                shutil.copymode(path, part)
        except BaseException:
            os.close(descriptor)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error
    return descriptor


def _is_file(path: Path) -> bool:
    """Whether a file is there.

    Raises:
        IsADirectoryError: something else is.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(mode):
        raise IsADirectoryError(None, "已有同名文件夹或者设备")
    return True


def _sync(path: Path, descriptor: int) -> None:
    """To the disk, so that a power cut after the renaming does not leave an empty file."""
    try:
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _unwritable(path, error) from error


def _replace(staged: dict[Path, Path]) -> None:
    """Put every staged file in its place and off the list; when one fails, the earlier ones go back to what they were."""
    kept: dict[Path, Path | None] = {}
    try:
        for path, part in [*staged.items()]:
            try:
                kept[path] = _keep(path)
                part.replace(path)
                del staged[path]
            except OSError as error:
                raise _unwritable(path, error) from error
    except BaseException:
        for path, copy in kept.items():
            _restore(path, copy)
        raise
    finally:
        for copy in kept.values():
            if copy is not None:
                copy.unlink(missing_ok=True)


def _keep(path: Path) -> Path | None:
    """A copy of what is there now, or None where there is nothing."""
    if not path.exists():
        return None
    copy = _part(path)
    shutil.copy2(path, copy)
    return copy


def _restore(path: Path, copy: Path | None) -> None:
    with contextlib.suppress(OSError):
        if copy is None:
            path.unlink(missing_ok=True)
        else:
            copy.replace(path)


def _ours(path: Path, data: bytes, record: Path) -> bool:
    """Whether the file there is the very one to be written, or the one that its manifest tells."""
    try:
        there = path.read_bytes()
        return there == data or bool(json.loads(record.read_bytes())["sha256"] == hashlib.sha256(there).hexdigest())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _unwritable(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or type(error).__name__
    return UsageError(
        f"不能写入 {path}：{reason}", remedy="检查文件夹是否存在、是否有写权限、磁盘是否已满、文件是否正被打开。"
    )
