"""The screens look as they were kept in docs/images, where the README shows them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from contractkit.tui.app import InterviewApp
from contractkit.tui.screens.interview import InterviewScreen
from contractkit.tui.theme import INK, PAPER
from tui.pictures import assert_picture
from tui.pilots import drive, pressed, settled, typed

Steps = Callable[[Pilot[Any]], Awaitable[None]]


async def nothing(_: Pilot[Any]) -> None:
    """The screen as it opens."""


async def disclosure(pilot: Pilot[Any]) -> None:
    """An answer was changed; its clause shows where."""
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    await screen.go(("disclosure", "operator", "frequency"))
    await settled(pilot)
    await pressed(pilot, "end", "ctrl+u")
    await typed(pilot, "每月5日前，有重大变更的在3个工作日内")
    await pressed(pilot, "enter", "shift+tab")


async def review(pilot: Pilot[Any]) -> None:
    """A digit of a code is wrong."""
    screen = pilot.app.screen
    assert isinstance(screen, InterviewScreen)
    await screen.go(("parties", "operator", "credit_code"))
    await settled(pilot)
    await pressed(pilot, "end", "backspace", "8", "f6", "f9")


async def positions(pilot: Pilot[Any]) -> None:
    """The texts of a clause compared."""
    await disclosure(pilot)
    await pressed(pilot, "f4", "down")


@pytest.mark.parametrize(
    ("name", "size", "theme", "steps"),
    [
        ("interview", (160, 45), INK.name, disclosure),
        ("interview-narrow", (80, 24), PAPER.name, disclosure),
        ("interview-review", (140, 34), PAPER.name, review),
        ("interview-positions", (150, 34), INK.name, positions),
    ],
)
@pytest.mark.usefixtures("matter")
def test_interview(name: str, size: tuple[int, int], theme: str, steps: Steps) -> None:
    app = InterviewApp(Path("事项.yaml"))
    app.theme = theme

    async def script(pilot: Pilot[Any]) -> None:
        await steps(pilot)
        await settled(pilot)
        assert_picture(name, app.export_screenshot())

    drive(app, script, size)


def test_opening() -> None:
    app = InterviewApp()
    app.theme = PAPER.name

    async def script(_: Pilot[Any]) -> None:
        assert_picture("interview-opening", app.export_screenshot())

    drive(app, script, (100, 28))
