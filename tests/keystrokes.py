"""Keys as a terminal sends them, through Textual's own parser. (Pilot's `press` loses Chinese punctuation.)"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App


def parsed(pieces: Iterable[bytes]) -> list[events.Event]:
    """The events of bytes that come in pieces, as the driver makes them: decoded as they come, then parsed."""
    decode = getincrementaldecoder("utf-8")("replace").decode
    parser = XTermParser()
    found = [event for piece in pieces if (text := decode(piece)) for event in parser.feed(text)]
    return [event for event in found if isinstance(event, events.Key | events.Paste)]


def send(app: App[Any], *pieces: bytes | str) -> None:
    """Send bytes to an application all at once; nobody waits for what they do."""
    for event in parsed(piece.encode() if isinstance(piece, str) else piece for piece in pieces):
        app.post_message(event)
