"""Boxes that are not typed into: one choice of a few, and the rows of a list."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Choices(OptionList):
    """One of a few values; the chosen one has a mark, ↑↓ move, Enter or space chooses."""

    DEFAULT_CSS: ClassVar[str] = """
    Choices { height: auto; max-height: 12; }
    Choices > .option-list--option-highlighted { background: transparent; color: $foreground; text-style: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "take", "选定，到下一项", show=False)]

    def __init__(self, options: tuple[tuple[str, str], ...], **arguments: Any) -> None:
        """Make the box from values with their labels."""
        super().__init__(markup=False, compact=False, **arguments)
        self._values = options
        self.chosen = ""

    def on_mount(self) -> None:
        """Show the choices, none of them chosen."""
        self.choose(self.chosen)

    def choose(self, text: str) -> None:
        """Mark the choice with this value or label; without a message."""
        self.chosen = text
        at = next((row for row, pair in enumerate(self._values) if text in pair), None)
        place = at if at is not None else (self.highlighted or 0)
        self.set_options([_choice(label, chosen=row == at) for row, (_, label) in enumerate(self._values)])
        self.highlighted = place if self._values else None

    async def action_take(self) -> None:
        """Choose what is under the cursor and go on; done before the next key is read."""
        if self.highlighted is not None:
            self.choose(self._values[self.highlighted][0])
            await self.run_action("screen.next_field")

    @on(OptionList.OptionSelected)
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.action_take()


class Members(OptionList):
    """The rows of a list by their names; Enter opens the table at the row."""

    DEFAULT_CSS: ClassVar[str] = """
    Members { height: auto; max-height: 12; }
    Members > .option-list--option-highlighted { background: transparent; color: $foreground; text-style: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "open", "打开", show=False)]

    def __init__(self, invitation: str, **arguments: Any) -> None:
        """Make an empty box, with what Enter does; `show` fills it."""
        super().__init__(markup=False, **arguments)
        self._invitation = invitation
        self._titles: tuple[str, ...] | None = None

    def show(self, titles: tuple[str, ...]) -> None:
        """List the rows, and last how to open the table."""
        if titles == self._titles:
            return
        self._titles = titles
        rows = [Option(Content(f"{row:>3}  {title or '（未填）'}")) for row, title in enumerate(titles, start=1)]
        count = f"共{len(titles)}项。" if titles else "还没有内容。"
        last = count + self._invitation
        place = self.highlighted or 0
        self.set_options([*rows, Option(Content.styled(last, "$text-muted"))])
        self.highlighted = min(place, len(titles))

    async def action_open(self) -> None:
        """Open the list at the row under the cursor."""
        await self.run_action(f"screen.open_list({self.highlighted or 0})")

    @on(OptionList.OptionSelected)
    async def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.action_open()


def _choice(label: str, *, chosen: bool) -> Option:
    return Option(Content.assemble(("✓ " if chosen else "  "), (label, "bold" if chosen else "")))
