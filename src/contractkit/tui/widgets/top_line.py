"""The first line: which matter, how much of it stands, whether it is on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from contractkit.core.law.requirement import Kind

if TYPE_CHECKING:
    from contractkit.core.interview.assess import Coverage

WORD: Final = {Kind.PLAN: "方案", Kind.AGREEMENT: "协议"}


class TopLine(Horizontal):
    """Name left, coverage and save state right; the name gives way where there is no room."""

    DEFAULT_CSS: ClassVar[str] = """
    TopLine { height: 1; background: $panel; padding: 0 1; }
    TopLine > .name { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TopLine > .coverage { width: auto; padding: 0 2; }
    TopLine > .saved { width: auto; color: $text-muted; }
    TopLine > .saved.-failed { color: $text-error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._matter = Static("", markup=False, classes="name")
        self._coverage = Static("", markup=False, classes="coverage")
        self._saved = Static("", markup=False, classes="saved")

    def compose(self) -> ComposeResult:
        """Three texts on one line."""
        yield self._matter
        yield self._coverage
        yield self._saved

    def name_it(self, name: str) -> None:
        """Show the name of the matter or of the screen."""
        self._say(self._matter, name)

    def cover(self, coverage: Mapping[Kind, Coverage]) -> None:
        """Show how many elements stand: 方案 28/34 · 协议 21/25."""
        self._say(self._coverage, coverage_text(coverage))

    def saved(self, failure: str) -> None:
        """Show that everything is on the disk, or why not."""
        self._saved.set_class(bool(failure), "-failed")
        self._say(self._saved, f"未能保存：{failure}" if failure else "已保存")

    def _say(self, widget: Static, text: str) -> None:
        if str(widget.content) != text:
            widget.update(Content(text))


def coverage_text(coverage: Mapping[Kind, Coverage]) -> str:
    """方案 28/34 · 协议 21/25."""
    return " · ".join(f"{WORD[kind]} {coverage[kind].stated}/{coverage[kind].total}" for kind in Kind)
