"""Small charts as inline SVG; every number stands beside its bar, so that colour says nothing alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contractkit.reporters.html.text import inert


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name and the class of its colour."""

    name: str
    value: int
    css: str


def shares(title: str, parts: Sequence[Bar]) -> str:
    """One bar made of the parts, with a list of them."""
    whole = sum(part.value for part in parts) or 1
    drawn, at = "", 0.0
    for part in parts:
        width = 100 * part.value / whole
        drawn += f'<rect class={part.css} x="{at:.2f}%" width="{width:.2f}%" height="22"/>'
        at += width
    listed = "".join(
        f"<li><b class={part.css}></b>{inert(part.name)}<span>{part.value}份，{part.value / whole:.0%}</span></li>"
        for part in parts
    )
    picture = f'<svg class=shares width="100%" height="22" role=img aria-label="{inert(title)}">{drawn}</svg>'
    return f"<figure class=chart><figcaption>{inert(title)}</figcaption>{picture}<ul>{listed}</ul></figure>\n"


def bars(title: str, parts: Sequence[Bar], unit: str) -> str:
    """A bar for each, the longest as long as there is room."""
    longest = max(part.value for part in parts)
    rows = "".join(
        f"<li><span class=label>{inert(part.name)}</span>"
        f'<svg height="12" role=img aria-label="{part.value}"><rect class={part.css} width="{100 * part.value / longest:.1f}%" '
        f'height="12"/></svg><span class=value>{part.value}{inert(unit)}</span></li>'
        for part in parts
    )
    return f"<figure class=chart><figcaption>{inert(title)}</figcaption><ul class=bars>{rows}</ul></figure>\n"
