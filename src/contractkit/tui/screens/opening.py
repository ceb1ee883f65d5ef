"""The first screen without a file: begin, go on, start from something, check a draft."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.tui.widgets.cut import cut
from contractkit.tui.widgets.key_bar import KeyBar
from contractkit.tui.widgets.prose import Prose
from contractkit.tui.widgets.top_line import WORD

if TYPE_CHECKING:
    from contractkit.workflows.interview import Recent

_RECENT_SHOWN: Final = 8
_MOMENT: Final = "%m-%d %H:%M"
_CARD: Final = 84  # cells, as in the styles
_TALL: Final = 28  # lines of a terminal that has room for a frame
_FRAME: Final = 14  # border, padding, indentation, scroll bar
_BARE: Final = 8  # padding, indentation, scroll bar
_NAME: Final = 16  # cells that a name keeps in any case


class OpeningScreen(Screen[None]):
    """A list of ways to begin; the application does what was chosen."""

    CSS: ClassVar[str] = """
    OpeningScreen { align: center middle; }
    OpeningScreen #card {
        width: 84; max-width: 100%; height: auto; max-height: 100%;
        border: round $border-blurred; padding: 1 3; background: $surface;
    }
    OpeningScreen #name { text-style: bold; color: $text-primary; text-align: center; }
    OpeningScreen #purpose { color: $text-muted; text-align: center; margin: 0 0 1 0; }
    OpeningScreen OptionList { border: none; background: transparent; padding: 0; height: auto; max-height: 100%; }
    OpeningScreen OptionList:focus { border: none; background-tint: $foreground 0%; }
    OpeningScreen OptionList > .option-list--option-disabled { color: $text-muted; }
    OpeningScreen.-short #card { padding: 0 1; border: none; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012  declared so by Textual

    class Chosen(Message):
        """A way to begin was chosen."""

        def __init__(self, way: str, path: Path | None = None) -> None:
            super().__init__()
            self.way = way
            self.path = path

    def __init__(self) -> None:
        super().__init__()
        self._ways: dict[str, tuple[str, Path | None]] = {}
        self._recent: tuple[Recent, ...] = ()
        self._samples: tuple[Path, ...] = ()
        self._untouched = True
        self._list = OptionList(*self._options(), markup=False)

    def compose(self) -> ComposeResult:
        """The card in the middle."""
        with Vertical(id="card"):
            yield Prose("contractkit　公共数据资源授权运营", id="name")
            yield Prose("起草实施方案和授权运营协议，审查对方文本。全程离线，内容不离开本机。", id="purpose")
            yield self._list
        yield KeyBar()

    def on_mount(self) -> None:
        """Put the cursor on a new matter, and look for those worked on before."""
        self._list.focus()
        self._point_at_first()
        self._look()

    def on_key(self) -> None:
        """From now on the cursor is the user's."""
        self._untouched = False

    @work(thread=True)
    def _look(self) -> None:
        """Loading the interview takes half a second, in which the screen can be used already."""
        interview = import_module("contractkit.workflows.interview")
        self.app.call_from_thread(self._found, interview.recent(), interview.samples())

    def _found(self, recent: tuple[Recent, ...], samples: tuple[Path, ...]) -> None:
        self._recent, self._samples = recent[:_RECENT_SHOWN], samples
        kept = self._list.highlighted_option
        self._list.set_options(self._options())
        if self._untouched or kept is None or kept.id is None:
            self._point_at_first()
        else:
            self._list.highlighted = self._list.get_option_index(kept.id)

    def _point_at_first(self) -> None:
        self._list.highlighted = next((at for at, one in enumerate(self._list.options) if not one.disabled), 0)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id in self._ways:
            self.post_message(self.Chosen(*self._ways[event.option_id]))

    def _options(self) -> Iterator[Option]:
        if self._recent:
            yield Option("继续填写", disabled=True)
            for at, recent in enumerate(self._recent):
                yield self._way(f"recent-{at}", _recent_line(recent, self._room), "resume", recent.path)
            yield Option("", disabled=True)
        yield Option("开始", disabled=True)
        yield self._way("new", "新建事项", "new")
        yield self._way("draft", "从草案开始：读入 Word、PDF 等文件……", "draft")
        yield self._way("from", "从已有的事项文件开始……", "from")
        for sample in self._samples:
            yield self._way(f"sample-{sample.stem}", f"从示例开始：{sample.stem}", "sample", sample)
        yield Option("", disabled=True)
        yield Option("审查", disabled=True)
        yield self._way("check", "审查对方文本……", "check")

    @property
    def _room(self) -> int:
        """Cells for a line of the list."""
        return min(_CARD, self.app.size.width) - (_FRAME if self.app.size.height >= _TALL else _BARE)

    def _way(self, name: str, line: Content | str, way: str, path: Path | None = None) -> Option:
        self._ways[name] = (way, path)
        return Option(Content("  ") + line, id=name)


def _recent_line(recent: Recent, room: int) -> Content:
    """青原市交通…  方案 34/34 · 协议 25/25  2026-11-24 15:02  traffic.yaml."""
    counts = " · ".join(f"{WORD[kind]} {stated}/{total}" for kind, (stated, total) in recent.stated.items())
    state = "正在另一处填写" if recent.in_use else "可以生成" if recent.complete else counts
    if not recent.exists:
        state = "文件已不在原处"
    told = f"　{state}　{recent.opened.strftime(_MOMENT)}　{recent.path.name}"
    name = cut(recent.name or recent.path.stem, max(room - cell_len(told), _NAME))
    return Content.assemble(name, (cut(told, max(room - cell_len(name), 0)), "$text-muted"))
