"""Help: every key of the screen it was asked on, how answers are written, what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.key_bar import shown_bindings
from contractkit.tui.widgets.prose import Prose

_TYPING: Final = (
    ("Ctrl+← Ctrl+→", "按词组移动光标"),
    ("Ctrl+W", "删去前一个词组"),
    ("Alt+D", "删去后一个词组"),
    ("Ctrl+U Ctrl+K", "删到行首、行尾"),
    ("Home End", "到行首、行尾"),
    ("Ctrl+Z Ctrl+Y", "先撤销、重做本栏里的输入，再撤销、重做已填的答案"),
    ("Enter", "单行的栏：填好，到下一项；多行的栏：换行"),
    ("Tab Shift+Tab", "下一项、上一项"),
    ("空格", "选定一个选项"),
)
_WRITING: Final = (
    ("日期", "2026-3-1、2026.3.1、2026年3月1日、二〇二六年三月一日"),
    ("期限", "5年、三年、36个月、二十日"),
    ("金额", "500000、50万元、壹佰万元"),
    ("比例", "30、30%、三成、百分之三十"),
    ("方括号", "[……] 照字面保留，不是格式符号"),
)
_KEY_WIDTH: Final = 18


class KeysScreen(Dialog[None]):
    """A page to scroll."""

    title_text: ClassVar[str] = "帮助"
    keys_text: ClassVar[str] = "↑↓ PgUp PgDn 滚动　Esc 返回"
    large: ClassVar[bool] = True
    DEFAULT_CSS: ClassVar[str] = "KeysScreen VerticalScroll { height: 1fr; }"

    def __init__(self, asked_on: Screen[object]) -> None:
        super().__init__()
        self._asked_on = asked_on

    def body(self) -> list[Widget]:
        """The page."""
        return [VerticalScroll(Prose(Content("\n").join(self._lines())))]

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def _lines(self) -> Iterator[Content]:
        yield _heading("这一屏的键")
        yield from (_line(key, meaning) for key, meaning in bound_keys(self._asked_on))
        yield from _part("输入文字", _TYPING)
        yield from _part("怎么写", _WRITING)
        from contractkit.tui.widgets.item_list import SIGN  # noqa: PLC0415  the first screen does without

        yield from _part("记号", tuple((sign, state.value) for state, sign in SIGN.items()))
        yield _line("下划线", "条文栏里，上一次改动新增的字")
        yield _line("【待填：…】", "条文里还没有内容的地方")


def bound_keys(screen: Screen[object]) -> Iterator[tuple[str, str]]:
    """Every key with a Chinese meaning that the screen, its focused widget and the application answer to."""
    shown = [active.binding for active in shown_bindings(screen)]
    hidden = [active.binding for active in screen.active_bindings.values() if not active.binding.show]
    seen: set[str] = set()
    for binding in (*shown, *hidden):
        if any(char > "\u2e80" for char in binding.description) and binding.description not in seen:
            seen.add(binding.description)
            yield screen.app.get_key_display(binding), binding.description


def _part(title: str, lines: tuple[tuple[str, str], ...]) -> Iterator[Content]:
    yield Content("")
    yield _heading(title)
    yield from (_line(key, meaning) for key, meaning in lines)


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $text-primary")


def _line(key: str, meaning: str) -> Content:
    head = Content.styled(key, "bold")
    return Content.assemble(head, " " * max(2, _KEY_WIDTH - head.cell_length), meaning)
