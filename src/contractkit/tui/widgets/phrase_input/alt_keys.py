"""Alt with an arrow is one key, in whichever driver reads it.

Textual takes what terminals send for it (`ESC [ 1 ; 3 A`) for Escape and then the arrow: Alt+↑ would leave the table.
"""

from __future__ import annotations

from typing import Final, NamedTuple, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys


class _AltKey(NamedTuple):
    """A key as Textual's table of sequences has it."""

    value: str


_LEADS: Final = "\x1b["  # two Escapes in a row stay what they are


def know_alt_keys() -> None:
    """Have Textual's parser read every key with Alt as one key (`alt+up`); again does nothing."""
    table = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for sequence, keys in list(table.items()):
        if sequence.startswith(_LEADS) and isinstance(keys, tuple) and len(keys) == 2 and keys[0] is Keys.Escape:
            table[sequence] = (_AltKey(f"alt+{keys[1].value}"),)
