"""Where outputs go: a folder, or an address that fsspec understands (`s3://…`); every file appears whole or not at all."""

from __future__ import annotations

import contextlib
import posixpath
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from contractkit.errors import UsageError
from contractkit.workflows.files import write_atomically, write_together

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PART: Final = re.compile(r"\.[0-9a-f]{16}\.part")


@dataclass(frozen=True, slots=True)
class Destination:
    """A place for files; picklable, so that workers write for themselves.

    Attributes:
        address: as the user gave it.
    """

    address: str

    @property
    def folder(self) -> Path | None:
        """The folder on this machine; None for an address."""
        return None if _ADDRESS.match(self.address) else Path(self.address)

    def __str__(self) -> str:
        return self.address

    def write(self, name: str, data: bytes) -> None:
        """Write a file that appears whole, replacing one of the same name.

        Where the protocol has files that can be renamed (sftp, smb, hdfs), it is written beside its place first; a
        store of objects (s3, gs, oss) shows an object only when it is complete.

        Args:
            name: below the destination, with `/` between folders.
            data: its content.

        Raises:
            UsageError: it cannot be written.
        """
        if self.folder is not None:
            write_atomically(self.folder / name, data)
            return
        system, root = self._opened()
        target = posixpath.join(root, name)
        try:
            _put(system, target, data)
        except Exception as error:
            raise _unwritable(f"{self.address.rstrip('/')}/{name}", error) from error

    def write_together(self, files: Mapping[str, bytes]) -> None:
        """Write several files, each of which appears whole; in a folder either all of them or none.

        Args:
            files: name below the destination → content.

        Raises:
            UsageError: one cannot be written.
        """
        folder = self.folder
        if folder is not None:
            write_together({folder / name: data for name, data in files.items()})
            return
        for name, data in files.items():
            self.write(name, data)

    def read(self, name: str) -> bytes | None:
        """A file's content; None where there is none.

        Raises:
            UsageError: it is there and cannot be read.
        """
        try:
            if self.folder is not None:
                return (self.folder / name).read_bytes()
            system, root = self._opened()
            return bytes(system.cat_file(posixpath.join(root, name)))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise _unreadable(f"{self.address.rstrip('/')}/{name}", error) from error

    def names(self) -> frozenset[str]:
        """The names of all files there, relative, with `/`; not those that a killed run left half written.

        Raises:
            UsageError: the place cannot be looked at.
        """
        return frozenset(name for name in self._all() if not _PART.fullmatch(posixpath.basename(name)))

    def tidy(self) -> None:
        """Remove what a killed run left half written; call only while nobody else writes there."""
        for name in self._all():
            if _PART.fullmatch(posixpath.basename(name)):
                with contextlib.suppress(Exception):
                    if self.folder is not None:
                        (self.folder / name).unlink()
                    else:
                        system, root = self._opened()
                        system.rm_file(posixpath.join(root, name))

    def _all(self) -> list[str]:
        if self.folder is not None:
            files = (path for path in self.folder.rglob("*") if path.is_file())
            return [path.relative_to(self.folder).as_posix() for path in files]
        system, root = self._opened()
        try:
            return [posixpath.relpath(path, root) for path in system.find(root)]
        except FileNotFoundError:
            return []
        except Exception as error:
            raise _unreadable(self.address, error) from error

    def _opened(self) -> tuple[Any, str]:
        """The file system and the path in it; fsspec keeps one of each kind open per process."""
        from fsspec.core import url_to_fs  # noqa: PLC0415  most runs write to a folder

        try:
            system, root = url_to_fs(self.address)
        except ImportError as error:
            raise UsageError(
                f"没有安装写入 {self.address} 所需的驱动（{error}）", remedy="按提示安装该协议的 fsspec 驱动。"
            ) from error
        except ValueError as error:
            raise UsageError(
                f"不认识这种输出地址：{self.address}", remedy="写文件夹，或者 s3://桶/路径 一类地址。"
            ) from error
        return system, str(root)


def destination(place: str | Path) -> Destination:
    """A folder or an address, as given with `--out`."""
    return Destination(str(place))


def _put(system: Any, target: str, data: bytes) -> None:
    from fsspec import AbstractFileSystem  # noqa: PLC0415  loaded with the driver

    parent = posixpath.dirname(target)
    with contextlib.suppress(FileExistsError, NotImplementedError):
        system.makedirs(parent, exist_ok=True)
    if type(system).mv is AbstractFileSystem.mv:  # no renaming: copy and delete would show half a file for longer
        system.pipe_file(target, data)
        return
    part = posixpath.join(parent, f".{secrets.token_hex(8)}.part")
    try:
        system.pipe_file(part, data)
        _rename(system, part, target)
    except BaseException:
        with contextlib.suppress(Exception):
            system.rm_file(part)
        raise


def _rename(system: Any, part: str, target: str) -> None:
    """Some servers refuse to rename onto a file that is there."""
    try:
        system.mv(part, target)
    except OSError:
        if not system.exists(target):
            raise
        system.rm_file(target)
        system.mv(part, target)


def _unwritable(place: str, error: Exception) -> UsageError:
    return UsageError(
        f"不能写入 {place}：{type(error).__name__}：{error}",
        remedy="检查地址、权限、网络和剩余空间后用 --resume 继续。",
    )


def _unreadable(place: str, error: Exception) -> UsageError:
    return UsageError(f"不能读取 {place}：{type(error).__name__}：{error}", remedy="检查地址、权限和网络。")
