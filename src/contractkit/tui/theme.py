"""Colours: paper (light), ink (dark), and the terminal's own sixteen where it has no more.

Nothing is told by colour alone: states carry a word, changed text is underlined, the focused field has a bar.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

PAPER: Final = Theme(
    name="纸面",
    dark=False,
    primary="#1f4e79",
    secondary="#4a6d8c",
    accent="#8a4b08",
    warning="#8a5a00",
    error="#a8201a",
    success="#2b6a3c",
    foreground="#23272d",
    background="#f7f5f0",
    surface="#fdfcf9",
    panel="#ebe7de",
    variables={
        "border": "#1f4e79",
        "border-blurred": "#cfc9bc",
        "text-muted": "#5f6670",
        "footer-background": "#ebe7de",
        "footer-key-foreground": "#1f4e79",
        "footer-description-foreground": "#3a4048",
        "block-cursor-background": "#c6d9ea",  # coloured and muted words stay legible on it
        "block-cursor-foreground": "#10263b",
        "block-cursor-blurred-background": "#e8edf1",
        "block-cursor-blurred-foreground": "#23272d",
        "input-selection-background": "#1f4e79 25%",
        "scrollbar": "#c9c3b6",
        "scrollbar-background": "#f1eee7",
    },
)

INK: Final = Theme(
    name="墨色",
    dark=True,
    primary="#7fb2e0",
    secondary="#8aa4bd",
    accent="#e3b96a",
    warning="#e3b96a",
    error="#f08a7d",
    success="#8bc79a",
    foreground="#dde2e8",
    background="#15191e",
    surface="#1b2026",
    panel="#252c35",
    variables={
        "border": "#7fb2e0",
        "border-blurred": "#3a434e",
        "text-muted": "#98a2ae",
        "footer-background": "#1f252c",
        "footer-key-foreground": "#7fb2e0",
        "footer-description-foreground": "#c4ccd5",
        "block-cursor-background": "#27455f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#2a333d",
        "block-cursor-blurred-foreground": "#dde2e8",
        "input-selection-background": "#7fb2e0 30%",
        "scrollbar": "#3a434e",
        "scrollbar-background": "#1b2026",
    },
)

SIXTEEN: Final = "ansi-dark"
"""Textual's theme in the terminal's own colours, for terminals that have only sixteen."""

NAMES: Final = {PAPER.name: "浅色", INK.name: "深色", SIXTEEN: "终端自己的十六种颜色"}
"""Theme name → what the command palette calls it."""
