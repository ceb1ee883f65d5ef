"""All keys of the moment at the foot of the screen, on as many lines as they need."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Footer, Static

_GAP: Final = "  "


class KeyBar(Footer):
    """Textual's footer runs off the right edge of a narrow terminal; this one goes on in the next line."""

    DEFAULT_CSS: ClassVar[str] = """
    KeyBar { height: auto; layout: vertical; padding: 0 1; background: $footer-background; }
    KeyBar > Keys { height: auto; width: 1fr; color: $footer-description-foreground; }
    """

    def compose(self) -> ComposeResult:
        """One text of all keys that the focused widget, the screen and the application answer to."""
        if not self._bindings_ready:
            return
        yield Keys(tuple(self._key(active) for active in shown_bindings(self.screen)))

    def _key(self, active: ActiveBinding) -> Content:
        style = "bold $footer-key-foreground" if active.enabled else "dim"
        return Content.assemble((self.app.get_key_display(active.binding), style), " ", active.binding.description)


def shown_bindings(screen: Screen[object]) -> list[ActiveBinding]:
    """The keys to show, each meaning once; those of the whole application last.

    A field takes some keys first (Ctrl+Z for what was typed in it) and hands them on: the screen's meaning is shown.
    """
    bindings = [one for one in screen.BINDINGS if isinstance(one, Binding) and one.show]
    own = {key: replace(one, key=key) for one in bindings for key in one.key.split(",")}
    found: dict[str, ActiveBinding] = {}
    for key, active in screen.active_bindings.items():
        if not active.binding.show and key in own:
            found.setdefault(own[key].action, ActiveBinding(screen, own[key], enabled=True, tooltip=""))
        elif active.binding.show and active.binding.description:
            found.setdefault(active.binding.action, active)
    order = {one.action: at for at, one in enumerate(bindings)}
    return sorted(found.values(), key=lambda one: (one.node is screen.app, order.get(one.binding.action, -1)))


class Keys(Static):
    """Keys with their meaning, none of them torn over two lines."""

    def __init__(self, keys: tuple[Content, ...]) -> None:
        super().__init__("", markup=False)
        self._keys = keys

    def render(self) -> Content:
        """The keys in lines of this widget's width."""
        return self._lines(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Number of lines at a width in cells."""
        del container, viewport
        return self._lines(width).plain.count("\n") + 1 if self._keys else 0

    def _lines(self, width: int) -> Content:
        pieces: list[Content | str] = []
        used = 0
        for key in self._keys:
            size = key.cell_length
            if used and used + len(_GAP) + size > width:
                pieces.append("\n")
                used = 0
            elif used:
                pieces.append(_GAP)
                used += len(_GAP)
            pieces.append(key)
            used += size
        return Content.assemble(*pieces)
