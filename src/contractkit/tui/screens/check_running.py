"""A check that is going on: drawn when there is news, never by the clock."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, ProgressBar, Static

from contractkit.reporters.columns import visible
from contractkit.workflows.check import Progress


class CheckRunning(Vertical):
    """How far it is."""

    DEFAULT_CSS: ClassVar[str] = """
    CheckRunning { align: center middle; padding: 0 2; }
    CheckRunning > Label, CheckRunning > Static { width: 100%; content-align: center middle; text-align: center; }
    CheckRunning > ProgressBar { width: auto; margin: 1 0; }
    CheckRunning > .keys { color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._what = Static("", markup=False)
        self._count = Static("", markup=False)
        self._bar = ProgressBar(show_eta=False)

    def compose(self) -> ComposeResult:
        """Name, bar, count."""
        yield Label("正在审查", markup=False)
        yield self._what
        yield self._bar
        yield self._count
        yield Label("全程在本机进行，文本不离开这台机器。按 Esc 停止。", markup=False, classes="keys")

    def begin(self, name: str) -> None:
        """Show a check at its beginning; the bar rests at nothing, for one that swings would be drawn by the clock."""
        self._bar.update(total=1, progress=0)
        self._what.update(visible(name))
        self._count.update("正在读取……")

    def hear(self, progress: Progress) -> None:
        """Show how far it is."""
        done, of = progress.done
        self._bar.update(total=of, progress=done)
        self._what.update(visible(progress.name))
        pages = f"第{progress.pages}页，共{progress.of_pages}页" if progress.of_pages else ""
        files = f"第{progress.files + 1}个文件，共{progress.of_files}个" if progress.of_files > 1 else ""
        self._count.update("　".join(part for part in (files, pages) if part) or "正在审查……")

    def stop(self) -> None:
        """Show that it is being stopped."""
        self._count.update("正在停止……")
