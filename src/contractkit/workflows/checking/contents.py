"""The bytes of files, within bounds."""

from __future__ import annotations

import stat
from pathlib import Path

from contractkit.errors import UnreadableDocument
from contractkit.readers.detect import MAX_BYTES


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of bearable size.

    Raises:
        UnreadableDocument: with what is wrong with it.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument("这不是普通文件（是设备、管道或者文件夹）。", remedy="请指定文件。")
        if status.st_size > MAX_BYTES:
            size = status.st_size // 1024 // 1024
            raise UnreadableDocument(
                f"文件有 {size} MB，超出可读范围（{MAX_BYTES // 1024 // 1024} MB）。",
                remedy="请确认选对了文件，或压缩其中的图片后再试。",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"不能打开文件：{error.strerror or error}。",
            remedy="检查文件是否还在、有无权限，或者关闭正在使用它的程序。",
        ) from error
