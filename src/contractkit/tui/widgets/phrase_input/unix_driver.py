"""Textual's driver for Unix terminals, with a decoder that goes on after a wrong byte, and keys that keep their order."""

from __future__ import annotations

import asyncio
import contextlib
import os
import selectors
from codecs import IncrementalDecoder, getincrementaldecoder
from concurrent.futures import TimeoutError as Late
from typing import Any, Final

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from contractkit.tui.widgets.phrase_input.typed import typed_text

_SECONDS: Final = 0.1  # between two looks at the clock: a lone Escape is told from the beginning of a sequence
_MOST: Final = 4096
_PATIENCE: Final = 2.0  # seconds that keys may take before the next one is let through all the same
_TURNS: Final = 4  # of the event loop without a message waiting: what a key does has been done


class ForgivingDriver(LinuxDriver):
    """Textual decodes strictly, and the thread that reads the keyboard dies of the first byte that is no UTF-8.

    Here such a byte becomes �, which the user sees; what comes after it is read as ever. A key that types nothing (Tab,
    Enter, Ctrl+W) is carried out after what was typed before it, and before the next key is looked at: over a slow line keys
    come several at once, and Textual would type what follows a Tab into the field before it, and leave before it has typed.
    """

    def run_input_thread(self) -> None:
        """Read the terminal until the application ends."""
        parser = XTermParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                self._pass_on(parser, decoder, ready=bool(selector.select(_SECONDS)))
        with contextlib.suppress(EOFError, ParseError):
            for _ in parser.feed(""):
                pass

    def process_message(self, message: Message) -> None:
        """Send a message to the application; a key that types nothing after what was typed before it, and before the next."""
        acts = isinstance(message, events.Key) and not typed_text(message)
        if acts:
            self._settle()
        super().process_message(message)
        if acts:
            self._settle()

    def _settle(self) -> None:
        """Wait until the application has dealt with what it was sent."""
        if self.exit_event.is_set():
            return
        done = asyncio.run_coroutine_threadsafe(_at_rest(self._app), self._loop)
        try:
            done.result(_PATIENCE)
        except (Late, asyncio.CancelledError):  # the application is busy, or ending
            done.cancel()

    def _pass_on(self, parser: XTermParser, decoder: IncrementalDecoder, *, ready: bool) -> None:
        text = decoder.decode(os.read(self.fileno, _MOST)) if ready else ""
        for event in parser.feed(text) if text else ():
            self.process_message(event)
        for event in parser.tick():
            self.process_message(event)


async def _at_rest(app: App[Any]) -> None:
    """Wait until no message waits for the application, its screen, or the widgets from the focused one up."""
    turns = 0
    while turns < _TURNS and app.is_running:
        await asyncio.sleep(0)
        focused = app.focused
        nodes = [app, app.screen, *(focused.ancestors_with_self if focused is not None else ())]
        turns = 0 if any(node.message_queue_size for node in nodes) else turns + 1
