"""The items of Art. 9 and Art. 14 with their state: a sign and a word for each."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.core.interview.assess import ItemState, State
from contractkit.core.law.requirement import Kind
from contractkit.tui.widgets.cut import cut

SIGN: Final = {State.EMPTY: "-", State.PARTIAL: "~", State.COMPLETE: "✓", State.ATTENTION: "!"}
"""One cell wide in every font and terminal, unlike ○ and ●."""

_STYLE: Final = {
    State.EMPTY: "$text-muted",
    State.PARTIAL: "$text-accent",
    State.COMPLETE: "$text-success",
    State.ATTENTION: "bold $text-error",
}
_HEADING: Final = {Kind.PLAN: "实施方案（第九条）", Kind.AGREEMENT: "授权运营协议（第十四条）"}
_NUMBER: Final = 6  # cells of `14.13 `
_WORD: Final = 6  # cells of ` 须处理`


class ItemList(OptionList):
    """Enter on an item goes to its first question that is open."""

    DEFAULT_CSS: ClassVar[str] = """
    ItemList { height: 1fr; border: none; background: transparent; padding: 0; scrollbar-size-vertical: 1; }
    ItemList:focus { border: none; background-tint: $foreground 0%; }
    ItemList > .option-list--option { padding: 0 1; }
    ItemList > .option-list--option-disabled { color: $foreground; text-style: bold; }
    """

    class Picked(Message):
        """An item was chosen."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    def __init__(self) -> None:
        super().__init__(markup=False, id="items")
        self._items: tuple[ItemState, ...] = ()
        self._current: frozenset[str] = frozenset()

    def show(self, items: tuple[ItemState, ...], current: frozenset[str]) -> None:
        """List the items; those in `current` are the ones that the question at hand serves."""
        self._items, self._current = items, current
        self._write()

    def mark(self, current: frozenset[str]) -> None:
        """Mark the items that the question at hand serves."""
        if current != self._current:
            self._current = current
            self._write()

    @on(Resize)
    def _fit(self) -> None:
        self._write()

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Picked(event.option_id))

    def _write(self) -> None:
        kept = self.highlighted_option.id if self.highlighted_option else None
        options: list[Option] = []
        for kind in Kind:
            options.append(Option(_HEADING[kind], disabled=True))
            options.extend(Option(self._line(item), id=item.id) for item in self._items if item.kind is kind)
        self.set_options(options if self._items else [])
        wanted = next((one for one in options if one.id == kept or (kept is None and one.id in self._current)), None)
        if wanted is not None:
            self.highlighted = options.index(wanted)
            if not self.has_focus and self._current:
                self._reveal(options)

    def _reveal(self, options: list[Option]) -> None:
        """Bring the item of the question at hand into view."""
        at = next((row for row, one in enumerate(options) if one.id in self._current), None)
        if at is not None:
            self.highlighted = at

    def _line(self, item: ItemState) -> Content:
        """✓ 14.6  信息披露与再开发限制      完成."""
        state, here = item.state, item.id in self._current
        number = f"{item.id:<{_NUMBER}}"
        room = max(4, self.content_size.width - 2 - 2 - _NUMBER - 1 - _WORD)
        title = cut(item.title, room)
        gap = " " * (room - cell_len(title))
        word = " " * (_WORD - cell_len(state.value)) + state.value
        style = _STYLE[state]
        return Content.assemble(
            (f"{SIGN[state]} ", style),
            (number, "$text-muted"),
            (title, "bold" if here else ""),
            gap,
            " ",
            (word, style),
        )
