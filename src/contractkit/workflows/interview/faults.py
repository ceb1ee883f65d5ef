"""What can stop an interview from being opened."""

from __future__ import annotations

from pathlib import Path

from contractkit.errors import InvalidData, UsageError


class InUse(UsageError):
    """Another living session has the matter.

    Attributes:
        pid: its process.
        host: the machine that it runs on.
        since: when it opened the matter, ISO 8601.
    """

    def __init__(self, path: Path, pid: int, host: str, since: str, lock: Path) -> None:
        super().__init__(
            f"{path} 正在另一个窗口中填写（{host}，进程 {pid}，{since} 打开）。",
            remedy=f"请回到那个窗口，或者先把它关闭；确知没有人在用的，删去 {lock} 再打开。",
        )
        self.pid = pid
        self.host = host
        self.since = since


class Damaged(InvalidData):
    """A matter file that is there cannot be taken apart; it was not touched.

    Attributes:
        copy: where a copy of it is kept.
        can_recover: the answers of the last session are kept beside it, and `recover` goes on from them.
    """

    def __init__(self, error: InvalidData, copy: Path, *, can_recover: bool) -> None:
        how = "；或者选择恢复，从上次访谈的记录继续" if can_recover else ""
        super().__init__(
            error.message,
            remedy=f"原文件没有改动，另存了一份副本：{copy}。请按行号改正后再打开{how}。",
            problems=error.problems,
        )
        self.copy = copy
        self.can_recover = can_recover
