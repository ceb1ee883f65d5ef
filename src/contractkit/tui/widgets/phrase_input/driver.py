"""A terminal that sends bytes that are no UTF-8 (PuTTY set to GBK) costs a character, not the session."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from contractkit.tui.widgets.phrase_input.alt_keys import know_alt_keys

if TYPE_CHECKING:
    from textual.driver import Driver


def forgiving_driver() -> type[Driver] | None:
    """The driver for `App(driver_class=…)`; None where Textual's own does: on Windows, and in the browser.

    Whichever it is, it knows the keys with Alt from here on.
    """
    know_alt_keys()
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from contractkit.tui.widgets.phrase_input.unix_driver import ForgivingDriver  # noqa: PLC0415  absent on Windows

    return ForgivingDriver
