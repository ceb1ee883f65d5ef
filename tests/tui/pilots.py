"""Driving the screen by keys alone, and reading what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

SMALL = (80, 24)
LARGE = (200, 50)

Script = Callable[[Pilot[Any]], Awaitable[None]]


def drive(app: App[Any], script: Script, size: tuple[int, int] = LARGE) -> None:
    """Run an application without a terminal and do what the script says."""

    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await script(pilot)

    asyncio.run(main())


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until all messages and all work in threads are done."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Commit a text as an input method does: character by character, as the terminal's parser makes keys of them.

    `Pilot.press` loses ，。（）: it looks their names up and does not find them.
    """
    driver = pilot.app._driver
    assert driver is not None
    for character in text:
        driver.send_message(Key(_character_to_key(character), character))
    await pilot.pause()


async def burst(pilot: Pilot[Any], *keys: str | Paste) -> None:
    """Send keys and pastes as one chunk, as a slow line delivers them; nothing is waited for."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        driver.send_message(Key(key, None) if isinstance(key, str) else key)


async def pressed(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and wait for what follows."""
    await pilot.press(*keys)
    await settled(pilot)


def shown(app: App[Any]) -> str:
    """The characters on the screen, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines[:height]) if width else ""
