"""Carrying a key out in its turn."""

from __future__ import annotations

from textual.binding import BindingsMap
from textual.widget import Widget


async def carry_out(widget: Widget, bindings: BindingsMap, key: str) -> bool:
    """Do at once what a key is bound to in a widget; False where it is bound to nothing, or its action hands it on.

    Textual lets a key bubble up to the application before its binding is looked for, so that a letter that was typed
    after it may be there first: Backspace would delete the wrong one.
    """
    for binding in bindings.key_to_bindings.get(key, ()):
        if await widget.app.run_action(binding.action, widget):
            return True
    return False
