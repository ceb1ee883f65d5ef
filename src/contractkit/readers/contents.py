"""The bytes of files, within bounds."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from contractkit.errors import UnreadableDocument

MAX_BYTES = 300 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of bearable size.

    Raises:
        UnreadableDocument: with what is wrong with it.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument("这不是普通文件（是设备、管道或者文件夹）。", remedy="请指定文件。")
        refuse_large(status.st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableDocument(
            f"不能打开文件：{_reason(error)}。",
            remedy="检查文件是否还在、有无权限，或者关闭正在使用它的程序。",
        ) from error


def refuse_large(size: int) -> None:
    """Raise for a document of more bytes than any reader is given."""
    if size > MAX_BYTES:
        raise UnreadableDocument(
            f"文件有 {size // 1024 // 1024} MB，超出可读范围（{MAX_BYTES // 1024 // 1024} MB）。",
            remedy="请确认选对了文件，或压缩其中的图片后再试。",
        )


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "它是指向自己的链接"
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件；如果它是链接，是它所指的文件不在了"
    if isinstance(error, PermissionError):
        return "没有权限"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
