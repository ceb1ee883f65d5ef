"""A question in the middle of the screen: its frame, and the choices under it."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """A framed dialog over the screen; Escape answers nothing."""

    DEFAULT_CSS: ClassVar[str] = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .frame {
        width: 72; max-width: 96%; height: auto; max-height: 92%;
        border: round $primary; background: $surface; padding: 1 2;
        border-title-color: $text-primary; border-title-style: bold; border-subtitle-color: $text-muted;
    }
    Dialog > .frame.-large { width: 96%; height: 92%; max-width: 160; }
    Dialog OptionList { border: none; background: transparent; padding: 0; height: auto; max-height: 100%; }
    Dialog OptionList:focus { border: none; background-tint: $foreground 0%; }
    Dialog Input { border: round $border-blurred; background: transparent; }
    Dialog Input:focus { border: heavy $primary; background-tint: $foreground 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "返回")]

    title_text: ClassVar[str] = ""
    keys_text: ClassVar[str] = "↑↓ 选择　回车 确定　Esc 返回"
    large: ClassVar[bool] = False

    def compose(self) -> ComposeResult:
        """The frame with the dialog's own widgets in it."""
        with Vertical(classes="frame -large" if self.large else "frame") as frame:
            frame.border_title = Content(self.title_text)
            frame.border_subtitle = Content(self.keys_text)
            yield from self.body()

    def body(self) -> list[Widget]:
        """What stands in the frame."""
        raise NotImplementedError

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
