"""The command palette in Chinese: what the screen can do, every topic, the colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from contractkit.tui.theme import NAMES
from contractkit.tui.widgets.key_bar import shown_bindings

if TYPE_CHECKING:
    from contractkit.tui.app import InterviewApp


class Palette(CommandPalette):
    """Textual's palette with Chinese words in it."""

    def __init__(self) -> None:
        super().__init__(placeholder="输入要做的事，例如“撤销”“协议”“浅色”", id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say nothing where nothing matches: Textual's words for it are English."""


def commands(app: InterviewApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """What can be done on a screen, by the words of its keys; then the topics; then the colours."""
    for active in shown_bindings(screen):
        binding = active.binding
        if active.enabled:
            run = partial(app.run_action, binding.action, active.node)
            yield SystemCommand(binding.description, f"按键 {app.get_key_display(binding)}", run)
    if (interview := app.interview_screen) is not None and interview is screen:
        for topic in interview.session.topics():
            yield SystemCommand(f"转到：{topic.title}", topic.intro, partial(interview.go_topic, topic.id))
    for name, label in NAMES.items():
        yield SystemCommand(f"颜色：{label}", f"改用{label}", partial(app.use_theme, name))
